"""What was agreed (docs/rights.md), read back from the page itself, and what follows from it for one row."""

from functools import cache

from startlijn.base.access.terms import Permission, Place, Role
from tests.house_rules.sources import ROOT
from tests.matrix.scene import Scene
from tests.matrix.things import Persona, Thing, Way


def _listed(cell: str) -> frozenset[Permission]:
    return frozenset(Permission(item) for item in cell.strip().split(", ") if item)


@cache
def agreed() -> dict[tuple[Role, Place], frozenset[Permission]]:
    """Return which permissions each role has at each place, according to the table of roles on the page."""
    page = (ROOT / "docs" / "rights.md").read_text(encoding="utf-8")
    table = page.split("## Roles")[1].split("## ")[0]
    rows = [line.split("|")[1:-1] for line in table.splitlines() if line.startswith("| ")][1:]
    return {
        (Role(role.strip()), place): _listed(may)
        | (_listed(besides) if place is Place.SCHOOL else frozenset())
        for role, _held, _sentence, may, besides in rows
        for place in Place
    }


def may(persona: Persona, permission: Permission) -> bool:
    """Tell whether it was agreed that this persona has the permission somewhere."""
    return permission in agreed()[persona.role, persona.place]


def reaches(persona: Persona, permission: Permission, thing: Thing, *, page: bool = True) -> bool:
    """Tell whether it was agreed that this persona has the permission on a row: on a page, or at the gate."""
    return any(_opens(persona, each, way, thing) for each, way in thing.opening(permission, page=page))


def _opens(persona: Persona, permission: Permission, way: Way, thing: Thing) -> bool:
    if not may(persona, permission):
        return False
    if thing.shared or persona.person.pk in way.people:
        return True
    same = thing.partnership_id == persona.partnership_id
    stands = way.fewer.get(persona.role, way.stands)
    return same and persona.place_id in stands.get(persona.place, ())


def knows(scene: Scene, persona: Persona | None) -> list[Thing]:
    """Return everything this persona may know about, by whatever permission."""
    if persona is None:
        return []
    permissions = agreed()[persona.role, persona.place]
    return [t for t in scene.things if any(reaches(persona, permission, t) for permission in permissions)]
