"""A starter's trajectory, the appointments it rests on, pauses, and a move to another school.

Every period is half-open: from `started_on` until, not including, `finished_on`.
"""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.models import Board, Partnership, School
from startlijn.base.organisations.terms import Sector
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
from startlijn.domain.guidance.terms import ContractType, Ending, MoveStage
from startlijn.domain.induction.models import ProgrammeVersion
from startlijn.domain.induction.terms import StarterType

KEPT = "24 months after the trajectory ended."
_FORWARD = Q(finished_on__isnull=True) | Q(finished_on__gt=F("started_on"))


def _pool_only(to_line: str) -> dict[str, dict[str, dict[str, str]]]:
    """Return the paths of who runs a pool: to its own starters, not to all of the board (and their pay)."""
    own = {"partnership": f"{to_line}pool", "board": f"{to_line}pool_board"}
    return {"pool_coordinator": {"line.register": own}}


class Trajectory(Versioned, TenantModel):
    """What one starter goes through: three years, whatever the contract, at one school or several.

    `version_followed` is the programme it was made from; `ends_on` the day after the last, as planned, with
    pauses and extensions counted. `pool` or `pool_board` is filled when no school arranges it but the pool of
    the partnership or of a board (seed 002 line 26).
    """

    declared: ClassVar[Declaration] = Declaration(
        purpose="Gives every starter a line of their own.",
        data_class=DataClass.PERSONAL,
        retention=KEPT,
        kept=(Kept(("finished_on",), months=24),),
        tenant="partnership",
        subject="person",
        erasure=Erasure.DELETE,
        personal=("person", "starter_type", "subjects", "days"),
        reach={"board": "employments__board", "school": "employments__school"},
        read="line.read",
        ways={
            "line.own": {"person": "person"},
            "line.guide": {"person": "pairings__coach"},
            "line.register": {"board": "employments__board", "school": "employments__school"},
            "line.arrange": {
                "partnership": "pool",
                "board": "pool_board",
                "school": "employments__school",
            },
        },
        by_role=_pool_only(""),
        holds=("pairings",),
        lasts=("employments",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="trajectories")
    sector = models.CharField(_("sector"), max_length=3, choices=Sector)
    starter_type = models.CharField(_("kind of starter"), max_length=20, choices=StarterType)
    version_followed = models.ForeignKey(
        ProgrammeVersion, models.PROTECT, null=True, blank=True, related_name="trajectories"
    )
    pool = models.ForeignKey(Partnership, models.PROTECT, null=True, blank=True, related_name="+")
    pool_board = models.ForeignKey(Board, models.PROTECT, null=True, blank=True, related_name="+")
    subjects = models.CharField(_("subjects or year groups"), max_length=200, blank=True)
    days = models.JSONField(_("days at work"), default=list, blank=True)
    started_on = models.DateField(_("from"))
    ends_on = models.DateField(_("planned until"))
    extended_days = models.PositiveSmallIntegerField(_("extended by days"), default=0)
    finished_on = models.DateField(_("until"), null=True, blank=True)
    ending = models.CharField(_("how it ended"), max_length=10, choices=Ending, blank=True)
    registered_at = models.DateTimeField(editable=False)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("trajectory")
        verbose_name_plural = _("trajectories")
        ordering = ["-started_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_on__isnull=True) | Q(finished_on__gte=F("started_on")),
                name="trajectory_forward_in_time",
            ),
            models.CheckConstraint(condition=Q(ends_on__gt=F("started_on")), name="trajectory_has_length"),
            models.UniqueConstraint(
                fields=["partnership", "person"],
                condition=Q(finished_on=None),
                name="trajectory_one_open",
            ),
            models.CheckConstraint(condition=Q(pool=None) | Q(pool_board=None), name="trajectory_one_pool"),
        ]


