"""An open edition, and browsers of the people around it."""

import pytest

from tests.domain.courses.conftest import Offer, open_course, small

__all__ = ["open_course", "small"]


class Pages:
    """What people see of an offer."""

    def __init__(self, offer: Offer) -> None:
        self.offer = offer
        self.world = offer.world
        self.coordinator = self.world.browser(self._person(offer.coordinator))

    def _person(self, actor):
        from startlijn.base.people.models import Person

        return Person.objects.get(pk=actor.person_id)

    def educator(self, school):
        """The browser of somebody who organises induction at a school."""
        return self.world.browser(self.world.person("school_educator", "school", school.pk))

    def at(self, path: str) -> str:
        """An address below the edition."""
        return f"/courses/{self.offer.edition.pk}/{path}"

    def desk(self, path: str = "") -> str:
        return f"/courses/desk/{self.offer.edition.pk}/{path}"


@pytest.fixture
def pages(open_course) -> Pages:
    return Pages(open_course)


@pytest.fixture
def small_pages(small) -> Pages:
    return Pages(small)
