"""The two-sided tick: each side its own answer, for a day; needs and notes stay between the two."""

from datetime import timedelta

import pytest

from startlijn.base.access.terms import NotVisibleError
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.models import ContactNote, RegistrationMoment, Tick
from startlijn.domain.guidance.queries.asking import asked
from startlijn.domain.guidance.queries.coaching import needs_of, notes_of, seconds_this_year
from startlijn.domain.guidance.queries.lines import line_page
from startlijn.domain.guidance.terms import (
    BadMinutesError,
    Concern,
    EmptyNoteError,
    NoteFixedError,
    NotTheirCoachError,
    Outcome,
    Side,
    StepState,
    TickedAlreadyError,
    TooEarlyError,
)
from startlijn.domain.induction.terms import ElementKind
from tests.domain.guidance.practice.conftest import TODAY, at


@pytest.fixture
def paired(guidance):
    trajectory = guidance.starter()
    guidance.pair(trajectory)
    step = [each for each in guidance.steps(trajectory, "coaching_talk") if each.planned_on < TODAY][-1]
    return trajectory, step


def state(guidance, trajectory, step):
    with guidance.day():
        return line_page(guidance.educator, trajectory.pk, TODAY).step(step.pk).state


def test_each_side_says_it_for_itself(guidance, paired):
    trajectory, step = paired
    assert state(guidance, trajectory, step) == StepState.OPEN
    guidance.tick(step, Side.STARTER, guidance.as_starter(trajectory), minutes=60)
    assert state(guidance, trajectory, step) == StepState.HALF
    guidance.tick(step, Side.COACH, guidance.coach, minutes=90)
    assert state(guidance, trajectory, step) == StepState.DONE


def test_a_difference_is_shown_as_a_difference(guidance, paired):
    trajectory, step = paired
    guidance.tick(step, Side.STARTER, guidance.as_starter(trajectory), Outcome.NOT_DONE, 0)
    guidance.tick(step, Side.COACH, guidance.coach, minutes=90)
    assert state(guidance, trajectory, step) == StepState.DIFFERENT
    with guidance.world.here():
        assert sorted(Tick.objects.values_list("side", "outcome")) == [
            ("coach", "done"),
            ("starter", "not_done"),
        ]


def test_neither_ticks_for_the_other(guidance, paired):
    trajectory, step = paired
    with pytest.raises(NotVisibleError):
        guidance.tick(step, Side.COACH, guidance.as_starter(trajectory))
    with pytest.raises(NotVisibleError):
        guidance.tick(step, Side.STARTER, guidance.coach)
    for side in Side:
        with pytest.raises(NotVisibleError):
            guidance.tick(step, side, guidance.educator)


def test_the_own_answer_can_be_changed_for_a_day(guidance, paired):
    trajectory, step = paired
    starter = guidance.as_starter(trajectory)
    guidance.tick(step, Side.STARTER, starter, minutes=60)
    guidance.tick(step, Side.STARTER, starter, minutes=45, hour=12)
    with guidance.world.here():
        assert Tick.objects.get().minutes == 45
    with pytest.raises(TickedAlreadyError):
        guidance.tick(step, Side.STARTER, starter, minutes=30, on=TODAY + timedelta(days=1))
    with guidance.world.here():
        assert Tick.objects.get().minutes == 45


def test_the_same_answer_again_changes_nothing(guidance, paired):
    trajectory, step = paired
    starter = guidance.as_starter(trajectory)
    guidance.tick(step, Side.STARTER, starter)
    guidance.tick(step, Side.STARTER, starter, on=TODAY + timedelta(days=9))
    with guidance.world.here():
        assert Tick.objects.get().ticked_at == at(TODAY)


def test_it_will_be_later_is_never_final(guidance, paired):
    trajectory, step = paired
    starter = guidance.as_starter(trajectory)
    guidance.tick(step, Side.STARTER, starter, Outcome.MOVED, 0)
    assert state(guidance, trajectory, step) == StepState.OPEN
    guidance.tick(step, Side.STARTER, starter, on=TODAY + timedelta(days=9))
    with guidance.world.here():
        assert Tick.objects.get().outcome == "done"


@pytest.mark.parametrize("minutes", [0, -5, 6001])
def test_minutes_that_cannot_be_are_refused(guidance, paired, minutes):
    trajectory, step = paired
    with pytest.raises(BadMinutesError):
        guidance.tick(step, Side.STARTER, guidance.as_starter(trajectory), minutes=minutes)


def test_what_is_far_ahead_cannot_be_confirmed(guidance, paired):
    trajectory, _step = paired
    with pytest.raises(TooEarlyError):
        guidance.tick(guidance.steps(trajectory)[-1], Side.STARTER, guidance.as_starter(trajectory))


