"""Every address, every verb, every role, every position of the object: answered as was agreed (trust.md P10).

The addresses come from the resolver, so that a new page is in the matrix the moment it exists.
"""

from copy import deepcopy
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from tools.addresses import Address, addresses

from startlijn.base.access.terms import Permission
from startlijn.web.doors import Door
from tests.matrix.agreed import agreed, knows, may, reaches
from tests.matrix.objects import NARROWER, ROW_NEEDS, positions
from tests.matrix.scene import MARK, Persona, Scene, Thing, names_kept_from

pytestmark = pytest.mark.django_db

VERBS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
SERVED = {200, 204, 302, 303, 400, 409, 422}
# Own pages that ask for the password again, or for a way to log in.
ENTRANCE = {address.name for address in addresses() if address.path.startswith(settings.LOGIN_URL)}
# The operations of the API have a matrix of their own (tests/api), with tokens instead of browsers.
ALL = [address for address in addresses() if isinstance(address.door, Door)]

GATED = [address for address in ALL if address.door.permission not in {None, Permission.OWN_ACCOUNT}]


@dataclass(frozen=True)
class Ask:
    """One request of the matrix, and what came back."""

    address: Address
    verb: str
    persona: Persona | None
    thing: Thing | None
    status: int
    text: str
    location: str

    def __str__(self) -> str:
        who = self.persona.label if self.persona else "a passer-by"
        what = f" on {self.thing.row}" if self.thing else ""
        return f"{self.verb} {self.address.name} by {who}{what}: {self.status} {self.location}".rstrip()


def representatives(scene: Scene) -> list[Persona]:
    """Return one of each: somebody for every set of permissions at every place, and two strangers."""
    found = {}
    for persona in scene.here.personas:
        found.setdefault((agreed()[persona.role], persona.place), persona)
    strangers = {persona.role: persona for persona in scene.there.personas}
    return [*found.values(), strangers["coordinator"], strangers["school_leader"]]


def visitors(scene: Scene, address: Address) -> list[Persona | None]:
    """Return who knocks: everybody where a permission decides, a few where the door is open to all."""
    found = representatives(scene)
    return [*(found if address.door.permission else [found[0], found[-1]]), None]


def passes(persona: Persona | None, address: Address) -> bool:
    """Tell whether somebody comes past the door at all, so that the row decides."""
    return persona is not None and may(persona, address.door.permission or Permission.OWN_ACCOUNT)


def ask(scene: Scene, address: Address, verb: str, persona: Persona | None, position, query: str = "") -> Ask:
    """Send one request and undo whatever it did."""
    arguments, thing = position
    url = reverse(address.name, kwargs=arguments) + query
    browser = scene.browser(persona)
    cookies = deepcopy(browser.cookies)
    with transaction.atomic():
        response = browser.generic(verb, url)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        transaction.set_rollback(True)
    browser.cookies = cookies  # logging out is undone too
    text = body.decode("utf-8", "replace")
    return Ask(
        address, verb, persona, thing, response.status_code, text, response.headers.get("Location", "")
    )


def is_agreed(asked: Ask) -> bool:
    """Tell whether the status is the one that follows from the door and the agreement."""
    door, persona = asked.address.door, asked.persona
    if door.permission is None:
        return asked.status < 500
    if persona is None:
        return asked.status == 302 and asked.location.startswith(settings.LOGIN_URL)
    if asked.thing is not None:
        needed = ROW_NEEDS.get(asked.address.name, door.permission)
        welcome = may(persona, door.permission) and reaches(persona, needed, asked.thing)
    else:
        welcome = may(persona, door.permission)
    if not welcome:
        return asked.status == 404
    if asked.address.name in NARROWER:
        return asked.status in {*SERVED, 403, 404}
    if asked.location.startswith(settings.LOGIN_URL) and asked.address.name not in ENTRANCE:
        return False
    own = door.permission is Permission.OWN_ACCOUNT and asked.thing is None
    return asked.status in ({*SERVED, 404} if own else SERVED)


def leaks(scene: Scene, asked: Ask, kept: dict[Persona | None, set[str]]) -> list[str]:
    """Return the names on the page that this persona may not know."""
    return [f"{asked} shows {name}" for name in kept[asked.persona] if name in asked.text]


@pytest.fixture(scope="module")
def kept(scene) -> dict[Persona | None, set[str]]:
    """Return, for each persona, the names that may not be on any page."""
    everybody = [*representatives(scene), None]
    return {persona: names_kept_from(scene, persona, knows(scene, persona)) for persona in everybody}


@pytest.mark.parametrize("address", ALL, ids=lambda address: address.name)
def test_door_answers_as_agreed(scene, kept, address):
    wrong = []
    everything = positions(scene, address)
    for verb in address.door.methods:
        for persona in visitors(scene, address):
            for position in everything if passes(persona, address) else everything[:1]:
                asked = ask(scene, address, verb, persona, position)
                wrong += [] if is_agreed(asked) else [str(asked)]
                wrong += leaks(scene, asked, kept)
    assert wrong == []


@pytest.mark.parametrize(
    "address",
    [address for address in GATED if not address.arguments and "GET" in address.door.methods],
    ids=lambda address: address.name,
)
def test_search_finds_no_names_of_strangers(scene, kept, address):
    wrong = []
    for persona in representatives(scene):
        for query in (f"?q={MARK}", f"?q={MARK}&page=2"):
            wrong += leaks(scene, ask(scene, address, "GET", persona, ({}, None), query), kept)
    assert wrong == []


@pytest.mark.parametrize("address", ALL, ids=lambda address: address.name)
def test_other_verbs_are_refused(scene, address):
    position = positions(scene, address)[0]
    persona = scene.here.personas[0]
    others = [verb for verb in VERBS if verb not in address.door.methods]
    answers = {verb: ask(scene, address, verb, persona, position).status for verb in others}
    assert answers == dict.fromkeys(others, 405)


def test_every_address_declares_its_door():
    assert [address.path for address in addresses() if address.door is None] == []


def test_every_address_has_a_name():
    assert [address.path for address in addresses() if not address.name.rpartition(":")[2]] == []


def test_every_door_has_verbs_and_a_permission_or_a_reason():
    doors = [(address.name, address.door) for address in ALL]
    careless = [n for n, d in doors if not d.methods or bool(d.permission) == bool(d.open_because)]
    assert careless == []
