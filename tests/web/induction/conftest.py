"""The office of the domain tests, with browsers for the people around it."""

import pytest

from tests.domain.induction.conftest import Office


@pytest.fixture
def office(world):
    """A school with an educator who designs."""
    return Office(world)


@pytest.fixture
def designer(office):
    """The browser of that educator."""
    return office.world.browser(office.person)


@pytest.fixture
def reader(office):
    """The browser of a starter at the same school."""
    return office.world.browser(office.world.person("starter", "school", office.world.school.pk))
