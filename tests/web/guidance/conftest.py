"""The school of `tests/domain/guidance/practice` with browsers; the clock stands on 2 November 2026."""

import pytest

from startlijn.base.people.models import Person
from startlijn.base.seams import fixed
from tests.domain.guidance.practice.conftest import AT, Guidance


@pytest.fixture(autouse=True)
def today():
    with fixed(at=AT):
        yield


class Pages(Guidance):
    """The same, with browsers of the people."""

    def browser_of(self, actor_or_trajectory, language="en"):
        person_id = actor_or_trajectory.person_id
        return self.world.browser(Person.objects.get(pk=person_id), language)


@pytest.fixture
def pages(world):
    return Pages(world)
