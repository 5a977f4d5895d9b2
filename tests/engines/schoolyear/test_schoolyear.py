"""School years begin on 1 August."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from startlijn.engines.schoolyear import SchoolYear, school_year_from, school_year_of


def test_last_day_of_july_belongs_to_the_year_before():
    assert school_year_of(date(2026, 7, 31)) == SchoolYear(2025)


def test_first_day_of_august_begins_a_year():
    assert school_year_of(date(2026, 8, 1)) == SchoolYear(2026)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_day_lies_between_the_ends_of_its_year(day):
    year = school_year_of(day)
    assert (year.begins_on <= day <= year.ends_on, year.ends_on + timedelta(1)) == (
        True,
        year.following().begins_on,
    )


def test_label_reads_back():
    assert school_year_from(SchoolYear(2026).label) == SchoolYear(2026)


@pytest.mark.parametrize("label", ["2026", "2026-2028", "2026-27", "x", ""])
def test_label_that_is_no_school_year_is_refused(label):
    with pytest.raises(ValueError, match=label or "^$"):
        school_year_from(label)
