"""From asking to closing: each step, who may take it, and what it opens."""

from startlijn.domain.assessment.terms import Outcome, State


def test_whole_way(house):
    made = house.decided()
    assert made.state == State.DECIDED
