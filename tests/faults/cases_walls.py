"""One case for each action of the walls: who looked, who asked in vain."""

from collections.abc import Callable
from functools import partial

from startlijn.base.access.terms import Permission, Role
from startlijn.base.journal import actions as journal
from startlijn.base.people.queries import actor_of_person
from startlijn.base.walls import actions as walls
from tests.conftest import AT, World
from tests.domain.guidance.practice.conftest import Guidance

Act = Callable[[], object]


def _looking(verb: Callable[..., object]) -> Callable[[World], Act]:
    def ready(world: World) -> Act:
        starter = world.person(Role.STARTER, "school", world.school.pk)
        leader = world.person(Role.SCHOOL_LEADER, "school", world.school.pk)
        by = actor_of_person(leader.pk, partnership_id=world.partnership.pk, at=AT)
        return partial(verb, by=by, at=AT, on=starter, about=starter.pk, why="coaching")

    return ready


def _note_refusal(world: World) -> Act:
    guidance = Guidance(world)
    trajectory = guidance.starter()
    by = world.actor(Role.SCHOOL_LEADER, "school", world.school.pk)
    return partial(walls.note_refusal, by=by, at=AT, permission=Permission.LINE_GUIDE, ids=[trajectory.pk])


CASES: dict[str, Callable[[World], Act]] = {
    "journal.read": _looking(journal.read),
    "journal.refused": _looking(journal.refused),
    "walls.note_refusal": _note_refusal,
}
