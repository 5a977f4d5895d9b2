"""The steps of a line, the ticks of both sides, and what makes ticking take no time."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.models import Partnership
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
from startlijn.domain.guidance.terms import Outcome, Side, Source
from startlijn.domain.induction.models import ProgrammeElement
from startlijn.domain.induction.terms import ElementForm, ElementKind

_STEP_WAYS = {
    "line.own": {"person": "trajectory__person"},
    "line.guide": {"person": "trajectory__pairings__coach"},
    "line.arrange": {
        "partnership": "trajectory__pool",
        "board": "trajectory__pool_board",
        "school": "trajectory__employments__school",
    },
}


class Step(Versioned, TenantModel):
    """One dated moment on a starter's line, made from an element of the programme or added by hand.

    Minutes are those planned for this one moment. `swapped_from` is the element that the starter exchanged
    for this one. A cancelled step stays, so that planned hours can be told by hand. A day chosen by hand
    stays when the line is made again.
    """

    declared: ClassVar[Declaration] = Declaration(
        purpose="Says what is planned on a starter's line, and when.",
        data_class=DataClass.PERSONAL,
        retention=KEPT,
        kept=(Kept(("trajectory__finished_on",), months=24),),
        tenant="partnership",
        subject="trajectory__person",
        erasure=Erasure.DELETE,
        personal=("planned_on", "title_nl", "title_en"),
        # Not from the board: HR knows that there is a plan, and the hours (trust.md §7).
        reach={"school": "trajectory__employments__school"},
        read="line.read",
        ways=_STEP_WAYS,
        holds=("trajectory__pairings",),
        lasts=("trajectory__employments",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="steps")
    element = models.ForeignKey(ProgrammeElement, models.PROTECT, null=True, blank=True, related_name="steps")
    swapped_from = models.ForeignKey(
        ProgrammeElement, models.PROTECT, null=True, blank=True, related_name="+"
    )
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    kind = models.CharField(_("kind"), max_length=20, choices=ElementKind)
    form = models.CharField(_("form"), max_length=10, choices=ElementForm)
    title_nl = models.CharField(_("name in Dutch"), max_length=120)
    title_en = models.CharField(_("name in English"), max_length=120, blank=True)
    planned_on = models.DateField(_("planned on"))
    dated_by_hand = models.BooleanField(_("day chosen by hand"), default=False)
    starter_minutes = models.PositiveIntegerField(_("minutes for the starter"))
    coach_minutes = models.PositiveIntegerField(_("minutes for the coach"), default=0)
    with_coach = models.BooleanField(_("with the own coach"), default=False)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("step on a line")
        verbose_name_plural = _("steps on lines")
        ordering = ["planned_on", "year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["trajectory", "element", "number"],
                condition=Q(element__isnull=False),
                name="step_once",
            ),
            models.CheckConstraint(condition=Q(year__gte=1, year__lte=6), name="step_year"),
        ]
        indexes = [models.Index(fields=["trajectory", "planned_on"], name="step_on_line")]


class Tick(TenantModel):
    """What one side says about a step: the coach what was given, the starter what was received.

    The other side cannot change it; when they differ, both are shown.
    """

    declared: ClassVar[Declaration] = Declaration(
        purpose="Shows what was really given and received, as both sides say it.",
        data_class=DataClass.PERSONAL,
        retention=KEPT,
        kept=(Kept(("step__trajectory__finished_on",), months=24),),
        tenant="partnership",
        subject="step__trajectory__person",
        also=("by",),
        erasure=Erasure.DELETE,
        personal=("outcome", "minutes", "ticked_at"),
        reach={
            "board": "step__trajectory__employments__board",
            "school": "step__trajectory__employments__school",
        },
        read="line.read",
        ways={
            permission: {place: f"step__{path}" for place, path in paths.items()}
            for permission, paths in _STEP_WAYS.items()
        },
        holds=("step__trajectory__pairings",),
        lasts=("step__trajectory__employments",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    step = models.ForeignKey(Step, models.CASCADE, related_name="ticks")
    side = models.CharField(_("who says so"), max_length=8, choices=Side)
    outcome = models.CharField(_("what happened"), max_length=10, choices=Outcome)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=0)
    source = models.CharField(_("confirmed"), max_length=6, choices=Source, default=Source.PAGE)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    ticked_at = models.DateTimeField(_("confirmed at"))

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        constraints = [
            models.UniqueConstraint(fields=["step", "side"], name="tick_once_a_side"),
            models.CheckConstraint(condition=Q(outcome="done") | Q(minutes=0), name="tick_minutes_when_done"),
        ]


class TickLink(TenantModel):
    """A link in a letter that ticks one step for one side, once; only its hash is kept."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Lets somebody confirm a step from a letter without logging in.",
        data_class=DataClass.PERSONAL,
        retention="30 days after it ended.",
        kept=(Kept(("expires_at",), days=30),),
        tenant="partnership",
        subject="person",
        erasure=Erasure.DELETE,
        personal=("person",),
        reach={},
        secret=("token_hash",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    step = models.ForeignKey(Step, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    side = models.CharField(max_length=8, choices=Side)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField(_("works until"))
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("link in a letter")
        verbose_name_plural = _("links in letters")


class CalendarFeed(TenantModel):
    """A secret address under which somebody's own calendar reads the own moments, with neutral titles."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Shows the own moments in one's own calendar.",
        data_class=DataClass.PERSONAL,
        retention="30 days after it was taken back.",
        kept=(Kept(("revoked_at",), days=30),),
        tenant="partnership",
        subject="person",
        erasure=Erasure.DELETE,
        personal=("person",),
        reach={"person": "person"},
        secret=("token_hash",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made at"))
    revoked_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")


class RegistrationMoment(TenantModel):
    """How long somebody was busy registering, to keep that small. Only the length, not what."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Shows somebody how much time registering takes.",
        data_class=DataClass.PERSONAL,
        retention="Two school years.",
        kept=(Kept(("on",), months=24),),
        tenant="partnership",
        subject="person",
        erasure=Erasure.DELETE,
        personal=("seconds",),
        reach={"person": "person"},
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    on = models.DateField(_("on"))
    seconds = models.PositiveIntegerField(_("seconds"))

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("time spent registering")
        verbose_name_plural = _("time spent registering")
        constraints = [
            models.UniqueConstraint(fields=["person", "partnership", "on"], name="registering_day")
        ]
