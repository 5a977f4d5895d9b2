"""Coach and assessor of one starter exclude each other, now and twelve months back (trust.md §7 rule 3)."""

from datetime import date

APART_MONTHS = 12


def a_year_before(day: date) -> date:
    """Return the same day twelve months back; 28 February for 29 February."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
