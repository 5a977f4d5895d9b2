"""The school of `tests/domain/observations` with browsers; the clock stands on 2 November 2026."""

import pytest

from startlijn.base.people.models import Person
from startlijn.base.seams import fixed
from tests.domain.guidance.practice.conftest import AT
from tests.domain.observations.conftest import Lessons


@pytest.fixture(autouse=True)
def today():
    with fixed(at=AT):
        yield


class Pages(Lessons):
    """The same, with browsers of the people."""

    def browser_of(self, actor, language="en"):
        return self.world.browser(Person.objects.get(pk=actor.person_id), language)


@pytest.fixture
def pages(world):
    return Pages(world)
