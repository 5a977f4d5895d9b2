"""Until when a qualification holds."""

from calendar import monthrange
from datetime import date


def valid_until(day: date, months: int | None) -> date | None:
    """Return the last day of a qualification given on a day; None when it has no end.

    >>> valid_until(date(2024, 2, 29), 12), valid_until(date(2026, 1, 31), 1)
    (datetime.date(2025, 2, 28), datetime.date(2026, 2, 28))
    """
    if months is None:
        return None
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
