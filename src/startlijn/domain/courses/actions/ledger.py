"""Writing own work down. The hours on a statement that was given stay as they are."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from startlijn.base.access.terms import Actor
from startlijn.base.journal.actions import record
from startlijn.base.seams import day_of
from startlijn.domain.courses.models import Completion, LedgerEntry, Participant
from startlijn.domain.courses.queries.ledger import own_entry, own_participation
from startlijn.domain.courses.terms import (
    MOST_LEDGER_ENTRIES,
    MOST_MINUTES_A_DAY,
    LaterWorkError,
    LedgerClosedError,
    LedgerFullError,
    WorkKind,
)


@transaction.atomic
def write_work(
    *,
    by: Actor,
    at: datetime,
    participant_id: UUID,
    on: date,
    minutes: int,
    kind: WorkKind,
    words: str = "",
) -> LedgerEntry:
    """Write down own work of one day (seed 000 line 64).

    Raises `LaterWorkError`, `LedgerFullError`, `LedgerClosedError`, `NotVisibleError`.
    """
    own_participation(by, participant_id)
    row = _open_ledger(participant_id)
    entry = LedgerEntry(partnership_id=row.partnership_id, participant=row, written_at=at)
    _fill(entry, at, on, minutes, kind, words)
    entry.save()
    record(by=by, at=at, action="course.work_write", on=entry, details={"kind": kind})
    return entry


@transaction.atomic
def change_work(
    *,
    by: Actor,
    at: datetime,
    entry_id: UUID,
    expected_version: int,
    on: date,
    minutes: int,
    kind: WorkKind,
    words: str = "",
) -> LedgerEntry:
    """Change what was written down. Raises as `write_work`, and `VersionConflictError`."""
    _open_ledger(own_entry(by, entry_id).participant_id)
    entry = LedgerEntry.objects.select_for_update(of=("self",)).get(pk=entry_id).expect(expected_version)
    _fill(entry, at, on, minutes, kind, words)
    entry.version += 1
    entry.save()
    record(by=by, at=at, action="course.work_change", on=entry)
    return entry


@transaction.atomic
def remove_work(*, by: Actor, at: datetime, entry_id: UUID) -> None:
    """Remove what was written down. Raises `LedgerClosedError`, `NotVisibleError`."""
    entry = own_entry(by, entry_id)
    _open_ledger(entry.participant_id)
    record(by=by, at=at, action="course.work_remove", on=entry)
    entry.delete()


def _open_ledger(participant_id: UUID) -> Participant:
    """Return the participant, locked, so that two entries at once cannot pass the limit of a day."""
    row = Participant.objects.select_for_update(of=("self",)).get(pk=participant_id)
    if Completion.objects.filter(participant=row).exists():
        raise LedgerClosedError
    return row


def _fill(entry: LedgerEntry, at: datetime, on: date, minutes: int, kind: WorkKind, words: str) -> None:
    if on > day_of(at):
        raise LaterWorkError
    others = LedgerEntry.objects.filter(participant=entry.participant).exclude(pk=entry.pk)
    that_day = others.filter(on=on).aggregate(minutes=Sum("minutes"))["minutes"] or 0
    if not 1 <= minutes <= MOST_MINUTES_A_DAY - that_day or others.count() >= MOST_LEDGER_ENTRIES:
        raise LedgerFullError(hours=MOST_MINUTES_A_DAY // 60, most=MOST_LEDGER_ENTRIES)
    entry.on, entry.minutes, entry.kind, entry.words = on, minutes, kind, " ".join(words.split())
