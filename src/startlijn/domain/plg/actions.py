"""Verbs of a learning group: each checks the right, writes all or nothing, leaves a line in the journal."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import get_visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.journal.actions import record
from startlijn.domain.meetings.models import Meeting
from startlijn.domain.plg.models import ActionCard, MeetingNote, PlgRoom, TeamPlace
from startlijn.domain.plg.queries import people_in, room_to_change, running_members, series_to_open
from startlijn.domain.plg.rules import default_agenda, even_teams, how_many_teams, must_fill
from startlijn.domain.plg.terms import (
    MOST_CARDS,
    MOST_NOTES,
    TEAM_MOST,
    Card,
    Column,
    EmptyCardError,
    EmptyNoteError,
    ManyCardsError,
    ManyNotesError,
    NoTeamError,
    NoteKind,
    Phase,
    TooFewForTeamsError,
)


@transaction.atomic
def open_room(*, by: Actor, at: datetime, series_id: UUID) -> PlgRoom:
    """Open the room of a series in which one takes part; the one that is there already is returned.

    Raises `NotVisibleError`.
    """
    series = series_to_open(by, series_id)
    agenda = {phase.value: length for phase, length in default_agenda(series.minutes).items()}
    room, made = PlgRoom.objects.get_or_create(
        series=series,
        defaults={"partnership_id": series.partnership_id, "agenda": agenda, "made_at": at},
    )
    if made:
        record(by=by, at=at, action="plg.open", on=room)
    return room


@transaction.atomic
def set_agenda(
    *, by: Actor, at: datetime, room_id: UUID, expected_version: int, agenda: Mapping[Phase, int]
) -> PlgRoom:
    """Change how long phases take. Raises `AgendaSumError`, `VersionConflictError`, `NotVisibleError`."""
    room = room_to_change(by, room_id).expect(expected_version)
    must_fill(agenda, room.series.minutes)
    room.agenda = {phase.value: agenda[phase] for phase in Phase}
    room.version += 1
    room.save(update_fields=["agenda", "version"])
    record(by=by, at=at, action="plg.set_agenda", on=room)
    return room


@transaction.atomic
def form_teams(*, by: Actor, at: datetime, room_id: UUID) -> PlgRoom:
    """Put a large group into even teams; colleagues of a school are spread. Replaces the teams there were.

    Raises `TooFewForTeamsError`, `NotVisibleError`.
    """
    room = room_to_change(by, room_id)
    people = people_in(room)
    if how_many_teams(len(people)) < 2:
        raise TooFewForTeamsError(count=len(people), least=TEAM_MOST + 1)
    teams = even_teams(people)
    TeamPlace.objects.filter(room=room).delete()
    TeamPlace.objects.bulk_create(
        TeamPlace(partnership_id=room.partnership_id, room=room, member_id=member, team=team)
        for member, team in teams.items()
    )
    record(by=by, at=at, action="plg.form_teams", on=room, details={"teams": max(teams.values())})
    return room


@transaction.atomic
def move_member(*, by: Actor, at: datetime, room_id: UUID, member_id: UUID, team: int) -> TeamPlace:
    """Put somebody into another team. Raises `NoTeamError`, `NotVisibleError`."""
    room = room_to_change(by, room_id)
    member = running_members(room.series_id).filter(pk=member_id).first()
    if member is None:
        raise NotVisibleError("SeriesMember")
    known = set(TeamPlace.objects.filter(room=room).values_list("team", flat=True))
    if team not in known:
        raise NoTeamError
    place, _made = TeamPlace.objects.update_or_create(
        room=room, member=member, defaults={"partnership_id": room.partnership_id, "team": team}
    )
    record(by=by, at=at, action="plg.move_member", on=room)
    return place


def _must_fit(room: PlgRoom, card: Card) -> None:
    if not card.what.strip():
        raise EmptyCardError
    if card.who_id is not None and not running_members(room.series_id).filter(pk=card.who_id).exists():
        raise NotVisibleError("SeriesMember")
    if card.team and not TeamPlace.objects.filter(room=room, team=card.team).exists():
        raise NoTeamError


def _new_card(room: PlgRoom, card: Card, at: datetime) -> ActionCard:
    _must_fit(room, card)
    if ActionCard.objects.filter(room=room).count() >= MOST_CARDS:
        raise ManyCardsError(most=MOST_CARDS)
    return ActionCard.objects.create(
        partnership_id=room.partnership_id,
        room=room,
        what=card.what.strip(),
        who_id=card.who_id,
        due_on=card.due_on,
        team=card.team,
        moved_at=at,
    )


@transaction.atomic
def add_card(*, by: Actor, at: datetime, room_id: UUID, card: Card) -> ActionCard:
    """Put a card on the board, under "to do".

    Raises `EmptyCardError`, `ManyCardsError`, `NoTeamError`, `NotVisibleError`.
    """
    made = _new_card(room_to_change(by, room_id), card, at)
    record(by=by, at=at, action="plg.add_card", on=made)
    return made


def _card(by: Actor, card_id: UUID) -> ActionCard:
    get_visible(by, Permission.PLG_OWN, ActionCard, card_id)
    return ActionCard.objects.select_for_update(of=("self",)).select_related("room").get(pk=card_id)


@transaction.atomic
def change_card(*, by: Actor, at: datetime, card_id: UUID, expected_version: int, card: Card) -> ActionCard:
    """Change what stands on a card.

    Raises `EmptyCardError`, `NoTeamError`, `VersionConflictError`, `NotVisibleError`.
    """
    row = _card(by, card_id).expect(expected_version)
    _must_fit(row.room, card)
    row.what, row.who_id, row.due_on, row.team = card.what.strip(), card.who_id, card.due_on, card.team
    row.version += 1
    row.save(update_fields=["what", "who", "due_on", "team", "version"])
    record(by=by, at=at, action="plg.change_card", on=row)
    return row


@transaction.atomic
def move_card(*, by: Actor, at: datetime, card_id: UUID, column: Column) -> ActionCard:
    """Move a card to another column, below what stands there. Raises `NotVisibleError`."""
    row = _card(by, card_id)
    if row.column != column:
        row.column, row.moved_at = column, at
        row.version += 1
        row.save(update_fields=["column", "moved_at", "version"])
        record(by=by, at=at, action="plg.move_card", on=row, details={"column": column.value})
    return row


@transaction.atomic
def remove_card(*, by: Actor, at: datetime, card_id: UUID) -> None:
    """Take a card from the board. Raises `NotVisibleError`."""
    row = _card(by, card_id)
    record(by=by, at=at, action="plg.remove_card", on=row)
    row.delete()


@transaction.atomic
def add_note(
    *, by: Actor, at: datetime, room_id: UUID, kind: NoteKind, text: str, meeting_id: UUID | None = None
) -> MeetingNote:
    """Note a decision or an action of a meeting; an action also becomes a card.

    Raises `EmptyNoteError`, `ManyNotesError`, `ManyCardsError`, `NotVisibleError`.
    """
    room = room_to_change(by, room_id)
    if not text.strip():
        raise EmptyNoteError
    if meeting_id is not None and not Meeting.objects.filter(pk=meeting_id, series=room.series_id).exists():
        raise NotVisibleError("Meeting")
    if MeetingNote.objects.filter(room=room).count() >= MOST_NOTES:
        raise ManyNotesError(most=MOST_NOTES)
    note = MeetingNote.objects.create(
        partnership_id=room.partnership_id,
        room=room,
        meeting_id=meeting_id,
        kind=kind,
        text=text.strip(),
        noted_at=at,
    )
    if kind == NoteKind.ACTION:
        _new_card(room, Card(text.strip()[:200]), at)
    record(by=by, at=at, action="plg.add_note", on=note)
    return note


@transaction.atomic
def remove_note(*, by: Actor, at: datetime, note_id: UUID) -> UUID:
    """Remove a note; a card that came of it stays. Returns the room. Raises `NotVisibleError`."""
    note = get_visible(by, Permission.PLG_OWN, MeetingNote, note_id)
    record(by=by, at=at, action="plg.remove_note", on=note)
    room_id = note.room_id
    note.delete()
    return room_id
