"""The line of a starter: exact minutes, days on which schools are open, and making it again."""

import uuid
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from startlijn.domain.guidance.rules.line import (
    STRETCHES,
    ElementFacts,
    PlannedStep,
    Remade,
    StepFacts,
    Stop,
    after_stops,
    anniversary,
    chosen,
    minutes_each,
    plan,
    remake,
    stands_still,
    weighs_the_same,
    year_begins,
    year_of,
)
from startlijn.domain.guidance.rules.working_days import is_school_day, next_school_day
from startlijn.domain.induction.terms import Period

A, B, C = (uuid.UUID(int=number) for number in (1, 2, 3))


def element(key=A, *, year=1, period=Period.WHOLE_YEAR, times=4, hours="6", coach="2", types=()):
    return ElementFacts(
        uuid.UUID(int=key.int + 100), key, year, period, times, Decimal(hours), Decimal(coach), types
    )


hours = st.decimals(min_value=0, max_value=200, places=2)
elements = st.lists(
    st.builds(
        ElementFacts,
        id=st.uuids(),
        key=st.uuids(),
        year=st.integers(1, 3),
        period=st.sampled_from(Period),
        times=st.integers(1, 60),
        starter_hours=hours,
        coach_hours=hours,
        starter_types=st.sampled_from([(), ("substitute",), ("recent_graduate", "returner")]),
    ),
    max_size=6,
    unique_by=(lambda each: each.id, lambda each: each.key),
)
starts = st.dates(min_value=date(2023, 1, 1), max_value=date(2027, 12, 31))
workdays = st.lists(st.sampled_from(["mon", "tue", "wed", "thu", "fri"]), max_size=3, unique=True)


@st.composite
def pauses(draw, started_on):
    found, day = [], started_on
    for _ in range(draw(st.integers(0, 2))):
        begins = day + timedelta(days=draw(st.integers(1, 300)))
        day = begins + timedelta(days=draw(st.integers(1, 200)))
        found.append(Stop(begins, day))
    return found


@st.composite
def lines(draw):
    started_on = draw(starts)
    return draw(elements), started_on, draw(pauses(started_on)), draw(workdays)


def made(line, **more):
    given_elements, started_on, stops, days = line
    return plan(
        given_elements, starter_type="returner", started_on=started_on, stops=stops, days=days, **more
    )


def standing(planned, **more):
    return [
        StepFacts(
            uuid.uuid5(step.element, str(step.number)),
            step.element,
            step.key,
            step.number,
            step.planned_on,
            step.starter_minutes,
            step.coach_minutes,
            step.swapped_from,
            **more,
        )
        for step in planned
    ]


@given(hours, st.integers(1, 60))
def test_minutes_add_up_to_the_minute(amount, times):
    minutes = minutes_each(amount, times)
    assert len(minutes) == times
    assert abs(Decimal(sum(minutes)) - amount * 60) <= Decimal("0.5")
    assert max(minutes) - min(minutes) <= 1


@given(lines())
def test_every_time_of_every_element_for_this_type_is_planned_once(line):
    expected = {
        (each.id, number + 1)
        for each in line[0]
        if not each.starter_types or "returner" in each.starter_types
        for number in range(each.times)
    }
    steps = made(line)
    assert {(step.element, step.number) for step in steps} == expected
    assert len(steps) == len(expected)


@given(lines())
def test_steps_fall_on_school_days_outside_pauses(line):
    for step in made(line):
        assert is_school_day(step.planned_on)
        assert not stands_still(step.planned_on, line[2])


@given(lines())
def test_steps_fall_in_their_year_or_are_shifted_forward(line):
    _elements, started_on, stops, _days = line
    periods = {each.id: each.period for each in line[0]}
    for step in made(line):
        begins = anniversary(started_on, step.year - 1)
        first, last = STRETCHES[periods[step.element]]
        ends = after_stops(begins + timedelta(days=last), stops)
        assert step.planned_on >= after_stops(begins + timedelta(days=first), stops)
        if step.planned_on > ends:
            between = [ends + timedelta(days=n) for n in range((step.planned_on - ends).days)]
            assert not any(is_school_day(day) and not stands_still(day, stops) for day in between)


