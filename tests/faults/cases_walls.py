"""One case for each action of the walls: who looked, who asked in vain."""

from collections.abc import Callable
from functools import partial

from startlijn.base.access.terms import Role
from startlijn.base.journal import actions as journal
from startlijn.base.people.queries import actor_of_person
from tests.conftest import AT, World

Act = Callable[[], object]


def _looking(verb: Callable[..., object]) -> Callable[[World], Act]:
    def ready(world: World) -> Act:
        starter = world.person(Role.STARTER, "school", world.school.pk)
        leader = world.person(Role.SCHOOL_LEADER, "school", world.school.pk)
        by = actor_of_person(leader.pk, partnership_id=world.partnership.pk, at=AT)
        return partial(verb, by=by, at=AT, on=starter, about=starter.pk, why="coaching")

    return ready


CASES: dict[str, Callable[[World], Act]] = {
    "journal.read": _looking(journal.read),
    "journal.refused": _looking(journal.refused),
}
