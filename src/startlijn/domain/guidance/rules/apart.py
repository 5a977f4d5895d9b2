"""Coach and assessor of one starter exclude each other, now and twelve months back (trust.md §7 rule 3)."""

from datetime import date, timedelta

from startlijn.domain.guidance.terms import NoGroundsError

APART_MONTHS = 12
MOST_DAYS = 366  # an exception holds a year at most, and can be asked again


def a_year_before(day: date) -> date:
    """Return the same day twelve months back; 28 February for 29 February."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def must_have_grounds(reason: str, last_day: date, on: date) -> None:
    """Raise `NoGroundsError` for an exception without a reason, or not within the coming year."""
    if not reason.strip() or not on <= last_day <= on + timedelta(days=MOST_DAYS):
        raise NoGroundsError
