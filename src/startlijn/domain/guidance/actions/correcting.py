"""Putting right what was registered wrongly: the first day, and a line that was not complete yet."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Min

from startlijn.base.access.queries import get_visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.journal.actions import record
from startlijn.base.refusals import RefusedError
from startlijn.base.seams import day_of
from startlijn.domain.guidance.actions.lines import make_line
from startlijn.domain.guidance.actions.pairing import must_suit
from startlijn.domain.guidance.actions.roles import follow_work
from startlijn.domain.guidance.models import CoachPairing, Employment, Move, Pause, Tick, Trajectory
from startlijn.domain.guidance.queries.places import reaches
from startlijn.domain.guidance.rules.standing import period, planned_end
from startlijn.domain.guidance.terms import (
    AlreadyAStarterError,
    Ending,
    FinishedError,
    MoveStage,
    NotCompletedError,
    OlderError,
    OverlapError,
)
from startlijn.engines.periods import first_overlap


@transaction.atomic
def correct_start(*, by: Actor, at: datetime, trajectory_id: UUID, started_on: date) -> Trajectory:
    """Put the first day of a line right, and with it the appointments that began on the old one.

    Steps that nobody touched are dated again, past ones too; what was confirmed, cancelled or dated by hand
    stays. Raises `OlderError` when something took place before the new day, `OverlapError` when another line
    or appointment holds then, `BackwardsError` when it lies after an end, `FinishedError`, and
    `NotVisibleError` (also when somebody else registered where it began).
    """
    get_visible(by, Permission.LINE_REGISTER, Trajectory, trajectory_id)
    row = Trajectory.objects.select_for_update(of=("self",)).get(pk=trajectory_id)
    if row.finished_on is not None and row.finished_on <= day_of(at):
        raise FinishedError(day=row.finished_on)
    period(started_on, row.finished_on)
    _must_be_free(row, started_on)
    before = row.started_on
    for work in Employment.objects.filter(trajectory=row, started_on=before):
        _begin_on(by, work, started_on)
    row.started_on = started_on
    row.ends_on = _planned_end(row, at)
    row.version += 1
    row.save(update_fields=["started_on", "ends_on", "version"])
    record(by=by, at=at, action="starter.correct_start", on=row, details={"from": str(before)})
    follow_work(by=by, at=at, trajectory=row)
    make_line(by=by, at=at, trajectory_id=row.pk, again_from=min(before, started_on))
    return row


def _must_be_free(row: Trajectory, started_on: date) -> None:
    """Refuse a day after something that took place, or within another line of the same person."""
    ticked = Tick.objects.filter(step__trajectory=row).aggregate(first=Min("step__planned_on"))["first"]
    paused = Pause.objects.filter(trajectory=row).aggregate(first=Min("started_on"))["first"]
    moves = Move.objects.filter(trajectory=row, stage=MoveStage.AGREED)
    older = [day for day in (ticked, paused, moves.aggregate(first=Min("starts_on"))["first"]) if day]
    if older and min(older) < started_on:
        raise OlderError(day=min(older))
    others = Trajectory.objects.filter(person=row.person_id, started_on__lt=row.started_on)
    other = (
        others.exclude(pk=row.pk)
        .exclude(ending=Ending.UNDONE)
        .filter(finished_on__gt=started_on)
        .order_by("-finished_on")
        .first()
    )
    if other is not None:
        raise OverlapError(**{"from": other.started_on})


def _begin_on(by: Actor, work: Employment, started_on: date) -> None:
    if not reaches(by, work.board_id, work.school_id):
        raise NotVisibleError("Employment")
    wanted = period(started_on, work.finished_on)
    there = Employment.objects.filter(
        trajectory=work.trajectory_id, board=work.board_id, school=work.school_id
    ).exclude(pk=work.pk)
    taken = first_overlap([period(each.started_on, each.finished_on) for each in there], wanted)
    if taken is not None:
        raise OverlapError(**{"from": taken.start})
    work.started_on = started_on
    work.version += 1
    work.save(update_fields=["started_on", "version"])


def _planned_end(row: Trajectory, at: datetime) -> date:
    pauses = [period(each.started_on, each.finished_on) for each in Pause.objects.filter(trajectory=row)]
    return planned_end(row.started_on, pauses, row.extended_days, day_of(at))


@transaction.atomic
def reopen(*, by: Actor, at: datetime, trajectory_id: UUID) -> Trajectory:
    """Let a line that was closed as complete go on after all, with its coach when that still suits.

    What fell away with the closing is planned again; questions of schools and moments added by hand that
    fell away stay away. Raises `NotCompletedError`, `AlreadyAStarterError` when the person has another line
    since, `NotVisibleError`.
    """
    get_visible(by, Permission.LINE_ARRANGE, Trajectory, trajectory_id)
    row = Trajectory.objects.select_for_update(of=("self",)).get(pk=trajectory_id)
    until = row.finished_on
    if row.ending != Ending.COMPLETED or until is None:
        raise NotCompletedError
    later = Trajectory.objects.filter(person=row.person_id, started_on__gte=until).exclude(pk=row.pk)
    if later.exclude(ending=Ending.UNDONE).exists():
        raise AlreadyAStarterError(name=str(row.person))
    row.finished_on, row.ending = None, ""
    row.ends_on = _planned_end(row, at)
    row.version += 1
    row.save(update_fields=["finished_on", "ending", "ends_on", "version"])
    record(by=by, at=at, action="starter.reopen", on=row)
    _coach_again(by, at, row, until)
    make_line(by=by, at=at, trajectory_id=row.pk, again_from=until)
    follow_work(by=by, at=at, trajectory=row)
    return row


def _coach_again(by: Actor, at: datetime, row: Trajectory, until: date) -> None:
    """Let the pairing that ended with the line go on; where the coach no longer suits, somebody is sought."""
    pairing = CoachPairing.objects.filter(trajectory=row, finished_on=until).first()
    if pairing is None:
        return
    try:
        must_suit(row, pairing.coach_id, day_of(at))
    except RefusedError:
        return
    pairing.finished_on = None
    pairing.save(update_fields=["finished_on"])
    record(by=by, at=at, action="coach.pair", on=pairing)
