"""Working days: weekdays without public holidays and without the breaks that somebody gives.

Plain Python: no clock, no disk. Which breaks there are is content (`content/holidays`).
"""

from collections.abc import Iterable
from datetime import date, timedelta

from startlijn.engines.periods import Period

_ONE = timedelta(days=1)
_FROM_EASTER = (1, 39, 50)  # Easter Monday, Ascension Day, Whit Monday
_LIBERATION_EVERY = 5  # a day off at schools in the years that lustra are counted: 2025, 2030


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


def kings_day(year: int) -> date:
    """Return King's Day: 27 April, a day earlier when that is a Sunday.

    >>> kings_day(2025)
    datetime.date(2025, 4, 26)
    """
    day = date(year, 4, 27)
    return day - _ONE if day.weekday() == 6 else day


def public_holidays(year: int) -> frozenset[date]:
    """Return the Dutch public holidays of a year; Liberation Day only in years that end in 0 or 5."""
    fixed = {date(year, 1, 1), date(year, 12, 25), date(year, 12, 26), kings_day(year)}
    if year % _LIBERATION_EVERY == 0:
        fixed.add(date(year, 5, 5))
    return frozenset(fixed | {easter(year) + timedelta(days=days) for days in _FROM_EASTER})


def is_working_day(day: date, closed: Iterable[Period] = ()) -> bool:
    """Tell whether a day is a weekday, no public holiday, and not in one of the `closed` periods."""
    if day.weekday() > 4 or day in public_holidays(day.year):
        return False
    return not any(period.contains(day) for period in closed)


def working_days_between(start: date, end: date, closed: Iterable[Period] = ()) -> int:
    """Count the working days after `start` up to and including `end`; negative when `end` comes first.

    >>> working_days_between(date(2026, 11, 27), date(2026, 11, 30))
    1
    """
    if end < start:
        return -working_days_between(end, start, closed)
    breaks = tuple(closed)
    days = (start + timedelta(days=number) for number in range(1, (end - start).days + 1))
    return sum(is_working_day(day, breaks) for day in days)


def after_working_days(day: date, number: int, closed: Iterable[Period] = ()) -> date:
    """Return the day that comes so many working days after a day; 0: the day itself or the next working day.

    Raises `ValueError` for a negative number, and for a period without an end.

    >>> after_working_days(date(2026, 11, 27), 1)
    datetime.date(2026, 11, 30)
    """
    breaks = tuple(closed)
    if number < 0 or any(period.end is None for period in breaks):
        raise ValueError(number)
    if number == 0:
        while not is_working_day(day, breaks):
            day += _ONE
        return day
    while number:
        day += _ONE
        number -= is_working_day(day, breaks)
    return day
