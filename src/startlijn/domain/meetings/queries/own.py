"""The own meetings: a list, the next one, and the page of a series as its members see it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import combinations
from uuid import UUID

from django.db.models import QuerySet

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.terms import Actor, Permission
from startlijn.base.seams import begin_of
from startlijn.domain.meetings.models import Attendance, Meeting, Series, SeriesMember
from startlijn.domain.meetings.queries.names import by_name, member_name
from startlijn.domain.meetings.rules.links import token_of
from startlijn.domain.meetings.terms import MeetingState, Presence, SeriesKind, SeriesState


@dataclass(frozen=True, slots=True)
class OwnMeeting:
    """A meeting as somebody in it sees it; `clash`: another own meeting overlaps it."""

    id: UUID
    series_id: UUID
    title: str
    kind: SeriesKind
    starts_at: datetime
    ends_at: datetime
    host: str
    place: str
    state: MeetingState
    presence: Presence | None = None
    clash: bool = False

    @property
    def cancelled(self) -> bool:
        """Tell whether it does not go on."""
        return self.state is MeetingState.CANCELLED


@dataclass(frozen=True, slots=True)
class OpenPoll:
    """A poll that waits for the own answer, or can still be changed; `link` is the own one."""

    series_id: UUID
    title: str
    answers_by: date | None
    answered: bool
    link: str


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody who takes part, as others in the series see them."""

    name: str
    school: str
    is_self: bool


@dataclass(frozen=True, slots=True)
class OwnSeries:
    """A series as its members see it: with whom, when and where."""

    id: UUID
    title: str
    kind: SeriesKind
    state: SeriesState
    companions: tuple[Companion, ...]
    meetings: tuple[OwnMeeting, ...]
    poll: OpenPoll | None


def own_meetings(actor: Actor, *, first: date, last: date) -> tuple[OwnMeeting, ...]:
    """Return the own meetings from `first` up to and including `last`, in order of time. One query."""
    rows = _own(actor).filter(starts_at__gte=begin_of(first), starts_at__date__lte=last)
    return _marked(_view(row, None) for row in rows)


def coming_meetings(actor: Actor, at: datetime) -> QuerySet[Meeting]:
    """Return the own meetings that have not ended and go on, the first one first."""
    return _own(actor).filter(ends_at__gt=at, state=MeetingState.PLANNED)


def next_meeting(actor: Actor, at: datetime) -> OwnMeeting | None:
    """Return the first own meeting that has not ended; None when there is none. One query."""
    row = coming_meetings(actor, at).first()
    return None if row is None else _view(row, None)


def meeting_lines(rows: Iterable[Meeting]) -> tuple[OwnMeeting, ...]:
    """Return meetings ready to show; two that overlap are marked."""
    return _marked(_view(row, None) for row in rows)


def open_polls(actor: Actor) -> tuple[OpenPoll, ...]:
    """Return the polls in which the actor can answer, those without an answer first. One query."""
    rows = SeriesMember.objects.filter(
        person=actor.person_id, finished_on=None, series__state=SeriesState.POLLING
    ).select_related("series")
    found = [_poll(row) for row in rows.order_by("pk")] if actor.person_id else []
    return tuple(sorted(found, key=lambda poll: poll.answered))


def own_series(actor: Actor, series_id: UUID) -> OwnSeries:
    """Return a series the actor takes part in. Five queries. Raises `NotVisibleError`."""
    series = get_visible(actor, Permission.MEETINGS_OWN, Series, series_id)
    members = SeriesMember.objects.filter(series=series, finished_on=None).select_related("person", "school")
    listed = sorted(members, key=by_name)
    mine = next(member for member in listed if member.person_id == actor.person_id)
    presence = _presences(visible(actor, Permission.MEETINGS_OWN, Attendance).filter(meeting__series=series))
    rows = Meeting.objects.filter(series=series).select_related("series", "host_school")
    return OwnSeries(
        id=series.pk,
        title=series.title,
        kind=SeriesKind(series.kind),
        state=SeriesState(series.state),
        companions=tuple(
            Companion(member_name(each), each.school.name if each.school else "", each.pk == mine.pk)
            for each in listed
        ),
        meetings=tuple(
            _view(row, presence.get((row.pk, mine.pk))) for row in rows.order_by("starts_at", "pk")
        ),
        poll=_poll(mine) if series.state == SeriesState.POLLING else None,
    )


def attendance_of(actor: Actor, series_id: UUID) -> dict[tuple[UUID, UUID], Presence]:
    """Return who was at which meeting of a series, by id of meeting and member: all for who plans it.

    A member gets the own attendance only; others get nothing. Two queries.
    """
    every = visible(actor, Permission.MEETINGS_PLAN, Attendance).filter(meeting__series=series_id)
    own = visible(actor, Permission.MEETINGS_OWN, Attendance).filter(meeting__series=series_id)
    return _presences(own) | _presences(every)


def meetings_of(actor: Actor, series_id: UUID) -> tuple[OwnMeeting, ...]:
    """Return the meetings of a series for who plans it or takes part; none for others. Two queries."""
    shown = {
        row.pk: row
        for permission in (Permission.MEETINGS_PLAN, Permission.MEETINGS_OWN)
        for row in visible(actor, permission, Meeting)
        .filter(series=series_id)
        .select_related("series", "host_school")
    }
    rows = sorted(shown.values(), key=lambda row: (row.starts_at, row.pk))
    return tuple(_view(row, None) for row in rows)


def _presences(rows: QuerySet[Attendance]) -> dict[tuple[UUID, UUID], Presence]:
    found = rows.values_list("meeting", "member", "presence")
    return {(meeting, member): Presence(value) for meeting, member, value in found}


def _own(actor: Actor) -> QuerySet[Meeting]:
    rows = visible(actor, Permission.MEETINGS_OWN, Meeting).select_related("series", "host_school")
    return rows.order_by("starts_at", "pk")


def _poll(member: SeriesMember) -> OpenPoll:
    return OpenPoll(
        member.series_id,
        member.series.title,
        member.series.answers_by,
        member.answered_at is not None,
        f"/poll/{token_of(member.pk, member.link_number)}/",
    )


def _view(row: Meeting, presence: Presence | None) -> OwnMeeting:
    return OwnMeeting(
        id=row.pk,
        series_id=row.series_id,
        title=row.series.title,
        kind=SeriesKind(row.series.kind),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        host=row.host_school.name if row.host_school else "",
        place=row.place,
        state=MeetingState(row.state),
        presence=presence,
    )


def _marked(meetings: Iterable[OwnMeeting]) -> tuple[OwnMeeting, ...]:
    """Mark meetings of one person that overlap another one that goes on."""
    found = list(meetings)
    going = [each for each in found if not each.cancelled]
    double = {
        each.id
        for one, other in combinations(going, 2)
        if one.starts_at < other.ends_at and other.starts_at < one.ends_at
        for each in (one, other)
    }
    return tuple(replace(each, clash=each.id in double) for each in found)
