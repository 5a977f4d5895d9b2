"""Judgements on declarations: who may read what. No queries: the policy and the declaration say it all."""

from startlijn.base.access.terms import ROLES, Permission, Place, Role
from startlijn.base.privacy.terms import Reader
from startlijn.base.tenancy import Declaration


def readers(declared: Declaration) -> tuple[Reader, ...]:
    """Return the roles that may read rows so declared, each with the places where that holds.

    Rows without `reach` (open data, the journal) are read over the whole partnership.
    """
    if not declared.read:
        return ()
    permission = Permission(declared.read)
    reached = {Place(place) for place in declared.reach if place != "person"} or {*Place}
    found = []
    for role, definition in ROLES.items():
        places = tuple(place for place in Place if place in definition.places & reached)
        if permission in definition.permissions and places:
            found.append(Reader(role, places))
    return tuple(found)


def roles_at(declared: Declaration, place: Place) -> frozenset[Role]:
    """Return the roles that, held at this kind of place, may read rows so declared."""
    return frozenset(reader.role for reader in readers(declared) if place in reader.places)
