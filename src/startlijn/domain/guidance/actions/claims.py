"""Starters of whom nobody arranges the line: a pool takes them in (seed 002 line 26)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.rules import places, whole_partnership
from startlijn.base.access.terms import Actor, NotVisibleError, Permission, Place
from startlijn.base.journal.actions import record
from startlijn.base.seams import day_of
from startlijn.domain.guidance.actions.appointments import appoint
from startlijn.domain.guidance.actions.lines import make_line
from startlijn.domain.guidance.actions.roles import follow_work
from startlijn.domain.guidance.models import Employment, Trajectory
from startlijn.domain.guidance.queries.unclaimed import unclaimed
from startlijn.domain.guidance.terms import ContractType, NewEmployment, NotFreeError


@transaction.atomic
def claim_starter(
    *, by: Actor, at: datetime, trajectory_id: UUID, board_id: UUID | None = None
) -> Trajectory:
    """Take a starter whom nobody arranges for into the pool of the partnership, or of a board.

    From today the starter has exactly what others have: programme, coach and hours. Raises `NotFreeError`
    when somebody was first or the starter found work, `NotVisibleError` for who runs no such pool.
    """
    mine = places(by, Permission.LINE_ARRANGE).get(Place.BOARD, frozenset())
    whole = whole_partnership(by, Permission.LINE_ARRANGE)
    if not (whole if board_id is None else whole or board_id in mine):
        raise NotVisibleError("Trajectory")
    row = (
        Trajectory.objects.select_for_update(of=("self",))
        .select_related("person")
        .filter(pk=trajectory_id)
        .first()
    )
    if row is None:
        raise NotVisibleError("Trajectory")
    if not unclaimed(by, on=day_of(at)).filter(pk=row.pk).exists():
        if row.pool_id is None and row.pool_board_id is None:
            raise NotVisibleError("Trajectory")
        raise NotFreeError(name=str(row.person))
    if board_id is None:
        row.pool_id = row.partnership_id
    else:
        row.pool_board_id = board_id
    row.version += 1
    row.save(update_fields=["pool", "pool_board", "version"])
    _write_down(by, at, row, board_id)
    record(by=by, at=at, action="starter.claim", on=row)
    follow_work(by=by, at=at, trajectory=row)
    make_line(by=by, at=at, trajectory_id=row.pk)
    return row


def _write_down(by: Actor, at: datetime, row: Trajectory, board_id: UUID | None) -> None:
    """Write the time in the pool as an appointment that is none, when there is nothing else."""
    on = max(day_of(at), row.started_on)
    if not Employment.objects.filter(trajectory=row).exclude(finished_on__lte=on).exists():
        appoint(
            by=by,
            at=at,
            trajectory=row,
            new=NewEmployment(on, ContractType.NONE, board_id=board_id),
            board_id=board_id,
            school_id=None,
        )
