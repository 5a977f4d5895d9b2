"""What the policy answers for each role, relation, object and action. No queries: declarations say it all."""

from collections.abc import Iterator

from startlijn.base.access.rules import paths
from startlijn.base.access.terms import ROLES, Permission, Place, Role
from startlijn.base.privacy.rules import permissions, related
from startlijn.base.tenancy import Declaration
from startlijn.base.walls.terms import Cell, Stand


def lasts_forever(declared: Declaration, path: str) -> bool:
    """Tell whether a path counts whatever ends: to the own row, or along no relation with dates."""
    if path == declared.subject:
        return True
    dated = (*declared.holds, *declared.lasts)
    return not any(path == relation or path.startswith(f"{relation}__") for relation in dated)


def cells(label: str, declared: Declaration) -> Iterator[Cell]:
    """Yield every answer about one table: each role at each place where it can be held, each way to stand."""
    for permission in dict.fromkeys(permissions(declared)):
        for role, definition in ROLES.items():
            for place in Place:
                if place in definition.places:
                    yield from _answers(label, declared, permission, role, place)


def _answers(
    label: str, declared: Declaration, permission: Permission, role: Role, place: Place
) -> Iterator[Cell]:
    found = paths(declared, permission, role) or {}
    may = permission in ROLES[role].at(place)

    def cell(stand: Stand, allowed: bool, relation: str = "") -> Cell:
        return Cell(role, place, stand, relation, label, declared.data_class, permission.value, allowed)

    yield cell(Stand.HERE, may and place in found)
    if place is not Place.PARTNERSHIP:
        yield cell(Stand.ELSEWHERE, False)
    yield cell(Stand.STRANGE, False)
    stands = related(declared, permission)
    if stands is not None:
        path, relation = stands
        yield cell(Stand.RELATED, may, relation.value)
        yield cell(Stand.ENDED, may and lasts_forever(declared, path), relation.value)
