"""The algebra of periods, against sets of days that are counted one by one."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from startlijn.engines.periods import Period, first_overlap, gaps, subtract, total_days, union

FIRST = date(2026, 1, 1)
HORIZON = 40  # an open period reaches at least here
DAYS = [FIRST + timedelta(days=offset) for offset in range(HORIZON)]


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start = draw(st.integers(0, 25))
    length = draw(st.one_of(st.none(), st.integers(1, 12)))
    return Period(DAYS[start], None if length is None else DAYS[start + length])


def days_of(*several: Period) -> set[date]:
    """The naive oracle: every day of the horizon that lies in one of them."""
    return {
        day
        for day in DAYS
        for period in several
        if period.start <= day and (period.end is None or day < period.end)
    }


many = st.lists(periods(), max_size=6)


@given(periods(), st.sampled_from(DAYS))
def test_contains_is_membership(period, day):
    assert period.contains(day) == (day in days_of(period))


@given(periods(), periods())
def test_overlap_is_a_day_in_common(one, other):
    assert one.overlaps(other) == bool(days_of(one) & days_of(other))
    assert one.overlaps(other) == other.overlaps(one)


@given(periods(), periods())
def test_cover_is_every_day(one, other):
    open_inside_closed = other.end is None and one.end is not None
    assert one.covers(other) == (days_of(other) <= days_of(one) and not open_inside_closed)


@given(periods(), periods())
def test_intersection_is_the_days_in_common(one, other):
    common = one.intersect(other)
    assert (days_of(common) if common else set()) == days_of(one) & days_of(other)


@given(periods(), periods())
def test_clip_is_the_part_inside(period, frame):
    clipped = period.clip(frame.start, frame.end)
    assert (days_of(clipped) if clipped else set()) == days_of(period) & days_of(frame)


@given(many)
def test_union_has_the_same_days_and_is_canonical(several):
    joined = union(several)
    assert days_of(*joined) == days_of(*several)
    for before, after in pairwise(joined):
        assert before.end is not None
        assert before.end < after.start
    assert union(joined) == joined


@given(many, many)
def test_subtraction_leaves_the_other_days(several, away):
    left = subtract(several, away)
    assert days_of(*left) == days_of(*several) - days_of(*away)
    assert union(left) == left


@given(many, periods())
def test_gaps_are_the_days_between(several, frame):
    assert days_of(*gaps(several, frame)) == days_of(frame) - days_of(*several)


@given(many, st.sampled_from(DAYS))
def test_total_counts_each_day_once(several, until):
    assert total_days(several, until) == len({day for day in days_of(*several) if day < until})


@given(many, periods())
def test_first_overlap_is_the_earliest_that_shares_a_day(several, one):
    hit = sorted(p.start for p in several if days_of(p) & days_of(one))
    found = first_overlap(several, one)
    assert (found.start if found else None) == (hit[0] if hit else None)


@pytest.mark.parametrize("end", [FIRST, FIRST - timedelta(days=1)])
def test_period_without_days_is_refused(end):
    with pytest.raises(ValueError, match="is not after"):
        Period(FIRST, end)


def test_open_period_has_no_number_of_days():
    with pytest.raises(ValueError, match="without an end"):
        Period(FIRST).days()


def test_clip_of_a_frame_without_days_is_nothing():
    assert Period(FIRST).clip(DAYS[3], DAYS[3]) is None


def test_neighbours_touch_and_do_not_overlap():
    one, other = Period(DAYS[0], DAYS[5]), Period(DAYS[5], DAYS[9])
    assert (one.touches(other), one.overlaps(other)) == (True, False)
    assert union([one, other]) == (Period(DAYS[0], DAYS[9]),)
