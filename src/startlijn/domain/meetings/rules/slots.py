"""Which moments a poll asks about: weekdays and hours of a window, without the days that are closed."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from startlijn.domain.meetings.terms import MOST_SLOTS, Wish
from startlijn.engines.periods import Period
from startlijn.engines.workdays import is_working_day

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
LONGEST_WINDOW = timedelta(days=550)
_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Moment:
    """From when until when, aware, on Dutch clocks."""

    starts_at: datetime
    ends_at: datetime


def moment_on(day: date, begins: time, minutes: int) -> Moment:
    """Return a moment on a day by Dutch clocks; it lasts so many real minutes, also over a clock change."""
    starts = datetime.combine(day, begins, AMSTERDAM)
    ends = (starts.astimezone(ZoneInfo("UTC")) + timedelta(minutes=minutes)).astimezone(AMSTERDAM)
    return Moment(starts, ends)


def possible(
    wish: Wish, minutes: int, closed: Iterable[Period], *, free_weekdays: Collection[int] = ()
) -> list[Moment]:
    """Return the moments of a wish on working days, in order of time, at most `MOST_SLOTS`.

    `closed`: holidays and closed days of everybody. `free_weekdays`: weekdays on which somebody who must be
    there does not work. When there are more moments than a poll holds, they are thinned out evenly, so that
    the whole window stays in it.
    """
    periods = [*closed, *(Period(day, day + _ONE) for day in wish.closed)]
    weekdays = set(wish.weekdays) - set(free_weekdays)
    days = (wish.first_on + timedelta(days=n) for n in range((wish.last_on - wish.first_on).days + 1))
    found = [
        moment_on(day, begins, minutes)
        for day in days
        if day.weekday() in weekdays and is_working_day(day, periods)
        for begins in sorted(set(wish.times))
    ]
    return thinned(found, MOST_SLOTS)


def thinned(moments: Sequence[Moment], most: int) -> list[Moment]:
    """Return at most so many moments, spread evenly, the first and the last included.

    >>> thinned([], 3)
    []
    """
    if len(moments) <= most:
        return list(moments)
    step = (len(moments) - 1) / (most - 1)
    return [moments[round(number * step)] for number in range(most)]