def test_what_waits_is_asked_of_each_side(guidance, paired):
    trajectory, step = paired
    with guidance.day():
        mine = asked(guidance.as_starter(trajectory), TODAY, most=50)
        coached = asked(guidance.coach, TODAY, most=50)
    due = [each for each in guidance.steps(trajectory) if each.planned_on <= TODAY]
    assert {each.step_id for each in mine} == {each.pk for each in due}
    assert {each.step_id for each in coached} == {each.pk for each in due if each.with_coach}
    guidance.tick(step, Side.STARTER, guidance.as_starter(trajectory))
    with guidance.day():
        assert step.pk not in {each.step_id for each in asked(guidance.as_starter(trajectory), TODAY)}


def test_a_coach_is_not_asked_about_the_time_before(guidance):
    trajectory = guidance.starter()
    guidance.pair(trajectory, started_on=TODAY)
    with guidance.day():
        assert asked(guidance.coach, TODAY) == []


def test_time_is_added_up_and_at_most_five_minutes_a_form(guidance, paired):
    trajectory, step = paired
    starter = guidance.as_starter(trajectory)
    guidance.tick(step, Side.STARTER, starter, seconds=34)
    guidance.do(
        actions.answer_needs,
        by=starter,
        trajectory_id=trajectory.pk,
        concerns={},
        own_words="",
        seconds=4000,
    )
    with guidance.day():
        assert RegistrationMoment.objects.get().seconds == 334
        assert seconds_this_year(starter, TODAY) == 334
        assert seconds_this_year(guidance.coach, TODAY) == 0


def test_needs_are_for_the_starter_and_the_coach_of_now(guidance, paired):
    trajectory, _step = paired
    guidance.do(
        actions.answer_needs,
        by=guidance.as_starter(trajectory),
        trajectory_id=trajectory.pk,
        concerns={"parents": 3, "intensity": 1, "nonsense": 2, "goals": 9},
        own_words=" Rust ",
    )
    with guidance.day():
        (seen,) = needs_of(guidance.coach, trajectory.pk)
        assert needs_of(guidance.as_starter(trajectory), trajectory.pk) == [seen]
        assert needs_of(guidance.educator, trajectory.pk) == []
    assert seen.concerns == ((Concern.INTENSITY, 1), (Concern.PARENTS, 3))
    assert seen.helpful == ((Concern.PARENTS, (ElementKind.TRAINING, ElementKind.COACHING_TALK)),)
    assert seen.own_words == "Rust"


def write(guidance, trajectory, **given):
    fields = {"by": guidance.coach, "worked": "Rustige start"} | given
    with guidance.day():
        return actions.write_note(at=at(TODAY), trajectory_id=trajectory.pk, on=TODAY, **fields)


def test_a_note_is_for_the_starter_and_the_coach_who_wrote_it(guidance, paired):
    trajectory, _step = paired
    write(guidance, trajectory)
    other = guidance.world.person("coach", "school", guidance.school.pk)
    guidance.do(actions.hand_over, trajectory_id=trajectory.pk, coach_id=other.pk, started_on=TODAY)
    with guidance.day():
        assert len(notes_of(guidance.as_starter(trajectory), trajectory.pk, at(TODAY))) == 1
        assert notes_of(guidance.actor(other.pk), trajectory.pk, at(TODAY)) == []
        assert notes_of(guidance.coach, trajectory.pk, at(TODAY)) == []
        assert notes_of(guidance.educator, trajectory.pk, at(TODAY)) == []


def test_only_the_coach_of_now_writes(guidance, paired):
    trajectory, _step = paired
    other = guidance.actor(guidance.world.person("coach", "school", guidance.school.pk).pk)
    for actor in (guidance.as_starter(trajectory), guidance.educator, other):
        with pytest.raises(NotTheirCoachError):
            write(guidance, trajectory, by=actor)
    with pytest.raises(NotTheirCoachError):
        write(guidance, guidance.starter())


def test_an_empty_note_is_refused(guidance, paired):
    with pytest.raises(EmptyNoteError):
        write(guidance, paired[0], worked=" ")


def test_a_note_is_mended_for_a_day_and_removed_by_the_starter(guidance, paired):
    trajectory, _step = paired
    note = write(guidance, trajectory)
    change = {"note_id": note.pk, "by": guidance.coach}
    with guidance.day():
        actions.change_note(at=at(TODAY, 20), on=TODAY, goal="Tempo", **change)
        assert ContactNote.objects.get().goal == "Tempo"
        with pytest.raises(NoteFixedError):
            actions.change_note(at=at(TODAY + timedelta(days=1)), on=TODAY, goal="Later", **change)
    with pytest.raises(NotVisibleError):
        guidance.do(actions.remove_note, by=guidance.coach, note_id=note.pk)
    guidance.do(actions.remove_note, by=guidance.as_starter(trajectory), note_id=note.pk)
    with guidance.world.here():
        assert not ContactNote.objects.exists()
