"""Planned versus delivered: the sums, what evaporates, and figures about too few people."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from startlijn.base.access.terms import NotVisibleError
from startlijn.domain.guidance.models import Employment, Step
from startlijn.domain.guidance.queries.lines import own_line
from startlijn.domain.guidance.queries.practice import (
    practice_of_board,
    practice_of_own_starters,
    practice_of_partnership,
    practice_of_school,
)
from startlijn.domain.guidance.rules.practice import Happened, Said, add_up, differ, standing
from startlijn.domain.guidance.rules.small_numbers import enough, shown
from startlijn.domain.guidance.terms import Outcome, Side, StepState
from tests.domain.guidance.practice.conftest import TODAY

DONE, NOT = Outcome.DONE, Outcome.NOT_DONE


def happened(given=None, received=None, *, asked=True, on=date(2026, 10, 1), **more):
    return Happened(on, 60, 90, asked, given, received, **more)


@pytest.mark.parametrize(
    ("step", "state"),
    [
        (happened(), StepState.OPEN),
        (happened(on=date(2026, 12, 1)), StepState.PLANNED),
        (happened(received=Said(DONE, 60)), StepState.HALF),
        (happened(received=Said(DONE, 60), asked=False), StepState.DONE),
        (happened(received=Said(NOT), asked=False), StepState.NOT_DONE),
        (happened(Said(DONE, 90)), StepState.HALF),
        (happened(Said(DONE, 90), asked=False), StepState.HALF),
        (happened(Said(DONE, 90), Said(DONE, 60)), StepState.DONE),
        (happened(Said(NOT), Said(NOT)), StepState.NOT_DONE),
        (happened(Said(NOT), Said(DONE, 60)), StepState.DIFFERENT),
        (happened(Said(DONE, 90), Said(DONE, 30)), StepState.DIFFERENT),
        (happened(Said(DONE, 90), Said(DONE, 45)), StepState.DONE),
        (happened(Said(Outcome.MOVED), Said(DONE, 60)), StepState.HALF),
        (happened(Said(Outcome.MOVED)), StepState.OPEN),
        (happened(Said(DONE, 90), cancelled=True), StepState.CANCELLED),
    ],
)
def test_where_a_step_stands(step, state):
    assert standing(step, TODAY) == state


def test_minutes_are_compared_with_what_was_planned_for_each_side():
    assert differ(happened(Said(DONE, 90), Said(DONE, 60))) is False
    assert differ(happened(Said(DONE, 60), Said(DONE, 60))) is True


def test_sums_count_each_side_for_itself():
    sums = add_up(
        [
            happened(Said(DONE, 90), Said(DONE, 60)),
            happened(Said(NOT), Said(DONE, 45)),
            happened(on=date(2026, 12, 1)),
            happened(cancelled=True),
        ],
        TODAY,
    )
    assert (sums.steps, sums.planned_minutes, sums.due, sums.due_minutes) == (3, 180, 2, 120)
    assert (sums.given, sums.given_minutes, sums.received, sums.received_minutes) == (1, 90, 2, 105)
    assert (sums.different, sums.happened, sums.evaporates) == (1, 2, False)


def test_less_than_half_of_what_was_due_evaporates():
    assert add_up([happened(), happened(received=Said(DONE, 60)), happened()], TODAY).evaporates is True
    assert add_up([happened(), happened(received=Said(DONE, 60))], TODAY).evaporates is False
    assert add_up([happened()], TODAY).evaporates is False


@given(st.integers(0, 10_000))
def test_small_numbers_are_never_shown(people):
    for in_school, least in ((True, 5), (False, 8)):
        assert enough(people, in_school=in_school) is (people >= least)
        number = shown(people, in_school=in_school)
        assert (number is None) is (people < least)
        if number is not None and not in_school:
            assert number % 5 == 0
            assert abs(number - people) <= 2


@pytest.fixture
def five(guidance):
    """Five starters; of each the first talk with the coach was given and received."""
    trajectories = [guidance.starter() for _number in range(5)]
    for trajectory in trajectories:
        first = guidance.steps(trajectory, "coaching_talk")[0]
        guidance.tick(first, Side.STARTER, guidance.as_starter(trajectory), minutes=60)
    guidance.pair(trajectories[0])
    guidance.tick(guidance.steps(trajectories[0], "coaching_talk")[0], Side.COACH, guidance.coach, minutes=90)
    return trajectories


def of_year(years, number):
    return next(year for year in years if year.year == number)


def element(year, title):
    return next(each for each in year.elements if each.title.startswith(title))


def test_a_school_reads_its_own_figures_per_element(guidance, five):
    with guidance.day():
        years = practice_of_school(guidance.educator, guidance.school.pk, TODAY)
    assert [year.year for year in years] == [2, 3, 1]
    talks = element(of_year(years, 1), "Gesprek met je coach")
    due = sum(step.planned_on <= TODAY for step in guidance.steps(five[0], "coaching_talk"))
    assert (talks.people, talks.sums.steps, talks.sums.planned_minutes) == (5, 40, 5 * 480)
    assert (talks.sums.received, talks.sums.received_minutes) == (5, 300)
    assert (talks.sums.given, talks.sums.given_minutes, talks.sums.due) == (1, 90, 5 * due)


def test_the_figures_of_a_school_are_those_of_the_lines_added_up(guidance, five):
    with guidance.day():
        year = of_year(practice_of_school(guidance.educator, guidance.school.pk, TODAY), 1)
        own = [
            next(each for each in own_line(guidance.as_starter(one), TODAY).practice if each.year == 1)
            for one in five
        ]
    for name in ("steps", "planned_minutes", "due", "due_minutes", "given_minutes", "received", "happened"):
        assert getattr(year.sums, name) == sum(getattr(each.sums, name) for each in own)


def test_figures_about_four_people_are_not_shown(guidance):
    for _number in range(4):
        guidance.starter()
    with guidance.day():
        years = practice_of_school(guidance.educator, guidance.school.pk, TODAY)
    assert [(year.people, year.sums, year.elements) for year in years] == [(None, None, ())] * 3


def test_an_element_of_few_is_left_out_of_the_sum_as_well(guidance, five):
    guidance.starter(starter_type="career_switcher")
    with guidance.day():
        year = of_year(practice_of_school(guidance.educator, guidance.school.pk, TODAY), 1)
    video = element(year, "Kijken naar video")
    assert (video.people, video.sums) == (None, None)
    assert year.sums.planned_minutes == 6 * (8 + 4 + 6) * 60


def test_a_board_and_the_partnership_need_eight(guidance, five):
    executive = guidance.world.actor("board_executive", "board", guidance.world.board.pk)
    worker = guidance.world.actor("project_worker")
    with guidance.day():
        assert all(year.sums is None for year in practice_of_board(executive, guidance.world.board.pk, TODAY))
        assert all(year.sums is None for year in practice_of_partnership(worker, TODAY))
    for _number in range(4):
        guidance.starter()
    with guidance.day():
        assert of_year(practice_of_board(executive, guidance.world.board.pk, TODAY), 1).people == 10
        assert of_year(practice_of_partnership(worker, TODAY), 1).people == 10


def test_figures_of_others_do_not_exist(guidance, five):
    elsewhere = guidance.world.add_school("Elders", board=guidance.world.add_board("Ander bestuur"))
    stranger = guidance.world.actor("school_educator", "school", elsewhere.pk)
    with guidance.day():
        for actor in (stranger, guidance.as_starter(five[0]), guidance.coach):
            with pytest.raises(NotVisibleError):
                practice_of_school(actor, guidance.school.pk, TODAY)
        with pytest.raises(NotVisibleError):
            practice_of_partnership(guidance.educator, TODAY)


def test_a_coach_reads_the_sums_of_the_own_starters(guidance, five):
    with guidance.day():
        year = of_year(practice_of_own_starters(guidance.coach, TODAY), 1)
    assert (year.people, year.sums.given_minutes, year.sums.received_minutes) == (1, 90, 60)


def test_the_own_line_names_what_evaporates(guidance, five):
    with guidance.day(date(2027, 5, 3)):
        line = own_line(guidance.as_starter(five[0]), date(2027, 5, 3))
    first = next(year for year in line.practice if year.year == 1)
    assert "Netwerk (en)" in first.evaporating


def test_school_counts_only_what_was_planned_while_somebody_worked_there(guidance):
    for number in range(5):
        guidance.starter(name=f"Starter {number}")
    ended = date(2027, 1, 1)
    with guidance.day():
        Employment.objects.update(finished_on=ended)
        counted = sum(
            year.sums.steps
            for year in practice_of_school(guidance.educator, guidance.school.pk, TODAY)
            if year.sums
        )
        planned = Step.objects.filter(cancelled_at=None, planned_on__lt=ended).count()
    assert (counted, planned > 0) == (planned, True)
