"""Time that stands still, and time that is added: no reason is asked (domain.md §6 rule 7)."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import get_visible
from startlijn.base.access.terms import Actor, Permission
from startlijn.base.journal.actions import record
from startlijn.base.seams import day_of
from startlijn.domain.guidance.actions.lines import make_line
from startlijn.domain.guidance.models import Pause, Trajectory
from startlijn.domain.guidance.rules.standing import period, planned_end
from startlijn.domain.guidance.terms import (
    MOST_EXTENSION_DAYS,
    ExtensionError,
    FinishedError,
    OverlapError,
)
from startlijn.engines.periods import Period, first_overlap


def _arranged(by: Actor, at: datetime, trajectory_id: UUID) -> Trajectory:
    """Return a trajectory that the actor arranges and that goes on, locked."""
    get_visible(by, Permission.LINE_ARRANGE, Trajectory, trajectory_id)
    found = Trajectory.objects.select_for_update(of=("self",)).get(pk=trajectory_id)
    if found.finished_on is not None and found.finished_on <= day_of(at):
        raise FinishedError(day=found.finished_on)
    return found


def _others(trajectory_id: UUID, but: UUID | None = None) -> list[Period]:
    rows = Pause.objects.filter(trajectory=trajectory_id)
    return [period(row.started_on, row.finished_on) for row in rows if row.pk != but]


def _plan_again(by: Actor, at: datetime, row: Trajectory) -> None:
    """Write the planned end that follows from pauses and extension, and make the line again."""
    row.ends_on = planned_end(row.started_on, _others(row.pk), row.extended_days, day_of(at))
    row.version += 1
    row.save(update_fields=["ends_on", "extended_days", "version"])
    make_line(by=by, at=at, trajectory_id=row.pk)


@transaction.atomic
def pause(
    *, by: Actor, at: datetime, trajectory_id: UUID, started_on: date, finished_on: date | None = None
) -> Pause:
    """Let a trajectory stand still from a day on; without an end until somebody returns.

    Raises `BackwardsError`, `OverlapError`, `FinishedError`, `NotVisibleError`.
    """
    row = _arranged(by, at, trajectory_id)
    wanted = period(started_on, finished_on)
    taken = first_overlap(_others(row.pk), wanted)
    if taken is not None:
        raise OverlapError(**{"from": taken.start})
    made = Pause.objects.create(
        partnership_id=row.partnership_id, trajectory=row, started_on=started_on, finished_on=finished_on
    )
    record(by=by, at=at, action="pause.start", on=made)
    _plan_again(by, at, row)
    return made


@transaction.atomic
def end_pause(*, by: Actor, at: datetime, pause_id: UUID, finished_on: date) -> None:
    """Let somebody return: `finished_on` is the first day back. On or before its first day it never was.

    Raises `OverlapError` (another pause began before), `FinishedError`, `NotVisibleError`.
    """
    seen = get_visible(by, Permission.LINE_ARRANGE, Pause, pause_id)
    row = _arranged(by, at, seen.trajectory_id)
    if finished_on <= seen.started_on:
        record(by=by, at=at, action="pause.withdraw", on=seen)
        seen.delete()
    else:
        taken = first_overlap(_others(row.pk, seen.pk), period(seen.started_on, finished_on))
        if taken is not None:
            raise OverlapError(**{"from": taken.start})
        seen.finished_on = finished_on
        seen.save(update_fields=["finished_on"])
        record(by=by, at=at, action="pause.end", on=seen)
    _plan_again(by, at, row)


@transaction.atomic
def extend(*, by: Actor, at: datetime, trajectory_id: UUID, days: int) -> Trajectory:
    """Extend a trajectory by so many days in all (0 takes an extension back).

    Raises `ExtensionError` for less than 0 or more than two years, `FinishedError`, `NotVisibleError`.
    """
    row = _arranged(by, at, trajectory_id)
    if not 0 <= days <= MOST_EXTENSION_DAYS:
        raise ExtensionError(most=MOST_EXTENSION_DAYS)
    row.extended_days = days
    record(by=by, at=at, action="starter.extend", on=row, details={"days": days})
    _plan_again(by, at, row)
    return row
