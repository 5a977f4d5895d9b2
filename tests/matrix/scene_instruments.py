"""An instrument that each partnership brought in itself: everybody there reads it, nobody elsewhere."""

from collections import defaultdict
from uuid import UUID

from startlijn.base.access.terms import Permission, Place
from startlijn.domain.instruments import actions
from tests.conftest import AT
from tests.content.instruments.samples import GOOD
from tests.matrix.things import MARK, Half, Thing, Way, stands


def add_instruments(half: Half) -> None:
    """Add everything of instruments to half of the scene, after everybody who is in it."""
    name = f"{MARK} instrument {half.world.partnership.slug}"
    content = GOOD.replace("Teamgesprek", name).replace("Team talk", name).encode()
    with half.world.here():
        row, _new = actions.import_instrument(by=half.world.operator, at=AT, file="a.yaml", content=content)
    everywhere: dict[Place, set[UUID]] = defaultdict(set)
    for persona in half.personas:
        everywhere[persona.place].add(persona.place_id)
    way = Way({place: frozenset(ids) for place, ids in everywhere.items()})
    read = Permission.INSTRUMENTS_READ
    half.things.append(
        Thing(row, half.whole, stands(partnership=half.whole), name, pages={read: ((read, way),)})
    )
