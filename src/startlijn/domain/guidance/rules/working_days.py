"""On which days something can be planned at a Dutch school: not at weekends, in breaks, on holidays."""

from collections.abc import Sequence
from datetime import date, timedelta

_ONE = timedelta(days=1)
DAY_NAMES = ("mon", "tue", "wed", "thu", "fri")  # as in `terms.Day`
# First and last day on which schools are closed in every region, whatever the region's own weeks.
_SUMMER = ((7, 16), (8, 20))
_CHRISTMAS = ((12, 24), (1, 2))
_AFTER_EASTER = (1, 39, 50)  # Easter Monday, Ascension Day, Whit Monday
_KINGS_DAY = (4, 27)


def easter(year: int) -> date:
    """Return Easter Sunday of a year (the Gregorian computus).

    >>> easter(2026), easter(2027)
    (datetime.date(2026, 4, 5), datetime.date(2027, 3, 28))
    """
    golden, century = year % 19, year // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = epact - (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    sunday = moon - weekday
    month = 3 + (sunday + 40) // 44
    return date(year, month, sunday + 28 - 31 * (month // 4))


def is_school_day(day: date) -> bool:
    """Tell whether schools are open: a weekday, not in the summer or Christmas break, no public holiday."""
    if day.weekday() > 4:
        return False
    place = (day.month, day.day)
    in_break = _SUMMER[0] <= place <= _SUMMER[1] or place >= _CHRISTMAS[0] or place <= _CHRISTMAS[1]
    if in_break or place == _KINGS_DAY:
        return False
    return (day - easter(day.year)).days not in _AFTER_EASTER


def works_on(day: date, days: Sequence[str]) -> bool:
    """Tell whether somebody works on a day; no days means any."""
    return not days or (day.weekday() < len(DAY_NAMES) and DAY_NAMES[day.weekday()] in days)


def next_school_day(day: date) -> date:
    """Return the day itself, or the first school day after it."""
    while not is_school_day(day):
        day += _ONE
    return day
