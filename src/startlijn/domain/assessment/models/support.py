"""An early signal that something needs to grow, and the plan of support that goes with it."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.models import Board, Partnership, School
from startlijn.base.people.models import Person
from startlijn.base.tenancy import (
    DataClass,
    Declaration,
    Erasure,
    GuardedManager,
    Kept,
    TenantModel,
    Versioned,
)
from startlijn.domain.assessment.terms import NOTE_LENGTH


class Signal(TenantModel):
    """Somebody who may decide tells a starter in time what goes well and what must grow."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Makes sure that an insufficient never comes out of the blue.",
        data_class=DataClass.PERSONNEL,
        retention="Two years after it was given and the trajectory ended.",
        kept=(Kept(("given_on",), months=24, ended=("person__trajectories__finished_on",)),),
        tenant="partnership",
        subject="person",
        also=("given_by",),
        erasure=Erasure.DELETE,
        personal=("strengths", "grow"),
        reach={},
        ways={
            "dossier.own": {"person": "person"},
            "assessments.decide": {"board": "board", "school": "school"},
        },
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    strengths = models.TextField(_("what goes well"), max_length=NOTE_LENGTH)
    grow = models.TextField(_("what must grow"), max_length=NOTE_LENGTH)
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_on = models.DateField(_("given on"))

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("signal")
        verbose_name_plural = _("signals")
        ordering = ["-given_on", "-pk"]


class SupportPlan(Versioned, TenantModel):
    """What the school does to help, from when until when; the starter says whether it was agreed."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Writes down which help a starter gets after a signal.",
        data_class=DataClass.PERSONNEL,
        retention="As long as the signal.",
        kept=(Kept(goes_with="signal"),),
        tenant="partnership",
        subject="signal__person",
        erasure=Erasure.DELETE,
        personal=("goals", "support"),
        reach={},
        ways={
            "dossier.own": {"person": "signal__person"},
            "assessments.decide": {"board": "signal__board", "school": "signal__school"},
        },
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    signal = models.OneToOneField(Signal, models.CASCADE, related_name="plan")
    goals = models.TextField(_("goals"), max_length=NOTE_LENGTH)
    support = models.TextField(_("what the school does"), max_length=NOTE_LENGTH)
    started_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    agreed_at = models.DateTimeField(_("agreed by the starter"), null=True, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("plan of support")
        verbose_name_plural = _("plans of support")
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("started_on")), name="support_forward_in_time")
        ]
