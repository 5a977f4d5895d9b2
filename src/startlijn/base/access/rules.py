"""Judgements on an actor. No queries: the roles that hold today are already in the actor."""

from collections.abc import Mapping
from uuid import UUID

from startlijn.base.access.terms import EVERYBODY, ROLES, Actor, NotVisibleError, Permission, Place, Role
from startlijn.base.tenancy import Declaration


def operator(partnership_id: UUID | None = None) -> Actor:
    """Return the operator: whoever runs commands on the machine itself. May do everything, is journaled."""
    return Actor(None, None, "operator", partnership_id, operator=True)


def may(actor: Actor, permission: Permission) -> bool:
    """Tell whether the actor has the permission at any place at all."""
    if actor.operator:
        return True
    if actor.limited_to is not None and permission not in actor.limited_to:
        return False
    if permission in EVERYBODY:
        return actor.person_id is not None
    return any(permission in ROLES[grant.role].at(grant.place) for grant in actor.grants)


def must(actor: Actor, permission: Permission) -> None:
    """Raise `NotVisibleError` unless the actor has the permission somewhere."""
    if not may(actor, permission):
        raise NotVisibleError(permission)


def places(actor: Actor, permission: Permission) -> dict[Place, frozenset[UUID]]:
    """Return where the actor has the permission: the ids per kind of place."""
    if not may(actor, permission):
        return {}
    found: dict[Place, set[UUID]] = {}
    for grant in actor.grants:
        if permission in ROLES[grant.role].at(grant.place):
            found.setdefault(grant.place, set()).add(grant.place_id)
    return {place: frozenset(ids) for place, ids in found.items()}


def reached(actor: Actor, permission: Permission, declared: Declaration) -> dict[str, frozenset[UUID]]:
    """Return the ids of the actor's places per path to them, as each role that has the permission leads."""
    if not may(actor, permission):
        return {}
    found: dict[str, set[UUID]] = {}
    for grant in actor.grants:
        path = (paths(declared, permission, grant.role) or {}).get(grant.place)
        if path is not None and permission in ROLES[grant.role].at(grant.place):
            found.setdefault(path, set()).add(grant.place_id)
    return {path: frozenset(ids) for path, ids in found.items()}


def paths(
    declared: Declaration, permission: Permission, role: Role | None = None
) -> Mapping[str, str] | None:
    """Return along which paths a permission reaches rows so declared; None when it reaches none.

    With `role` as that role has them, which may be fewer. A table without ways leaves it to who asks: its
    `reach` counts for every permission.
    """
    fewer = declared.by_role.get(role, {}).get(permission) if role else None
    if fewer is not None:
        return fewer
    if permission in declared.ways:
        return declared.ways[permission]
    return None if declared.ways and permission != declared.read else declared.reach


def whole_partnership(actor: Actor, permission: Permission) -> bool:
    """Tell whether the actor has the permission over the whole partnership."""
    return actor.operator or Place.PARTNERSHIP in places(actor, permission)


def roles(actor: Actor) -> frozenset[Role]:
    """Return the roles the actor holds today."""
    return frozenset(grant.role for grant in actor.grants)