@given(lines())
def test_the_same_input_gives_the_same_line(line):
    assert made(line) == made(line)


@given(lines(), st.integers(0, 1500))
def test_making_a_line_again_changes_nothing(line, later):
    planned = made(line)
    on = line[1] + timedelta(days=later)
    assert remake(planned, standing(planned), on=on, stops=line[2]) == Remade()


@given(lines(), st.integers(0, 1500), st.data())
def test_remaking_after_a_pause_is_done_in_one_go(line, later, data):
    given_elements, started_on, _stops, days = line
    before = plan(given_elements, starter_type="returner", started_on=started_on, days=days)
    stops = data.draw(pauses(started_on))
    on = started_on + timedelta(days=later)
    planned = plan(given_elements, starter_type="returner", started_on=started_on, stops=stops, days=days)
    rows = standing(before)
    first = remake(planned, rows, on=on, stops=stops)
    changed = dict(first.changed)
    after = [
        replace(
            row,
            planned_on=changed[row.id].planned_on,
            starter_minutes=changed[row.id].starter_minutes,
            coach_minutes=changed[row.id].coach_minutes,
        )
        if row.id in changed
        else row
        for row in rows
        if row.id not in first.removed
    ]
    after += standing(first.added)
    assert remake(planned, after, on=on, stops=stops) == Remade()


def test_times_stand_evenly_over_the_year():
    steps = plan(
        [element(times=4)], starter_type="substitute", started_on=date(2026, 8, 24), stops=(), days=()
    )
    gaps = [(after.planned_on - before.planned_on).days for before, after in pairwise(steps)]
    assert [step.number for step in steps] == [1, 2, 3, 4]
    assert all(60 <= gap <= 95 for gap in gaps)


def test_elements_of_one_period_do_not_stand_on_one_day():
    both = [element(A, times=1, period=Period.START), element(B, times=1, period=Period.START)]
    first, second = plan(both, starter_type="substitute", started_on=date(2026, 8, 24))
    assert first.planned_on < second.planned_on


def test_steps_fall_on_the_days_the_starter_works():
    steps = plan(
        [element(times=10)], starter_type="substitute", started_on=date(2026, 8, 24), days=["tue", "fri"]
    )
    assert {step.planned_on.weekday() for step in steps} == {1, 4}


def test_who_starts_in_the_summer_break_begins_when_school_does():
    (step,) = plan(
        [element(times=1, period=Period.START)], starter_type="substitute", started_on=date(2026, 7, 1)
    )
    assert step.planned_on in {date(2026, 7, day) for day in range(1, 16)}
    (step,) = plan(
        [element(times=1, period=Period.START)], starter_type="substitute", started_on=date(2026, 7, 16)
    )
    assert step.planned_on >= date(2026, 8, 21)


def test_an_element_of_other_types_is_left_out_unless_swapped_in():
    mine, other = element(A), element(B, types=("returner",))
    assert chosen([mine, other], "substitute") == [(mine, None)]
    assert chosen([mine, other], "substitute", [(A, B)]) == [(other, mine.id)]


def test_a_swap_with_an_element_that_is_gone_falls_away():
    mine = element(A)
    assert chosen([mine], "substitute", [(A, B)]) == [(mine, None)]


def test_a_pause_moves_what_comes_after_it():
    stops = [Stop(date(2026, 11, 2), date(2027, 2, 1))]
    assert after_stops(date(2026, 11, 1), stops) == date(2026, 11, 1)
    assert after_stops(date(2026, 11, 2), stops) == date(2027, 2, 1)
    assert year_begins(date(2026, 8, 24), 2, stops) == date(2027, 11, 23)


def test_a_pause_without_end_moves_nothing_yet():
    assert after_stops(date(2027, 1, 1), [Stop(date(2026, 11, 2))]) == date(2027, 1, 1)


