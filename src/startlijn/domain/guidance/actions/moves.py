"""Coming to another school: the school asks by e-mail address, the starter decides (seed 002 line 12)."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import get_visible
from startlijn.base.access.rules import must
from startlijn.base.access.terms import Actor, Permission
from startlijn.base.journal.actions import record
from startlijn.base.organisations.models import School
from startlijn.base.people.models import Person
from startlijn.base.post.actions import tell
from startlijn.base.seams import day_of
from startlijn.domain.guidance.actions.appointments import appoint
from startlijn.domain.guidance.actions.ending import end_coaching, end_work
from startlijn.domain.guidance.actions.lines import make_line
from startlijn.domain.guidance.actions.registering import register_starter
from startlijn.domain.guidance.actions.roles import follow_work
from startlijn.domain.guidance.models import Employment, Move, Trajectory
from startlijn.domain.guidance.queries.places import line_elsewhere, version_for
from startlijn.domain.guidance.rules.standing import must_be_a_job_size
from startlijn.domain.guidance.terms import (
    ContractType,
    DecidedAlreadyError,
    FinishedError,
    LineElsewhereError,
    Luggage,
    MoveStage,
    NewEmployment,
)


@transaction.atomic
def ask_to_move(
    *,
    by: Actor,
    at: datetime,
    email: str,
    school_id: UUID,
    starts_on: date,
    beside: bool = False,
    contract_type: ContractType = ContractType.TEMPORARY,
    fte: Decimal = Decimal(1),
) -> None:
    """Ask the starter behind an e-mail address to come to a school, `beside` or instead of the present work.

    The starter hears of it by mail. Nothing comes back, whether or not there is such a starter: the journal
    keeps that the school asked, not whom. Asking again changes the question. Raises `JobSizeError`,
    `NotVisibleError`.
    """
    school = get_visible(by, Permission.LINE_REGISTER, School, school_id)
    must_be_a_job_size(fte)
    record(by=by, at=at, action="move.ask", on=school)
    trajectory = (
        Trajectory.objects.filter(person__account__email__iexact=email)
        .exclude(finished_on__lte=day_of(at))
        .select_related("person")
        .first()
    )
    if trajectory is None or _works_there(trajectory, school, starts_on):
        return
    Move.objects.update_or_create(
        trajectory=trajectory,
        to_school=school,
        stage=MoveStage.ASKED,
        defaults={
            "partnership_id": trajectory.partnership_id,
            "starts_on": starts_on,
            "beside": beside,
            "contract_type": contract_type,
            "fte": fte,
            "asked_by_id": by.person_id,
            "asked_at": at,
        },
    )
    _tell(by, at, trajectory.person, "move_asked", "/starters/moves/")


def _works_there(trajectory: Trajectory, school: School, on: date) -> bool:
    there = Employment.objects.filter(trajectory=trajectory, school=school)
    return there.exclude(finished_on__lte=on).exists()


def _tell(by: Actor, at: datetime, person: Person | None, template: str, link: str) -> None:
    if person is not None:
        tell(by=by, at=at, person=person, template=template, link=link)


@transaction.atomic
def register_or_ask(
    *, by: Actor, at: datetime, email: str, employments: Sequence[NewEmployment], **details: Any
) -> Trajectory | None:
    """Register a starter; ask the starter instead when the line is where the actor does not reach.

    Takes and raises what `register_starter` does, `LineElsewhereError` only when there is no school to come
    to. Returns None when the starter was asked: pages say the same in both cases.
    """
    must(by, Permission.LINE_REGISTER)
    if not line_elsewhere(by, email=email, started_on=details["started_on"]):
        return register_starter(by=by, at=at, email=email, employments=employments, **details)
    schools = [each for each in employments if each.school_id is not None]
    if not schools:
        raise LineElsewhereError
    for each in schools:
        assert each.school_id is not None
        ask_to_move(
            by=by,
            at=at,
            email=email,
            school_id=each.school_id,
            starts_on=each.started_on,
            contract_type=each.contract_type,
            fte=each.fte,
        )
    return None


def _asked(by: Actor, move_id: UUID) -> Move:
    """Return a question to the actor that waits for an answer, its trajectory locked first."""
    seen = get_visible(by, Permission.LINE_OWN, Move, move_id)
    Trajectory.objects.select_for_update(of=("self",)).get(pk=seen.trajectory_id)
    row = Move.objects.select_for_update(of=("self",)).get(pk=move_id)
    if row.stage != MoveStage.ASKED:
        raise DecidedAlreadyError
    return row


@transaction.atomic
def refuse_move(*, by: Actor, at: datetime, move_id: UUID) -> None:
    """Say no, as the starter. Nobody is told. Raises `DecidedAlreadyError`, `NotVisibleError`."""
    row = _asked(by, move_id)
    row.stage, row.decided_at = MoveStage.REFUSED, at
    row.save(update_fields=["stage", "decided_at"])
    record(by=by, at=at, action="move.refuse", on=row)


@transaction.atomic
def agree_to_move(
    *,
    by: Actor,
    at: datetime,
    move_id: UUID,
    luggage: Collection[Luggage] = (),
    ends: Collection[UUID] | None = None,
) -> Trajectory:
    """Say yes, as the starter: who comes along is decided here, and what travels along.

    From the first day there is an appointment at the new school. Unless it stands beside them, the present
    ones end that day (those in `ends`, all when None), coaching ends, and the line follows the programme of
    the new school from that day on. Raises `DecidedAlreadyError`, `FinishedError`, `OverlapError`,
    `NotVisibleError`.
    """
    move = _asked(by, move_id)
    row, school = move.trajectory, move.to_school
    if row.finished_on is not None and row.finished_on <= day_of(at):
        raise FinishedError(day=row.finished_on)
    move.stage, move.decided_at = MoveStage.AGREED, at
    move.luggage = [each.value for each in Luggage if each in luggage]
    move.save(update_fields=["stage", "decided_at", "luggage"])
    row.finished_on, row.ending = None, ""
    if not move.beside:
        _say_goodbye(by, at, row, move, ends)
    appoint(
        by=by,
        at=at,
        trajectory=row,
        new=NewEmployment(move.starts_on, ContractType(move.contract_type), move.fte, school.pk),
        board_id=school.board_id,
        school_id=school.pk,
    )
    row.version += 1
    row.save()
    record(by=by, at=at, action="move.agree", on=move, details={"luggage": move.luggage})
    follow_work(by=by, at=at, trajectory=row)
    make_line(by=by, at=at, trajectory_id=row.pk)
    _tell(by, at, move.asked_by, "move_agreed", f"/starters/{row.pk}/")
    return row


def _say_goodbye(by: Actor, at: datetime, row: Trajectory, move: Move, ends: Collection[UUID] | None) -> None:
    """End the work that the new appointment replaces, and follow the new school's programme."""
    work = list(Employment.objects.filter(trajectory=row))
    ending = [each for each in work if ends is None or each.pk in ends]
    end_work(by=by, at=at, trajectory=row, employments=ending, finished_on=move.starts_on)
    end_coaching(by=by, at=at, trajectory=row, finished_on=move.starts_on)
    row.pool, row.pool_board = None, None
    row.sector = move.to_school.sector
    row.version_followed = version_for(
        partnership_id=row.partnership_id,
        school_id=move.to_school_id,
        sector=row.sector,
        started_on=move.starts_on,
        on=day_of(at),
    )
