"""Hours towards a statement (domain.md C3): 8 of meetings, at least 17 of own work, 25 in all."""

import pytest

from startlijn.domain.courses.rules.ledger import Average, Hours, as_hours, averages, hours


def done(contact, own):
    return Hours(contact=contact * 60, own=own * 60, planned=8 * 60, wanted=25 * 60)


@pytest.mark.parametrize(
    ("contact", "own", "to_go"),
    [
        (8, 17, 0),
        (8, 0, 17),
        (0, 0, 25),
        (6, 17, 2),
        (6, 19, 0),
        (8, 16, 1),
        (12, 16, 1),
        (0, 25, 0),
    ],
)
def test_own_work_makes_up_for_a_meeting_and_not_the_other_way(contact, own, to_go):
    found = done(contact, own)
    assert (found.to_go, found.reached) == (to_go * 60, to_go == 0)


def test_own_work_that_is_asked_is_what_meetings_leave():
    assert done(0, 0).own_wanted == 17 * 60
    assert Hours(contact=0, own=0, planned=600, wanted=300).own_wanted == 0


def test_hours_to_go_are_rounded_up_to_a_quarter():
    assert [hours(minutes) for minutes in (0, 1, 15, 16, 60, 1020)] == ["0", "0.25", "0.25", "0.5", "1", "17"]


def test_minutes_are_hours_with_two_decimals():
    assert [as_hours(minutes) for minutes in (0, 45, 100)] == [0, 0.75, 1.67]


def test_opinions_stay_hidden_until_five_people_answered():
    assert averages([("useful", 5, 2), ("useful", 4, 2)]) == (4, ())
    assert averages([("useful", 5, 2), ("useful", 4, 3)]) == (5, (Average("useful", 4.4),))
    assert averages([]) == (0, ())
