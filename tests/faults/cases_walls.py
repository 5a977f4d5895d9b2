"""One case for each action of the walls: who looked, who asked in vain."""

from collections.abc import Callable
from functools import partial

from startlijn.base.access.terms import Permission, Role
from startlijn.base.journal import actions as journal
from startlijn.base.people.queries import actor_of_person
from startlijn.base.walls import actions as walls
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.terms import Luggage
from tests.base.walls.test_emergency import Story
from tests.conftest import AT, World
from tests.domain.guidance.practice.conftest import TODAY, Guidance

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


def _guided(world: World):
    """A starter with a second coach, who may read something."""
    guidance = Guidance(world)
    line = guidance.starter()
    guidance.pair(line)
    with guidance.day():
        note = actions.write_note(by=guidance.coach, at=AT, trajectory_id=line.pk, on=TODAY, worked="rust")
    return guidance, line, note


def _look_at_coaching(world: World) -> Act:
    guidance, line, _note = _guided(world)
    return partial(guidance.do, actions.look_at_coaching, by=guidance.coach, trajectory_id=line.pk)


def _look_at_note(world: World) -> Act:
    guidance, _line, note = _guided(world)
    return partial(guidance.do, actions.look_at_note, by=guidance.coach, note_id=note.pk)


def _pass_on(world: World) -> Act:
    guidance, line, _note = _guided(world)
    given = {"trajectory_id": line.pk, "luggage": (Luggage.NOTES,)}
    return partial(guidance.do, actions.pass_on, by=guidance.as_starter(line), **given)


def _emergency(verb: Callable[..., object], **more: object) -> Callable[[World], Act]:
    def ready(world: World) -> Act:
        story = Story(world)
        row = story.ask()
        if verb is walls.look_in_emergency:
            story.allow(row)
        by = story.hr if verb is walls.look_in_emergency else story.officer
        return partial(story.do, verb, by, emergency_id=row.pk, **more)

    return ready


CASES: dict[str, Callable[[World], Act]] = {
    "journal.read": _looking(journal.read),
    "journal.refused": _looking(journal.refused),
    "walls.note_refusal": _note_refusal,
    "walls.ask_emergency": lambda world: Story(world).ask,
    "walls.allow_emergency": _emergency(walls.allow_emergency, fresh=True),
    "walls.refuse_emergency": _emergency(walls.refuse_emergency),
    "walls.look_in_emergency": _emergency(walls.look_in_emergency),
    "guidance.look_at_coaching": _look_at_coaching,
    "guidance.look_at_note": _look_at_note,
    "guidance.pass_on": _pass_on,
}
