"""The main navigation: only what this person can open."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from startlijn.base.access.rules import may
from startlijn.base.access.terms import Actor, Permission


@dataclass(frozen=True, slots=True)
class Item:
    """A link in the navigation; `current` when the page is this one or below it."""

    label: str | Promise
    url: str
    current: bool


# Label, name of the address, and the permission that opens it.
_ITEMS: tuple[tuple[Promise, str, Permission], ...] = (
    (_("Today"), "home", Permission.OWN_ACCOUNT),
    (_("Rounds"), "groups:rounds", Permission.ROUNDS_READ),
    (_("Groups"), "groups:own", Permission.GROUPS_READ),
    (_("Schools"), "organisations:schools", Permission.ORGANISATIONS_READ),
    (_("People"), "people:people", Permission.PEOPLE_READ),
)


def items(request: HttpRequest, actor: Actor) -> list[Item]:
    """Return the links this person can open, in order; none for who is not logged in or has no role."""
    if actor.partnership_id is None:
        return []
    links = [(label, reverse(name)) for label, name, permission in _ITEMS if may(actor, permission)]
    below = [url for _label, url in links if url != "/" and request.path.startswith(url)]
    here = max(below, key=len, default="/")
    return [
        Item(label, url, current=url == here and (url != "/" or request.path == "/")) for label, url in links
    ]
