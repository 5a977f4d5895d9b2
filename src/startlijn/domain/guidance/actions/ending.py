"""How a line ends: somebody leaves (known beforehand or not), stays after all, or completes it."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from startlijn.base.access.queries import get_visible
from startlijn.base.access.terms import Actor, Permission
from startlijn.base.journal.actions import record
from startlijn.base.seams import day_of
from startlijn.domain.guidance.actions.lines import make_line
from startlijn.domain.guidance.actions.roles import follow_work
from startlijn.domain.guidance.models import CoachPairing, Employment, Move, Pause, Trajectory
from startlijn.domain.guidance.queries.places import reaches
from startlijn.domain.guidance.terms import (
    BackwardsError,
    Ending,
    FinishedError,
    MoveStage,
    NotLeavingError,
)


def _going_on(by: Actor, at: datetime, permission: Permission, trajectory_id: UUID) -> Trajectory:
    get_visible(by, permission, Trajectory, trajectory_id)
    found = Trajectory.objects.select_for_update(of=("self",)).get(pk=trajectory_id)
    if found.finished_on is not None and found.finished_on <= day_of(at):
        raise FinishedError(day=found.finished_on)
    return found


@transaction.atomic
def end_coaching(*, by: Actor, at: datetime, trajectory: Trajectory, finished_on: date) -> None:
    """End the pairing with a coach from a day on. Part of other verbs, which check the right.

    A pairing that had still to begin never was, unless its coach noted something already.
    """
    beyond = CoachPairing.objects.filter(
        Q(finished_on=None) | Q(finished_on__gt=finished_on), trajectory=trajectory
    )
    beyond.filter(started_on__gte=finished_on, notes=None).delete()
    for row in beyond:
        row.finished_on = max(finished_on, row.started_on + timedelta(days=1))
        row.save(update_fields=["finished_on"])
        record(by=by, at=at, action="pairing.end", on=row)


@transaction.atomic
def end_work(
    *, by: Actor, at: datetime, trajectory: Trajectory, employments: list[Employment], finished_on: date
) -> None:
    """End appointments from a day on; those that had still to begin never were. Part of other verbs."""
    for row in employments:
        if row.finished_on is not None and row.finished_on <= finished_on:
            continue
        record(by=by, at=at, action="appointment.end", on=row)
        if row.started_on >= finished_on:
            row.delete()
            continue
        row.finished_on = finished_on
        row.version += 1
        row.save(update_fields=["finished_on", "version"])


def _finish(
    by: Actor, at: datetime, row: Trajectory, finished_on: date, ending: Ending, work: list[Employment]
) -> None:
    """Write the end, and end with it what hangs on it; the work last, for it opens the line to the actor."""
    row.finished_on, row.ending = finished_on, ending
    row.version += 1
    row.save(update_fields=["finished_on", "ending", "version"])
    end_coaching(by=by, at=at, trajectory=row, finished_on=finished_on)
    beyond = Pause.objects.filter(Q(finished_on=None) | Q(finished_on__gt=finished_on), trajectory=row)
    beyond.filter(started_on__gte=finished_on).delete()
    beyond.update(finished_on=finished_on)
    asked = Move.objects.filter(trajectory=row, stage=MoveStage.ASKED)
    asked.update(stage=MoveStage.WITHDRAWN, decided_at=at)
    make_line(by=by, at=at, trajectory_id=row.pk)
    end_work(by=by, at=at, trajectory=row, employments=work, finished_on=finished_on)
    follow_work(by=by, at=at, trajectory=row)


@transaction.atomic
def leave(*, by: Actor, at: datetime, trajectory_id: UUID, finished_on: date) -> Trajectory:
    """Let somebody leave: `finished_on` is the first day away, today, later or earlier. Why is not asked.

    Ends the appointments within the actor's reach. When the starter works elsewhere too the line goes on
    there; else it ends, and coaching with it. Raises `BackwardsError`, `FinishedError`, `NotVisibleError`.
    """
    row = _going_on(by, at, Permission.LINE_REGISTER, trajectory_id)
    if finished_on <= row.started_on:
        raise BackwardsError
    if row.ending == Ending.LEFT:
        _take_back(row)
    work = list(Employment.objects.filter(trajectory=row))
    mine = [each for each in work if reaches(by, each.board_id, each.school_id)]
    elsewhere = [
        each
        for each in work
        if each not in mine and (each.finished_on is None or each.finished_on > finished_on)
    ]
    record(by=by, at=at, action="starter.leave", on=row)
    if elsewhere:
        end_work(by=by, at=at, trajectory=row, employments=mine, finished_on=finished_on)
        row.save(update_fields=["finished_on", "ending", "version"])
        follow_work(by=by, at=at, trajectory=row)
    else:
        _finish(by, at, row, finished_on, Ending.LEFT, mine)
    return row


def _take_back(row: Trajectory) -> None:
    """Open what ended with the leaving: appointments and coaching that stop on that very day."""
    for model in (Employment, CoachPairing):
        model.objects.filter(trajectory=row, finished_on=row.finished_on).update(finished_on=None)
    row.finished_on, row.ending = None, ""
    row.version += 1


@transaction.atomic
def stay(*, by: Actor, at: datetime, trajectory_id: UUID) -> Trajectory:
    """Call off a leaving that is still to come. Appointments that would end that day go on, without an end.

    Raises `NotLeavingError`, `FinishedError`, `NotVisibleError`.
    """
    row = _going_on(by, at, Permission.LINE_REGISTER, trajectory_id)
    if row.ending != Ending.LEFT:
        raise NotLeavingError
    _take_back(row)
    row.save(update_fields=["finished_on", "ending", "version"])
    record(by=by, at=at, action="starter.stay", on=row)
    make_line(by=by, at=at, trajectory_id=row.pk)
    follow_work(by=by, at=at, trajectory=row)
    return row


@transaction.atomic
def complete(*, by: Actor, at: datetime, trajectory_id: UUID, finished_on: date) -> Trajectory:
    """Close a line that is complete: `finished_on` is the first day after it. The appointments go on.

    Raises `BackwardsError`, `FinishedError`, `NotVisibleError`.
    """
    row = _going_on(by, at, Permission.LINE_ARRANGE, trajectory_id)
    if finished_on <= row.started_on:
        raise BackwardsError
    record(by=by, at=at, action="starter.complete", on=row)
    _finish(by, at, row, finished_on, Ending.COMPLETED, [])
    return row
