"""Which element of a file is which of the draft, and what bringing the file in would change."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from startlijn.domain.induction.rules.comparing import Comparison, compare
from startlijn.domain.induction.rules.elements import CONTENT, Element, NewElement
from startlijn.domain.induction.rules.tables import FileElement
from startlijn.domain.induction.terms import (
    Criterion,
    ElementForm,
    ElementKind,
    Funding,
    Owner,
    Period,
    StarterType,
)

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


def packed(elements: Sequence[FileElement]) -> list[list[Any]]:
    """Return the elements of a file as plain lists and texts, to carry them to the confirmation."""
    return [
        [
            each.row,
            str(each.key) if each.key else "",
            {name: _plain(getattr(each.element, name)) for name in CONTENT},
        ]
        for each in elements
    ]


def unpacked(rows: Sequence[Sequence[Any]]) -> tuple[FileElement, ...]:
    """Return the elements that `packed` was given."""
    return tuple(FileElement(row, UUID(key) if key else None, _element(told)) for row, key, told in rows)


def _plain(value: object) -> object:
    if isinstance(value, Decimal | date):
        return str(value)
    return [str(each) for each in value] if isinstance(value, tuple) else value


def _element(told: dict[str, Any]) -> NewElement:
    return NewElement(
        **told
        | {
            "period": Period(told["period"]),
            "form": ElementForm(told["form"]),
            "kind": ElementKind(told["kind"]),
            "funding": Funding(told["funding"]),
            "criteria": tuple(Criterion(each) for each in told["criteria"]),
            "starter_types": tuple(StarterType(each) for each in told["starter_types"]),
            "owner": Owner(told["owner"]) if told["owner"] else None,
            "second_owner": Owner(told["second_owner"]) if told["second_owner"] else None,
            "starter_hours": Decimal(told["starter_hours"]),
            "coach_hours": Decimal(told["coach_hours"]),
            "funding_ends_on": date.fromisoformat(told["funding_ends_on"])
            if told["funding_ends_on"]
            else None,
        }
    )
