"""Published groups to report on."""

import pytest

from startlijn.domain.groups import queries
from startlijn.domain.groups.queries.published import GroupView
from tests.conftest import World
from tests.domain.groups.conftest import Desk


@pytest.fixture
def groups(world: World) -> tuple[GroupView, ...]:
    """Two published groups; the name of one school looks like a formula."""
    desk = Desk(world)
    desk.four()
    desk.schools[1].name = "=Zuid 1"
    with world.here():
        desk.schools[1].save()
    desk.publish(desk.propose())
    with world.here():
        return queries.published_groups(desk.worker, desk.round.pk)
