"""Appointments of a starter: adding, changing from a day on, ending."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import get_visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.journal.actions import record
from startlijn.base.seams import day_of
from startlijn.domain.guidance.actions.roles import follow_work
from startlijn.domain.guidance.models import Employment, Trajectory
from startlijn.domain.guidance.queries.places import place_of, reaches
from startlijn.domain.guidance.rules.standing import must_be_a_job_size, period
from startlijn.domain.guidance.terms import (
    BackwardsError,
    ContractType,
    FinishedError,
    NewEmployment,
    OverlapError,
)
from startlijn.engines.periods import first_overlap


@transaction.atomic
def appoint(
    *,
    by: Actor,
    at: datetime,
    trajectory: Trajectory,
    new: NewEmployment,
    board_id: UUID | None,
    school_id: UUID | None,
) -> Employment:
    """Write an appointment at a place. Part of other verbs, which check the right and remake the line.

    Raises `BackwardsError`, `JobSizeError`, `OverlapError`.
    """
    must_be_a_job_size(new.fte, new.fte_agreed)
    wanted = period(new.started_on, new.finished_on)
    there = Employment.objects.filter(trajectory=trajectory, board=board_id, school=school_id)
    taken = first_overlap([period(row.started_on, row.finished_on) for row in there], wanted)
    if taken is not None:
        raise OverlapError(**{"from": taken.start})
    nowhere = board_id is None
    row = Employment.objects.create(
        partnership_id=trajectory.partnership_id,
        trajectory=trajectory,
        board_id=board_id,
        school_id=school_id,
        contract_type=ContractType.NONE if nowhere else new.contract_type,
        fte=new.fte,
        fte_agreed=new.fte if new.fte_agreed is None else new.fte_agreed,
        lesson_hours=new.lesson_hours,
        salary_scale=new.salary_scale,
        salary_step=new.salary_step,
        started_on=new.started_on,
        finished_on=new.finished_on,
    )
    record(by=by, at=at, action="appointment.add", on=row)
    return row


def _open(by: Actor, at: datetime, trajectory_id: UUID) -> Trajectory:
    """Return a trajectory that goes on, locked. Raises `NotVisibleError`, `FinishedError`."""
    get_visible(by, Permission.LINE_REGISTER, Trajectory, trajectory_id)
    found = Trajectory.objects.select_for_update(of=("self",)).get(pk=trajectory_id)
    if found.finished_on is not None and found.finished_on <= day_of(at):
        raise FinishedError(day=found.finished_on)
    return found


@transaction.atomic
def add_employment(*, by: Actor, at: datetime, trajectory_id: UUID, employment: NewEmployment) -> Employment:
    """Add an appointment within the actor's reach to a line that goes on; others may run beside it.

    Raises `FinishedError`, `BackwardsError`, `JobSizeError`, `OverlapError`, `NotVisibleError`.
    """
    trajectory = _open(by, at, trajectory_id)
    board_id, school_id = place_of(by, employment)
    row = appoint(by=by, at=at, trajectory=trajectory, new=employment, board_id=board_id, school_id=school_id)
    follow_work(by=by, at=at, trajectory=trajectory)
    return row


def _locked(by: Actor, at: datetime, employment_id: UUID) -> Employment:
    """Return an appointment within the actor's reach, locked after its trajectory."""
    seen = get_visible(by, Permission.LINE_REGISTER, Employment, employment_id)
    if not reaches(by, seen.board_id, seen.school_id):
        raise NotVisibleError("Employment")
    _open(by, at, seen.trajectory_id)
    return Employment.objects.select_for_update(of=("self",)).get(pk=employment_id)


@transaction.atomic
def change_employment(
    *,
    by: Actor,
    at: datetime,
    employment_id: UUID,
    expected_version: int,
    from_on: date,
    contract_type: ContractType,
    fte: Decimal,
    fte_agreed: Decimal | None = None,
    lesson_hours: int | None = None,
    salary_scale: str = "",
    salary_step: int | None = None,
) -> Employment:
    """Change an appointment from a day on; what was before stays as it was. Returns the row that holds then.

    On or before its first day the appointment itself is corrected. Raises `VersionConflictError`,
    `BackwardsError` (the day lies after its end), `JobSizeError`, `FinishedError`, `NotVisibleError`.
    """
    row = _locked(by, at, employment_id).expect(expected_version)
    must_be_a_job_size(fte, fte_agreed)
    if row.finished_on is not None and from_on >= row.finished_on:
        raise BackwardsError
    says: dict[str, object] = {
        "contract_type": contract_type,
        "fte": fte,
        "fte_agreed": row.fte_agreed if fte_agreed is None else fte_agreed,
        "lesson_hours": lesson_hours,
        "salary_scale": salary_scale,
        "salary_step": salary_step,
    }
    if from_on > row.started_on:
        until, row.finished_on = row.finished_on, from_on
        row.version += 1
        row.save(update_fields=["finished_on", "version"])
        row = Employment(
            partnership_id=row.partnership_id,
            trajectory_id=row.trajectory_id,
            board_id=row.board_id,
            school_id=row.school_id,
            started_on=from_on,
            finished_on=until,
            version=0,
        )
    for name, value in says.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    record(by=by, at=at, action="appointment.change", on=row)
    return row


@transaction.atomic
def end_employment(*, by: Actor, at: datetime, employment_id: UUID, finished_on: date) -> None:
    """End an appointment: `finished_on` is the first day it no longer holds. The line itself goes on.

    Raises `BackwardsError`, `FinishedError`, `OverlapError` (the next began), `NotVisibleError`.
    """
    row = _locked(by, at, employment_id)
    wanted = period(row.started_on, finished_on)
    there = Employment.objects.filter(
        trajectory=row.trajectory_id, board=row.board_id, school=row.school_id
    ).exclude(pk=row.pk)
    taken = first_overlap([period(each.started_on, each.finished_on) for each in there], wanted)
    if taken is not None:
        raise OverlapError(**{"from": taken.start})
    row.finished_on = finished_on
    row.version += 1
    row.save(update_fields=["finished_on", "version"])
    record(by=by, at=at, action="appointment.end", on=row)
    follow_work(by=by, at=at, trajectory=row.trajectory)
