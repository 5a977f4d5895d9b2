"""Starters of whom nobody arranges the line: for who runs a pool."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from startlijn.base.access.rules import places, whole_partnership
from startlijn.base.access.terms import Actor, Permission, Place
from startlijn.base.organisations.models import Board
from startlijn.domain.guidance.models import Employment, Trajectory
from startlijn.domain.induction.terms import StarterType


def unclaimed(actor: Actor, *, on: date) -> QuerySet[Trajectory]:
    """Return the lines that go on without a school from a day on and without a pool, oldest first.

    They are shown to who runs the pool of the partnership; to who runs that of a board when the last
    appointment was with that board. By no other way: until then nobody stands in a relation to them.
    """
    work = Employment.objects.filter(trajectory=OuterRef("pk"))
    now = work.exclude(finished_on__lte=on)
    free = Trajectory.objects.filter(
        ~Exists(now.filter(school__isnull=False)),
        Q(finished_on=None) | Q(finished_on__gt=on),
        pool=None,
        pool_board=None,
    )
    if not whole_partnership(actor, Permission.LINE_ARRANGE):
        mine = places(actor, Permission.LINE_ARRANGE).get(Place.BOARD, frozenset())
        free = free.filter(Exists(work.filter(board__in=mine)))
    return free.order_by("started_on", "pk")


@dataclass(frozen=True, slots=True)
class ToClaim:
    """A starter without a school or pool: who, and since when the line runs."""

    id: UUID
    name: str
    starter_type: StarterType
    started_on: date


def to_claim(actor: Actor, *, on: date) -> tuple[ToClaim, ...]:
    """Return the starters that the actor may take into a pool, oldest line first. One query."""
    return tuple(
        ToClaim(row.pk, str(row.person), StarterType(row.starter_type), row.started_on)
        for row in unclaimed(actor, on=on).select_related("person")
    )


def pools_of(actor: Actor) -> tuple[tuple[UUID | None, str], ...]:
    """Return the pools that the actor runs: of the partnership (None), of boards with their name."""
    mine = places(actor, Permission.LINE_ARRANGE).get(Place.BOARD, frozenset())
    boards = Board.objects.filter(pk__in=mine).order_by("name").values_list("pk", "name")
    whole = [(None, "")] if whole_partnership(actor, Permission.LINE_ARRANGE) else []
    return (*whole, *boards)
