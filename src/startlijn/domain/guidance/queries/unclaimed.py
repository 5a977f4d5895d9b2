"""Starters of whom nobody arranges the line: for who runs a pool."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from startlijn.base.access.rules import places, whole_partnership
from startlijn.base.access.terms import Actor, Permission, Place
from startlijn.domain.guidance.models import Employment, Trajectory


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
