"""The ledger of own work: what a participant did besides the meetings (domain.md C3)."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.models import Partnership
from startlijn.base.tenancy import (
    DataClass,
    Declaration,
    Erasure,
    GuardedManager,
    Kept,
    TenantModel,
    Versioned,
)
from startlijn.domain.courses.models.enrolments import Participant
from startlijn.domain.courses.terms import KEPT, LEDGER_WORDS_LENGTH, MOST_MINUTES_A_DAY, WorkKind


class LedgerEntry(Versioned, TenantModel):
    """Own work on one day. Only the participant reads it: hours of colleagues are not compared."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Lets a participant keep count of own work, towards a statement of participation.",
        data_class=DataClass.PERSONAL,
        retention=KEPT,
        kept=(Kept(goes_with="participant"),),
        tenant="partnership",
        subject="participant__person",
        erasure=Erasure.DELETE,
        personal=("participant", "on", "minutes", "kind", "words"),
        ways={"courses.own": {"person": "participant__person"}},
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="ledger")
    on = models.DateField(_("day"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    kind = models.CharField(_("kind of work"), max_length=9, choices=WorkKind)
    words = models.CharField(_("in a few words"), max_length=LEDGER_WORDS_LENGTH, blank=True)
    written_at = models.DateTimeField(_("written at"), editable=False)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("own work")
        verbose_name_plural = _("own work")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=MOST_MINUTES_A_DAY), name="ledger_minutes"
            ),
        ]
