"""Every address of the product with the door it declares, read from the URL resolver."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from startlijn.api.doors import Door as ApiDoor
from startlijn.api.doors import declared
from startlijn.web.doors import Door


@dataclass(frozen=True)
class Address:
    """One address: its name with namespaces, its path as written, what it asks for, and its door.

    An address of the API is here once for each verb, with the door of that operation.
    """

    name: str
    path: str
    arguments: tuple[str, ...]
    door: Door | ApiDoor | None


def _walk(resolver: URLResolver, spaces: tuple[str, ...], path: str) -> Iterator[Address]:
    for item in resolver.url_patterns:
        here = path + str(item.pattern)
        if isinstance(item, URLPattern):
            name = ":".join((*spaces, item.name or ""))
            arguments = tuple(item.pattern.regex.groupindex)
            for door in declared(item.callback) or (getattr(item.callback, "door", None),):
                yield Address(name, f"/{here}", arguments, door)
        else:
            yield from _walk(item, (*spaces, item.namespace) if item.namespace else spaces, here)


def addresses() -> list[Address]:
    """Return every address, in the order in which the resolver tries them."""
    return list(_walk(get_resolver(), (), ""))
