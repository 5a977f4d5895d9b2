"""Working days: weekdays without holidays and breaks."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from startlijn.engines.periods import Period
from startlijn.engines.workdays import (
    after_working_days,
    easter,
    is_working_day,
    kings_day,
    public_holidays,
    working_days_between,
)

days = st.dates(date(2020, 1, 1), date(2032, 1, 1))
breaks = st.lists(
    st.tuples(days, st.integers(1, 45)).map(lambda pair: Period(pair[0], pair[0] + timedelta(pair[1]))),
    max_size=4,
)


def test_public_holidays_of_2027():
    assert public_holidays(2027) == {
        date(2027, 1, 1),
        date(2027, 3, 29),
        date(2027, 4, 27),
        date(2027, 5, 6),
        date(2027, 5, 17),
        date(2027, 12, 25),
        date(2027, 12, 26),
    }


def test_easter_falls_where_the_calendar_says():
    known = {
        2024: (3, 31),
        2025: (4, 20),
        2026: (4, 5),
        2027: (3, 28),
        2028: (4, 16),
        2030: (4, 21),
        2038: (4, 25),
    }
    assert {year: easter(year) for year in known} == {
        year: date(year, *place) for year, place in known.items()
    }


def test_liberation_day_counts_once_in_five_years():
    assert [date(year, 5, 5) in public_holidays(year) for year in (2025, 2026, 2030)] == [True, False, True]


def test_kings_day_on_a_sunday_is_a_day_earlier():
    assert [kings_day(year) for year in (2025, 2026)] == [date(2025, 4, 26), date(2026, 4, 27)]


def test_friday_to_the_next_friday_is_five_working_days():
    assert working_days_between(date(2026, 11, 6), date(2026, 11, 13)) == 5


def test_break_is_left_out():
    autumn = Period(date(2026, 10, 17), date(2026, 10, 26))
    assert after_working_days(date(2026, 10, 16), 1, [autumn]) == date(2026, 10, 26)


def test_no_days_later_is_the_next_working_day():
    assert after_working_days(date(2026, 11, 7), 0) == date(2026, 11, 9)


@pytest.mark.parametrize(("number", "closed"), [(-1, []), (1, [Period(date(2026, 1, 1))])])
def test_what_never_ends_is_refused(number, closed):
    with pytest.raises(ValueError, match=str(number)):
        after_working_days(date(2026, 11, 7), number, closed)


@given(days, st.integers(1, 60), breaks)
def test_what_was_added_is_what_is_counted(day, number, closed):
    later = after_working_days(day, number, closed)
    assert (working_days_between(day, later, closed), is_working_day(later, closed)) == (number, True)


@given(days, days, breaks)
def test_counting_back_is_the_same_with_a_minus(one, other, closed):
    assert working_days_between(one, other, closed) == -working_days_between(other, one, closed)


@given(days, days, days)
def test_counting_in_two_parts_is_the_same(one, two, three):
    first, second, third = sorted((one, two, three))
    assert working_days_between(first, third) == working_days_between(first, second) + working_days_between(
        second, third
    )
