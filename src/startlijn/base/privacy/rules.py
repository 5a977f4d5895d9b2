"""Judgements on declarations: who may read what. No queries: the policy and the declaration say it all."""

from startlijn.base.access.rules import paths
from startlijn.base.access.terms import ROLES, Permission, Place, Role, RoleDefinition
from startlijn.base.privacy.terms import Reader, Relation
from startlijn.base.tenancy import Declaration

# What it is called when somebody stands in the relation on which a permission rests.
_RELATIONS = {
    Permission.LINE_OWN: Relation.SELF,
    Permission.LINE_GUIDE: Relation.GUIDES,
    Permission.REVIEWS_ANSWER: Relation.TAKES_PART,
}


def permissions(declared: Declaration) -> tuple[Permission, ...]:
    """Return the permissions with which rows so declared are read."""
    return tuple(Permission(each) for each in (declared.read, *declared.ways) if each)


def related(declared: Declaration, permission: Permission) -> tuple[str, Relation] | None:
    """Return the path to who has the permission because of a relation to the row, and which relation."""
    path = (paths(declared, permission) or {}).get("person")
    if path is None:
        return None
    return path, Relation.SELF if path == declared.subject else _RELATIONS[permission]


def _places(declared: Declaration, permission: Permission) -> set[Place]:
    reached = {Place(place) for place in paths(declared, permission) or {} if place != "person"}
    # Rows without `reach` (open data, the journal) are read over the whole partnership.
    return reached or ({*Place} if permission == declared.read else set())


def _where(definition: RoleDefinition, permission: Permission) -> set[Place]:
    """Return the kinds of place at which a role has a permission."""
    return {place for place in definition.places if permission in definition.at(place)}


def readers(declared: Declaration) -> tuple[Reader, ...]:
    """Return the roles that may read rows so declared: at which places, and because of which relation."""
    found = []
    for role, definition in ROLES.items():
        places: set[Place] = set()
        relations: dict[Relation, None] = {}
        for permission in permissions(declared):
            if permission in definition.permissions | definition.at_school:
                places |= _where(definition, permission) & _places(declared, permission)
                stands = related(declared, permission) if permission in declared.ways else None
                relations |= {stands[1]: None} if stands else {}
        if places or relations:
            ordered = tuple(place for place in Place if place in places)
            found.append(Reader(role, ordered, tuple(relations)))
    return tuple(found)


def roles_with(permission: Permission, place: Place | None = None) -> frozenset[Role]:
    """Return the roles with a permission that can be held at this kind of place; at any without `place`."""
    return frozenset(
        role
        for role, definition in ROLES.items()
        if (_where(definition, permission) if place is None else place in _where(definition, permission))
    )
