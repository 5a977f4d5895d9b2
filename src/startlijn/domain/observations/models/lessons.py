"""A lesson that was watched, how each side saw it, and the talk that followed."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
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
from startlijn.domain.guidance.models import Trajectory
from startlijn.domain.observations.terms import KEPT, LessonPurpose, LessonState, ViewKind


class Observation(Versioned, TenantModel):
    """A colleague watches a lesson of the starter, or (`starter_watches`) the starter one of the colleague.

    The row is the relation by which the colleague reads it: from `started_on` until, not including,
    `finished_on`, which is set when the lesson was watched. The starter chooses class and moment.
    """

    declared: ClassVar[Declaration] = Declaration(
        purpose="Lets a starter and a colleague look at one lesson together, for a purpose known beforehand.",
        data_class=DataClass.PERSONNEL,
        retention=KEPT,
        kept=(
            Kept(("on",), months=12, only={"purpose__in": ("coaching", "peer")}),
            Kept(("on",), months=24, only={"purpose": "determination"}),
            Kept(("started_on",), months=12, only={"state": "asked"}),
        ),
        tenant="partnership",
        subject="trajectory__person",
        also=("colleague",),
        erasure=Erasure.DELETE,
        personal=("colleague", "class_label", "on", "lesson"),
        reach={},
        ways={
            "line.own": {"person": "trajectory__person"},
            "observations.make": {"person": "colleague"},
        },
        holds=("colleague",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    trajectory = models.ForeignKey(Trajectory, models.CASCADE, related_name="observations")
    colleague = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("colleague"))
    starter_watches = models.BooleanField(_("the starter watches"), default=False)
    purpose = models.CharField(_("purpose"), max_length=15, choices=LessonPurpose)
    instrument = models.CharField(_("observation form"), max_length=100)
    state = models.CharField(_("state"), max_length=10, choices=LessonState)
    class_label = models.CharField(_("class or group"), max_length=60, blank=True)
    on = models.DateField(_("day"), null=True, blank=True)
    lesson = models.CharField(_("time or lesson hour"), max_length=60, blank=True)
    announced_on = models.DateField(_("announced on"), editable=False)
    started_on = models.DateField(_("from"), editable=False)
    finished_on = models.DateField(_("until"), null=True, blank=True, editable=False)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("lesson observation")
        verbose_name_plural = _("lesson observations")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_on__isnull=True) | Q(finished_on__gt=F("started_on")),
                name="observation_forward_in_time",
            ),
            models.CheckConstraint(
                condition=Q(starter_watches=False) | Q(purpose="peer"),
                name="observation_of_a_colleague_is_peer",
            ),
            models.CheckConstraint(
                condition=~Q(purpose="determination") | Q(on__isnull=True) | Q(on__gt=F("announced_on")),
                name="observation_determining_announced",
            ),
            models.CheckConstraint(
                condition=Q(state="asked") | Q(on__isnull=False), name="observation_has_a_day"
            ),
        ]


class ObservationView(Versioned, TenantModel):
    """How one side saw the lesson: answers and notes by key of the item, and a remark on the whole.

    Of the pupils only counts: by key of the item how often each value was given; no notes.
    """

    declared: ClassVar[Declaration] = Declaration(
        purpose="Lays what who watched, who taught and the pupils saw beside each other.",
        data_class=DataClass.COACHING,
        retention=KEPT,
        kept=(Kept(goes_with="observation"),),
        tenant="partnership",
        subject="observation__trajectory__person",
        also=("observation__colleague", "by"),
        erasure=Erasure.DELETE,
        personal=("answers", "notes", "remark", "by"),
        reach={},
        ways={
            "line.own": {"person": "observation__trajectory__person"},
            "observations.make": {"person": "observation__colleague"},
        },
        holds=("observation",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    observation = models.ForeignKey(Observation, models.CASCADE, related_name="views")
    kind = models.CharField(_("view"), max_length=10, choices=ViewKind)
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    notes = models.JSONField(_("notes"), default=dict, blank=True)
    remark = models.TextField(_("remark"), blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField(_("saved at"), editable=False)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("view of a lesson")
        verbose_name_plural = _("views of a lesson")
        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(fields=["observation", "kind"], name="observation_view_once"),
        ]


class FollowUpTalk(Versioned, TenantModel):
    """After the lesson: what worked, one goal that is just within reach, and when to look again."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Helps to remember what worked in a lesson and which goal comes next.",
        data_class=DataClass.COACHING,
        retention=KEPT,
        kept=(Kept(goes_with="observation"),),
        tenant="partnership",
        subject="observation__trajectory__person",
        also=("observation__colleague", "by"),
        erasure=Erasure.DELETE,
        personal=("worked", "goal", "next_on", "by"),
        reach={},
        ways={
            "line.own": {"person": "observation__trajectory__person"},
            "observations.make": {"person": "observation__colleague"},
        },
        holds=("observation",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    observation = models.OneToOneField(Observation, models.CASCADE, related_name="talk")
    worked = models.TextField(_("what worked"), max_length=1000, blank=True)
    goal = models.CharField(_("one goal"), max_length=300, blank=True)
    next_on = models.DateField(_("next date"), null=True, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField(editable=False)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("follow-up talk")
        verbose_name_plural = _("follow-up talks")
