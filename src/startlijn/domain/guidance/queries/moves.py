"""Questions to come to another school, for the starter alone; and from when a new programme counts."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.terms import Actor, Permission
from startlijn.domain.guidance.models import Employment, Move
from startlijn.domain.guidance.terms import ContractType, Luggage, MoveStage


@dataclass(frozen=True, slots=True)
class OwnWork:
    """An appointment that would end: its id, where, and until when it holds now."""

    id: UUID
    place: str
    finished_on: date | None


@dataclass(frozen=True, slots=True)
class MoveQuestion:
    """What a school asks: to come from `starts_on`, beside or instead of the present work."""

    id: UUID
    school: str
    starts_on: date
    beside: bool
    contract_type: ContractType
    stage: MoveStage
    luggage: tuple[Luggage, ...]


def _question(row: Move) -> MoveQuestion:
    return MoveQuestion(
        row.pk,
        row.to_school.name,
        row.starts_on,
        row.beside,
        ContractType(row.contract_type),
        MoveStage(row.stage),
        tuple(each for each in Luggage if each in row.luggage),
    )


def own_moves(actor: Actor) -> tuple[MoveQuestion, ...]:
    """Return what schools asked the starter, newest first. One query."""
    rows = visible(actor, Permission.LINE_OWN, Move).filter(trajectory__person=actor.person_id)
    return tuple(_question(row) for row in rows.select_related("to_school").order_by("-asked_at", "pk"))


def move_question(actor: Actor, move_id: UUID) -> tuple[MoveQuestion, tuple[OwnWork, ...]]:
    """Return one question and the appointments that hold on its first day. Raises `NotVisibleError`."""
    row = get_visible(actor, Permission.LINE_OWN, Move, move_id)
    work = (
        Employment.objects.filter(trajectory=row.trajectory_id)
        .exclude(finished_on__lte=row.starts_on)
        .select_related("school", "board")
    )
    places = tuple(
        OwnWork(
            each.pk,
            each.school.name if each.school else each.board.name if each.board else "",
            each.finished_on,
        )
        for each in work
    )
    return _question(row), places


def counts_from(trajectory_id: UUID) -> date | None:
    """Return from which day the programme that a line follows counts; None when it always did.

    Until the first day at a new school the steps of the old one stay.
    """
    moved = Move.objects.filter(trajectory=trajectory_id, stage=MoveStage.AGREED, beside=False)
    return moved.order_by("-starts_on").values_list("starts_on", flat=True).first()


def luggage_of(trajectory_id: UUID, on: date | None = None) -> tuple[date, frozenset[Luggage]] | None:
    """Return since when somebody is at another school and what travelled along; None without a move.

    With a day only moves that have begun by then count.
    """
    moved = Move.objects.filter(trajectory=trajectory_id, stage=MoveStage.AGREED, beside=False)
    if on is not None:
        moved = moved.filter(starts_on__lte=on)
    row = moved.order_by("-starts_on").first()
    return (
        None if row is None else (row.starts_on, frozenset(each for each in Luggage if each in row.luggage))
    )
