"""What stands behind the link of a member: the moments to answer about, and the meetings that came of it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from startlijn.base.access.terms import Actor
from startlijn.base.people.queries import actor_of_person
from startlijn.base.seams import day_of
from startlijn.base.tenancy import everywhere, within
from startlijn.domain.meetings.models import Meeting, SeriesMember, Slot, SlotAnswer
from startlijn.domain.meetings.rules.busy import answers_from, read_busy
from startlijn.domain.meetings.rules.links import read_token
from startlijn.domain.meetings.rules.slots import Moment
from startlijn.domain.meetings.terms import Answer, LinkEndedError, MeetingState, SeriesState


@dataclass(frozen=True, slots=True)
class Asked:
    """One moment to answer about, and the answer so far ("" for none)."""

    id: UUID
    starts_at: datetime
    ends_at: datetime
    answer: str
    works: bool  # whether it lies on a weekday on which the member works


@dataclass(frozen=True, slots=True)
class Coming:
    """A meeting that was planned."""

    starts_at: datetime
    ends_at: datetime
    host: str
    place: str
    cancelled: bool


@dataclass(frozen=True, slots=True)
class BehindPoll:
    """A poll as one member sees it: no answers and no names of others."""

    title: str
    minutes: int
    is_open: bool
    answers_by: date | None
    answered_at: datetime | None
    slots: tuple[Asked, ...]
    meetings: tuple[Coming, ...]


def member_behind(token: str) -> SeriesMember:
    """Return whose link it is. Raises `LinkEndedError` for one that was made up, taken back or has ended."""
    member_id, number = read_token(token)
    with everywhere("the link itself tells its partnership"):
        found = (
            SeriesMember.objects.filter(pk=member_id, link_number=number, finished_on=None)
            .select_related("series")
            .first()
        )
    if found is None or found.series.state in (SeriesState.CLOSED, SeriesState.PLANNING):
        raise LinkEndedError
    return found


def behind_link(token: str, at: datetime) -> tuple[Actor, BehindPoll]:
    """Return whose link it is, and the poll as they see it. Four queries at most.

    Whoever opens it is not logged in: the actor serves to keep the answers and is forgotten after the page.
    Raises `LinkEndedError`.
    """
    member = member_behind(token)
    if member.person_id is None:
        actor = Actor(None, None, "", member.partnership_id, at=at)
    else:
        actor = actor_of_person(member.person_id, partnership_id=member.partnership_id, at=at)
    with within(member.partnership_id):
        return actor, _poll(member)


def _poll(member: SeriesMember) -> BehindPoll:
    series = member.series
    given = dict(SlotAnswer.objects.filter(member=member).values_list("slot", "value"))
    meetings = Meeting.objects.filter(series=series).select_related("host_school").order_by("starts_at", "pk")
    return BehindPoll(
        title=series.title,
        minutes=series.minutes,
        is_open=series.state == SeriesState.POLLING,
        answers_by=series.answers_by,
        answered_at=member.answered_at,
        slots=tuple(_asked(slot, member, given) for slot in Slot.objects.filter(series=series)),
        meetings=tuple(coming(meeting) for meeting in meetings),
    )


def _asked(slot: Slot, member: SeriesMember, given: dict[UUID, str]) -> Asked:
    works = not member.days or day_of(slot.starts_at).weekday() in member.days
    suggested = "" if works else Answer.NO.value
    return Asked(slot.pk, slot.starts_at, slot.ends_at, given.get(slot.pk, suggested), works)


def coming(meeting: Meeting) -> Coming:
    """Return a meeting as it is shown; the host should have been selected along."""
    return Coming(
        meeting.starts_at,
        meeting.ends_at,
        meeting.host_school.name if meeting.host_school else "",
        meeting.place,
        meeting.state == MeetingState.CANCELLED,
    )


def from_calendar(token: str, data: bytes) -> dict[UUID, Answer]:
    """Return first answers by slot from somebody's calendar file; nothing of the file is kept.

    Raises `LinkEndedError`, `BadCalendarError`.
    """
    member = member_behind(token)
    with within(member.partnership_id):
        slots = list(Slot.objects.filter(series=member.series_id))
    if not slots:
        return {}
    busy = read_busy(data, day_of(slots[0].starts_at), day_of(slots[-1].ends_at))
    moments = [Moment(slot.starts_at, slot.ends_at) for slot in slots]
    return {slot.pk: value for slot, value in zip(slots, answers_from(busy, moments), strict=True)}
