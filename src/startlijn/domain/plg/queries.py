"""Reading a learning group, by who takes part in its series."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.seams import day_of, today
from startlijn.domain.meetings.models import Meeting, Series, SeriesMember
from startlijn.domain.meetings.queries.names import member_name
from startlijn.domain.meetings.terms import MeetingState
from startlijn.domain.plg.models import ActionCard, MeetingNote, PlgRoom, TeamPlace
from startlijn.domain.plg.rules import Somebody, how_many_teams
from startlijn.domain.plg.terms import TEAM_MOST, WITH_A_ROOM, Column, NoteKind, Phase

_OWN = Permission.PLG_OWN


@dataclass(frozen=True, slots=True)
class RoomLine:
    """A series that works, or can work, in a room. `room_id` is empty before it was opened."""

    series_id: UUID
    title: str
    room_id: UUID | None


@dataclass(frozen=True, slots=True)
class MemberView:
    """Somebody in the group, and in which team (0: the group works as one)."""

    id: UUID
    name: str
    school: str
    team: int
    own: bool


@dataclass(frozen=True, slots=True)
class CardView:
    """A card on the board."""

    id: UUID
    what: str
    who_id: UUID | None
    who: str
    due_on: date | None
    team: int
    column: Column
    version: int


@dataclass(frozen=True, slots=True)
class NoteView:
    """A decision or an action, with the day of its meeting."""

    id: UUID
    kind: NoteKind
    text: str
    day: date | None
    noted_at: datetime


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting of the series."""

    id: UUID
    starts_at: datetime
    ends_at: datetime
    place: str


@dataclass(frozen=True, slots=True)
class RoomPage:
    """A room with everything in it. `minutes`: how long a meeting takes; `teams`: how many there are."""

    id: UUID
    series_id: UUID
    title: str
    minutes: int
    agenda: dict[Phase, int]
    members: tuple[MemberView, ...]
    teams: int
    cards: tuple[CardView, ...]
    notes: tuple[NoteView, ...]
    meetings: tuple[MeetingView, ...]
    upcoming: MeetingView | None
    version: int

    @property
    def large(self) -> bool:
        """Tell whether the group is larger than one team works well."""
        return len(self.members) > TEAM_MOST

    @property
    def own_team(self) -> int:
        """Return the reader's own team; 0 when the group works as one."""
        return next((each.team for each in self.members if each.own), 0)

    def cards_in(self, column: Column, team: int | None) -> tuple[CardView, ...]:
        """Return the cards of a column; of one team with those for everybody, or all with None."""
        return tuple(
            each for each in self.cards if each.column == column and (team is None or each.team in {0, team})
        )


def running_members(series_id: UUID) -> QuerySet[SeriesMember]:
    """Return who takes part in a series now, by name."""
    return (
        SeriesMember.objects.filter(Q(finished_on=None) | Q(finished_on__gt=today()), series=series_id)
        .select_related("person", "school")
        .order_by("person__given_name", "person__family_name", "name", "pk")
    )


def series_to_open(actor: Actor, series_id: UUID) -> Series:
    """Return a series in which one takes part and that can have a room. Raises `NotVisibleError`."""
    found = visible(actor, Permission.MEETINGS_OWN, Series).filter(pk=series_id, kind__in=WITH_A_ROOM).first()
    if found is None:
        raise NotVisibleError("Series")
    return found


def own_rooms(actor: Actor) -> tuple[RoomLine, ...]:
    """Return the series in which one takes part that have a room or can have one. Two queries."""
    series = visible(actor, Permission.MEETINGS_OWN, Series).filter(kind__in=WITH_A_ROOM)
    rooms = dict(visible(actor, _OWN, PlgRoom).values_list("series", "pk"))
    rows = series.order_by("title", "pk").values_list("pk", "title")
    return tuple(RoomLine(pk, title, rooms.get(pk)) for pk, title in rows)


def room_to_change(actor: Actor, room_id: UUID) -> PlgRoom:
    """Return a room, locked until the transaction ends. Raises `NotVisibleError`."""
    get_visible(actor, _OWN, PlgRoom, room_id)
    return PlgRoom.objects.select_for_update(of=("self",)).get(pk=room_id)


def people_in(room: PlgRoom) -> list[Somebody]:
    """Return who takes part, as the rules take them."""
    return [Somebody(member.pk, str(member.school_id or "")) for member in running_members(room.series_id)]


def room_page(actor: Actor, room_id: UUID) -> RoomPage:
    """Return a room to who takes part. Raises `NotVisibleError`. Seven queries, whatever stands in it."""
    get_visible(actor, _OWN, PlgRoom, room_id)
    room = PlgRoom.objects.select_related("series").get(pk=room_id)
    teams = dict(TeamPlace.objects.filter(room=room).values_list("member", "team"))
    members = tuple(
        MemberView(
            each.pk,
            member_name(each),
            each.school.name if each.school else "",
            teams.get(each.pk, 0),
            each.person_id is not None and each.person_id == actor.person_id,
        )
        for each in running_members(room.series_id)
    )
    meetings = _meetings(room.series_id)
    coming = [each for each in meetings if day_of(each.ends_at) >= today()]
    return RoomPage(
        id=room.pk,
        series_id=room.series_id,
        title=room.series.title,
        minutes=room.series.minutes,
        agenda={phase: int(room.agenda[phase.value]) for phase in Phase},
        members=members,
        teams=max(teams.values(), default=0),
        cards=_cards(room),
        notes=_notes(room),
        meetings=meetings,
        upcoming=coming[0] if coming else None,
        version=room.version,
    )


def _meetings(series_id: UUID) -> tuple[MeetingView, ...]:
    rows = Meeting.objects.filter(series=series_id).exclude(state=MeetingState.CANCELLED)
    return tuple(
        MeetingView(
            row.pk, row.starts_at, row.ends_at, row.place or (row.host_school.name if row.host_school else "")
        )
        for row in rows.select_related("host_school").order_by("starts_at", "pk")
    )


def _cards(room: PlgRoom) -> tuple[CardView, ...]:
    rows = ActionCard.objects.filter(room=room).select_related("who__person")
    return tuple(
        CardView(
            row.pk,
            row.what,
            row.who_id,
            member_name(row.who) if row.who else "",
            row.due_on,
            row.team,
            Column(row.column),
            row.version,
        )
        for row in rows
    )


def _notes(room: PlgRoom) -> tuple[NoteView, ...]:
    rows = MeetingNote.objects.filter(room=room).select_related("meeting")
    return tuple(
        NoteView(
            row.pk,
            NoteKind(row.kind),
            row.text,
            day_of(row.meeting.starts_at) if row.meeting else None,
            row.noted_at,
        )
        for row in rows
    )


def card_view(actor: Actor, card_id: UUID) -> tuple[UUID, CardView]:
    """Return the room of a card, and the card. Raises `NotVisibleError`."""
    found = get_visible(actor, _OWN, ActionCard, card_id)
    room = PlgRoom.objects.get(pk=found.room_id)
    return found.room_id, next(each for each in _cards(room) if each.id == found.pk)


def proposed_teams(page: RoomPage) -> int:
    """Return into how many teams the group would go."""
    return how_many_teams(len(page.members))
