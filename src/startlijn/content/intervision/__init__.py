"""Intervision methods: who speaks when, how long and about what; from the YAML files in this folder."""

from functools import cache
from importlib.resources import files

from startlijn.content.intervision.reading import BadMethodError, read_method
from startlijn.content.intervision.shapes import Method, Speaker, Step

__all__ = ["BadMethodError", "Method", "Speaker", "Step", "method", "packaged_methods", "read_method"]


@cache
def packaged_methods() -> tuple[Method, ...]:
    """Return the methods, the shortest first; of each the newest version."""
    found = [
        read_method(file.name, file.read_bytes())
        for file in files(__name__).iterdir()
        if file.name.endswith(".yaml")
    ]
    newest = {each.key: each for each in sorted(found, key=lambda each: each.version)}
    return tuple(sorted(newest.values(), key=lambda each: (each.minutes, each.key)))


def method(id: str) -> Method:  # noqa: A002 - the name of the field
    """Return the method with this id, such as "incident.2026-1". Raises `KeyError`."""
    for each in packaged_methods():
        if each.id == id:
            return each
    raise KeyError(id)
