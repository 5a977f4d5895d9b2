"""The Dutch school year: 1 August up to and including 31 July (domain.md §4.6)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class SchoolYear:
    """A school year, named by the calendar year in which it begins: 2026 is 2026-2027."""

    begins_in: int

    @property
    def begins_on(self) -> date:
        """Return its first day."""
        return date(self.begins_in, 8, 1)

    @property
    def ends_on(self) -> date:
        """Return its last day."""
        return date(self.begins_in + 1, 7, 31)

    @property
    def label(self) -> str:
        """Return how people write it: 2026-2027."""
        return f"{self.begins_in}-{self.begins_in + 1}"

    def following(self, years: int = 1) -> "SchoolYear":
        """Return the school year `years` later (earlier when negative)."""
        return SchoolYear(self.begins_in + years)


def school_year_of(day: date) -> SchoolYear:
    """Return the school year in which a day falls.

    >>> school_year_of(date(2026, 7, 31)).label, school_year_of(date(2026, 8, 1)).label
    ('2025-2026', '2026-2027')
    """
    return SchoolYear(day.year if day.month >= 8 else day.year - 1)


def school_year_from(label: str) -> SchoolYear:
    """Return the school year written as "2026-2027"; raise `ValueError` when it is not two years in a row."""
    first, _, second = label.strip().partition("-")
    if not (first.isdecimal() and second.isdecimal() and len(first) == 4 and int(second) == int(first) + 1):
        raise ValueError(label)
    return SchoolYear(int(first))
