"""School holidays per region and school year, from the files in this folder (domain.md §4.6)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Any, Final

from startlijn.content.sector_rules import Certainty
from startlijn.engines.periods import Period
from startlijn.engines.schoolyear import SchoolYear, school_year_from, school_year_of
from startlijn.engines.workdays import after_working_days, working_days_between

REGIONS: Final = ("noord", "midden", "zuid")
_FIELDS: Final = frozenset({"name", "first", "last", "certainty", "note"})
_ONE: Final = timedelta(days=1)


class BreakName(StrEnum):
    """The breaks of a school year, in order."""

    AUTUMN = "autumn"
    CHRISTMAS = "christmas"
    SPRING = "spring"
    MAY = "may"
    SUMMER = "summer"


class BadHolidayError(ValueError):
    """A holiday cannot be used. `code` is machine-readable, `where` names region, school year and break.

    Codes: unknown_region, region_twice, missing, unknown_field, not_a_year, not_a_date, backwards,
    other_year, not_the_weekend, unknown_certainty, overlapping.
    """

    def __init__(self, code: str, where: str) -> None:
        super().__init__(f"{code}: {where}")
        self.code = code
        self.where = where


@dataclass(frozen=True, slots=True)
class Break:
    """One break: from `first` up to and including `last`, and how certain these days are."""

    name: BreakName
    first: date
    last: date
    certainty: Certainty
    note: str = ""

    @property
    def closed(self) -> Period:
        """Return its days."""
        return Period(self.first, self.last + _ONE)


@dataclass(frozen=True, slots=True)
class Clock:
    """Counts working days in one region: no weekends, public holidays or breaks of schools there."""

    breaks: tuple[Break, ...]
    known: frozenset[SchoolYear]

    def after(self, day: date, number: int) -> date:
        """Return the day so many working days after a day. Raises `ValueError` for a negative number."""
        return after_working_days(day, number, [each.closed for each in self.breaks])

    def between(self, start: date, end: date) -> int:
        """Count the working days after `start` up to and including `end`; negative when `end` is earlier."""
        return working_days_between(start, end, [each.closed for each in self.breaks])

    def certainty(self, start: date, end: date) -> Certainty:
        """Return how certain a count between two days is: as the least certain break in it.

        `Certainty.OPEN` when the holidays of a school year in it are not known.
        """
        years = {school_year_of(start), school_year_of(end)}
        if end < start or not years <= self.known:
            return Certainty.OPEN
        touched = {each.certainty for each in self.breaks if each.closed.overlaps(Period(start, end + _ONE))}
        return max(touched, key=list(Certainty).index, default=Certainty.SEEN)


@dataclass(frozen=True, slots=True)
class Holidays:
    """The breaks of every region; `clock(region)` counts working days there."""

    regions: Mapping[str, Mapping[SchoolYear, tuple[Break, ...]]]

    def clock(self, region: str) -> Clock:
        """Return the clock of a region. Raises `KeyError` for a region that does not exist."""
        years = self.regions[region]
        return Clock(tuple(each for breaks in years.values() for each in breaks), frozenset(years))


def read_holidays(files: Iterable[Mapping[str, Any]]) -> Holidays:
    """Turn the files of this folder into holidays. Raises `BadHolidayError` for the first that is wrong."""
    regions: dict[str, Mapping[SchoolYear, tuple[Break, ...]]] = {}
    for written in files:
        region = written.get("region")
        if region not in REGIONS:
            raise BadHolidayError("unknown_region", str(region))
        if region in regions:
            raise BadHolidayError("region_twice", region)
        regions[region] = dict(_year(region, row) for row in _rows(written, "years", region))
    return Holidays(regions)


def _rows(row: Mapping[str, Any], name: str, where: str) -> list[Mapping[str, Any]]:
    rows = row.get(name)
    if not isinstance(rows, list) or not all(isinstance(each, dict) for each in rows):
        raise BadHolidayError("missing", f"{where}.{name}")
    return rows


def _year(region: str, row: Mapping[str, Any]) -> tuple[SchoolYear, tuple[Break, ...]]:
    try:
        year = school_year_from(str(row.get("year")))
    except ValueError as error:
        raise BadHolidayError("not_a_year", f"{region}.{row.get('year')}") from error
    where = f"{region}.{year.label}"
    found = tuple(_break(where, year, each) for each in _rows(row, "breaks", where))
    if [each.name for each in found] != list(BreakName):
        raise BadHolidayError("missing", f"{where}.breaks")
    for before, after in pairwise(found):
        if after.first <= before.last:
            raise BadHolidayError("overlapping", f"{where}.{after.name}")
    return year, found


def _break(where: str, year: SchoolYear, row: Mapping[str, Any]) -> Break:
    where = f"{where}.{row.get('name')}"
    if row.get("name") not in set(BreakName):
        raise BadHolidayError("missing", f"{where}.name")
    for field in row:
        if field not in _FIELDS:
            raise BadHolidayError("unknown_field", f"{where}.{field}")
    if row.get("certainty") not in set(Certainty):
        raise BadHolidayError("unknown_certainty", where)
    name = BreakName(row["name"])
    first, last = _days(where, row)
    # The summer break may run into the next school year; every other one lies within its own.
    inside = school_year_of(first) == year and (name is BreakName.SUMMER or school_year_of(last) == year)
    if not inside:
        raise BadHolidayError("other_year", where)
    return Break(name, first, last, Certainty(row["certainty"]), str(row.get("note", "")))


def _days(where: str, row: Mapping[str, Any]) -> tuple[date, date]:
    first, last = row.get("first"), row.get("last")
    if not isinstance(first, date) or not isinstance(last, date):
        raise BadHolidayError("not_a_date", where)
    if last < first:
        raise BadHolidayError("backwards", where)
    # Days that come as moments in another time zone shift by one: this notices it.
    if (first.weekday(), last.weekday()) != (5, 6):
        raise BadHolidayError("not_the_weekend", where)
    return first, last
