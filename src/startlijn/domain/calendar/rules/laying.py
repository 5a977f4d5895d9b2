"""What counts: the holidays that a partnership knows better over the shipped ones, and own days over both."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Final

from startlijn.content.holidays import REGIONS, Break, BreakName, Holidays
from startlijn.content.sector_rules import Certainty
from startlijn.domain.calendar.terms import LONGEST_OWN, Announced, Closed, OddDaysError, OwnDaysError
from startlijn.engines.periods import Period, subtract
from startlijn.engines.schoolyear import SchoolYear, school_year_of

_ONE: Final = timedelta(days=1)
_SATURDAY, _SUNDAY = 5, 6
_LONGEST: Final = timedelta(days=62)


def must_fit(one: Announced) -> None:
    """Raise `OddDaysError` for a break that is not from a Saturday up to and including a Sunday of its year.

    The summer may run into the next school year. This notices days that shifted with a time zone.
    """
    weekend = (one.first.weekday(), one.last.weekday()) == (_SATURDAY, _SUNDAY)
    inside = school_year_of(one.first) == one.year and (
        one.name is BreakName.SUMMER or school_year_of(one.last) == one.year
    )
    if not (weekend and inside and timedelta(0) < one.last - one.first < _LONGEST):
        raise OddDaysError(what=f"{one.year.label}, {one.name}, {one.region}: {one.first} – {one.last}")


def must_be_days(first: date, last: date) -> None:
    """Raise `OwnDaysError` for own days that end before they begin or last too long."""
    if not timedelta(0) <= last - first < LONGEST_OWN:
        raise OwnDaysError


def laid_over(shipped: Holidays, known: Iterable[Announced]) -> Holidays:
    """Return the shipped holidays with those that the partnership knows better in their place."""
    regions: dict[str, dict[SchoolYear, dict[BreakName, Break]]] = {
        region: {year: {each.name: each for each in breaks} for year, breaks in years.items()}
        for region, years in shipped.regions.items()
    }
    for one in known:
        year = regions[one.region].setdefault(one.year, {})
        year[one.name] = Break(one.name, one.first, one.last, Certainty.SEEN)
    return Holidays(
        {
            region: {
                year: tuple(sorted(breaks.values(), key=lambda each: each.first))
                for year, breaks in sorted(years.items())
            }
            for region, years in regions.items()
        }
    )


def closed_in(
    holidays: Holidays,
    region: str,
    own: Collection[Closed],
    opened: Collection[Period],
    window: Period,
) -> tuple[Closed, ...]:
    """Return when a school is closed within a window, in order of time.

    `own`: days besides the holidays. `opened`: days on which it is open all the same. A region that is not
    known ("") counts as every region: better a moment too few than one in a holiday.
    """
    breaks: dict[tuple[str, date, date], Closed] = {}
    for each_region in (region,) if region else REGIONS:
        for each in holidays.clock(each_region).breaks:
            key = (each.name.value, each.first, each.last)
            breaks.setdefault(key, Closed(each.first, each.last, each.name, each.certainty, own=False))
    found = [
        Closed(part.start, part.end - _ONE, each.name, each.certainty, each.own)
        for each in (*breaks.values(), *own)
        if each.period.overlaps(window)
        for part in subtract([each.period], () if each.own else opened)
        if part.end is not None and part.overlaps(window)
    ]
    return tuple(sorted(found, key=lambda each: (each.first, each.last, each.name)))


def counts(before: Mapping[object, tuple[date, date]], new: Iterable[Announced]) -> tuple[int, int, int]:
    """Return how many breaks are new, changed and the same, beside what was known."""
    added = changed = same = 0
    for one in new:
        known = before.get((one.region, one.year.label, one.name.value))
        added += known is None
        same += known == (one.first, one.last)
        changed += known is not None and known != (one.first, one.last)
    return added, changed, same
