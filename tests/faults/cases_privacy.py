"""One case for each action of privacy: asking, erasing, restricting, own words, keeping no longer."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial

from startlijn.base.access.models import Ground
from startlijn.base.access.rules import operator
from startlijn.base.journal import actions as journal
from startlijn.base.people.models import Person, RoleAssignment
from startlijn.base.people.queries import actor_of_person
from startlijn.base.privacy import actions, queries
from startlijn.base.privacy.models import OwnStatement
from startlijn.base.seams import fixed
from tests.conftest import AT, World

Act = Callable[[], object]
BOSS = operator()


def _gone(world: World) -> Person:
    """Somebody whose work ended long ago and who did something."""
    with fixed(at=datetime(2024, 1, 1, tzinfo=UTC)):
        person = world.person("coach", "school", world.school.pk)
    with world.here():
        actions.export_own_data(by=_own(world, person), at=AT)
        RoleAssignment.objects.filter(person=person).update(finished_on=date(2024, 8, 2))
    return person


def _own(world: World, person: Person):
    return actor_of_person(person.pk, partnership_id=world.partnership.pk, at=AT)


def _here(world: World, verb: Callable[..., object], **given: object) -> Act:
    def act() -> object:
        with world.here():
            return verb(**({"at": AT} | given))

    return act


def _asked(world: World):
    person = _gone(world)
    with world.here():
        return person, actions.ask_erasure(by=world.actor("privacy_officer"), at=AT, person_id=person.pk)


def _ask(world: World) -> Act:
    person = _gone(world)
    return _here(world, actions.ask_erasure, by=world.actor("privacy_officer"), person_id=person.pk)


def _withdraw(world: World) -> Act:
    _person, request = _asked(world)
    officer = world.actor("privacy_officer")
    return _here(world, actions.withdraw_erasure, by=officer, request_id=request.pk)


def _carry_out(world: World) -> Act:
    _person, request = _asked(world)
    officer = world.actor("privacy_officer")
    return _here(world, actions.carry_out_erasure, by=officer, request_id=request.pk)


def _as_asked(world: World) -> Act:
    person, _request = _asked(world)
    return partial(actions.erase_as_asked, by=BOSS, at=AT, person_id=person.pk)


def _replay(world: World) -> Act:
    person, _request = _asked(world)
    actions.erase_as_asked(by=BOSS, at=AT, person_id=person.pk)
    erased = queries.erased_list()
    Person.objects.filter(pk=person.pk).update(given_name="Noor")
    return partial(actions.replay_erasures, by=BOSS, at=AT, erased=erased)


def _due(world: World) -> Act:
    person = _gone(world)
    return partial(
        actions.erase_due, by=BOSS, at=AT, person_id=person.pk, partnership_id=world.partnership.pk
    )


def _retention(world: World) -> Act:
    _gone(world)
    return partial(actions.keep_no_longer, by=BOSS, at=AT)


def _restrict(world: World) -> Act:
    starter = world.person("starter", "school", world.school.pk)
    given = {"person_id": starter.pk, "ground": Ground.ACCURACY}
    return _here(world, actions.restrict, by=world.actor("privacy_officer"), **given)


def _lift(world: World) -> Act:
    row = _restrict(world)()
    officer = world.actor("privacy_officer")
    return _here(world, actions.lift_restriction, by=officer, restriction_id=row.pk)


def _state(world: World) -> Act:
    starter = world.person("starter", "school", world.school.pk)
    with world.here():
        role = RoleAssignment.objects.get(person=starter)
    given = {"label": "base.RoleAssignment", "object_id": role.pk, "text": "I began in September."}
    return _here(world, actions.state, by=_own(world, starter), **given)


def _read_statements(world: World) -> Act:
    _state(world)()
    with world.here():
        beside = list(OwnStatement.objects.values_list("object_id", flat=True))
    return _here(world, actions.read_statements, by=world.actor("coordinator"), object_ids=beside)


def _redact(world: World) -> Act:
    return partial(journal.redact, by=BOSS, at=AT, person_ids=[_gone(world).pk])


def _shorten(world: World) -> Act:
    later = AT.replace(year=AT.year + 2)
    return partial(journal.shorten, by=BOSS, at=later, until=AT)


CASES: dict[str, Callable[[World], Act]] = {
    "journal.redact": _redact,
    "journal.shorten": _shorten,
    "privacy.ask_erasure": _ask,
    "privacy.carry_out_erasure": _carry_out,
    "privacy.erase_as_asked": _as_asked,
    "privacy.erase_due": _due,
    "privacy.keep_no_longer": _retention,
    "privacy.lift_restriction": _lift,
    "privacy.replay_erasures": _replay,
    "privacy.restrict": _restrict,
    "privacy.state": _state,
    "privacy.read_statements": _read_statements,
    "privacy.withdraw_erasure": _withdraw,
}
