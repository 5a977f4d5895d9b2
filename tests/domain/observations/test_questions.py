"""Learning questions are the starter's own."""

import pytest

from startlijn.base.access.terms import NotVisibleError
from startlijn.base.tenancy import VersionConflictError
from startlijn.domain.guidance import actions as guidance
from startlijn.domain.intervision.terms import Theme
from startlijn.domain.observations import actions
from startlijn.domain.observations.queries.questions import own_question, own_questions, shared_questions
from startlijn.domain.observations.terms import (
    EmptyQuestionError,
    ManyQuestionsError,
    NoCoachToShareError,
)
from tests.domain.guidance.practice.conftest import TODAY
from tests.domain.observations.conftest import days


def add(lessons, text="Hoe begin ik rustig?"):
    return lessons.do(
        actions.add_question, by=lessons.me, question=f" {text} ", goal="Rust", theme=Theme.CLIMATE
    )


def shared(lessons, by, on=TODAY):
    with lessons.day(on):
        return [each.question for each in shared_questions(by, lessons.line.pk, on)[1]]


def test_a_question_is_seen_by_the_starter_alone(lessons):
    add(lessons)
    with lessons.day():
        (mine,) = own_questions(lessons.me, TODAY)
    assert (mine.question, mine.goal, mine.theme, mine.shared_with) == (
        "Hoe begin ik rustig?",
        "Rust",
        Theme.CLIMATE,
        "",
    )
    assert shared(lessons, lessons.coach) == []


def test_a_shared_question_is_seen_by_the_coach_until_it_is_taken_back(lessons):
    row, _other = add(lessons), add(lessons, "Iets anders")
    lessons.do(actions.share_question, by=lessons.me, question_id=row.pk)
    assert shared(lessons, lessons.coach) == ["Hoe begin ik rustig?"]
    lessons.do(actions.stop_sharing_question, by=lessons.me, question_id=row.pk)
    assert shared(lessons, lessons.coach) == []


def test_a_share_ends_with_the_pairing(lessons):
    row = add(lessons)
    lessons.do(actions.share_question, by=lessons.me, question_id=row.pk)
    other = lessons.world.person("coach", "school", lessons.school.pk, name="Nieuw")
    lessons.do(guidance.hand_over, trajectory_id=lessons.line.pk, coach_id=other.pk, started_on=days(1))
    assert shared(lessons, lessons.actor(other.pk, days(1)), days(1)) == []
    with pytest.raises(NotVisibleError):
        shared(lessons, lessons.coach, days(1))
    with lessons.day(days(1)):
        assert own_question(lessons.me, row.pk, days(1)).shared_with == ""


def test_without_a_coach_there_is_nobody_to_share_with(lessons):
    row = add(lessons)
    lessons.do(guidance.end_pairing, pairing_id=_pairing(lessons).pk, finished_on=TODAY)
    with pytest.raises(NoCoachToShareError):
        lessons.do(actions.share_question, by=lessons.me, question_id=row.pk)


def _pairing(lessons):
    with lessons.world.here():
        return lessons.line.pairings.get()


def test_nobody_else_changes_shares_or_removes_it(lessons):
    row = add(lessons)
    lessons.do(actions.share_question, by=lessons.me, question_id=row.pk)
    for verb, more in (
        (actions.change_question, {"expected_version": 1, "question": "x"}),
        (actions.share_question, {}),
        (actions.stop_sharing_question, {}),
        (actions.remove_question, {}),
    ):
        with pytest.raises(NotVisibleError):
            lessons.do(verb, by=lessons.coach, question_id=row.pk, **more)


def test_an_answered_question_stands_last(lessons):
    first = add(lessons)
    change = {"by": lessons.me, "question_id": first.pk, "question": "Anders"}
    row = lessons.do(actions.change_question, expected_version=1, answered=True, **change)
    assert (row.question, row.answered_on, row.version) == ("Anders", TODAY, 2)
    add(lessons, "Nieuw")
    with lessons.day():
        assert [each.question for each in own_questions(lessons.me, TODAY)] == ["Nieuw", "Anders"]
    with pytest.raises(VersionConflictError):
        lessons.do(actions.change_question, expected_version=1, **change)


def test_a_question_has_words_and_there_are_not_too_many(lessons, monkeypatch):
    with pytest.raises(EmptyQuestionError):
        add(lessons, " ")
    monkeypatch.setattr("startlijn.domain.observations.actions.questions.MOST_QUESTIONS", 1)
    row = add(lessons)
    with pytest.raises(ManyQuestionsError):
        add(lessons)
    lessons.do(actions.remove_question, by=lessons.me, question_id=row.pk)
    assert add(lessons).version == 1
