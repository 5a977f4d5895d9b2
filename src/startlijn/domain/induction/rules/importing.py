"""Which element of a file is which of the draft, and what bringing the file in would change."""

import hashlib
from collections.abc import Iterable, Sequence
from uuid import UUID, uuid5

from startlijn.domain.induction.rules.comparing import Comparison, compare
from startlijn.domain.induction.rules.elements import CONTENT, Element
from startlijn.domain.induction.rules.tables import FileElement

_PREVIEW = UUID(int=0)


def fingerprint(elements: Iterable[Element]) -> str:
    """Return a text that differs as soon as an element was added, changed, moved or taken away."""
    parts = sorted(f"{each.id}:{each.version}:{each.year}:{each.position}" for each in elements)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def matched(
    present: Sequence[Element], elements: Sequence[FileElement]
) -> list[tuple[UUID | None, FileElement]]:
    """Return each element of a file with the key of its twin in the draft; None when it is new.

    A key in the file counts, known here or not. Without one, the Dutch name and year find the twin, unless
    another row claims it.
    """
    taken = {each.key for each in elements if each.key is not None}
    names: dict[tuple[str, int], UUID] = {}
    for one in present:
        if one.key not in taken:
            names.setdefault((one.title_nl.casefold(), one.year), one.key)
    found: list[tuple[UUID | None, FileElement]] = []
    for each in elements:
        name = (each.element.title_nl.casefold(), each.element.year)
        found.append((each.key or names.pop(name, None), each))
    return found


def what_changes(present: Sequence[Element], elements: Sequence[FileElement]) -> Comparison:
    """Return what bringing the file in would add, take away and change."""
    versions = {each.key: each for each in present}
    after = []
    for number, (key, each) in enumerate(matched(present, elements)):
        known = versions.get(key) if key is not None else None
        own = key or uuid5(_PREVIEW, str(number))
        content = {name: getattr(each.element, name) for name in CONTENT}
        after.append(Element(id=known.id if known else own, key=own, position=number + 1, **content))
    return compare(present, after)
