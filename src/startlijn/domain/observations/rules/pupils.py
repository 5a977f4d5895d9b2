"""Pupils are counted together, never named; so few that one could tell who are not taken in."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from startlijn.content.instruments import Instrument
from startlijn.domain.instruments.terms import UnknownItemError
from startlijn.domain.observations.terms import (
    PUPILS_AT_LEAST,
    PUPILS_AT_MOST,
    EmptyViewError,
    FewPupilsError,
    ManyPupilsError,
)

Counts = Mapping[str, Mapping[int, int]]


def checked_counts(instrument: Instrument, given: Counts) -> dict[str, dict[str, int]]:
    """Return how often pupils gave each answer of the scale, per item, as it is kept.

    Items without an answer are left out. Raises `UnknownItemError`, `FewPupilsError`, `ManyPupilsError`,
    `EmptyViewError` when nothing was counted.
    """
    items = instrument.by_key
    found: dict[str, dict[str, int]] = {}
    for key, counts in given.items():
        if key not in items:
            raise UnknownItemError(item=key[:40])
        item = items[key]
        known = {option.value for option in instrument.options(item)}
        total = sum(counts.values())
        if total == 0:
            continue
        figures = {"item": item.text.told(), "count": total}
        if not known >= counts.keys() or min(counts.values()) < 0 or total < PUPILS_AT_LEAST:
            raise FewPupilsError(**figures, least=PUPILS_AT_LEAST)
        if total > PUPILS_AT_MOST:
            raise ManyPupilsError(**figures, most=PUPILS_AT_MOST)
        found[key] = {str(value): count for value, count in sorted(counts.items()) if count}
    if not found:
        raise EmptyViewError
    return {key: found[key] for key in items if key in found}


def middle(counts: Mapping[str, int]) -> Decimal:
    """Return the mean of the answers of pupils, to one decimal.

    >>> middle({"1": 1, "4": 3})
    Decimal('3.3')
    """
    total = sum(counts.values())
    weighed = Decimal(sum(int(value) * count for value, count in counts.items()))
    return (weighed / total).quantize(Decimal("0.1"), ROUND_HALF_UP)