class Employment(Versioned, TenantModel):
    """An appointment of a starter: at a school, in a pool of a board, or none. Several may run side by side.

    `fte` is the job size (1 is full-time), `fte_agreed` the one agreed at the start; `lesson_hours` the clock
    hours of lessons a year in the timetable, where the sector counts these (CAO VO art. 8.3).
    """

    declared: ClassVar[Declaration] = Declaration(
        purpose="Knows where and how much a starter works, to work out what the starter is entitled to.",
        data_class=DataClass.PERSONAL,
        retention=KEPT,
        kept=(Kept(("trajectory__finished_on",), months=24),),
        tenant="partnership",
        subject="trajectory__person",
        erasure=Erasure.DELETE,
        personal=("contract_type", "fte", "fte_agreed", "lesson_hours", "salary_scale", "salary_step"),
        reach={"board": "board", "school": "school"},
        read="line.register",
        ways={"line.own": {"person": "trajectory__person"}},
        by_role=_pool_only("trajectory__"),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="employments")
    board = models.ForeignKey(Board, models.PROTECT, null=True, blank=True, related_name="+")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="employments")
    contract_type = models.CharField(_("kind of appointment"), max_length=12, choices=ContractType)
    fte = models.DecimalField(_("job size"), max_digits=4, decimal_places=3)
    fte_agreed = models.DecimalField(
        _("job size agreed at the start"), max_digits=4, decimal_places=3, null=True, blank=True
    )
    lesson_hours = models.PositiveSmallIntegerField(_("hours of lessons a year"), null=True, blank=True)
    salary_scale = models.CharField(_("salary scale"), max_length=4, blank=True)
    salary_step = models.PositiveSmallIntegerField(_("step"), null=True, blank=True)
    started_on = models.DateField(_("from"))
    finished_on = models.DateField(_("until"), null=True, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["started_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=_FORWARD, name="employment_forward_in_time"),
            models.CheckConstraint(condition=Q(fte__gte=0, fte__lte="1.2"), name="employment_fte"),
            models.CheckConstraint(
                condition=Q(school=None) | Q(board__isnull=False), name="employment_school_has_board"
            ),
        ]


class Pause(TenantModel):
    """A time in which the trajectory stands still. No reason is asked (domain.md §6 rule 7)."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Moves the end of a trajectory when it stood still.",
        data_class=DataClass.PERSONAL,
        retention=KEPT,
        kept=(Kept(("trajectory__finished_on",), months=24),),
        tenant="partnership",
        subject="trajectory__person",
        erasure=Erasure.DELETE,
        personal=("started_on", "finished_on"),
        reach={},
        ways={
            "line.own": {"person": "trajectory__person"},
            "line.arrange": {
                "partnership": "trajectory__pool",
                "board": "trajectory__pool_board",
                "school": "trajectory__employments__school",
            },
        },
        lasts=("trajectory__employments",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="pauses")
    started_on = models.DateField(_("from"))
    finished_on = models.DateField(_("until"), null=True, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("pause")
        verbose_name_plural = _("pauses")
        ordering = ["started_on", "pk"]
        constraints = [models.CheckConstraint(condition=_FORWARD, name="pause_forward_in_time")]


class Move(TenantModel):
    """Another school asks for the starter to come; the starter decides, and what travels along.

    `beside`: next to the present appointments instead of in their place. The school that asks cannot read
    this: it would learn whether the starter exists.
    """

    declared: ClassVar[Declaration] = Declaration(
        purpose="Lets a starter take the line along to another school.",
        data_class=DataClass.PERSONAL,
        retention=KEPT,
        kept=(Kept(("trajectory__finished_on",), months=24),),
        tenant="partnership",
        subject="trajectory__person",
        erasure=Erasure.DELETE,
        personal=("luggage", "starts_on", "contract_type", "fte"),
        reach={},
        ways={"line.own": {"person": "trajectory__person"}},
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="moves")
    to_school = models.ForeignKey(School, models.PROTECT, related_name="+")
    stage = models.CharField(_("stage"), max_length=10, choices=MoveStage, default=MoveStage.ASKED)
    starts_on = models.DateField(_("from"))
    beside = models.BooleanField(_("beside the present work"), default=False)
    contract_type = models.CharField(
        _("kind of appointment"), max_length=12, choices=ContractType, default=ContractType.TEMPORARY
    )
    fte = models.DecimalField(_("job size"), max_digits=4, decimal_places=3, default=1)
    luggage = models.JSONField(_("what travels along"), default=list, blank=True)
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(_("asked at"))
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("move to another school")
        verbose_name_plural = _("moves to another school")
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["trajectory", "to_school"],
                condition=Q(stage="asked"),
                name="move_one_question_a_school",
            ),
            models.CheckConstraint(condition=Q(fte__gte=0, fte__lte="1.2"), name="move_fte"),
        ]
