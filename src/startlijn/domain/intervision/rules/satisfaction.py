"""How a meeting was for the group: a spread without names, and only when enough answered."""

from collections import Counter
from collections.abc import Iterable

from startlijn.domain.intervision.terms import SHOWN_FROM, Satisfaction


def spread(scores: Iterable[int]) -> dict[Satisfaction, int] | None:
    """Return how many gave each answer, the best first; None below five answers: one could tell who."""
    counted = Counter(scores)
    if counted.total() < SHOWN_FROM:
        return None
    return {each: counted[each.value] for each in reversed(Satisfaction)}
