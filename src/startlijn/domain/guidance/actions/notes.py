"""Notes of talks: three fields at most, for the starter and the coach of that pairing only."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.journal.actions import record
from startlijn.base.seams import day_of
from startlijn.domain.guidance.actions.time_spent import add_seconds
from startlijn.domain.guidance.models import CoachPairing, ContactNote
from startlijn.domain.guidance.queries.relations import holding
from startlijn.domain.guidance.rules.practice import may_correct
from startlijn.domain.guidance.terms import EmptyNoteError, NoteFixedError, NotTheirCoachError


def _must_say_something(worked: str, goal: str, next_on: date | None) -> None:
    if not worked.strip() and not goal.strip() and next_on is None:
        raise EmptyNoteError


@transaction.atomic
def write_note(
    *,
    by: Actor,
    at: datetime,
    trajectory_id: UUID,
    on: date,
    worked: str = "",
    goal: str = "",
    next_on: date | None = None,
    seconds: int = 0,
) -> ContactNote:
    """Let the coach of today write what worked, one goal and the next date. The starter sees it at once.

    Raises `NotTheirCoachError`, `EmptyNoteError`.
    """
    pairing = (
        visible(by, Permission.LINE_GUIDE, CoachPairing)
        .filter(holding(day_of(at)), trajectory=trajectory_id)
        .first()
    )
    if pairing is None:
        raise NotTheirCoachError
    _must_say_something(worked, goal, next_on)
    made = ContactNote.objects.create(
        partnership_id=pairing.partnership_id,
        pairing=pairing,
        on=on,
        worked=worked.strip(),
        goal=goal.strip(),
        next_on=next_on,
        written_at=at,
    )
    add_seconds(by=by, at=at, seconds=seconds)
    record(by=by, at=at, action="note.write", on=made)
    return made


@transaction.atomic
def change_note(
    *,
    by: Actor,
    at: datetime,
    note_id: UUID,
    on: date,
    worked: str = "",
    goal: str = "",
    next_on: date | None = None,
    seconds: int = 0,
) -> ContactNote:
    """Let the coach mend a note within a day.

    Raises `NotVisibleError`, `NoteFixedError`, `EmptyNoteError`.
    """
    get_visible(by, Permission.LINE_GUIDE, ContactNote, note_id)
    note = ContactNote.objects.select_for_update(of=("self",)).get(pk=note_id)
    if not may_correct(note.written_at, at):
        raise NoteFixedError
    _must_say_something(worked, goal, next_on)
    note.on, note.worked, note.goal, note.next_on = on, worked.strip(), goal.strip(), next_on
    note.save(update_fields=["on", "worked", "goal", "next_on"])
    add_seconds(by=by, at=at, seconds=seconds)
    record(by=by, at=at, action="note.change", on=note)
    return note


@transaction.atomic
def remove_note(*, by: Actor, at: datetime, note_id: UUID) -> None:
    """Let the starter remove a note about the own talks (trust.md §7). Raises `NotVisibleError`."""
    note = visible(by, Permission.LINE_OWN, ContactNote).filter(pk=note_id).first()
    if note is None:
        raise NotVisibleError("ContactNote")
    record(by=by, at=at, action="note.remove", on=note)
    note.delete()
