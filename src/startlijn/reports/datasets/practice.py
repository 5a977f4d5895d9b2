"""Planned versus delivered of a school as CSV and XLSX: one row per element and year, never of a person."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from startlijn.domain.guidance.queries.practice import ElementPractice, YearPractice
from startlijn.engines.tables import Cell, write_csv, write_xlsx


def _headers() -> list[str]:
    return [
        _("Year"),
        _("Element"),
        _("Starters"),
        _("Hours planned"),
        _("Hours due by now"),
        _("Hours given, says the coach"),
        _("Hours received, says the starter"),
        _("Times due by now"),
        _("Times it took place"),
    ]


def _row(year: int, element: ElementPractice) -> list[Cell]:
    sums = element.sums
    title = element.title or _("Added by hand")
    if sums is None:
        return [year, title, *[None] * 7]
    return [
        year,
        title,
        element.people,
        *(
            round(minutes / 60, 2)
            for minutes in (
                sums.planned_minutes,
                sums.due_minutes,
                sums.given_minutes,
                sums.received_minutes,
            )
        ),
        sums.due,
        sums.happened,
    ]


def rows(years: Sequence[YearPractice]) -> list[list[Cell]]:
    """Return one row per element, by year; about too few starters the figures stay empty."""
    ordered = sorted(years, key=lambda each: each.year)
    return [_row(year.year, element) for year in ordered for element in year.elements]


def csv_of(years: Sequence[YearPractice]) -> bytes:
    """Return the figures as CSV in the reader's language, safe to open in a spreadsheet."""
    return write_csv(_headers(), rows(years))


def xlsx_of(years: Sequence[YearPractice]) -> bytes:
    """Return the figures as a workbook in the reader's language."""
    return write_xlsx(_headers(), rows(years), title=_("Planned and received"))
