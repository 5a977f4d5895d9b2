"""Reads the government's JSON file with school holidays (domain.md §4.6). A given file, never the network."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from startlijn.content.holidays import REGIONS, BreakName
from startlijn.domain.calendar.rules.laying import must_fit
from startlijn.domain.calendar.terms import Announced, NotTheFileError, UnknownInFileError
from startlijn.engines.schoolyear import SchoolYear, school_year_from

_AMSTERDAM: Final = ZoneInfo("Europe/Amsterdam")
_WHOLE: Final = "heel nederland"
_NAMES: Final[Mapping[str, BreakName]] = {
    "herfstvakantie": BreakName.AUTUMN,
    "kerstvakantie": BreakName.CHRISTMAS,
    "voorjaarsvakantie": BreakName.SPRING,
    "meivakantie": BreakName.MAY,
    "zomervakantie": BreakName.SUMMER,
}


def announced(data: bytes) -> tuple[Announced, ...]:
    """Return every break in a file, per region. A year that stands in it twice counts once.

    Raises `NotTheFileError`, `UnknownInFileError`, `OddDaysError`; the file counts whole or not at all.
    """
    found: dict[tuple[str, SchoolYear, BreakName], Announced] = {}
    for block in _blocks(data):
        year = _year(block.get("schoolyear"))
        for vacation in _list(block, "vacations"):
            name = _name(vacation.get("type"))
            for row in _list(vacation, "regions"):
                first, last = _day(row.get("startdate")), _day(row.get("enddate"))
                for region in _regions(row.get("region")):
                    one = Announced(region, year, name, first, last)
                    must_fit(one)
                    found[region, year, name] = one
    if not found:
        raise NotTheFileError
    return tuple(found.values())


def _blocks(data: bytes) -> Iterator[Mapping[str, Any]]:
    """The file of one year is an object with `content`; that of all years a list of them."""
    try:
        read = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NotTheFileError from error
    for document in read if isinstance(read, list) else [read]:
        if not isinstance(document, dict):
            raise NotTheFileError
        yield from _list(document, "content")


def _list(row: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    rows = row.get(name)
    if not isinstance(rows, list) or not all(isinstance(each, dict) for each in rows):
        raise NotTheFileError
    return rows


def _text(value: object) -> str:
    """Return a text without the line ends and spaces that the file has around it."""
    return " ".join(value.split()) if isinstance(value, str) else ""


def _year(value: object) -> SchoolYear:
    try:
        return school_year_from(_text(value))
    except ValueError as error:
        raise UnknownInFileError(what=_short(value)) from error


def _name(value: object) -> BreakName:
    found = _NAMES.get(_text(value).lower())
    if found is None:
        raise UnknownInFileError(what=_short(value))
    return found


def _regions(value: object) -> tuple[str, ...]:
    region = _text(value).lower()
    if region == _WHOLE:
        return REGIONS
    if region not in REGIONS:
        raise UnknownInFileError(what=_short(value))
    return (region,)


def _day(value: object) -> date:
    """Return the day in Amsterdam: midnight there is an hour or two before it in the UTC of the file."""
    try:
        moment = datetime.fromisoformat(_text(value))
        return moment.astimezone(_AMSTERDAM).date() if moment.tzinfo else moment.date()
    except (ValueError, OverflowError) as error:
        raise UnknownInFileError(what=_short(value)) from error


def _short(value: object) -> str:
    return _text(value)[:40] or "?"
