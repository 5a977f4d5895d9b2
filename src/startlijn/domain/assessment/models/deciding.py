"""The decision, its result in one line, and what the starter says to it."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.models import Partnership
from startlijn.base.people.models import Person
from startlijn.base.tenancy import (
    DataClass,
    Declaration,
    Erasure,
    GuardedManager,
    TenantModel,
    Versioned,
)
from startlijn.domain.assessment.models.assessments import IN_ASSESSMENT, KEPT, Assessment
from startlijn.domain.assessment.terms import TEXT_LENGTH, Outcome

_PLACES = {"board": "assessment__board", "school": "assessment__school"}
_PANEL = "assessment__panel"
# Who reads what there is from the decision on: the decision itself, and what the starter says to it.
_AFTER = {
    "dossier.own": {"person": "assessment__person"},
    "assessments.judge": {"person": f"{_PANEL}__person"},
    "assessments.decide": _PLACES,
}


class Decision(TenantModel):
    """What was decided on the advice, by whom and why. Never changes; an objection is answered beside it."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Shows the starter what was decided, by whom and why.",
        data_class=DataClass.PERSONNEL,
        retention=KEPT,
        kept=IN_ASSESSMENT,
        tenant="partnership",
        subject="assessment__person",
        also=("decided_by",),
        erasure=Erasure.DELETE,
        personal=("outcome", "reasons", "override", "decided_by"),
        reach={},
        ways=_AFTER,
        holds=(_PANEL,),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    assessment = models.OneToOneField(Assessment, models.CASCADE, related_name="decision")
    outcome = models.CharField(_("decision"), max_length=12, choices=Outcome)
    reasons = models.TextField(_("reasons"), max_length=TEXT_LENGTH, blank=True)
    override = models.TextField(
        _("why insufficient without an earlier signal"), max_length=TEXT_LENGTH, blank=True
    )
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("decided at"))

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")


class Result(TenantModel):
    """The outcome in one line, for who follows and for a certificate later; no reasons."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Tells who keeps appointments what the outcome is, and nothing more.",
        data_class=DataClass.PERSONNEL,
        retention=KEPT,
        kept=IN_ASSESSMENT,
        tenant="partnership",
        subject="assessment__person",
        erasure=Erasure.DELETE,
        personal=("outcome",),
        reach={},
        ways={
            "dossier.own": {"person": "assessment__person"},
            "assessments.decide": _PLACES,
            "assessments.follow": {"board": "assessment__employer", "school": "assessment__employer_school"},
        },
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    assessment = models.OneToOneField(Assessment, models.CASCADE, related_name="result")
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome)
    settled_on = models.DateField(_("decided on"))

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("result")
        verbose_name_plural = _("results")


class StarterStatement(Versioned, TenantModel):
    """The starter's own words beside a decision; they stay with it."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Lets the starter put the own view next to the decision.",
        data_class=DataClass.PERSONNEL,
        retention=KEPT,
        kept=IN_ASSESSMENT,
        tenant="partnership",
        subject="assessment__person",
        erasure=Erasure.DELETE,
        personal=("text",),
        reach={},
        ways=_AFTER,
        holds=(_PANEL,),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    assessment = models.OneToOneField(Assessment, models.CASCADE, related_name="statement")
    text = models.TextField(_("your own words"), max_length=TEXT_LENGTH)
    written_at = models.DateTimeField(_("written at"))

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("own statement")
        verbose_name_plural = _("own statements")


class Objection(TenantModel):
    """The starter objects; somebody else than who decided answers with reasons."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Lets the starter have a decision looked at again by somebody else.",
        data_class=DataClass.PERSONNEL,
        retention=KEPT,
        kept=IN_ASSESSMENT,
        tenant="partnership",
        subject="assessment__person",
        also=("answered_by",),
        erasure=Erasure.DELETE,
        personal=("reasons", "answer", "outcome", "answered_by"),
        reach={},
        ways=_AFTER,
        holds=(_PANEL,),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    assessment = models.OneToOneField(Assessment, models.CASCADE, related_name="objection")
    reasons = models.TextField(_("why you object"), max_length=TEXT_LENGTH)
    made_at = models.DateTimeField(_("made at"))
    answer = models.TextField(_("answer"), max_length=TEXT_LENGTH, blank=True)
    outcome = models.CharField(_("decision after the objection"), max_length=12, choices=Outcome, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
