"""A series of meetings, who takes part, and the poll about its moments."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.models import Partnership, School, SubRegion
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
from startlijn.domain.groups.models import Group
from startlijn.domain.meetings.terms import Answer, AnswerSource, SeriesKind, SeriesState

SERIES_KEPT = "Three years after the last day of the series, as long as an induction programme lasts."


class Series(Versioned, TenantModel):
    """Meetings that are planned at once: for whom, in which window, and how far that is.

    `group`: the published group it is for, if any. `wanted`: how many meetings. `weekdays` (0 is Monday),
    `times` ("15:00") and `closed` (own days without meetings) say which moments are possible. `feed_hash` is
    that of the secret calendar address.
    """

    declared: ClassVar[Declaration] = Declaration(
        purpose="Finds moments at which a company of people can meet, and tells them.",
        data_class=DataClass.INTERNAL,
        retention=SERIES_KEPT,
        kept=(Kept(("last_on",), months=36),),
        tenant="partnership",
        plain=("title", "weekdays", "times", "closed"),
        reach={"partnership": "partnership", "sub_region": "sub_region", "school": "school"},
        read="meetings.plan",
        ways={"meetings.own": {"person": "members__person"}},
        lasts=("members",),
        secret=("feed_hash",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=12, choices=SeriesKind)
    title = models.CharField(_("title"), max_length=120)
    sub_region = models.ForeignKey(
        SubRegion, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sub-region")
    )
    school = models.ForeignKey(
        School, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("school")
    )
    group = models.ForeignKey(Group, models.SET_NULL, null=True, blank=True, related_name="+")
    minutes = models.PositiveSmallIntegerField(_("minutes per meeting"))
    wanted = models.PositiveSmallIntegerField(_("number of meetings"))
    first_on = models.DateField(_("first day"))
    last_on = models.DateField(_("last day"))
    weekdays = models.JSONField(default=list)
    times = models.JSONField(default=list)
    closed = models.JSONField(default=list, blank=True)
    min_days_between = models.PositiveSmallIntegerField(_("days between meetings"))
    answers_by = models.DateField(_("answers wanted by"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=SeriesState, default=SeriesState.PLANNING)
    made_at = models.DateTimeField(_("made at"), editable=False)
    feed_hash = models.CharField(max_length=64, unique=True, null=True, editable=False)
    feed_made_at = models.DateTimeField(_("calendar address made at"), null=True, editable=False)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("series of meetings")
        verbose_name_plural = _("series of meetings")
        ordering = ["-made_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(last_on__gte=F("first_on")), name="series_forward_in_time"),
            models.CheckConstraint(condition=Q(sub_region=None) | Q(school=None), name="series_at_one_place"),
        ]


class SeriesMember(TenantModel):
    """Somebody in a series: a person, or a name and e-mail address typed in; for which school.

    `days`: the weekdays on which they work; none means any. `link_number` is part of the link with which they
    answer: counting on takes the link back. `finished_on`: the first day they no longer take part.
    """

    declared: ClassVar[Declaration] = Declaration(
        purpose="Knows who takes part in a series of meetings, and reaches them.",
        data_class=DataClass.PERSONAL,
        retention=SERIES_KEPT,
        kept=(Kept(goes_with="series"),),
        tenant="partnership",
        subject="person",
        erasure=Erasure.DELETE,
        personal=("person", "name", "email", "language", "days"),
        reach={
            "partnership": "partnership",
            "sub_region": "series__sub_region",
            "school": "series__school",
        },
        read="meetings.plan",
        ways={"meetings.own": {"person": "series__members__person"}},
        lasts=("series__members",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    series = models.ForeignKey(Series, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(_("language"), max_length=2, default="nl")
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    required = models.BooleanField(_("must be there"), default=False)
    days = models.JSONField(default=list, blank=True)
    link_number = models.PositiveSmallIntegerField(default=1, editable=False)
    asked_at = models.DateTimeField(_("asked at"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    finished_on = models.DateField(_("until"), null=True, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("participant in a series")
        verbose_name_plural = _("participants in a series")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "person"], condition=Q(finished_on=None), name="series_member_once"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(name="") & ~Q(email=""), name="series_member_known"
            ),
        ]


class Slot(TenantModel):
    """A moment that the poll asks about. `pinned`: a new search keeps it, with `host` when there is one."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Asks whether people can meet at a moment.",
        data_class=DataClass.INTERNAL,
        retention=SERIES_KEPT,
        kept=(Kept(goes_with="series"),),
        tenant="partnership",
        reach={
            "partnership": "partnership",
            "sub_region": "series__sub_region",
            "school": "series__school",
        },
        read="meetings.plan",
        ways={"meetings.own": {"person": "series__members__person"}},
        lasts=("series__members",),
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    series = models.ForeignKey(Series, models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    pinned = models.BooleanField(_("pinned"), default=False)
    host = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("possible moment")
        verbose_name_plural = _("possible moments")
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["series", "starts_at"], name="slot_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="slot_forward_in_time"),
        ]


class SlotAnswer(TenantModel):
    """What one member says of one moment. Who plans reads all; a member only the own answers."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Knows who can be there when, to choose dates.",
        data_class=DataClass.PERSONAL,
        retention=SERIES_KEPT,
        kept=(Kept(goes_with="slot"),),
        tenant="partnership",
        subject="member__person",
        erasure=Erasure.DELETE,
        personal=("member", "value"),
        reach={
            "partnership": "partnership",
            "sub_region": "member__series__sub_region",
            "school": "member__series__school",
        },
        read="meetings.plan",
        ways={"meetings.own": {"person": "member__person"}},
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    slot = models.ForeignKey(Slot, models.CASCADE, related_name="answers")
    member = models.ForeignKey(SeriesMember, models.CASCADE, related_name="answers")
    value = models.CharField(_("answer"), max_length=5, choices=Answer)
    source = models.CharField(_("how it came"), max_length=8, choices=AnswerSource)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("answer in a poll")
        verbose_name_plural = _("answers in polls")
        constraints = [models.UniqueConstraint(fields=["slot", "member"], name="slot_answer_once")]
