"""One request of the matrix: who knocks where, what comes back, and whether that was agreed."""

from copy import deepcopy
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from tools.addresses import Address, addresses

from startlijn.base.access.terms import Permission
from startlijn.base.seams import new_token
from tests.matrix.agreed import agreed, may, reaches
from tests.matrix.objects import NARROWER, ROW_NEEDS
from tests.matrix.scene import Scene
from tests.matrix.things import Persona, Thing
from tests.soak.sizes import SOAK

SERVED = {200, 201, 202, 204, 302, 303, 400, 409, 422}
# A call of the API is read before its row is looked up: an empty one may be wrong before it is not found.
UNREADABLE = {400, 422}
# Own pages that ask for the password again, or for a way to log in.
ENTRANCE = {address.name for address in addresses() if address.path.startswith(settings.LOGIN_URL)}


@dataclass(frozen=True)
class Ask:
    """One request, and what came back."""

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
    """Return one of each: somebody for every set of permissions at every place, and two strangers.

    In a long run (`make soak`) everybody of both partnerships.
    """
    if SOAK:
        return scene.personas
    found = {}
    for persona in scene.here.personas:
        found.setdefault((agreed()[persona.role, persona.place], persona.place), persona)
    strangers = {persona.role: persona for persona in scene.there.personas}
    return [*found.values(), strangers["coordinator"], strangers["school_leader"]]


def visitors(scene: Scene, address: Address, verb: str) -> list[Persona | None]:
    """Return who knocks: everybody where a permission decides, a few where the door is open to all."""
    found = representatives(scene)
    return [*(found if address.door(verb).permission else [found[0], found[-1]]), None]


def passes(persona: Persona | None, address: Address, verb: str) -> bool:
    """Tell whether somebody comes past the door at all, so that the row decides."""
    permission = address.door(verb).permission
    return persona is not None and permission is not None and may(persona, permission)


def _headers(scene: Scene, address: Address, persona: Persona | None) -> dict[str, str]:
    if not address.is_operation:
        return {}
    headers = {"Idempotency-Key": new_token()}
    return headers | ({"Authorization": f"Bearer {scene.token(persona)}"} if persona else {})


def ask(scene: Scene, address: Address, verb: str, persona: Persona | None, position, query: str = "") -> Ask:
    """Send one request, by browser or with a token, and undo whatever it did."""
    arguments, thing = position
    url = reverse(address.name, kwargs=arguments) + query
    browser = scene.browser(None if address.is_operation else persona)
    cookies = deepcopy(browser.cookies)
    body = {"data": "{}", "content_type": "application/json"} if address.is_operation else {}
    with transaction.atomic():
        response = browser.generic(verb, url, headers=_headers(scene, address, persona), **body)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        transaction.set_rollback(True)
    browser.cookies = cookies  # logging out is undone too
    location = response.headers.get("Location", "")
    return Ask(
        address, verb, persona, thing, response.status_code, content.decode(errors="replace"), location
    )


def _is_welcome(asked: Ask, permission: Permission) -> bool:
    if asked.thing is None or not may(asked.persona, permission):
        return may(asked.persona, permission)
    needed = ROW_NEEDS.get(asked.address.name, (permission,))
    return any(reaches(asked.persona, each, asked.thing) for each in needed)


def is_agreed(asked: Ask) -> bool:
    """Tell whether the status is the one that follows from the door and the agreement."""
    address, permission = asked.address, asked.address.door(asked.verb).permission
    if permission is None:
        return asked.status < 500
    if asked.persona is None:
        to_login = asked.status == 302 and asked.location.startswith(settings.LOGIN_URL)
        return asked.status == 401 if address.is_operation else to_login
    if not _is_welcome(asked, permission):
        unreadable = address.is_operation and asked.verb != "GET" and may(asked.persona, permission)
        return asked.status in ({404, *UNREADABLE} if unreadable else {404})
    if address.name in NARROWER:
        return asked.status in {*SERVED, 403, 404}
    if asked.location.startswith(settings.LOGIN_URL) and address.name not in ENTRANCE:
        return False
    own = permission is Permission.OWN_ACCOUNT and asked.thing is None
    return asked.status in ({*SERVED, 404} if own else SERVED)
