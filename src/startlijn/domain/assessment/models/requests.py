"""Before there is an assessment: somebody proposes one, or nobody is there yet who decides."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.models import Board, Partnership, School
from startlijn.base.people.models import Person
from startlijn.base.tenancy import DataClass, Declaration, Erasure, GuardedManager, Kept, TenantModel
from startlijn.domain.assessment.models.assessments import Assessment
from startlijn.domain.assessment.terms import NOTE_LENGTH, Aim, RequestState
from startlijn.domain.guidance.models import Employment


class AssessmentRequest(TenantModel):
    """A proposal to a starter, or the question of a starter without a board: who decides must be named first.

    `board` and `school` are where the starter works; a school educator sees what the own school proposed.
    """

    declared: ClassVar[Declaration] = Declaration(
        purpose="Lets a starter say yes or no to a proposal, and a coordinator name who decides.",
        data_class=DataClass.PERSONNEL,
        retention="Two years after it was asked.",
        kept=(Kept(("asked_at",), months=24),),
        tenant="partnership",
        subject="person",
        also=("proposed_by",),
        erasure=Erasure.DELETE,
        personal=("aim", "state", "reason", "proposed_by"),
        reach={"partnership": "partnership"},
        read="assessments.arrange",
        ways={
            "dossier.own": {"person": "person"},
            "assessments.propose": {"partnership": "partnership", "school": "school"},
        },
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    employment = models.ForeignKey(Employment, models.CASCADE, related_name="+")
    board = models.ForeignKey(Board, models.PROTECT, null=True, blank=True, related_name="+")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    aim = models.CharField(_("stage"), max_length=6, choices=Aim)
    profile = models.CharField(_("competence profile"), max_length=80)
    state = models.CharField(_("state"), max_length=8, choices=RequestState)
    reason = models.TextField(_("why now"), max_length=NOTE_LENGTH, blank=True)
    proposed_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(_("asked at"))
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    made = models.OneToOneField(Assessment, models.SET_NULL, null=True, blank=True, related_name="+")

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("proposal of an assessment")
        verbose_name_plural = _("proposals of assessments")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "person"],
                condition=models.Q(state__in=[RequestState.PROPOSED, RequestState.TO_NAME]),
                name="assessment_request_one_open",
            )
        ]
