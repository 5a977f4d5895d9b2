"""Where somebody may register starters, and which programme holds there."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from uuid import UUID

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.rules import places, whole_partnership
from startlijn.base.access.terms import ROLES, Actor, Grant, NotVisibleError, Permission, Place, Role
from startlijn.base.organisations.models import Board, School
from startlijn.domain.guidance.models import Trajectory
from startlijn.domain.guidance.terms import NewEmployment
from startlijn.domain.induction.models import ProgrammeVersion
from startlijn.domain.induction.queries.in_force import template_in_force, version_in_force


@dataclass(frozen=True, slots=True)
class PlaceToRegister:
    """A place somebody may choose: a school, a board (its own pool), or (neither) no appointment now."""

    name: str
    sector: str = ""
    school_id: UUID | None = None
    board_id: UUID | None = None


def place_of(actor: Actor, new: NewEmployment) -> tuple[UUID | None, UUID | None]:
    """Return board and school of an appointment to register; raise `NotVisibleError` out of reach.

    A school: within reach of LINE_REGISTER. A board without a school: held at that board, or over the whole
    partnership. Neither: over the whole partnership only (seed 002 line 26: starters without a board).
    """
    if new.school_id is not None:
        school = get_visible(actor, Permission.LINE_REGISTER, School, new.school_id)
        return school.board_id, school.pk
    whole = whole_partnership(actor, Permission.LINE_REGISTER)
    if new.board_id is None:
        if not whole:
            raise NotVisibleError("Partnership")
        return None, None
    mine = places(actor, Permission.LINE_REGISTER).get(Place.BOARD, frozenset())
    found = Board.objects.filter(pk=new.board_id).first() if whole or new.board_id in mine else None
    if found is None:
        raise NotVisibleError("Board")
    return found.pk, None


def reaches(actor: Actor, board_id: UUID | None, school_id: UUID | None) -> bool:
    """Tell whether the actor may register and change appointments at this place."""
    try:
        place_of(actor, NewEmployment(date.min, school_id=school_id, board_id=board_id))
    except NotVisibleError:
        return False
    return True


def registers_for_pool(actor: Actor, board_id: UUID | None, school_id: UUID | None) -> bool:
    """Tell whether the actor registers at this place as who runs the pool of the board, and as nothing else.

    Then the line has to be of that pool: who runs it sees no other starters of the board.
    """
    own: list[Grant] = []
    others: list[Grant] = []
    for grant in actor.grants:
        if Permission.LINE_REGISTER in ROLES[grant.role].at(grant.place):
            (own if grant.role is Role.POOL_COORDINATOR else others).append(grant)
    at_board = any((grant.place, grant.place_id) == (Place.BOARD, board_id) for grant in own)
    return at_board and not reaches(replace(actor, grants=tuple(others)), board_id, school_id)


def places_to_register(actor: Actor) -> tuple[PlaceToRegister, ...]:
    """Return the places where the actor may register starters: schools by name, then boards, then none."""
    schools = visible(actor, Permission.LINE_REGISTER, School).filter(closed_on=None).order_by("name", "pk")
    found = [PlaceToRegister(row.name, row.sector, school_id=row.pk) for row in schools]
    whole = whole_partnership(actor, Permission.LINE_REGISTER)
    mine = places(actor, Permission.LINE_REGISTER).get(Place.BOARD, frozenset())
    boards = Board.objects.all() if whole else Board.objects.filter(pk__in=mine)
    found += [PlaceToRegister(row.name, board_id=row.pk) for row in boards.order_by("name", "pk")]
    return (*found, PlaceToRegister("")) if whole else tuple(found)


def version_for(
    *, partnership_id: UUID, school_id: UUID | None, sector: str, started_on: date, on: date
) -> ProgrammeVersion | None:
    """Return the programme a starter follows: the one in force when the work began, else today's.

    Without a school, or when the school has none, the partnership's own template of the sector; None when
    there is nothing in force at all.
    """
    days = dict.fromkeys((started_on, max(started_on, on)))
    own = (version_in_force(school_id, day) for day in days) if school_id else iter(())
    shared = (template_in_force(partnership_id, sector, day) for day in days)
    return next((found for found in chain(own, shared) if found is not None), None)


def line_elsewhere(actor: Actor, *, email: str, started_on: date) -> bool:
    """Tell whether somebody has a line that goes on, out of reach. For verbs, not for pages."""
    if not email:
        return False
    lines = Trajectory.objects.filter(person__account__email__iexact=email).exclude(
        finished_on__lte=started_on
    )
    seen = visible(actor, Permission.LINE_REGISTER, Trajectory).filter(pk__in=lines.values("pk"))
    return lines.exists() and not seen.exists()
