"""Rules of joint assessment: panels, states, deadlines, signals, meaning."""

from datetime import date
from uuid import UUID

import pytest

from startlijn.content import holidays, sector_rules
from startlijn.content.sector_rules import Certainty
from startlijn.domain.assessment.rules.deadlines import due_on, must_come_later, must_make_sense, sure
from startlijn.domain.assessment.rules.judging import (
    agreement_of,
    beside_each_other,
    shared_values,
)
from startlijn.domain.assessment.rules.meaning import meaning
from startlijn.domain.assessment.rules.panels import (
    Candidate,
    Seat,
    all_in,
    enough,
    may_begin,
    unfit,
)
from startlijn.domain.assessment.rules.states import FOLLOWS, must_be_in, must_follow
from startlijn.domain.assessment.rules.support import Told, must_be_told, told_in_time
from startlijn.domain.assessment.terms import (
    BackwardsError,
    BadDeadlineError,
    Conflict,
    Deadlines,
    NoSignalError,
    Outcome,
    State,
    Unfit,
    WrongStateError,
)
from tests.domain.assessment.conftest import PROFILE, answered

A, B = UUID(int=1), UUID(int=2)
CLOCK = holidays().clock("midden")
CLEAR = Conflict.NONE


@pytest.mark.parametrize(
    ("seats", "complete"),
    [
        ([], False),
        ([Seat(A, CLEAR)], False),
        ([Seat(A, CLEAR), Seat(A, CLEAR)], False),
        ([Seat(A, CLEAR), Seat(B, CLEAR)], True),
        ([Seat(A, CLEAR), Seat(None, CLEAR)], True),
        ([Seat(None, CLEAR), Seat(None, CLEAR)], False),
    ],
)
def test_panel_is_two_people_of_two_organisations(seats, complete):
    assert enough(seats) == complete


def test_reading_waits_for_every_declaration():
    seats = [Seat(A, CLEAR), Seat(B, CLEAR), Seat(None, Conflict.OPEN)]
    assert (may_begin(seats), may_begin(seats[:2])) == (False, True)


def test_all_are_in_when_each_has_given():
    first, second = Seat(A, CLEAR, given=True), Seat(B, CLEAR)
    assert (all_in([first, second]), all_in([first, Seat(B, CLEAR, given=True)])) == (False, True)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({}, None),
        ({"person_id": B}, Unfit.SELF),
        ({"coaches": True}, Unfit.COACH),
        ({"leads": True}, Unfit.LEADER),
        ({"assessor": False}, Unfit.NO_ASSESSOR),
        ({"member": True}, Unfit.MEMBER),
    ],
)
def test_who_cannot_sit_in_a_panel(facts, why):
    usual = {"person_id": A, "starter_id": B, "assessor": True, "coaches": False, "leads": False}
    assert unfit(Candidate(**{**usual, "member": False, **facts})) == why


def test_nothing_follows_what_ended():
    assert [FOLLOWS[State.CLOSED], FOLLOWS[State.WITHDRAWN]] == [frozenset(), frozenset()]


def test_nothing_goes_back_but_to_let_a_new_assessor_judge():
    order = list(State)
    back = [
        (state, after)
        for state, following in FOLLOWS.items()
        for after in following
        if order.index(after) <= order.index(state)
    ]
    # Only for who comes instead of an assessor that left: they judge first, as the others did.
    assert back == [(State.CONSENSUS, State.JUDGING)]


def test_skipping_is_refused_and_says_where_it_stands():
    with pytest.raises(WrongStateError) as caught:
        must_follow(State.JUDGING, State.DECIDED)
    assert caught.value.figures == {"state": State.JUDGING.label}


def test_other_state_is_refused():
    with pytest.raises(WrongStateError):
        must_be_in(State.CLOSED, State.DECIDED)


def test_judging_is_due_after_fifteen_working_days_without_the_holidays():
    assert due_on(State.JUDGING, date(2026, 12, 11), Deadlines(), CLOCK) == date(2027, 1, 15)


