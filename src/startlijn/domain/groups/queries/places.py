"""For which places somebody may start a round."""

from uuid import UUID

from startlijn.base.access.queries import visible
from startlijn.base.access.rules import whole_partnership
from startlijn.base.access.terms import Actor, Permission
from startlijn.base.organisations.models import SubRegion


def places_for_rounds(actor: Actor) -> tuple[list[tuple[UUID, str]], bool]:
    """Return the sub-regions (id and name, by name) and whether the whole partnership is possible too."""
    rows = visible(actor, Permission.ROUNDS_MANAGE, SubRegion).order_by("name").values_list("pk", "name")
    return list(rows), whole_partnership(actor, Permission.ROUNDS_MANAGE)
