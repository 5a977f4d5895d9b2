"""On which days something can be planned at a Dutch school: not at weekends, in breaks, on holidays."""

from collections.abc import Sequence
from datetime import date, timedelta

from startlijn.engines.workdays import easter

_ONE = timedelta(days=1)
DAY_NAMES = ("mon", "tue", "wed", "thu", "fri")  # as in `terms.Day`
# First and last day on which schools are closed in every region, whatever the region's own weeks.
_SUMMER = ((7, 16), (8, 20))
_CHRISTMAS = ((12, 24), (1, 2))
_AFTER_EASTER = (1, 39, 50)  # Easter Monday, Ascension Day, Whit Monday
_KINGS_DAY = (4, 27)


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
