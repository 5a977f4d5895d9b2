"""Every address of the product with the doors it declares, read from the URL resolver."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from startlijn.api.doors import Door as OperationDoor
from startlijn.api.doors import declared
from startlijn.web.doors import Door


@dataclass(frozen=True)
class Address:
    """One address: its name with namespaces, its path as written, what it asks for, and its doors.

    A page has one door for all its verbs; an address of the API one for each.
    """

    name: str
    path: str
    arguments: tuple[str, ...]
    doors: tuple[Door | OperationDoor, ...]

    @property
    def verbs(self) -> tuple[str, ...]:
        """Return the verbs that it answers."""
        return tuple(verb for door in self.doors for verb in door.methods)

    @property
    def is_operation(self) -> bool:
        """Tell whether it belongs to the API, which asks for a token."""
        return self.name.startswith("api:")

    def door(self, verb: str) -> Door | OperationDoor:
        """Return the door for one of its verbs."""
        return next(door for door in self.doors if verb in door.methods)


def _doors(view: object) -> tuple[Door | OperationDoor, ...]:
    own = getattr(view, "door", None)
    return (own,) if own else tuple(dict.fromkeys(declared(view)))


def _walk(resolver: URLResolver, spaces: tuple[str, ...], path: str) -> Iterator[Address]:
    for item in resolver.url_patterns:
        here = path + str(item.pattern)
        if isinstance(item, URLPattern):
            name = ":".join((*spaces, item.name or ""))
            yield Address(name, f"/{here}", tuple(item.pattern.regex.groupindex), _doors(item.callback))
        else:
            yield from _walk(item, (*spaces, item.namespace) if item.namespace else spaces, here)


def addresses() -> list[Address]:
    """Return every address once, in the order in which the resolver tries them."""
    found: dict[str, Address] = {}
    for address in _walk(get_resolver(), (), ""):
        found.setdefault(address.path, address)
    return list(found.values())
