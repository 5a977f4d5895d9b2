"""Making a line, and changing single steps of it."""

from datetime import date, timedelta

import pytest

from startlijn.base.access.terms import NotVisibleError
from startlijn.base.journal.models import JournalLine
from startlijn.base.tenancy import VersionConflictError
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.models import Step
from startlijn.domain.guidance.queries.lines import line_page, own_line, swap_choices
from startlijn.domain.guidance.terms import (
    CancelledError,
    NotSwappableError,
    Outcome,
    SettledError,
    Side,
    StarterType,
    StepState,
)
from tests.domain.guidance.practice.conftest import FIRST, TODAY


def element(guidance, title):
    with guidance.world.here():
        return guidance.version.elements.get(title_nl=title)


def test_a_registered_starter_has_a_line_of_the_elements_for_this_type(guidance):
    trajectory = guidance.starter()
    with guidance.world.here():
        titles = list(Step.objects.filter(trajectory=trajectory).values_list("title_nl", flat=True))
    assert {title: titles.count(title) for title in titles} == {
        "Gesprek met je coach": 8,
        "Lesbezoek": 2,
        "Netwerk": 3,
        "Gesprek in jaar 2": 4,
        "Terugkijken": 1,
    }


def test_planned_minutes_are_those_of_the_programme(guidance):
    trajectory = guidance.starter()
    with guidance.world.here():
        steps = list(Step.objects.filter(trajectory=trajectory))
    assert sum(step.starter_minutes for step in steps) == (8 + 4 + 6 + 4 + 2) * 60
    assert sum(step.coach_minutes for step in steps) == (12 + 6 + 0 + 4 + 1) * 60


def test_making_it_again_keeps_ticked_and_past_steps_and_rows(guidance):
    trajectory = guidance.starter()
    before = {step.pk: step.planned_on for step in guidance.steps(trajectory)}
    assert guidance.do(actions.make_line, trajectory_id=trajectory.pk) == 18
    assert {step.pk: step.planned_on for step in guidance.steps(trajectory)} == before


def test_another_type_gets_other_elements_and_what_was_ticked_stays(guidance):
    trajectory = guidance.starter()
    visit = guidance.steps(trajectory, "lesson_observation")[0]
    guidance.tick(visit, Side.STARTER, guidance.as_starter(trajectory))
    with guidance.world.here():
        trajectory.refresh_from_db()
        trajectory.starter_type = StarterType.CAREER_SWITCHER
        trajectory.save()
    guidance.do(actions.make_line, trajectory_id=trajectory.pk)
    assert len(guidance.steps(trajectory, "lesson_observation")) == 2
    coming = guidance.steps(trajectory, "video_coaching")
    assert all(step.planned_on >= TODAY for step in coming)
    assert len(coming) >= 1


def test_who_does_not_arrange_or_register_cannot_make_a_line(guidance, another_world):
    trajectory = guidance.starter()
    stranger = guidance.world.actor("school_educator", "school", guidance.world.add_school("Elders").pk)
    with pytest.raises(NotVisibleError):
        guidance.do(actions.make_line, by=stranger, trajectory_id=trajectory.pk)
    with pytest.raises(NotVisibleError):
        guidance.do(actions.make_line, by=guidance.coach, trajectory_id=trajectory.pk)


def test_making_a_line_is_journaled(guidance):
    trajectory = guidance.starter()
    guidance.do(actions.make_line, trajectory_id=trajectory.pk)
    line = JournalLine.objects.filter(action="line.make").latest("number")
    assert (line.object_id, line.details) == (str(trajectory.pk), {"added": 0, "changed": 0, "removed": 0})


def test_the_starter_swaps_an_element_for_one_of_equal_weight(guidance):
    trajectory = guidance.starter()
    mine, other = element(guidance, "Lesbezoek"), element(guidance, "Kijken naar video")
    starter = guidance.as_starter(trajectory)
    with guidance.day():
        assert [each.pk for each in swap_choices(starter, trajectory.pk, mine.pk)] == [other.pk]
    count = guidance.do(
        actions.swap_element,
        by=starter,
        trajectory_id=trajectory.pk,
        element_id=mine.pk,
        other_id=other.pk,
    )
    videos = guidance.steps(trajectory, "video_coaching")
    assert (count, len(videos)) == (2, 2)
    assert {step.swapped_from_id for step in videos} == {mine.pk}
    assert guidance.steps(trajectory, "lesson_observation") == []


def test_a_swap_survives_making_the_line_again_and_can_be_swapped_back(guidance):
    trajectory = guidance.starter()
    mine, other = element(guidance, "Lesbezoek"), element(guidance, "Kijken naar video")
    starter = guidance.as_starter(trajectory)

    def swap(one, two):
        guidance.do(
            actions.swap_element,
            by=starter,
            trajectory_id=trajectory.pk,
            element_id=one.pk,
            other_id=two.pk,
        )

    swap(mine, other)
    guidance.do(actions.make_line, trajectory_id=trajectory.pk)
    assert len(guidance.steps(trajectory, "video_coaching")) == 2
    swap(other, mine)
    guidance.do(actions.make_line, trajectory_id=trajectory.pk)
    back = guidance.steps(trajectory, "lesson_observation")
    assert [step.swapped_from_id for step in back] == [None, None]
    assert guidance.steps(trajectory, "video_coaching") == []


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Lesbezoek", "Netwerk"),  # on the line already, and heavier
        ("Gesprek met je coach", "Kijken naar video"),  # not of equal weight
        ("Kijken naar video", "Lesbezoek"),  # not on the line
        ("Gesprek in jaar 2", "Kijken naar video"),  # of another year
    ],
)
def test_what_does_not_weigh_the_same_cannot_be_swapped(guidance, one, two):
    trajectory = guidance.starter()
    with pytest.raises(NotSwappableError):
        guidance.do(
            actions.swap_element,
            by=guidance.as_starter(trajectory),
            trajectory_id=trajectory.pk,
            element_id=element(guidance, one).pk,
            other_id=element(guidance, two).pk,
        )


