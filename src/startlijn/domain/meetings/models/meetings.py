"""A meeting of a series, and who was there."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from startlijn.base.organisations.models import Partnership, School
from startlijn.base.tenancy import (
    DataClass,
    Declaration,
    Erasure,
    GuardedManager,
    Kept,
    TenantModel,
    Versioned,
)
from startlijn.domain.meetings.models.series import SERIES_KEPT, Series, SeriesMember
from startlijn.domain.meetings.terms import MeetingState, Presence


class Meeting(Versioned, TenantModel):
    """One meeting: when, where, and its identity in calendars.

    `sequence` grows with each change that calendars must follow (RFC 5545). `moved`: changed by itself, so a
    change of the series leaves it alone. `reason`: why this moment although somebody cannot be there.
    """

    declared: ClassVar[Declaration] = Declaration(
        purpose="Tells people when and where they meet.",
        data_class=DataClass.INTERNAL,
        retention=SERIES_KEPT,
        kept=(Kept(goes_with="series"),),
        tenant="partnership",
        plain=("place", "uid", "reason"),
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
    series = models.ForeignKey(Series, models.CASCADE, related_name="meetings")
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    host_school = models.ForeignKey(
        School, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("meets at")
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    uid = models.CharField(max_length=120, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    state = models.CharField(_("state"), max_length=9, choices=MeetingState, default=MeetingState.PLANNED)
    moved = models.BooleanField(_("changed by itself"), default=False)
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="meeting_forward_in_time"),
        ]
        indexes = [models.Index(fields=["starts_at"], name="meeting_starts_at")]


class Attendance(TenantModel):
    """Whether one member was at one meeting. Who plans reads all; a member only the own."""

    declared: ClassVar[Declaration] = Declaration(
        purpose="Shows who was at a meeting, for a statement of participation.",
        data_class=DataClass.PERSONAL,
        retention=SERIES_KEPT,
        kept=(Kept(goes_with="meeting"),),
        tenant="partnership",
        subject="member__person",
        erasure=Erasure.DELETE,
        personal=("member", "presence"),
        reach={
            "partnership": "partnership",
            "sub_region": "member__series__sub_region",
            "school": "member__series__school",
        },
        read="meetings.plan",
        ways={"meetings.own": {"person": "member__person"}},
    )

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance")
    member = models.ForeignKey(SeriesMember, models.CASCADE, related_name="attendance")
    presence = models.CharField(_("presence"), max_length=7, choices=Presence)

    objects: ClassVar[GuardedManager[Self]] = GuardedManager()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="attendance_once")]
