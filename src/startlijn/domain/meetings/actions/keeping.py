"""Writing moments and meetings: parts of the verbs beside it, which check the right and leave the line."""

from datetime import date, datetime
from uuid import UUID

from startlijn.base.access.terms import Actor
from startlijn.domain.meetings.actions.telling import members_of, tell
from startlijn.domain.meetings.models import Meeting, Series, Slot
from startlijn.domain.meetings.queries.calendars import uid_of
from startlijn.domain.meetings.queries.checks import must_be_a_host, must_be_free
from startlijn.domain.meetings.queries.closed import closed_for
from startlijn.domain.meetings.rules.changing import must_last
from startlijn.domain.meetings.rules.slots import Moment, possible
from startlijn.domain.meetings.terms import NoSlotsError, Wish


def wish_of(series: Series) -> Wish:
    """Return the wish that a series was made with."""
    return Wish(
        series.first_on,
        series.last_on,
        series.wanted,
        tuple(series.weekdays),
        tuple(datetime.strptime(each, "%H:%M").time() for each in series.times),  # noqa: DTZ007 - an hour
        series.min_days_between,
        tuple(date.fromisoformat(day) for day in series.closed),
    )


def make_slots(by: Actor, series: Series) -> None:
    """Make the possible moments of a series anew. Part of other verbs. Raises `NoSlotsError`."""
    members = members_of(series)
    free = {
        day
        for member in members
        if member.required and member.days
        for day in range(5)
        if day not in member.days
    }
    closed = closed_for(by, members, series.first_on, series.last_on)
    moments = possible(wish_of(series), series.minutes, closed, free_weekdays=free)
    if not moments:
        raise NoSlotsError
    Slot.objects.filter(series=series).delete()
    Slot.objects.bulk_create(
        Slot(
            partnership_id=series.partnership_id,
            series=series,
            starts_at=moment.starts_at,
            ends_at=moment.ends_at,
        )
        for moment in moments
    )


def put(
    *,
    by: Actor,
    at: datetime,
    series: Series,
    moment: Moment,
    host_id: UUID | None,
    place: str = "",
    reason: str = "",
) -> Meeting:
    """Write one meeting and invite everybody. Part of other verbs, which check the right.

    Raises `ClashError` without a reason, `NotAHostError`, `BackwardsMeetingError`.
    """
    must_last(moment.starts_at, moment.ends_at)
    if host_id is not None:
        must_be_a_host(series, host_id)
    members = members_of(series)
    must_be_free(by, members, moment, reason=reason)
    meeting = Meeting(
        partnership_id=series.partnership_id,
        series=series,
        starts_at=moment.starts_at,
        ends_at=moment.ends_at,
        host_school_id=host_id,
        place=place.strip(),
        reason=reason.strip(),
    )
    meeting.uid = uid_of(meeting)
    meeting.save()
    tell(by, at, meeting, members, "meeting_planned")
    return meeting
