"""Reading what boards decided, and what their schools lose when money stops."""

from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from startlijn.base.access.queries import can, get_visible, visible
from startlijn.base.access.terms import Actor, Permission
from startlijn.base.organisations.models import Board
from startlijn.domain.induction.models import BoardPolicy, ProgrammeElement, ProgrammeVersion
from startlijn.domain.induction.queries.in_force import element_from
from startlijn.domain.induction.queries.programmes import holding, readable_versions
from startlijn.domain.induction.queries.views import Intensity, PolicyPage, SchoolLoss
from startlijn.domain.induction.rules.sustaining import without_money
from startlijn.domain.induction.terms import StarterType, VersionStage


def boards_with_policies(actor: Actor) -> QuerySet[Board]:
    """Return the boards of which the actor may read the policy, by name, each with `induction_policy`."""
    rows = visible(actor, Permission.PROGRAMMES_READ, Board)
    return rows.select_related("induction_policy").order_by("name")


def policy_page(actor: Actor, board_id: UUID) -> PolicyPage:
    """Return what a board decided about induction, also when nothing was written yet. `NotVisibleError`."""
    board = get_visible(actor, Permission.PROGRAMMES_READ, Board, board_id)
    row = BoardPolicy.objects.filter(board=board).prefetch_related("intensities").first()
    hours = row.intensities.all() if row else ()
    return PolicyPage(
        board_id=board.pk,
        board=board.name,
        approach=row.approach if row else "",
        formulated_on=row.formulated_on if row else None,
        implemented_on=row.implemented_on if row else None,
        sustainability=row.sustainability if row else "",
        intensities=tuple(
            Intensity(StarterType(each.starter_type), each.year, each.starter_hours, each.coach_hours)
            for each in hours
        ),
        version=row.version if row else 0,
        managed=can(actor, Permission.POLICY_MANAGE, board),
    )


def board_to_decide_for(actor: Actor, board_id: UUID) -> Board:
    """Return a board whose policy the actor writes. Raises `NotVisibleError`."""
    return get_visible(actor, Permission.POLICY_MANAGE, Board, board_id)


def losses_of_board(actor: Actor, board_id: UUID, on: date) -> tuple[SchoolLoss, ...]:
    """Return for each school of a board what its programme loses by a day, the largest loss first.

    Only versions in force that the actor may read. Two queries for any number of schools.
    """
    board = get_visible(actor, Permission.PROGRAMMES_READ, Board, board_id)
    rows = (
        readable_versions(actor)
        .filter(programme__school__board=board, stage=VersionStage.IN_FORCE)
        .select_related("programme__school")
        .prefetch_related(Prefetch("elements", ProgrammeElement.objects.order_by("year", "position", "pk")))
    )
    by_programme: dict[UUID, list[ProgrammeVersion]] = {}
    for row in rows:
        by_programme.setdefault(row.programme_id, []).append(row)
    found = []
    for versions in by_programme.values():
        row = holding(versions, on) or max(versions, key=lambda version: version.number)
        result = without_money([element_from(each) for each in row.elements.all()], on)
        found.append(SchoolLoss(row.programme_id, str(row.programme.school), row.pk, result))
    return tuple(sorted(found, key=lambda loss: (-loss.result.starter_lost, loss.school)))