def test_handing_in_has_no_clock():
    assert due_on(State.PREPARED, date(2026, 11, 2), Deadlines(), CLOCK) is None


@pytest.mark.parametrize("days", [0, 201])
def test_deadline_makes_sense(days):
    with pytest.raises(BadDeadlineError):
        must_make_sense(Deadlines(judge=days))


def test_day_over_uncertain_holidays_is_not_sure():
    zuid = holidays().clock("zuid")
    assert [sure(date(2027, 3, 1), date(2027, 2, 1), zuid), sure(None, date(2027, 2, 1), zuid)] == [
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("state", "after"),
    [
        (State.JUDGING, date(2026, 10, 30)),
        (State.DECIDED, date(2026, 12, 1)),
        (State.DECIDED, None),
    ],
)
def test_last_day_comes_later(state, after):
    with pytest.raises(BackwardsError):
        must_come_later(state, date(2026, 12, 10), after, date(2026, 11, 2))


def test_signal_counts_when_support_ran_long_enough_before_handing_in():
    plan = Told(date(2026, 8, 31), date(2026, 9, 1), date(2026, 12, 1))
    found = [told_in_time([plan], date(2026, 11, 2), least, CLOCK) for least in (39, 40)]
    assert found == [True, False]


@pytest.mark.parametrize(
    "told",
    [
        Told(date(2026, 8, 31)),
        Told(date(2026, 11, 3), date(2026, 9, 1), date(2026, 12, 1)),
        Told(date(2026, 8, 31), date(2026, 10, 30), date(2026, 12, 1)),
    ],
)
def test_signal_without_support_or_too_late_does_not_count(told):
    assert not told_in_time([told], date(2026, 11, 2), 10, CLOCK)


def test_insufficient_out_of_the_blue_needs_reasons():
    with pytest.raises(NoSignalError):
        must_be_told(Outcome.INSUFFICIENT, in_time=False, override="  ")


@pytest.mark.parametrize(
    ("outcome", "in_time", "override"),
    [
        (Outcome.INSUFFICIENT, True, ""),
        (Outcome.INSUFFICIENT, False, "Pupils were in danger"),
        (Outcome.NOT_YET, False, ""),
        (Outcome.REACHED, False, ""),
    ],
)
def test_otherwise_it_can_be_decided(outcome, in_time, override):
    must_be_told(outcome, in_time=in_time, override=override)


def test_reached_in_primary_education_tells_of_step_four_with_its_source():
    found = meaning(sector_rules().on("po", date(2026, 11, 2)), Outcome.REACHED, "en")
    assert [("step 4" in each.text, bool(each.source), each.certainty) for each in found] == [
        (False, True, Certainty.SEEN),
        (True, True, Certainty.SEEN),
    ]


def test_not_yet_tells_of_no_step():
    found = meaning(sector_rules().on("po", date(2026, 11, 2)), Outcome.NOT_YET, "nl")
    assert [("trede" in each.text) for each in found] == [False]


def test_where_the_agreement_says_nothing_nothing_is_told():
    assert meaning(sector_rules().on("mbo", date(2026, 11, 2)), Outcome.REACHED, "nl") == ()


def test_agreement_counts_levels_and_leaves_out_what_was_not_seen():
    one, other = answered(2).plain(), answered(2, at_0="not_seen", at_1=3).plain()
    found = agreement_of(PROFILE, [one, other])
    rows = beside_each_other(PROFILE, [one, other], found)
    assert (found.shared, rows[0].agrees.simple, rows[1].agrees.apart) == (PROFILE.size - 1, None, 1)


def test_talk_begins_with_what_all_said_alike():
    one, other = answered(2).plain(), answered(2, at_0=3).plain()
    rows = beside_each_other(PROFILE, [one, other], agreement_of(PROFILE, [one, other]))
    alike = shared_values(rows)
    assert (len(alike.values), PROFILE.parts[0].items[0].key in alike.values) == (PROFILE.size - 1, False)
