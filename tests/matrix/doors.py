"""Every address, every verb, every role, every position of the object: answered as was agreed (trust.md P10).

The addresses come from the resolver, so that a new page is in the matrix the moment it exists. They are asked
in parts, a file `test_doors….py` for each, so that workers share the work.
"""

import pytest
from tools.addresses import Address, addresses

from startlijn.base.access.terms import Permission
from tests.matrix.asking import Ask, ask, is_agreed, passes, representatives, visitors
from tests.matrix.counting import ADDRESS, CELLS
from tests.matrix.objects import positions
from tests.matrix.things import MARK, Persona

pytestmark = pytest.mark.django_db

PARTS = 4
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


def part(found: list[Address], number: int | None) -> list[Address]:
    """Return one part of the addresses, counted from 0; all of them for None."""
    return found if number is None else found[number::PARTS]


def leaks(asked: Ask, kept: Kept) -> list[str]:
    """Return the names on the page that this persona may not know."""
    return [f"{asked} shows {name}" for name in kept[asked.persona] if name in asked.text]


def test_door_answers_as_agreed(scene, kept, address, record_property):
    wrong, cells = [], 0
    everything = positions(scene, address)
    for verb in address.verbs:
        for persona in visitors(scene, address, verb):
            for position in everything if passes(persona, address, verb) else everything[:1]:
                asked = ask(scene, address, verb, persona, position)
                cells += 1
                wrong += [] if is_agreed(asked) else [str(asked)]
                wrong += leaks(asked, kept)
    record_property(ADDRESS, address.path)
    record_property(CELLS, cells)
    assert (wrong, cells > 0) == ([], True)


def test_search_finds_no_names_of_strangers(scene, kept, listing, record_property):
    wrong = []
    for persona in representatives(scene):
        for query in (f"?q={MARK}", f"?q={MARK}&page=2"):
            wrong += leaks(ask(scene, listing, "GET", persona, ({}, None), query), kept)
    record_property(CELLS, 2 * len(representatives(scene)))
    assert wrong == []


def test_other_verbs_are_refused(scene, address, record_property):
    position = positions(scene, address)[0]
    others = [verb for verb in VERBS if verb not in address.verbs]
    answers = {verb: ask(scene, address, verb, scene.here.personas[0], position).status for verb in others}
    record_property(CELLS, len(others))
    assert answers == dict.fromkeys(others, 405)
