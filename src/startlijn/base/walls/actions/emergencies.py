"""Emergency access: asked with a reason, allowed by a second person, read for an hour, told at once."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from startlijn.base.access.rules import must
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.journal.actions import read, record
from startlijn.base.post.actions import tell
from startlijn.base.walls.models import EmergencyAccess
from startlijn.base.walls.queries import (
    board_to_ask_for,
    kinds,
    rows_about,
    second_persons,
    to_answer,
    to_look,
)
from startlijn.base.walls.queries.emergencies import shown, told
from startlijn.base.walls.terms import (
    MOST_MINUTES,
    WAITS_HOURS,
    Answer,
    AnsweredError,
    Emergency,
    LogInAgainError,
    NeverInAnEmergencyError,
    NothingThereError,
    Shown,
    TakesTwoError,
)


@transaction.atomic
def ask_emergency(*, by: Actor, at: datetime, email: str, table: str, reason: str) -> EmergencyAccess:
    """Ask to read what one table holds about somebody of the own board; it opens nothing yet.

    Raises `NotVisibleError`, `NeverInAnEmergencyError` for coaching and whatever else has no emergency
    access, and `NothingThereError` (nobody there, somebody of another board, or no rows: the same answer).
    """
    must(by, Permission.EMERGENCY_ASK)
    if by.partnership_id is None or by.person_id is None:
        raise NotVisibleError("Person")
    model = kinds().get(table)
    if model is None:
        raise NeverInAnEmergencyError
    found = board_to_ask_for(by, email)
    rows = rows_about(model, found[0].pk) if found else []
    if found is None or not rows:
        raise NothingThereError
    person, board_id = found
    made = EmergencyAccess.objects.create(
        partnership_id=by.partnership_id,
        board_id=board_id,
        about=person,
        table=table,
        rows=[str(pk) for pk in rows],
        reason=reason.strip(),
        asked_by_id=by.person_id,
        asked_at=at,
    )
    record(by=by, at=at, action="emergency.ask", on=made, details={"table": table, "rows": len(rows)})
    for officer in second_persons(by, person.pk, board_id):
        tell(by=by, at=at, person=officer, template="emergency_asked", link="/emergency/answer/")
    return made


@transaction.atomic
def allow_emergency(*, by: Actor, at: datetime, emergency_id: UUID, fresh: bool) -> EmergencyAccess:
    """Open it for an hour, as the second person; whom it is about gets a letter at once.

    `fresh`: this person proved again who they are, just now. Raises `NotVisibleError`, `LogInAgainError`,
    `TakesTwoError`, `AnsweredError`.
    """
    row = _waiting(by, at, emergency_id)
    if not fresh:
        raise LogInAgainError
    row.answer, row.answered_by_id, row.answered_at = Answer.ALLOWED, by.person_id, at
    row.until = at + timedelta(minutes=MOST_MINUTES)
    row.save(update_fields=["answer", "answered_by", "answered_at", "until"])
    record(by=by, at=at, action="emergency.allow", on=row, details={"minutes": MOST_MINUTES})
    tell(by=by, at=at, person=row.about, template="emergency_access", link="/who-looked/")
    return row


@transaction.atomic
def refuse_emergency(*, by: Actor, at: datetime, emergency_id: UUID) -> EmergencyAccess:
    """Say no, as the second person. Raises `NotVisibleError`, `TakesTwoError`, `AnsweredError`."""
    row = _waiting(by, at, emergency_id)
    row.answer, row.answered_by_id, row.answered_at = Answer.REFUSED, by.person_id, at
    row.save(update_fields=["answer", "answered_by", "answered_at"])
    record(by=by, at=at, action="emergency.refuse", on=row)
    return row


@transaction.atomic
def look_in_emergency(*, by: Actor, at: datetime, emergency_id: UUID) -> tuple[Emergency, list[Shown]]:
    """Return what was opened, to read: each row that is shown makes a line that the person concerned reads.

    Raises `NotVisibleError` for anybody but who asked, before it was allowed, and after the hour.
    """
    row, found = to_look(by, emergency_id, at)
    for each in found:
        read(by=by, at=at, on=each, about=row.about_id, why="emergency")
    return told(row, at), [shown(each) for each in found]


def _waiting(by: Actor, at: datetime, emergency_id: UUID) -> EmergencyAccess:
    """Return a request that still waits, locked; refuse who asked it and whom it is about."""
    found = to_answer(by, emergency_id)
    row = EmergencyAccess.objects.select_for_update(of=("self",)).select_related("about").get(pk=found.pk)
    if by.person_id in {None, row.asked_by_id, row.about_id}:
        raise TakesTwoError
    if row.answer != Answer.OPEN or at >= row.asked_at + timedelta(hours=WAITS_HOURS):
        raise AnsweredError
    return row
