"""Rules of intervision, on values alone."""

from datetime import UTC, date, datetime
from itertools import pairwise
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from startlijn.content.intervision import method
from startlijn.domain.intervision.rules.clock import slices
from startlijn.domain.intervision.rules.composing import how_many, leads
from startlijn.domain.intervision.rules.rotation import Past, next_roles
from startlijn.domain.intervision.rules.satisfaction import spread
from startlijn.domain.intervision.terms import Satisfaction, Theme
from startlijn.domain.observations.models import LearningQuestion

ANN, BO, CEM = (UUID(int=number) for number in (1, 2, 3))


def on(day: int) -> date:
    return date(2026, 11, day)


def roles(members, past=()):
    found = next_roles(members, past)
    return tuple(turn and turn.member_id for turn in (found.bringer, found.chair))


def test_first_time_the_first_brings_and_the_second_chairs():
    assert roles([ANN, BO, CEM]) == (ANN, BO)


def test_who_had_a_role_least_often_comes_first():
    assert roles([ANN, BO, CEM], [Past(on(1), BO, ANN), Past(on(8), CEM, BO)]) == (CEM, ANN)


def test_of_equals_who_had_it_longest_ago_comes_first():
    past = [Past(on(1), None, BO), Past(on(8), None, ANN), Past(on(15), None, CEM)]
    assert roles([ANN, BO, CEM], past)[0] == BO


def test_nobody_chairs_the_own_case():
    assert roles([ANN], []) == (ANN, None)


def test_somebody_who_left_is_not_asked():
    assert roles([CEM], [Past(on(1), ANN, BO)]) == (CEM, None)


def test_turn_says_why():
    turn = next_roles([ANN], [Past(on(1), None, ANN), Past(on(8), None, ANN)]).bringer
    assert turn is not None
    assert (turn.times, turn.last_on) == (2, on(8))


@given(st.integers(2, 8), st.integers(1, 30))
def test_after_any_number_of_meetings_nobody_had_a_role_twice_as_often(people, meetings):
    members = [UUID(int=number) for number in range(people)]
    past: list[Past] = []
    for number in range(meetings):
        found = next_roles(members, past)
        assert found.bringer is not None
        assert found.chair is not None
        past.append(Past(date.fromordinal(740_000 + number), found.chair.member_id, found.bringer.member_id))
    brought = [sum(each.bringer_id == member for each in past) for member in members]
    assert max(brought) - min(brought) <= 1


def test_clock_times_follow_each_other_over_the_end_of_summer_time():
    minutes = [step.minutes for step in method("incident.2026-1").steps]
    found = slices(minutes, datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
    assert all(one.ends == two.begins for one, two in pairwise(found))
    assert (found[-1].ends - found[0].begins).total_seconds() == sum(minutes) * 60


@given(st.integers(0, 200), st.integers(3, 6), st.integers(6, 12))
def test_number_of_groups_keeps_the_sizes(people, smallest, largest):
    found = how_many(people, smallest, largest, 6)
    if found is None:
        assert not any(count * smallest <= people <= count * largest for count in range(1, people + 1))
    else:
        assert found * smallest <= people <= found * largest


def test_groups_are_about_as_large_as_wanted():
    assert (how_many(18, 5, 8, 6), how_many(12, 5, 8, 6), how_many(4, 5, 8, 6)) == (3, 2, None)


def test_leader_and_who_works_there_are_a_pair():
    assert leads({"lot": ["a"]}, {"lot": ["a"], "sil": ["a", "b"], "bo": ["b"]}) == {("lot", "sil")}


def test_spread_waits_for_five_answers():
    assert spread([3, 3, 4, 1]) is None
    assert spread([3, 3, 4, 1, 3]) == {
        Satisfaction.VERY_MUCH: 1,
        Satisfaction.MUCH: 3,
        Satisfaction.SOMETHING: 0,
        Satisfaction.NOTHING: 1,
    }


def test_themes_are_those_of_learning_questions():
    assert {(each.value, str(each.label)) for each in Theme} == {
        (value, str(label)) for value, label in LearningQuestion._meta.get_field("theme").choices
    }
