"""Changing meetings, and who was there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from startlijn.base.access.terms import Actor, NotVisibleError
from startlijn.base.journal.actions import record
from startlijn.base.seams import day_of
from startlijn.domain.meetings.actions.telling import members_of, tell
from startlijn.domain.meetings.models import Attendance, Meeting, SeriesMember
from startlijn.domain.meetings.queries.checks import must_be_a_host, must_be_free, must_not_be_closed
from startlijn.domain.meetings.queries.places import meeting_to_change, series_to_change
from startlijn.domain.meetings.rules.calendars import Method
from startlijn.domain.meetings.rules.changing import at_other_time, is_ahead, must_last, split
from startlijn.domain.meetings.rules.slots import Moment
from startlijn.domain.meetings.terms import MeetingState, NotAheadError, NotYetError, Presence


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change of a series did: which meetings followed, and which stayed as they were."""

    followed: tuple[Meeting, ...]
    stayed: tuple[Meeting, ...]


@transaction.atomic
def move_meeting(
    *,
    by: Actor,
    at: datetime,
    meeting_id: UUID,
    expected_version: int,
    starts_at: datetime,
    minutes: int,
    host_id: UUID | None = None,
    place: str = "",
    reason: str = "",
) -> Meeting:
    """Give one meeting another moment or place; calendars follow. A change of the series leaves it alone now.

    `reason`: why this moment although somebody has another meeting then. Raises `NotAheadError`,
    `ClashError`, `NotAHostError`, `BackwardsMeetingError`, `VersionConflictError`, `NotVisibleError`.
    """
    meeting = meeting_to_change(by, meeting_id).expect(expected_version)
    must_not_be_closed(meeting.series)
    moment = Moment(starts_at, starts_at + timedelta(minutes=minutes))
    _change(by, at, meeting, moment, host_id=host_id, place=place, reason=reason)
    meeting.moved = True
    meeting.save(update_fields=["moved"])
    record(by=by, at=at, action="meeting.move", on=meeting, details={"override": bool(reason.strip())})
    return meeting


def _change(
    by: Actor,
    at: datetime,
    meeting: Meeting,
    moment: Moment,
    *,
    host_id: UUID | None,
    place: str,
    reason: str,
) -> None:
    if not is_ahead(meeting, at):
        raise NotAheadError
    must_last(moment.starts_at, moment.ends_at)
    if host_id is not None and host_id != meeting.host_school_id:
        must_be_a_host(meeting.series, host_id)
    members = members_of(meeting.series)
    must_be_free(by, members, moment, reason=reason, but=[meeting.pk])
    meeting.starts_at, meeting.ends_at = moment.starts_at, moment.ends_at
    meeting.host_school_id, meeting.place = host_id, place.strip()
    meeting.reason = reason.strip() or meeting.reason
    _count_on(meeting)
    told = Meeting.objects.select_related("series", "host_school").get(pk=meeting.pk)
    tell(by, at, told, members, "meeting_changed")


def _count_on(meeting: Meeting) -> None:
    """Save a change that calendars must follow: version and sequence grow, and nothing lets them shrink."""
    meeting.version += 1
    meeting.sequence += 1
    meeting.save()


@transaction.atomic
def cancel_meeting(
    *, by: Actor, at: datetime, meeting_id: UUID, expected_version: int, reason: str = ""
) -> Meeting:
    """Cancel a meeting that is ahead; it leaves everybody's calendar.

    Raises `NotAheadError`, `VersionConflictError`, `NotVisibleError`.
    """
    meeting = meeting_to_change(by, meeting_id).expect(expected_version)
    if not is_ahead(meeting, at):
        raise NotAheadError
    meeting.state, meeting.reason = MeetingState.CANCELLED, reason.strip() or meeting.reason
    _count_on(meeting)
    told = Meeting.objects.select_related("series", "host_school").get(pk=meeting.pk)
    tell(by, at, told, members_of(meeting.series), "meeting_cancelled", Method.CANCEL)
    record(by=by, at=at, action="meeting.cancel", on=meeting)
    return meeting


@transaction.atomic
def change_series(
    *,
    by: Actor,
    at: datetime,
    series_id: UUID,
    expected_version: int,
    begins: time,
    minutes: int,
    host_id: UUID | None = None,
    reason: str = "",
) -> Changed:
    """Give every meeting ahead another hour and length, and one host when `host_id` is given.

    Meetings that are past, and those that were moved by themselves, stay as they are; the answer says which.
    Raises `ClashError` without a reason, `NotAHostError`, `BackwardsMeetingError`, `WrongSeriesStateError`,
    `VersionConflictError`, `NotVisibleError`.
    """
    series = series_to_change(by, series_id).expect(expected_version)
    must_not_be_closed(series)
    rows = Meeting.objects.select_for_update(of=("self",)).filter(series=series).select_related("series")
    parts = split(rows.order_by("starts_at", "pk"), at)
    for meeting in parts.follow:
        _change(
            by,
            at,
            meeting,
            at_other_time(meeting, begins, minutes),
            host_id=host_id or meeting.host_school_id,
            place=meeting.place,
            reason=reason,
        )
    series.minutes = minutes
    series.version += 1
    series.save(update_fields=["minutes", "version"])
    details = {"followed": len(parts.follow), "stayed": len(parts.stay), "override": bool(reason.strip())}
    record(by=by, at=at, action="series.change_meetings", on=series, details=details)
    return Changed(parts.follow, parts.stay)


@transaction.atomic
def record_attendance(
    *, by: Actor, at: datetime, meeting_id: UUID, presence: Mapping[UUID, Presence]
) -> Meeting:
    """Write down who was there (by id of the member), from the day of the meeting on; it counts as held.

    Who is not named keeps what was recorded before. Raises `NotYetError`, `NotAheadError` for a cancelled
    meeting, `NotVisibleError` for somebody who is not in the series.
    """
    meeting = meeting_to_change(by, meeting_id)
    if meeting.state == MeetingState.CANCELLED:
        raise NotAheadError
    if day_of(at) < day_of(meeting.starts_at):
        raise NotYetError
    members = set(SeriesMember.objects.filter(series=meeting.series_id).values_list("pk", flat=True))
    if set(presence) - members:
        raise NotVisibleError("SeriesMember")
    Attendance.objects.filter(meeting=meeting, member__in=list(presence)).delete()
    Attendance.objects.bulk_create(
        Attendance(partnership_id=meeting.partnership_id, meeting=meeting, member_id=member, presence=value)
        for member, value in presence.items()
    )
    meeting.state = MeetingState.HELD
    meeting.version += 1
    meeting.save(update_fields=["state", "version"])
    record(by=by, at=at, action="meeting.attendance", on=meeting, details={"members": len(presence)})
    return meeting
