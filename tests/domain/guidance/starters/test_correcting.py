"""Putting right what was registered wrongly: what moves along, what stays, and what is refused."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from startlijn.base.access.terms import NotVisibleError
from startlijn.base.journal.models import JournalLine
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.models import CoachPairing, Employment, Step, Trajectory
from startlijn.domain.guidance.terms import (
    AlreadyAStarterError,
    BackwardsError,
    Ending,
    FinishedError,
    NotCompletedError,
    OlderError,
    Outcome,
    OverlapError,
    Side,
)
from tests.domain.guidance.starters.conftest import FIRST, TODAY
from tests.domain.guidance.starters.test_changes import pairing, sees, work_of
from tests.domain.guidance.starters.test_moves import agree, ask, programme
from tests.domain.guidance.starters.test_registering import roles

EARLIER, LATER = date(2026, 6, 1), date(2026, 9, 14)


@pytest.fixture
def made(office):
    programme(office, office.school)
    return office.register()


def correct(office, made, day, **given):
    return office.do(actions.correct_start, trajectory_id=made.pk, started_on=day, **given)


def reopen(office, made, **given):
    return office.do(actions.reopen, trajectory_id=made.pk, **given)


def steps(office, made):
    with office.world.here():
        return list(Step.objects.filter(trajectory=made).order_by("year", "element_id", "number"))


def anew(office, day):
    """The days of a line that was registered rightly at once, on that day."""
    other = office.register(
        office.work(started_on=day), started_on=day, email="other@example.org", when=max(FIRST, day)
    )
    return [(each.element_id, each.number, each.planned_on) for each in steps(office, other)]


@pytest.mark.parametrize("day", [EARLIER, LATER])
def test_line_becomes_as_if_it_was_registered_rightly(office, made, day):
    row = correct(office, made, day)
    assert (row.started_on, row.ends_on) == (day, day.replace(year=day.year + 3))
    assert work_of(office, made) == [(office.school.pk, Decimal(1), day, None)]
    assert [(each.element_id, each.number, each.planned_on) for each in steps(office, made)] == anew(
        office, day
    )
    assert roles(office, made)[-1] == ("school", min(FIRST, day), None)
    with office.world.here():
        line = JournalLine.objects.get(action="starter.correct_start")
    assert line.details == {"from": str(FIRST)}


def test_work_that_began_on_another_day_stays(office, made):
    later = office.work(office.school, started_on=date(2027, 2, 1))
    with office.world.here():
        Employment.objects.filter(trajectory=made).update(finished_on=date(2027, 2, 1))
    office.do(actions.add_employment, trajectory_id=made.pk, employment=later)
    correct(office, made, LATER)
    assert [(since, until) for _school, _fte, since, until in work_of(office, made)] == [
        (LATER, date(2027, 2, 1)),
        (date(2027, 2, 1), None),
    ]


def test_what_was_confirmed_stays_and_holds_the_first_day(office, made):
    step = min(steps(office, made), key=lambda each: each.planned_on)
    starter = office.as_starter(made)
    office.do(actions.tick, by=starter, step_id=step.pk, side=Side.STARTER, outcome=Outcome.DONE, minutes=30)
    with pytest.raises(OlderError) as refused:
        correct(office, made, step.planned_on + timedelta(days=1))
    assert refused.value.figures == {"day": step.planned_on}
    correct(office, made, EARLIER)
    with office.world.here():
        assert Step.objects.get(pk=step.pk).planned_on == step.planned_on


def test_pause_and_move_hold_the_first_day_too(office, made):
    office.do(actions.pause, trajectory_id=made.pk, started_on=date(2026, 9, 1), finished_on=date(2026, 9, 8))
    with pytest.raises(OlderError):
        correct(office, made, LATER)
    assert correct(office, made, date(2026, 9, 1)).ends_on == date(2029, 9, 8)


def test_past_of_a_school_before_a_move_is_not_made_again(office, made):
    second = office.world.add_school("De Tweede")
    programme(office, second)
    asked = {"email": "sanne@example.org", "school_id": second.pk, "starts_on": TODAY}
    office.do(actions.ask_to_move, by=office.hr, **asked)
    agree(office, made)
    past = [each for each in steps(office, made) if each.planned_on < TODAY]
    correct(office, made, EARLIER, by=office.hr)
    now = {each.pk: each.planned_on for each in steps(office, made)}
    assert [now[each.pk] for each in past] == [each.planned_on for each in past]
    assert sum(day < TODAY for day in now.values()) == len(past)


def test_school_where_it_did_not_begin_does_not_correct_it(office, made):
    ask(office, starts_on=TODAY)
    agree(office, made)
    with pytest.raises(NotVisibleError):
        correct(office, made, EARLIER, by=office.other_educator)


def test_days_that_cannot_be_are_refused(office, made):
    with office.world.here():
        Employment.objects.filter(trajectory=made).update(finished_on=date(2026, 12, 1))
    with pytest.raises(BackwardsError):
        correct(office, made, date(2026, 12, 1))
    completed(office, made)
    with pytest.raises(FinishedError):
        correct(office, made, LATER)


def test_line_of_before_is_not_overlapped(office, made):
    office.do(actions.leave, trajectory_id=made.pk, finished_on=date(2026, 10, 1))
    again = office.register(office.work(started_on=TODAY), started_on=TODAY, when=TODAY)
    with pytest.raises(OverlapError):
        correct(office, again, date(2026, 9, 30))
    assert correct(office, again, date(2026, 10, 1)).started_on == date(2026, 10, 1)


def test_only_who_registered_where_it_began_corrects(office, made):
    for actor in (office.other_educator, office.pool, office.as_starter(made)):
        with pytest.raises(NotVisibleError):
            correct(office, made, LATER, by=actor)
    assert correct(office, made, LATER, by=office.hr).started_on == LATER


# -- not complete after all


def completed(office, made, on=date(2026, 10, 1)):
    office.do(actions.complete, trajectory_id=made.pk, finished_on=on)


def test_closed_line_goes_on_with_its_plan_and_its_coach(office, made):
    coaching, before = (
        pairing(office, made),
        [(each.element_id, each.planned_on) for each in steps(office, made)],
    )
    completed(office, made)
    assert [(each.element_id, each.planned_on) for each in steps(office, made)] != before
    reopen(office, made)
    with office.world.here():
        row = Trajectory.objects.get(pk=made.pk)
        assert (row.finished_on, row.ending, row.ends_on) == (None, "", date(2029, 8, 1))
        assert CoachPairing.objects.get(pk=coaching.pk).finished_on is None
        assert JournalLine.objects.filter(action="starter.reopen").count() == 1
    assert [(each.element_id, each.planned_on) for each in steps(office, made)] == before
    assert sees(office, office.educator, made, TODAY)
    assert roles(office, made)[-1] == ("school", FIRST, None)


def test_coach_who_is_full_by_now_does_not_go_on(office, made):
    coaching = pairing(office, made)
    completed(office, made)
    for number in (1, 2):
        other = office.register(email=f"{number}@example.org")
        office.do(actions.pair, trajectory_id=other.pk, coach_id=coaching.coach_id, started_on=TODAY)
    reopen(office, made)
    with office.world.here():
        assert CoachPairing.objects.get(pk=coaching.pk).finished_on == date(2026, 10, 1)


def test_line_that_goes_on_or_was_left_is_not_reopened(office, made):
    with pytest.raises(NotCompletedError):
        reopen(office, made)
    office.do(actions.leave, trajectory_id=made.pk, finished_on=date(2027, 2, 1))
    with pytest.raises(NotCompletedError):
        reopen(office, made)


def test_somebody_with_a_new_line_keeps_to_that(office, made):
    completed(office, made)
    office.register(office.work(started_on=TODAY), started_on=TODAY, when=TODAY)
    with pytest.raises(AlreadyAStarterError):
        reopen(office, made)
    with office.world.here():
        assert Trajectory.objects.get(pk=made.pk).ending == Ending.COMPLETED


def test_only_who_arranges_reopens(office, made):
    completed(office, made)
    for actor in (office.hr, office.other_educator, office.as_starter(made)):
        with pytest.raises(NotVisibleError):
            reopen(office, made, by=actor)
