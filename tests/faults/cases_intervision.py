"""One case for each action of intervision."""

from collections.abc import Callable

from startlijn.domain.intervision import actions
from startlijn.domain.intervision.terms import PupilAge, Satisfaction, Theme, ThemeWay, Where
from tests.conftest import AT, World
from tests.domain.intervision.conftest import Ring

Act = Callable[[], object]
_SIZES = {"smallest": 3, "largest": 4, "wanted": 3}


def _do(ring: Ring, verb: Callable[..., object], by: object = None, **given: object) -> Act:
    def act() -> object:
        with ring.world.here():
            return verb(**({"by": by or ring.worker, "at": AT} | given))

    return act


def _in_ring(prepare: Callable[[Ring], Act]) -> Callable[[World], Act]:
    return lambda world: prepare(Ring(world))


def _ask(ring: Ring) -> Act:
    person = ring.world.person("starter", "school", ring.world.school.pk)
    return _do(ring, actions.ask_for_group, ring.actor(person), theme=Theme.OTHER, pupil_age=PupilAge.FOUR)


def _withdraw(ring: Ring) -> Act:
    return _do(ring, actions.withdraw_wish, ring.actor(ring.starter("Ann")))


def _make(ring: Ring) -> Act:
    return _do(ring, actions.make_group, name="Tuesday", where=Where())


def _add(ring: Ring) -> Act:
    group = ring.meet("Ann")
    person = ring.world.person("starter", "school", ring.world.school.pk)
    return _do(ring, actions.add_member, group_id=group.pk, person_id=person.pk)


def _remove_member(ring: Ring) -> Act:
    ring.meet("Ann", "Bo")
    return _do(ring, actions.remove_member, member_id=ring.member(1).pk)


def _close(ring: Ring) -> Act:
    return _do(ring, actions.close_group, group_id=ring.meet("Ann").pk, expected_version=1)


def _plan_dates(ring: Ring) -> Act:
    return _do(ring, actions.plan_dates, group_id=ring.meet("Ann", "Bo").pk)


def _three(ring: Ring) -> None:
    for name in "ABC":
        ring.starter(name)


def _compose(ring: Ring) -> Act:
    _three(ring)
    return _do(ring, actions.compose, title="Spring", where=Where(), theme_way=ThemeWay.ANY, **_SIZES)


def _compose_again(ring: Ring) -> Act:
    _three(ring)
    return _do(ring, actions.compose_again, composition_id=ring.compose(**_SIZES).pk)


def _move(ring: Ring) -> Act:
    _three(ring)
    place = ring.proposal(ring.compose(**_SIZES)).groups[0].places[0]
    return _do(ring, actions.move_starter, place_id=place.id, group=2)


def _publish(ring: Ring) -> Act:
    _three(ring)
    made = ring.compose(**_SIZES)
    version = ring.proposal(made).version
    return _do(ring, actions.publish_composition, composition_id=made.pk, expected_version=version)


def _remove_composition(ring: Ring) -> Act:
    _three(ring)
    return _do(ring, actions.remove_composition, composition_id=ring.compose(**_SIZES).pk)


def _mine(ring: Ring, verb: Callable[..., object], **given: object) -> Act:
    return _do(ring, verb, ring.actor(ring.people[0]), **given)


def _record(ring: Ring) -> Act:
    group = ring.meet("Ann", "Bo")
    return _mine(ring, actions.record_session, group_id=group.pk, held=ring.held())


def _change(ring: Ring) -> Act:
    ring.meet("Ann", "Bo", "Cem")
    session = ring.record()
    ring.say(session, 2)
    held = ring.held(present=[0, 1])
    return _mine(ring, actions.change_session, session_id=session.pk, expected_version=1, held=held)


def _remove(ring: Ring) -> Act:
    ring.meet("Ann", "Bo")
    return _mine(ring, actions.remove_session, session_id=ring.record().pk)


def _say(ring: Ring) -> Act:
    ring.meet("Ann", "Bo")
    return _mine(ring, actions.say_how_it_was, session_id=ring.record().pk, score=Satisfaction.MUCH)


def _keep(ring: Ring) -> Act:
    ring.meet("Ann", "Bo")
    return _mine(ring, actions.keep_takeaway, session_id=ring.record().pk, text="Ask first")


def _remove_takeaway(ring: Ring) -> Act:
    ring.meet("Ann", "Bo")
    session = ring.record()
    _mine(ring, actions.keep_takeaway, session_id=session.pk, text="Ask first")()
    return _mine(ring, actions.remove_takeaway, session_id=session.pk)


CASES: dict[str, Callable[[World], Act]] = {
    "intervision.add_member": _in_ring(_add),
    "intervision.ask_for_group": _in_ring(_ask),
    "intervision.change_session": _in_ring(_change),
    "intervision.close_group": _in_ring(_close),
    "intervision.compose": _in_ring(_compose),
    "intervision.compose_again": _in_ring(_compose_again),
    "intervision.keep_takeaway": _in_ring(_keep),
    "intervision.make_group": _in_ring(_make),
    "intervision.move_starter": _in_ring(_move),
    "intervision.plan_dates": _in_ring(_plan_dates),
    "intervision.publish_composition": _in_ring(_publish),
    "intervision.record_session": _in_ring(_record),
    "intervision.remove_composition": _in_ring(_remove_composition),
    "intervision.remove_member": _in_ring(_remove_member),
    "intervision.remove_session": _in_ring(_remove),
    "intervision.remove_takeaway": _in_ring(_remove_takeaway),
    "intervision.say_how_it_was": _in_ring(_say),
    "intervision.withdraw_wish": _in_ring(_withdraw),
}
