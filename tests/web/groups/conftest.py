"""The desk of the domain tests, with browsers for the people around it."""

import pytest

from tests.domain.groups.conftest import Desk


@pytest.fixture
def desk(world):
    """A partnership with a project worker and an open round."""
    return Desk(world)


@pytest.fixture
def worker(desk):
    """The browser of a project worker of the same partnership."""
    return desk.world.browser(desk.world.person("project_worker"))
