"""Registering starters, changing their details, and undoing a mistake."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.rules import must, whole_partnership
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.journal.actions import record
from startlijn.base.people.actions import register_person
from startlijn.base.seams import day_of
from startlijn.domain.guidance.actions.appointments import appoint
from startlijn.domain.guidance.actions.lines import make_line
from startlijn.domain.guidance.actions.roles import follow_work
from startlijn.domain.guidance.models import CoachPairing, Employment, Move, Pause, Step, Tick, Trajectory
from startlijn.domain.guidance.queries.places import place_of, reaches, registers_for_pool, version_for
from startlijn.domain.guidance.rules.standing import period, planned_end
from startlijn.domain.guidance.terms import (
    AlreadyAStarterError,
    Day,
    Ending,
    FinishedError,
    HasTicksError,
    LineElsewhereError,
    NewEmployment,
    NoAppointmentError,
    NoProgrammeError,
    StarterType,
)
from startlijn.domain.induction.models import ProgrammeVersion

_Placed = list[tuple[NewEmployment, UUID | None, UUID | None]]


class _Where(NamedTuple):
    """Where a programme is looked for."""

    partnership_id: UUID
    school_id: UUID | None
    sector: str


def _version(where: _Where, started_on: date, on: date) -> ProgrammeVersion | None:
    return version_for(**where._asdict(), started_on=started_on, on=on)


@transaction.atomic
def register_starter(
    *,
    by: Actor,
    at: datetime,
    given_name: str,
    family_name: str,
    email: str,
    language: str,
    sector: str,
    starter_type: StarterType,
    started_on: date,
    employments: Sequence[NewEmployment],
    subjects: str = "",
    days: Collection[Day] = (),
    pool: bool = False,
) -> Trajectory:
    """Give a starter a line: the person, the appointments, the role of starter, and the steps.

    Somebody whose e-mail address is known already is the same person. Without a school a pool arranges the
    line: that of the board, else of the partnership; `pool` asks for it although there is a school. Where no
    programme is in force yet the line stays empty, the starter is there all the same (seed 004 line 446).
    Raises `NoAppointmentError`, `BackwardsError`, `JobSizeError`, `OverlapError`, `AlreadyAStarterError`,
    `LineElsewhereError`, `FinishedError` (all work is past), `NotVisibleError`.
    """
    must(by, Permission.LINE_REGISTER)
    if by.partnership_id is None:
        raise NotVisibleError("Partnership")
    on = day_of(at)
    placed = _placed(by, employments, on)
    person = register_person(
        by=by, at=at, given_name=given_name, family_name=family_name, language=language, email=email
    )
    _must_have_no_line(by, person.pk, str(person), started_on)
    where = _Where(by.partnership_id, _main_school(placed, started_on), sector)
    trajectory = Trajectory.objects.create(
        partnership_id=by.partnership_id,
        person=person,
        sector=sector,
        starter_type=starter_type,
        version_followed=_version(where, started_on, on),
        subjects=subjects,
        days=[day.value for day in Day if day in days],
        started_on=started_on,
        ends_on=planned_end(started_on, (), 0, on),
        registered_at=at,
        **_pool(by, placed, asked=pool),
    )
    record(by=by, at=at, action="starter.register", on=trajectory, details={"type": starter_type})
    _begin(by, at, trajectory, placed)
    return trajectory


def _placed(by: Actor, employments: Sequence[NewEmployment], on: date) -> _Placed:
    """Return the appointments with their board and school; refuse what is out of reach, or all past."""
    if not employments:
        raise NoAppointmentError
    ends = [period(new.started_on, new.finished_on).end for new in employments]
    if all(end is not None and end <= on for end in ends):
        raise FinishedError(day=max(end for end in ends if end is not None))
    return [(new, *place_of(by, new)) for new in employments]


def _begin(by: Actor, at: datetime, trajectory: Trajectory, placed: _Placed) -> None:
    """Write the appointments, let the role follow them, and make the line."""
    for new, board_id, school_id in placed:
        appoint(by=by, at=at, trajectory=trajectory, new=new, board_id=board_id, school_id=school_id)
    follow_work(by=by, at=at, trajectory=trajectory)
    make_line(by=by, at=at, trajectory_id=trajectory.pk)


def _must_have_no_line(by: Actor, person_id: UUID, name: str, started_on: date) -> None:
    """Refuse a second line beside one that goes on; say no more of it than the actor could know."""
    lines = Trajectory.objects.filter(person=person_id).exclude(finished_on__lte=started_on)
    if not lines.exists():
        return
    if visible(by, Permission.LINE_REGISTER, Trajectory).filter(pk__in=lines.values("pk")).exists():
        raise AlreadyAStarterError(name=name)
    raise LineElsewhereError


def _main_school(placed: _Placed, started_on: date) -> UUID | None:
    """Return the school of the largest appointment on the first day, else of the largest at all."""

    def weight(each: tuple[NewEmployment, UUID | None, UUID | None]) -> tuple[bool, Decimal]:
        new = each[0]
        return period(new.started_on, new.finished_on).contains(started_on), new.fte

    at_schools = [each for each in placed if each[2] is not None]
    return max(at_schools, key=weight)[2] if at_schools else None


def _pool(by: Actor, placed: _Placed, *, asked: bool) -> dict[str, UUID | None]:
    """Return who arranges the line when no school does, or as well when a pool was asked for.

    What a pool registers itself stays with it.
    """
    if not by.operator and whole_partnership(by, Permission.LINE_REGISTER):
        return {"pool_id": by.partnership_id}
    own = next((board for _new, board, school in placed if registers_for_pool(by, board, school)), None)
    if own is not None:
        return {"pool_board_id": own}
    if any(school_id for _new, _board, school_id in placed) and not asked:
        return {}
    board = next((board_id for _new, board_id, school_id in placed if board_id and not school_id), None)
    return {"pool_board_id": board} if board else {"pool_id": by.partnership_id}


@transaction.atomic
def change_starter(
    *,
    by: Actor,
    at: datetime,
    trajectory_id: UUID,
    expected_version: int,
    starter_type: StarterType,
    subjects: str,
    days: Collection[Day],
) -> Trajectory:
    """Change what kind of starter somebody is, subjects or days; the line is made again where it matters.

    Raises `VersionConflictError` when somebody was first, `NotVisibleError`.
    """
    get_visible(by, Permission.LINE_REGISTER, Trajectory, trajectory_id)
    row = Trajectory.objects.select_for_update(of=("self",)).get(pk=trajectory_id).expect(expected_version)
    chosen = [day.value for day in Day if day in days]
    other_line = (row.starter_type, row.days) != (starter_type, chosen)
    row.starter_type, row.subjects, row.days = starter_type, subjects, chosen
    row.version += 1
    row.save(update_fields=["starter_type", "subjects", "days", "version"])
    record(by=by, at=at, action="starter.change", on=row, details={"type": starter_type})
    if other_line:
        make_line(by=by, at=at, trajectory_id=row.pk)
    return row


@transaction.atomic
def follow_programme(*, by: Actor, at: datetime, trajectory_id: UUID) -> int:
    """Let the line follow the programme that is in force now where the starter works; return its steps.

    For a starter who was registered before there was a programme, or whose school has a new version. Raises
    `NoProgrammeError`, `NotVisibleError`.
    """
    get_visible(by, Permission.LINE_REGISTER, Trajectory, trajectory_id)
    row = Trajectory.objects.select_for_update(of=("self",)).get(pk=trajectory_id)
    on = day_of(at)
    school = (
        Employment.objects.filter(trajectory=row, school__isnull=False)
        .exclude(finished_on__lte=on)
        .order_by("-fte", "started_on", "pk")
        .select_related("school")
        .first()
    )
    where = _Where(row.partnership_id, school.school_id if school else None, row.sector)
    version = _version(where, max(row.started_on, on), on)
    if version is None:
        raise NoProgrammeError(school=school.school.name if school and school.school else "")
    row.version_followed = version
    row.version += 1
    row.save(update_fields=["version_followed", "version"])
    record(by=by, at=at, action="starter.follow_programme", on=row)
    return make_line(by=by, at=at, trajectory_id=row.pk)


@transaction.atomic
def undo_registration(*, by: Actor, at: datetime, trajectory_id: UUID) -> None:
    """Undo a registration that was a mistake: nothing was confirmed on the line yet.

    The steps, appointments and roles go; an empty line stays, marked, so that the journal makes sense. What a
    coach noted stays with coach and starter. Raises `HasTicksError`, `NotVisibleError` (also when somebody
    else registered a part of it).
    """
    get_visible(by, Permission.LINE_REGISTER, Trajectory, trajectory_id)
    row = Trajectory.objects.select_for_update(of=("self",)).get(pk=trajectory_id)
    work = list(Employment.objects.filter(trajectory=row))
    if not all(reaches(by, each.board_id, each.school_id) for each in work):
        raise NotVisibleError("Employment")
    if Tick.objects.filter(step__trajectory=row).exists():
        raise HasTicksError
    for model in (Step, Pause, Move, Employment):
        model.objects.filter(trajectory=row).delete()
    CoachPairing.objects.filter(trajectory=row, notes=None).delete()
    on = day_of(at)
    CoachPairing.objects.filter(trajectory=row, finished_on=None, started_on__lt=on).update(finished_on=on)
    row.finished_on, row.ending = row.started_on, Ending.UNDONE
    row.pool, row.pool_board = None, None
    row.version += 1
    row.save()
    record(by=by, at=at, action="starter.undo", on=row)
    follow_work(by=by, at=at, trajectory=row)
