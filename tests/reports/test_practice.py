"""Planned versus delivered of a school as CSV and XLSX."""

import pytest
from django.utils import translation

from startlijn.domain.guidance.queries.practice import ElementPractice, YearPractice
from startlijn.domain.guidance.rules.practice import Sums
from startlijn.domain.induction.terms import ElementKind
from startlijn.engines.tables import read_table
from startlijn.reports.datasets.practice import csv_of, rows, xlsx_of

SUMS = Sums(
    steps=40,
    planned_minutes=2400,
    due=12,
    due_minutes=720,
    given_minutes=90,
    received_minutes=350,
    happened=7,
)


@pytest.fixture
def years() -> list[YearPractice]:
    few = ElementPractice(None, "=Training", ElementKind.TRAINING, None, None)
    talks = ElementPractice(None, "Gesprek", ElementKind.COACHING_TALK, 6, SUMS)
    by_hand = ElementPractice(None, "", None, 6, SUMS)
    return [YearPractice(2, 6, SUMS, (few,)), YearPractice(1, 6, SUMS, (talks, by_hand))]


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def test_rows_are_elements_by_year_in_hours(years) -> None:
    assert rows(years) == [
        [1, "Gesprek", 6, 40.0, 12.0, 1.5, 5.83, 12, 7],
        [1, "Added by hand", 6, 40.0, 12.0, 1.5, 5.83, 12, 7],
        [2, "=Training", None, None, None, None, None, None, None],
    ]


@pytest.mark.parametrize("write", [csv_of, xlsx_of])
def test_file_is_read_back_as_it_was(years, write) -> None:
    table = read_table(write(years))
    assert table.headers[:3] == ("Year", "Element", "Starters")
    assert [row[1] for row in table.rows] == ["Gesprek", "Added by hand", "=Training"]


def test_formula_in_a_name_does_not_run(years) -> None:
    assert ",=Training" not in csv_of(years).decode("utf-8-sig")
    assert '"=Training"' not in csv_of(years).decode("utf-8-sig")
