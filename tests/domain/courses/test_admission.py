"""Who is in, who waits and why: by example, and for every order of events."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from startlijn.domain.courses.rules.admission import Limit, Limits, Seats, Team, full_because
from startlijn.domain.courses.rules.replay import (
    Action,
    BadEventError,
    Event,
    Outcome,
    Replay,
    Wrong,
    replay,
)

SEED = Limits(schools=10, per_school=2, participants=17)  # seed 000 lines 53 and 68
BEGIN = datetime(2026, 11, 2, 9, tzinfo=UTC)


def told(*lines: str, limits: Limits = SEED) -> Outcome:
    """Replay lines such as "+ A Ann|Bob" and "- A", one minute apart."""
    events = []
    for minute, line in enumerate(lines):
        sign, school, *names = line.split()
        action = Action.ENROL if sign == "+" else Action.WITHDRAW
        people = tuple(names[0].split("|")) if names else ()
        events.append(Event(BEGIN + timedelta(minutes=minute), action, school, people, minute + 2))
    return replay(events, limits)


def confirmed(outcome: Outcome) -> list[str]:
    return [f"{team.school} {'|'.join(team.names)}" for team in outcome.confirmed]


def waiting(outcome: Outcome) -> list[str]:
    return [f"{team.position} {team.school} {'|'.join(team.names)} {team.reason}" for team in outcome.waiting]


EIGHT_PAIRS = [f"+ S{number} a{number}|b{number}" for number in range(8)]


def test_seventeen_seats_leave_room_for_one_after_eight_pairs():
    outcome = told(*EIGHT_PAIRS, "+ Pair x|y", "+ Single z")
    assert confirmed(outcome)[-1] == "Single z"
    assert waiting(outcome) == ["1 Pair x|y participants"]
    assert outcome.full_because == "participants"


def test_ten_schools_are_full_before_seventeen_people():
    outcome = told(*(f"+ S{number} p{number}" for number in range(11)))
    assert (len(outcome.confirmed), waiting(outcome)) == (10, ["1 S10 p10 schools"])
    assert outcome.full_because == "schools"


def test_school_that_is_in_brings_a_second_team_while_no_new_school_can():
    outcome = told(*(f"+ S{number} p{number}" for number in range(10)), "+ S3 q", "+ S3 r")
    assert confirmed(outcome)[-1] == "S3 q"
    assert waiting(outcome) == ["1 S3 r per_school"]


def test_team_larger_than_the_limit_per_school_waits_for_that_reason_however_full_it_is():
    assert waiting(told("+ A a|b|c")) == ["1 A a|b|c per_school"]
    assert waiting(told(*EIGHT_PAIRS, "+ Z z", "+ A a|b|c"))[-1] == "1 A a|b|c per_school"


def test_whoever_is_blocked_by_two_limits_hears_which_was_reached_first():
    limits = Limits(schools=2, per_school=2, participants=3)
    assert waiting(told("+ A a", "+ B b|c", "+ C c", limits=limits)) == ["1 C c schools"]
    limits = Limits(schools=3, per_school=2, participants=3)
    assert waiting(told("+ A a", "+ B b|c", "+ C c", limits=limits)) == ["1 C c participants"]


def test_withdrawal_promotes_in_order_each_team_that_now_fits():
    lines = [*EIGHT_PAIRS, "+ Single z", "+ P x|y", "+ Q q", "+ R r"]
    outcome = told(*lines, "- S0")
    assert confirmed(outcome)[-1] == "P x|y"
    assert waiting(outcome) == ["1 Q q participants", "2 R r participants"]
    outcome = told(*lines, "- Single")
    assert confirmed(outcome)[-1] == "Q q"
    assert waiting(outcome) == ["1 P x|y participants", "2 R r participants"]


def test_withdrawing_some_names_keeps_the_others_and_without_names_all_teams_go():
    assert confirmed(told("+ A a|b", "- A a")) == ["A b"]
    assert confirmed(told("+ A a", "+ A b", "- A")) == []
    assert confirmed(told("+ A a", "+ B x", "+ A b", "- A b")) == ["A a", "B x"]


def test_team_that_waits_and_becomes_smaller_gets_in():
    assert confirmed(told("+ A a|b|c", "- A b")) == ["A a|c"]


def test_events_happen_in_order_of_time_and_stably():
    events = [
        Event(BEGIN + timedelta(hours=1), Action.ENROL, "Late", ("l",), 2),
        Event(BEGIN, Action.ENROL, "First", ("f",), 3),
        Event(BEGIN, Action.ENROL, "Second", ("s",), 4),
    ]
    assert confirmed(replay(events, SEED)) == ["First f", "Second s", "Late l"]


def test_nothing_is_full_while_one_of_a_new_school_fits():
    assert told().full_because is None
    assert full_because([Team("1", "a", 16)], SEED) is None
    assert full_because([Team("1", "a", 17)], SEED) == Limit.PARTICIPANTS


@pytest.mark.parametrize(
    ("lines", "code", "row"),
    [
        (["+ A"], Wrong.NOBODY, 2),
        (["+ A ann|ANN"], Wrong.TWICE, 2),
        (["+ A ann", "+ a Ann"], Wrong.TWICE, 3),
        (["+ A ann", "- B"], Wrong.UNKNOWN_SCHOOL, 3),
        (["+ A ann", "- A", "- A"], Wrong.UNKNOWN_SCHOOL, 4),
        (["+ A ann|bob", "- A cor"], Wrong.UNKNOWN_NAME, 3),
    ],
)
def test_what_cannot_be_is_refused_with_its_row(lines, code, row):
    with pytest.raises(BadEventError) as refused:
        told(*lines)
    assert (refused.value.code, refused.value.row) == (code, row)


def test_refused_event_changes_nothing():
    course = Replay(SEED)
    course.step(Event(BEGIN, Action.ENROL, "A", ("ann", "bob")))
    before = course.outcome()
    for action, school, names in (
        (Action.ENROL, "A", ("cor", "ann")),
        (Action.WITHDRAW, "A", ("ann", "cor")),
        (Action.ENROL, "B", ()),
    ):
        with pytest.raises(BadEventError):
            course.step(Event(BEGIN, action, school, names))
    assert course.outcome() == before
    course.step(Event(BEGIN, Action.ENROL, "A", ("cor",)))


def test_team_let_in_beyond_the_limit_per_school_still_needs_seats():
    seats = Seats(SEED, [Team("1", "a", 15)])
    assert seats.blocks(Team("2", "b", 3, beyond=True)) == Limit.PARTICIPANTS
    assert Seats(SEED).blocks(Team("2", "b", 3, beyond=True)) is None


# Every order of events, with small limits so that they are met all the time.
MOVES = st.lists(
    st.tuples(st.booleans(), st.sampled_from("ABCDE"), st.integers(1, 4), st.integers(0, 3)), max_size=25
)
LIMITS = st.builds(Limits, st.integers(1, 4), st.integers(1, 3), st.integers(1, 7))


def events_of(moves) -> list[Event]:
    """Make events that can be: every person has a name of their own, and only who is enrolled withdraws."""
    enrolled: dict[str, list[str]] = {}
    events = []
    for number, (comes, school, size, left) in enumerate(moves):
        here = enrolled.setdefault(school, [])
        at = BEGIN + timedelta(minutes=number)
        if comes or not here:
            names = tuple(f"{number}.{place}" for place in range(size))
            here.extend(names)
            events.append(Event(at, Action.ENROL, school, names))
            continue
        leaving = tuple(here[:left])
        events.append(Event(at, Action.WITHDRAW, school, leaving))
        enrolled[school] = here[left:] if leaving else []
    return events


def enrolled(team) -> int:
    """Return when a team enrolled: the names begin with the number of the event."""
    return int(team.names[0].partition(".")[0])


def seats_of(outcome: Outcome, limits: Limits) -> Seats:
    return Seats(limits, [Team(str(n), t.school, len(t.names)) for n, t in enumerate(outcome.confirmed)])


@given(MOVES, LIMITS)
@settings(max_examples=60)
def test_no_order_of_events_breaks_a_limit(moves, limits):
    course = Replay(limits)
    for event in events_of(moves):
        course.step(event)
        teams = course.outcome().confirmed
        people = [(team.school, name) for team in teams for name in team.names]
        schools = {team.school for team in teams}
        assert len(people) == len(set(people)) <= limits.participants
        assert len(schools) <= limits.schools
        assert all(sum(s == school for s, _name in people) <= limits.per_school for school in schools)


@given(MOVES, LIMITS)
@settings(max_examples=60)
def test_nobody_waits_who_fits(moves, limits):
    course = Replay(limits)
    for event in events_of(moves):
        course.step(event)
        outcome = course.outcome()
        seats = seats_of(outcome, limits)
        reasons = [seats.blocks(Team("", team.school, len(team.names))) for team in outcome.waiting]
        assert reasons == [team.reason for team in outcome.waiting]
        assert None not in reasons


@given(MOVES, LIMITS)
@settings(max_examples=60)
def test_nobody_is_passed_who_would_have_fitted_then(moves, limits):
    """Fair: whoever gets in later than somebody who still waits took a seat that the other could not use."""
    course = Replay(limits)
    for event in events_of(moves):
        before = course.outcome()
        course.step(event)
        after = course.outcome()
        # Who waits and has waited since before this event, in order; they stand before all newcomers.
        stood = {team.names for team in before.waiting}
        kept = {team.names for team in before.confirmed}
        seated = [team for team in after.confirmed if set(team.names) <= set().union(*kept, ())]
        seats = seats_of(Outcome(tuple(seated), (), None), limits)
        for team in after.confirmed[len(seated) :]:
            passed = [
                each for each in after.waiting if each.names in stood and enrolled(each) < enrolled(team)
            ]
            for each in passed:
                assert seats.blocks(Team("", each.school, len(each.names))) is not None
            seats.take(Team("", team.school, len(team.names)))


@given(MOVES, LIMITS, st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_replay_of_a_shuffled_file_equals_step_by_step(moves, limits, chance: random.Random):
    events = events_of(moves)
    course = Replay(limits)
    for event in events:
        course.step(event)
    shuffled = list(events)
    chance.shuffle(shuffled)
    assert replay(shuffled, limits) == course.outcome()


@given(MOVES, LIMITS)
@settings(max_examples=60)
def test_full_says_whether_one_more_of_a_new_school_fits(moves, limits):
    outcome = replay(events_of(moves), limits)
    blocked = seats_of(outcome, limits).blocks(Team("new", "a new school", 1))
    assert (outcome.full_because is None) == (blocked is None)
