"""Who completed a course, and what participants thought of it, without who thought what."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.models import Partnership
from startlijn.base.people.models import Person
from startlijn.base.tenancy import DataClass, Declaration, Erasure, GuardedManager, Kept, TenantModel
from startlijn.domain.courses.models.enrolments import Participant
from startlijn.domain.courses.models.offer import Edition
from startlijn.domain.courses.terms import KEPT, REASON_LENGTH, Opinion


class Completion(TenantModel):
    """A participant completed an edition: hours as they were then, for the statement of participation.

    `decided_by` and `reason`: the coordinator decided so although the hours were not reached.
    """

    declared: ClassVar[Declaration] = Declaration(
        purpose="Says that somebody completed a course, for the statement of participation.",
        data_class=DataClass.PERSONAL,
        retention=KEPT,
        kept=(Kept(goes_with="participant"),),
        tenant="partnership",
        subject="participant__person",
        also=("decided_by",),
        erasure=Erasure.DELETE,
        personal=("participant", "contact_minutes", "own_minutes", "reason", "decided_by"),
        reach={"partnership": "partnership"},
        read="courses.manage",
        ways={"courses.own": {"person": "participant__person"}},
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    participant = models.OneToOneField(Participant, models.CASCADE, related_name="completion")
    contact_minutes = models.PositiveIntegerField(_("minutes at meetings"))
    own_minutes = models.PositiveIntegerField(_("minutes of own work"))
    completed_on = models.DateField(_("completed on"))
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=REASON_LENGTH, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("completion of a course")
        verbose_name_plural = _("completions of courses")
        ordering = ["pk"]


class OpinionCount(TenantModel):
    """How many participants of an edition gave this score to this sentence. There is no row per answer."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Shows the provider what participants thought, without who thought what.",
        data_class=DataClass.INTERNAL,
        retention=KEPT,
        kept=(Kept(goes_with="edition"),),
        tenant="partnership",
        reach={"partnership": "partnership"},
        read="courses.manage",
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="opinions")
    opinion = models.CharField(_("sentence"), max_length=9, choices=Opinion)
    score = models.PositiveSmallIntegerField(_("score"))
    count = models.PositiveIntegerField(_("how often"), default=0)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("count of opinions")
        verbose_name_plural = _("counts of opinions")
        ordering = ["opinion", "score"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "opinion", "score"], name="opinion_count_once"),
            models.CheckConstraint(condition=Q(score__gte=1, score__lte=5), name="opinion_score"),
        ]


class OpinionGiven(TenantModel):
    """A participant answered the questions: that, and nothing more, so that nobody answers twice."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Lets every participant say once what they thought.",
        data_class=DataClass.PERSONAL,
        retention=KEPT,
        kept=(Kept(goes_with="participant"),),
        tenant="partnership",
        subject="participant__person",
        erasure=Erasure.DELETE,
        personal=("participant",),
        ways={"courses.own": {"person": "participant__person"}},
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    participant = models.OneToOneField(Participant, models.CASCADE, related_name="opinion_given")

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("opinion that was given")
        verbose_name_plural = _("opinions that were given")
