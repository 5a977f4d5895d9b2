"""Rules of a learning group, on values alone."""

from collections import Counter
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from startlijn.domain.plg.rules import Somebody, default_agenda, even_teams, how_many_teams, must_fill
from startlijn.domain.plg.terms import TEAM_LEAST, TEAM_MOST, AgendaSumError, Phase


def test_two_hours_are_the_five_phases_of_the_method():
    assert list(default_agenda(120).values()) == [15, 30, 25, 35, 15]


@given(st.integers(15, 600))
def test_agenda_of_any_meeting_fills_it(minutes):
    agenda = default_agenda(minutes)
    must_fill(agenda, minutes)
    assert min(agenda.values()) >= 1


def test_other_sum_is_refused_with_the_difference():
    with pytest.raises(AgendaSumError) as refused:
        must_fill(default_agenda(120) | {Phase.MAKE: 25}, 120)
    assert refused.value.figures == {"sum": 110, "minutes": 120, "apart": 10}


@given(st.integers(1, 60))
def test_teams_are_even_and_never_too_large(people):
    found = Counter(even_teams([Somebody(UUID(int=number), "") for number in range(people)]).values())
    assert max(found.values()) <= TEAM_MOST
    assert max(found.values()) - min(found.values()) <= 1
    assert len(found) == how_many_teams(people)
    if people > TEAM_MOST:
        assert min(found.values()) >= TEAM_LEAST


def test_colleagues_of_a_school_are_spread():
    people = [Somebody(UUID(int=number), "ab"[number % 2]) for number in range(16)]
    teams = even_teams(people)
    assert Counter((each.school, teams[each.id]) for each in people) == {
        ("a", 1): 4,
        ("a", 2): 4,
        ("b", 1): 4,
        ("b", 2): 4,
    }
