"""The office of the domain tests, with browsers."""

from collections.abc import Iterator

import pytest

from startlijn.base.people.models import Person
from startlijn.base.seams import fixed
from tests.conftest import AT, World
from tests.domain.guidance.starters.conftest import Office


class Desk(Office):
    """An office of which everybody has a browser."""

    def browser(self, actor=None, person=None, language: str = "en"):
        """The browser of an actor or person."""
        return self.world.browser(person or Person.objects.get(pk=actor.person_id), language)


@pytest.fixture
def desk(world: World) -> Iterator[Desk]:
    """The clock stands still: what pages show depends on the day."""
    with fixed(at=AT):
        yield Desk(world)
