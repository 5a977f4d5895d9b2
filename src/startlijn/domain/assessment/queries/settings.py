"""How long each step takes and who decides: of the board, else of the partnership, else the defaults."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.rules import must, places, whole_partnership
from startlijn.base.access.terms import Actor, NotVisibleError, Permission, Place
from startlijn.base.organisations.models import Board
from startlijn.content import holidays
from startlijn.content.holidays import Clock
from startlijn.domain.assessment.models import Assessment, AssessmentTerms
from startlijn.domain.assessment.terms import Deadlines, Decider


@dataclass(frozen=True, slots=True)
class TermsLine:
    """Settings to show or change: of the partnership when there is no board. `own`: they were set here."""

    board_id: UUID | None
    board: str
    deadlines: Deadlines
    own: bool
    version: int


def _of(row: AssessmentTerms) -> Deadlines:
    return Deadlines(
        decider=Decider(row.decider),
        judge=row.judge_days,
        advise=row.advise_days,
        decide=row.decide_days,
        objection=row.object_days,
        support=row.support_days,
        region=row.region,
    )


def deadlines_of(board_id: UUID | None) -> Deadlines:
    """Return what holds for a board, or for the partnership. One query."""
    these = AssessmentTerms.objects.filter(Q(board=board_id) | Q(board=None))
    rows = {row.board_id: row for row in these}
    found = rows.get(board_id) or rows.get(None)
    return _of(found) if found else Deadlines()


def deciders() -> dict[UUID | None, Decider]:
    """Return who decides, for each board with settings of its own and (None) for all others. One query."""
    rows = AssessmentTerms.objects.values_list("board", "decider")
    return {None: Deadlines().decider} | {board: Decider(decider) for board, decider in rows}


def clock_of(assessment: Assessment, deadlines: Deadlines) -> Clock:
    """Return the clock of the starter's school; of the region in the settings when it has none."""
    region = assessment.school.holiday_region if assessment.school else ""
    return holidays().clock(region or deadlines.region)


def may_set(actor: Actor, board_id: UUID | None) -> bool:
    """Tell whether the actor may change these settings: the coordinator all, a board its own."""
    if whole_partnership(actor, Permission.ASSESSMENTS_ARRANGE):
        return True
    boards = places(actor, Permission.ASSESSMENTS_DECIDE).get(Place.BOARD, frozenset())
    return board_id is not None and board_id in boards


def terms_lines(actor: Actor) -> tuple[TermsLine, ...]:
    """Return the settings of the partnership and of each board, to the coordinator. Two queries."""
    must(actor, Permission.ASSESSMENTS_ARRANGE)
    rows = {row.board_id: row for row in visible(actor, Permission.ASSESSMENTS_ARRANGE, AssessmentTerms)}
    whole = _of(rows[None]) if None in rows else Deadlines()
    boards: list[tuple[UUID | None, str]] = [(None, "")]
    boards += visible(actor, Permission.ORGANISATIONS_READ, Board).order_by("name").values_list("pk", "name")
    return tuple(
        TermsLine(
            pk,
            name,
            _of(rows[pk]) if pk in rows else whole,
            pk in rows,
            rows[pk].version if pk in rows else 0,
        )
        for pk, name in boards
    )


def terms_to_change(actor: Actor, board_id: UUID | None) -> TermsLine:
    """Return the settings that the actor may change. Raises `NotVisibleError`."""
    if not may_set(actor, board_id):
        raise NotVisibleError("AssessmentTerms")
    name = get_visible(actor, Permission.ORGANISATIONS_READ, Board, board_id).name if board_id else ""
    row = AssessmentTerms.objects.filter(board=board_id).first()
    return TermsLine(
        board_id, name, deadlines_of(board_id), row is not None, row.version if row is not None else 0
    )
