"""One case for the action on instruments: how to get ready, and what to do then."""

from collections.abc import Callable

from startlijn.domain.instruments import actions
from tests.conftest import AT, World
from tests.content.instruments.samples import GOOD

Act = Callable[[], object]


def _import(world: World) -> Act:
    def act() -> object:
        with world.here():
            return actions.import_instrument(
                by=world.operator, at=AT, file="mine.yaml", content=GOOD.encode()
            )

    return act


CASES: dict[str, Callable[[World], Act]] = {"instruments.import_instrument": _import}
