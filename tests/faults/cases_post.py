"""One case for each action about mail: choosing, stopping, the letter of the day."""

from collections.abc import Callable
from functools import partial

from startlijn.base.access.rules import operator
from startlijn.base.access.terms import Actor, Role
from startlijn.base.people.queries import actor_of_person
from startlijn.base.post import actions
from startlijn.base.post.rules import stop_token
from startlijn.base.post.terms import MailKind, Pace
from tests.conftest import AT, World

Act = Callable[[], object]


def _reader(world: World):
    person = world.person(Role.COORDINATOR)
    return person, actor_of_person(person.pk, partnership_id=world.partnership.pk, at=AT)


def _sent(world: World, person):
    return actions.send_mail(
        by=world.operator,
        at=AT,
        to=person.account.email,
        template="groups_published",
        language="nl",
        context={"first_name": "Noor", "link": "/groups/"},
    )


def _choose(world: World) -> Act:
    _person, by = _reader(world)
    paces = {MailKind.GROUPS: Pace.OFF, MailKind.MEETINGS: Pace.DAILY}
    return partial(actions.choose_mail, by=by, at=AT, paces=paces, off_until=None)


def _stop(world: World) -> Act:
    person, _by = _reader(world)
    token = stop_token(_sent(world, person))
    return partial(actions.stop_mail, by=Actor(None, None, "", None), at=AT, token=token)


def _bundle(world: World) -> Act:
    person, by = _reader(world)
    actions.choose_mail(by=by, at=AT, paces={MailKind.GROUPS: Pace.DAILY}, off_until=None)
    _sent(world, person)
    return partial(actions.bundle, by=operator(), at=AT, address=person.account.email)


CASES: dict[str, Callable[[World], Act]] = {
    "post.choose_mail": _choose,
    "post.stop_mail": _stop,
    "post.bundle": _bundle,
}
