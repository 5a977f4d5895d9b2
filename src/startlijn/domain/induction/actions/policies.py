"""Writing down what a board decided about induction (seed 002 lines 22 to 28)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.terms import Actor
from startlijn.base.journal.actions import record
from startlijn.base.organisations.models import Board
from startlijn.base.tenancy import VersionConflictError
from startlijn.domain.induction.models import BoardIntensity, BoardPolicy
from startlijn.domain.induction.queries.policies import board_to_decide_for
from startlijn.domain.induction.terms import BackwardsPolicyError, StarterType


@dataclass(frozen=True, slots=True)
class Decided:
    """What a board decided: texts, dates, and hours (starter, coach) by kind of starter and year."""

    approach: str = ""
    formulated_on: date | None = None
    implemented_on: date | None = None
    sustainability: str = ""
    intensities: Mapping[tuple[StarterType, int], tuple[int, int]] = field(default_factory=dict)


@transaction.atomic
def save_policy(
    *, by: Actor, at: datetime, board_id: UUID, expected_version: int, decided: Decided
) -> BoardPolicy:
    """Write the policy of a board; `expected_version` is 0 when nothing was written before.

    Raises `BackwardsPolicyError`, `VersionConflictError`, `NotVisibleError`.
    """
    board_to_decide_for(by, board_id)
    board = Board.objects.select_for_update(of=("self",)).get(pk=board_id)
    row = BoardPolicy.objects.filter(board=board).first()
    if row is None:
        row = BoardPolicy(partnership_id=board.partnership_id, board=board, version=0)
    if row.version != expected_version:
        raise VersionConflictError(row)
    first, second = decided.formulated_on, decided.implemented_on
    if first is not None and second is not None and second < first:
        raise BackwardsPolicyError
    row.approach, row.sustainability = decided.approach, decided.sustainability
    row.formulated_on, row.implemented_on = first, second
    row.version += 1
    row.save()
    BoardIntensity.objects.filter(policy=row).delete()
    BoardIntensity.objects.bulk_create(
        BoardIntensity(
            partnership_id=board.partnership_id,
            policy=row,
            starter_type=kind,
            year=year,
            starter_hours=starter,
            coach_hours=coach,
        )
        for (kind, year), (starter, coach) in decided.intensities.items()
    )
    record(by=by, at=at, action="policy.save", on=row, details={"intensities": len(decided.intensities)})
    return row