def test_what_was_ticked_cannot_be_swapped(guidance):
    trajectory = guidance.starter()
    visit = guidance.steps(trajectory, "lesson_observation")[0]
    guidance.tick(visit, Side.STARTER, guidance.as_starter(trajectory), Outcome.NOT_DONE, 0)
    with pytest.raises(NotSwappableError):
        guidance.do(
            actions.swap_element,
            by=guidance.as_starter(trajectory),
            trajectory_id=trajectory.pk,
            element_id=element(guidance, "Lesbezoek").pk,
            other_id=element(guidance, "Kijken naar video").pk,
        )


def test_only_the_starter_swaps(guidance):
    trajectory = guidance.starter()
    with pytest.raises(NotVisibleError):
        guidance.do(
            actions.swap_element,
            trajectory_id=trajectory.pk,
            element_id=element(guidance, "Lesbezoek").pk,
            other_id=element(guidance, "Kijken naar video").pk,
        )


def test_a_moved_step_stays_where_it_was_put(guidance):
    trajectory = guidance.starter()
    step = guidance.steps(trajectory)[-1]
    new = date(2027, 3, 4)
    guidance.do(
        actions.move_step,
        by=guidance.as_starter(trajectory),
        step_id=step.pk,
        planned_on=new,
        expected_version=1,
    )
    guidance.do(actions.make_line, trajectory_id=trajectory.pk)
    with guidance.world.here():
        step.refresh_from_db()
    assert (step.planned_on, step.version) == (new, 2)


def test_two_people_moving_one_step_notice_each_other(guidance):
    trajectory = guidance.starter()
    step = guidance.steps(trajectory)[-1]
    change = {"step_id": step.pk, "planned_on": TODAY, "expected_version": 1}
    guidance.do(actions.move_step, **change)
    with pytest.raises(VersionConflictError):
        guidance.do(actions.move_step, **change)


def test_moving_answers_it_will_be_later(guidance):
    trajectory = guidance.starter()
    step = guidance.steps(trajectory)[0]
    guidance.tick(step, Side.STARTER, guidance.as_starter(trajectory), Outcome.MOVED, 0)
    guidance.do(actions.move_step, step_id=step.pk, planned_on=date(2026, 12, 1), expected_version=1)
    with guidance.world.here():
        assert list(step.ticks.all()) == []


def test_a_confirmed_step_is_not_moved_or_cancelled(guidance):
    trajectory = guidance.starter()
    step = guidance.steps(trajectory)[0]
    guidance.tick(step, Side.STARTER, guidance.as_starter(trajectory))
    with pytest.raises(SettledError):
        guidance.do(actions.move_step, step_id=step.pk, planned_on=TODAY, expected_version=1)
    with pytest.raises(SettledError):
        guidance.do(actions.cancel_step, step_id=step.pk, expected_version=1)


def test_a_cancelled_step_stays_and_can_come_back(guidance):
    trajectory = guidance.starter()
    step = guidance.steps(trajectory)[-1]
    guidance.do(actions.cancel_step, step_id=step.pk, expected_version=1)
    with guidance.day():
        view = line_page(guidance.educator, trajectory.pk, TODAY).step(step.pk)
    assert view.state == StepState.CANCELLED
    with pytest.raises(CancelledError):
        guidance.tick(step, Side.STARTER, guidance.as_starter(trajectory))
    guidance.do(actions.cancel_step, step_id=step.pk, expected_version=2, back=True)
    with guidance.day():
        assert line_page(guidance.educator, trajectory.pk, TODAY).step(step.pk).state == StepState.PLANNED


def test_a_step_of_ones_own_falls_in_its_year(guidance):
    trajectory = guidance.starter()
    step = guidance.do(
        actions.add_step,
        by=guidance.as_starter(trajectory),
        trajectory_id=trajectory.pk,
        title="Koffie met de IB'er",
        planned_on=FIRST + timedelta(days=400),
        minutes=30,
    )
    assert (step.year, step.element_id, step.coach_minutes) == (2, None, 0)


def test_the_own_line_shows_three_years_and_what_is_next(guidance):
    trajectory = guidance.starter()
    guidance.pair(trajectory)
    with guidance.day():
        line = own_line(guidance.as_starter(trajectory), TODAY)
    assert [(year.number, year.begins_on.year) for year in line.years] == [(1, 2026), (2, 2027), (3, 2028)]
    assert line.coach == str(guidance.coach_person)
    assert line.coming.planned_on >= TODAY
    assert (line.owns, line.plans, line.guides, line.arranges) == (True, True, False, False)


def test_a_leader_reads_the_line_and_changes_nothing(guidance):
    trajectory = guidance.starter()
    leader = guidance.world.actor("school_leader", "school", guidance.school.pk)
    with guidance.day():
        line = line_page(leader, trajectory.pk, TODAY)
    assert (line.reads, line.plans) == (True, False)
    step = guidance.steps(trajectory)[-1]
    with pytest.raises(NotVisibleError):
        guidance.do(actions.cancel_step, by=leader, step_id=step.pk, expected_version=1)


def test_a_stranger_sees_no_line(guidance):
    trajectory = guidance.starter()
    for role, place, pk in (
        ("board_executive", "board", guidance.world.board.pk),
        ("coordinator", "partnership", None),
        ("coach", "school", guidance.school.pk),
    ):
        with guidance.day(), pytest.raises(NotVisibleError):
            line_page(guidance.world.actor(role, place, pk), trajectory.pk, TODAY)
