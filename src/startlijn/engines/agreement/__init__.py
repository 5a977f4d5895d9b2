"""How far people who judged apart from each other agree: simply, and corrected for chance.

A unit is what is judged (an indicator), a value is the level somebody gave; None: not judged. Two people:
Cohen's kappa (1960). More: Krippendorff's alpha for names (nominal). Both are 1 when everybody agrees
everywhere, about 0 when it might as well be chance, and below 0 when people agree less than chance would.
Plain Python: no Django, no clock.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

Value = int | None

LEAST_UNITS = 10  # below this a figure that is corrected for chance says nothing
LOPSIDED = 0.8  # from this share of one value on, correcting for chance punishes agreement


class Measure(StrEnum):
    """How agreement was corrected for chance."""

    KAPPA = "kappa"
    ALPHA = "alpha"


class Doubt(StrEnum):
    """Why a figure that is corrected for chance is missing, or should be read with care.

    `NOTHING_SHARED`: no unit was judged by two people. `TOO_FEW`: fewer than ten were. `ONE_VALUE`:
    everybody gave one and the same value everywhere, so that chance cannot be told apart. `ROUGH`: there is a
    figure, of fewer units than twice the square of the number of values (Cicchetti's rule of thumb).
    `LOPSIDED`: there is a figure, but nearly everybody gave one value; it may be low although people agree
    (the paradox of Feinstein and Cicchetti, 1990).
    """

    NOTHING_SHARED = "nothing_shared"
    TOO_FEW = "too_few"
    ONE_VALUE = "one_value"
    ROUGH = "rough"
    LOPSIDED = "lopsided"


@dataclass(frozen=True, slots=True)
class OnUnit:
    """Agreement on one unit: how many judged it, the share of pairs that agree, and how far values lie apart.

    `simple` and `apart` are None when fewer than two people judged it; `corrected` sets the disagreement here
    beside what chance would give over all units, and is None when there is any doubt about the whole.
    """

    judged: int
    simple: float | None
    corrected: float | None
    apart: int | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement over all units, and on each. `shared`: units that at least two people judged."""

    shared: int
    simple: float | None
    corrected: float | None
    measure: Measure
    doubt: Doubt | None
    units: Mapping[str, OnUnit]


def _given(values: Sequence[Value]) -> list[int]:
    return [value for value in values if value is not None]


def _pairs_that_agree(given: Sequence[int]) -> float:
    """Return the share of pairs of people who gave the same value; `given` holds at least two."""
    pairs = list(combinations(given, 2))
    return sum(one == other for one, other in pairs) / len(pairs)


def simple_agreement(units: Sequence[Sequence[Value]]) -> float | None:
    """Return the share of units on which people agree, averaged over those judged by two or more.

    >>> simple_agreement([(1, 1), (2, 3), (None, 2)])
    0.5
    """
    shares = [_pairs_that_agree(given) for values in units if len(given := _given(values)) > 1]
    return sum(shares) / len(shares) if shares else None


def cohen_kappa(units: Sequence[Sequence[Value]]) -> float | None:
    """Return Cohen's kappa of two people over the units both judged; None when chance cannot be told apart.

    Raises `ValueError` when a unit has not exactly two places.
    """
    if any(len(values) != 2 for values in units):
        raise ValueError("Cohen's kappa is for two people")
    both = [values for values in units if None not in values]
    if not both:
        return None
    first, second = Counter(one for one, _ in both), Counter(other for _, other in both)
    observed = sum(one == other for one, other in both) / len(both)
    by_chance = sum(first[value] * second[value] for value in first) / len(both) ** 2
    return None if by_chance == 1 else (observed - by_chance) / (1 - by_chance)


def krippendorff_alpha(units: Sequence[Sequence[Value]]) -> float | None:
    """Return Krippendorff's alpha for names, for any number of people of whom some left units open.

    None when nobody shared a unit, or when all values are the same.
    """
    shared = [given for values in units if len(given := _given(values)) > 1]
    by_chance = _apart_by_chance(shared)
    if by_chance is None:
        return None
    total = sum(map(len, shared))
    observed = sum(len(given) * (1 - _pairs_that_agree(given)) for given in shared) / total
    return 1 - observed / by_chance


def _apart_by_chance(shared: Sequence[Sequence[int]]) -> float | None:
    """Return how often two values drawn from all of them would differ; None when they never would."""
    totals = Counter(value for given in shared for value in given)
    number = sum(totals.values())
    if len(totals) < 2:
        return None
    return 1 - sum(count * (count - 1) for count in totals.values()) / (number * (number - 1))


def agreement(units: Mapping[str, Sequence[Value]]) -> Agreement:
    """Return how far people agree on each unit and over all; every unit holds one place for each person.

    A figure corrected for chance is left out where it would mean nothing, and `doubt` says why.
    """
    rows = list(units.values())
    shared = [given for values in rows if len(given := _given(values)) > 1]
    measure = Measure.KAPPA if all(len(values) == 2 for values in rows) else Measure.ALPHA
    whole = cohen_kappa(rows) if measure is Measure.KAPPA else krippendorff_alpha(rows)
    doubt = _doubt(shared, whole)
    counts = doubt in {None, Doubt.ROUGH, Doubt.LOPSIDED}
    by_chance = _apart_by_chance(shared) if doubt is None else None
    return Agreement(
        shared=len(shared),
        simple=simple_agreement(rows),
        corrected=whole if counts else None,
        measure=measure,
        doubt=doubt,
        units={key: _on_unit(values, by_chance) for key, values in units.items()},
    )


def _doubt(shared: Sequence[Sequence[int]], whole: float | None) -> Doubt | None:
    if not shared:
        return Doubt.NOTHING_SHARED
    if len(shared) < LEAST_UNITS:
        return Doubt.TOO_FEW
    if whole is None:
        return Doubt.ONE_VALUE
    values = Counter(value for given in shared for value in given)
    if len(shared) < 2 * len(values) ** 2:
        return Doubt.ROUGH
    return Doubt.LOPSIDED if max(values.values()) >= LOPSIDED * values.total() else None


def _on_unit(values: Sequence[Value], by_chance: float | None) -> OnUnit:
    given = _given(values)
    if len(given) < 2:
        return OnUnit(len(given), None, None, None)
    simple = _pairs_that_agree(given)
    corrected = None if by_chance is None else 1 - (1 - simple) / by_chance
    return OnUnit(len(given), simple, corrected, max(given) - min(given))