def test_the_year_of_a_day_counts_from_the_start_of_the_trajectory():
    assert [year_of(date(year, 8, 24), date(2026, 8, 24)) for year in (2025, 2026, 2027, 2028)] == [
        1,
        1,
        2,
        3,
    ]


def test_who_begins_on_leap_day_has_an_anniversary_every_year():
    assert anniversary(date(2024, 2, 29), 1) == date(2025, 3, 1)


def step(number=1, on=date(2026, 10, 5), **more):
    facts = {"element": element(A).id, "key": A, "starter_minutes": 90, "coach_minutes": 30} | more
    return StepFacts(id=uuid.UUID(int=number), number=number, planned_on=on, **facts)


def planned(number=1, on=date(2026, 10, 5)):
    return PlannedStep(element(A).id, A, number, 1, on, 90, 30)


TODAY = date(2026, 10, 1)


def test_a_coming_step_is_dated_again():
    later = planned(on=date(2026, 11, 9))
    assert remake([later], [step()], on=TODAY) == Remade(changed=((step().id, later),))


def test_what_was_ticked_stays_whatever_the_programme_says_now():
    assert remake([], [step(settled=True)], on=TODAY) == Remade()


def test_what_is_past_stays():
    assert remake([], [step(on=date(2026, 9, 30))], on=TODAY) == Remade()


def test_what_a_pause_overtook_is_dated_again():
    stops = [Stop(date(2026, 9, 1), date(2026, 9, 30))]
    later = planned(on=date(2026, 10, 29))
    past = step(on=date(2026, 9, 15))
    assert remake([later], [past], on=TODAY, stops=stops) == Remade(changed=((past.id, later),))


def test_in_an_open_pause_dates_wait():
    stops = [Stop(date(2026, 9, 1))]
    waiting = step(on=date(2026, 9, 15))
    assert remake([planned(on=date(2026, 10, 29))], [waiting], on=TODAY, stops=stops) == Remade()


def test_a_day_chosen_by_hand_stays():
    by_hand = step(dated_by_hand=True)
    assert remake([planned(on=date(2026, 11, 9))], [by_hand], on=TODAY) == Remade()


def test_what_the_programme_no_longer_has_goes_away():
    assert remake([], [step()], on=TODAY) == Remade(removed=(step().id,))


def test_a_step_added_by_hand_stays():
    own = step(element=None, key=None)
    assert remake([], [own], on=TODAY) == Remade()


def test_nothing_is_added_in_the_past_later_on():
    past, coming = planned(2, date(2026, 9, 1)), planned(3, date(2026, 12, 1))
    assert remake([planned(), past, coming], [step()], on=TODAY) == Remade(added=(coming,))


def test_the_first_time_past_days_are_filled_too():
    past = planned(2, date(2026, 9, 1))
    assert remake([past], [], on=TODAY) == Remade(added=(past,))


def test_nothing_stands_after_the_end_of_a_trajectory():
    ended = date(2026, 10, 2)
    own = step(2, element=None, key=None)
    assert remake([planned()], [step(), own], on=TODAY, finished_on=ended) == Remade(
        removed=(step().id, own.id)
    )


def test_equal_weight_is_ten_percent_of_the_larger():
    assert weighs_the_same(Decimal(9), Decimal(10))
    assert not weighs_the_same(Decimal("8.9"), Decimal(10))


def test_schools_are_closed_on_holidays_and_at_weekends():
    closed = [
        date(2026, 4, 6),  # Easter Monday
        date(2026, 4, 27),
        date(2026, 5, 14),  # Ascension Day
        date(2026, 5, 25),  # Whit Monday
        date(2026, 7, 16),
        date(2026, 8, 20),
        date(2026, 12, 25),
        date(2027, 1, 1),
        date(2026, 10, 3),
    ]
    assert [is_school_day(day) for day in closed] == [False] * len(closed)
    assert is_school_day(date(2026, 8, 21))
    assert next_school_day(date(2026, 7, 18)) == date(2026, 8, 21)
