"""Coaches, whom they guide and since when, what a starter needs, and the short log of their talks."""

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
from startlijn.domain.guidance.models.trajectories import KEPT, Trajectory
from startlijn.domain.guidance.terms import Training

_COACHING_KEPT = "Six months after the trajectory ended; until then the starter can take it along."


class CoachProfile(Versioned, TenantModel):
    """What a coach has to give: training, at most so many starters, hours a year, subjects and days."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Helps to find the right coach for a starter, and not to ask too much of one.",
        data_class=DataClass.PERSONAL,
        retention="24 months after the last role ended.",
        kept=(Kept(("pk",), months=24, ended=("person__roles__finished_on",)),),
        tenant="partnership",
        subject="person",
        erasure=Erasure.DELETE,
        personal=("training", "trained_until", "most_starters", "hours_per_year", "subjects", "days"),
        reach={"partnership": "partnership", "board": "board", "school": "school"},
        read="line.arrange",
        ways={"line.guide": {"person": "person"}},
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    board = models.ForeignKey(Board, models.PROTECT, null=True, blank=True, related_name="+")
    training = models.CharField(_("training"), max_length=10, choices=Training, default=Training.NONE)
    trained_until = models.DateField(_("training valid until"), null=True, blank=True)
    most_starters = models.PositiveSmallIntegerField(_("starters at most"), default=2)
    hours_per_year = models.PositiveSmallIntegerField(_("hours a year for coaching"), default=40)
    subjects = models.CharField(_("subjects or year groups"), max_length=200, blank=True)
    days = models.JSONField(_("days at work"), default=list, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("coach")
        verbose_name_plural = _("coaches")
        constraints = [models.UniqueConstraint(fields=["partnership", "person"], name="coach_once")]


class CoachPairing(TenantModel):
    """A starter has this coach from `started_on` until, not including, `finished_on`; one at a time.

    `passed_on`: what the starter lets this coach read of the time before (trust.md §7 rule 4).
    """

    declared: ClassVar[Declaration] = Declaration(
        purpose="Knows who coaches whom, and since when: the ground of what a coach may see.",
        data_class=DataClass.PERSONAL,
        retention=KEPT,
        kept=(Kept(("trajectory__finished_on",), months=24),),
        tenant="partnership",
        subject="trajectory__person",
        also=("coach",),
        erasure=Erasure.DELETE,
        personal=("coach", "passed_on"),
        reach={"board": "trajectory__employments__board", "school": "trajectory__employments__school"},
        read="line.read",
        ways={
            "line.own": {"person": "trajectory__person"},
            "line.guide": {"person": "coach"},
            "line.arrange": {
                "partnership": "trajectory__pool",
                "board": "trajectory__pool_board",
                "school": "trajectory__employments__school",
            },
        },
        holds=("coach",),
        lasts=("trajectory__employments",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="pairings")
    coach = models.ForeignKey(Person, models.PROTECT, related_name="+")
    started_on = models.DateField(_("from"))
    finished_on = models.DateField(_("until"), null=True, blank=True)

    # No default: the table is not made again for it.
    passed_on = models.JSONField(_("what was passed on"), null=True, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("pairing with a coach")
        verbose_name_plural = _("pairings with a coach")
        ordering = ["-started_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_on__isnull=True) | Q(finished_on__gt=F("started_on")),
                name="pairing_forward_in_time",
            )
        ]


class NeedsIntake(TenantModel):
    """What weighs on a starter and what would help, in own words; for starter and coach only."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Lets guidance begin with what the starter needs.",
        data_class=DataClass.COACHING,
        retention=_COACHING_KEPT,
        kept=(Kept(("trajectory__finished_on",), months=6),),
        tenant="partnership",
        subject="trajectory__person",
        erasure=Erasure.DELETE,
        personal=("concerns", "own_words"),
        reach={},
        ways={
            "line.own": {"person": "trajectory__person"},
            "line.guide": {"person": "trajectory__pairings__coach"},
        },
        holds=("trajectory__pairings",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="intakes")
    concerns = models.JSONField(_("what weighs"), default=dict)
    own_words = models.TextField(_("in your own words"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(_("answered at"))

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("what a starter needs")
        verbose_name_plural = _("what starters need")
        ordering = ["-answered_at"]


class ContactNote(TenantModel):
    """After a talk, three fields at most. Seen by the starter and the coach of that pairing, nobody else."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Helps starter and coach to remember what they agreed.",
        data_class=DataClass.COACHING,
        retention=_COACHING_KEPT,
        kept=(Kept(("pairing__trajectory__finished_on",), months=6),),
        tenant="partnership",
        subject="pairing__trajectory__person",
        erasure=Erasure.DELETE,
        personal=("worked", "goal", "next_on", "on"),
        reach={},
        ways={
            "line.own": {"person": "pairing__trajectory__person"},
            "line.guide": {"person": "pairing__coach"},
        },
        holds=("pairing",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    pairing = models.ForeignKey(CoachPairing, models.CASCADE, related_name="notes")
    on = models.DateField(_("talk on"))
    worked = models.TextField(_("what worked"), max_length=1000, blank=True)
    goal = models.CharField(_("one goal"), max_length=300, blank=True)
    next_on = models.DateField(_("next talk on"), null=True, blank=True)
    written_at = models.DateTimeField(editable=False)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("note of a talk")
        verbose_name_plural = _("notes of talks")
        ordering = ["-on", "-written_at"]
