"""Periods of whole days, half-open: from `start` until, not including, `end`; without an end they go on.

Every period in the product is one of these, so that "until" means the same thing everywhere. Functions take
and give plain values; what comes out of a set operation is sorted, without overlaps, and touching periods
are joined.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` until, not including, `end`; None is open. Raises ValueError when it holds no day."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        """Refuse a period that ends before or on the day it begins."""
        if self.end is not None and self.end <= self.start:
            raise ValueError(f"{self.end} is not after {self.start}")

    def contains(self, day: date) -> bool:
        """Tell whether a day lies in it.

        >>> Period(date(2026, 8, 1), date(2027, 8, 1)).contains(date(2027, 8, 1))
        False
        """
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: "Period") -> bool:
        """Tell whether they have a day in common."""
        return _before(self.start, other.end) and _before(other.start, self.end)

    def covers(self, other: "Period") -> bool:
        """Tell whether every day of the other lies in this one."""
        return self.start <= other.start and (
            self.end is None or (other.end is not None and other.end <= self.end)
        )

    def touches(self, other: "Period") -> bool:
        """Tell whether one begins on the day on which the other ends: nothing between, nothing double."""
        return self.end == other.start or other.end == self.start

    def intersect(self, other: "Period") -> "Period | None":
        """Return the days they have in common; None when there are none."""
        if not self.overlaps(other):
            return None
        return Period(max(self.start, other.start), _earliest(self.end, other.end))

    def clip(self, start: date, end: date | None = None) -> "Period | None":
        """Return the part of it from `start` until `end`; None when nothing is left."""
        return self.intersect(Period(start, end)) if end is None or end > start else None

    def days(self, until: date | None = None) -> int:
        """Return how many days it holds; an open period is counted until, not including, `until`.

        Raises ValueError for an open period without `until`.
        """
        end = _earliest(self.end, until)
        if end is None:
            raise ValueError("a period without an end has no number of days")
        return max(0, (end - self.start).days)


def _before(day: date, end: date | None) -> bool:
    return end is None or day < end


def _earliest(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)


def union(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Return the days that lie in any of them: sorted, joined where they overlap or touch."""
    found: list[Period] = []
    for period in sorted(periods, key=lambda each: each.start):
        last = found[-1] if found else None
        if last is None or (last.end is not None and last.end < period.start):
            found.append(period)
        elif last.end is not None:
            found[-1] = Period(last.start, None if period.end is None else max(last.end, period.end))
    return tuple(found)


def subtract(periods: Iterable[Period], away: Iterable[Period]) -> tuple[Period, ...]:
    """Return the days of `periods` that lie in none of `away`."""
    left = list(union(periods))
    for hole in union(away):
        left = [piece for period in left for piece in _without(period, hole)]
    return tuple(left)


def _without(period: Period, hole: Period) -> list[Period]:
    if not period.overlaps(hole):
        return [period]
    pieces = []
    if period.start < hole.start:
        pieces.append(Period(period.start, hole.start))
    if hole.end is not None and _before(hole.end, period.end):
        pieces.append(Period(hole.end, period.end))
    return pieces


def gaps(periods: Sequence[Period], within: Period) -> tuple[Period, ...]:
    """Return the days of `within` that lie in none of `periods`."""
    return subtract([within], periods)


def total_days(periods: Iterable[Period], until: date | None = None) -> int:
    """Return how many different days they hold together; open ones are counted until `until`."""
    return sum(period.days(until) for period in union(periods))


def first_overlap(periods: Iterable[Period], with_period: Period) -> Period | None:
    """Return the earliest of `periods` that has a day in common with `with_period`; None when none has."""
    hit = [period for period in periods if period.overlaps(with_period)]
    return min(hit, key=lambda each: each.start, default=None)
