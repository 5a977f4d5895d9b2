"""Every address, every verb, every role, every position of the object: answered as was agreed (trust.md P10).

The addresses come from the resolver, so that a new page is in the matrix the moment it exists.
"""

import pytest
from tools.addresses import addresses

from startlijn.base.access.terms import Permission
from tests.matrix.agreed import knows
from tests.matrix.asking import Ask, ask, is_agreed, passes, representatives, visitors
from tests.matrix.objects import positions
from tests.matrix.scene import names_kept_from
from tests.matrix.things import MARK, Persona

pytestmark = pytest.mark.django_db

VERBS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
ALL = [address for address in addresses() if address.doors]
LISTS = [
    address
    for address in ALL
    if "GET" in address.verbs
    and not address.arguments
    and address.door("GET").permission not in {None, Permission.OWN_ACCOUNT}
]
Kept = dict[Persona | None, set[str]]


def leaks(asked: Ask, kept: Kept) -> list[str]:
    """Return the names on the page that this persona may not know."""
    return [f"{asked} shows {name}" for name in kept[asked.persona] if name in asked.text]


@pytest.fixture(scope="module")
def kept(scene) -> Kept:
    """Return, for each persona, the names that may not be on any page."""
    everybody = [*representatives(scene), None]
    return {persona: names_kept_from(scene, persona, knows(scene, persona)) for persona in everybody}


@pytest.mark.parametrize("address", ALL, ids=lambda address: address.name)
def test_door_answers_as_agreed(scene, kept, address):
    wrong = []
    everything = positions(scene, address)
    for verb in address.verbs:
        for persona in visitors(scene, address, verb):
            for position in everything if passes(persona, address, verb) else everything[:1]:
                asked = ask(scene, address, verb, persona, position)
                wrong += [] if is_agreed(asked) else [str(asked)]
                wrong += leaks(asked, kept)
    assert wrong == []


@pytest.mark.parametrize("address", LISTS, ids=lambda address: address.name)
def test_search_finds_no_names_of_strangers(scene, kept, address):
    wrong = []
    for persona in representatives(scene):
        for query in (f"?q={MARK}", f"?q={MARK}&page=2"):
            wrong += leaks(ask(scene, address, "GET", persona, ({}, None), query), kept)
    assert wrong == []


@pytest.mark.parametrize("address", ALL, ids=lambda address: address.name)
def test_other_verbs_are_refused(scene, address):
    position = positions(scene, address)[0]
    others = [verb for verb in VERBS if verb not in address.verbs]
    answers = {verb: ask(scene, address, verb, scene.here.personas[0], position).status for verb in others}
    assert answers == dict.fromkeys(others, 405)


def test_every_address_declares_its_door():
    assert [address.path for address in addresses() if not address.doors] == []


def test_every_address_has_a_name():
    assert [address.path for address in addresses() if not address.name.rpartition(":")[2]] == []


def test_every_door_has_verbs_and_a_permission_or_a_reason():
    doors = [(address.name, door) for address in ALL for door in address.doors]
    careless = [n for n, d in doors if not d.methods or bool(d.permission) == bool(d.open_because)]
    assert careless == []
