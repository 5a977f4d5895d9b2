"""One case for each action on lessons that are watched, and on learning questions."""

from collections.abc import Callable

from startlijn.domain.observations import actions
from startlijn.domain.observations.models import LearningQuestion
from startlijn.domain.observations.terms import LessonPurpose, Moment
from tests.conftest import World
from tests.domain.guidance.practice.conftest import TODAY
from tests.domain.observations.conftest import FORM, SEEN, Lessons

Act = Callable[[], object]


def _with(prepare: Callable[[Lessons], Act]) -> Callable[[World], Act]:
    return lambda world: prepare(Lessons(world))


def _do(lessons: Lessons, verb: Callable[..., object], **given: object) -> Act:
    given.setdefault("by", lessons.me)
    return lambda: lessons.do(verb, **given)


def _plan(lessons: Lessons) -> Act:
    return _do(
        lessons,
        actions.plan_lesson,
        purpose=LessonPurpose.COACHING,
        colleague_id=lessons.coach_person.pk,
        instrument_id=FORM,
        moment=Moment("Groep 5", TODAY),
    )


def _ask(lessons: Lessons) -> Act:
    given = {"trajectory_id": lessons.line.pk, "instrument_id": FORM}
    return _do(lessons, actions.ask_to_watch, by=lessons.leader, **given)


def _choose(lessons: Lessons) -> Act:
    pk = lessons.plan().pk
    moment = Moment("Groep 6", TODAY)
    return _do(lessons, actions.choose_moment, observation_id=pk, expected_version=1, moment=moment)


def _call_off(lessons: Lessons) -> Act:
    return _do(lessons, actions.call_off, observation_id=lessons.plan().pk)


def _remove(lessons: Lessons) -> Act:
    lesson = lessons.watched()
    lessons.talk(lesson, lessons.coach)
    return _do(lessons, actions.remove_observation, observation_id=lesson.pk)


def _fill(lessons: Lessons) -> Act:
    pk = lessons.plan().pk
    return _do(lessons, actions.save_view, by=lessons.coach, observation_id=pk, given=SEEN, remark="Rust")


def _pupils(lessons: Lessons) -> Act:
    counts = {"climate-welcome": {3: 9}}
    return _do(lessons, actions.save_pupils, observation_id=lessons.plan().pk, counts=counts)


def _talk(lessons: Lessons) -> Act:
    return _do(lessons, actions.write_talk, observation_id=lessons.watched().pk, worked="Rust")


def _open(lessons: Lessons) -> Act:
    return _do(lessons, actions.open_lesson, by=lessons.coach, observation_id=lessons.watched().pk)


def _open_shared(lessons: Lessons) -> Act:
    lessons.do(actions.share_question, by=lessons.me, question_id=_question(lessons).pk)
    return _do(lessons, actions.open_shared_questions, by=lessons.coach, trajectory_id=lessons.line.pk)


def _question(lessons: Lessons) -> LearningQuestion:
    made = lessons.do(actions.add_question, by=lessons.me, question="Hoe?")
    assert isinstance(made, LearningQuestion)
    return made


def _add(lessons: Lessons) -> Act:
    return _do(lessons, actions.add_question, question="Hoe?", goal="Rust")


def _change(lessons: Lessons) -> Act:
    pk = _question(lessons).pk
    given = {"question": "Wat?", "answered": True, "expected_version": 1}
    return _do(lessons, actions.change_question, question_id=pk, **given)


def _share(lessons: Lessons) -> Act:
    return _do(lessons, actions.share_question, question_id=_question(lessons).pk)


def _stop(lessons: Lessons) -> Act:
    pk = _question(lessons).pk
    lessons.do(actions.share_question, by=lessons.me, question_id=pk)
    return _do(lessons, actions.stop_sharing_question, question_id=pk)


def _remove_question(lessons: Lessons) -> Act:
    return _do(lessons, actions.remove_question, question_id=_question(lessons).pk)


CASES: dict[str, Callable[[World], Act]] = {
    "observations.plan_lesson": _with(_plan),
    "observations.ask_to_watch": _with(_ask),
    "observations.choose_moment": _with(_choose),
    "observations.call_off": _with(_call_off),
    "observations.remove_observation": _with(_remove),
    "observations.save_view": _with(_fill),
    "observations.save_pupils": _with(_pupils),
    "observations.write_talk": _with(_talk),
    "observations.open_lesson": _with(_open),
    "observations.open_shared_questions": _with(_open_shared),
    "observations.add_question": _with(_add),
    "observations.change_question": _with(_change),
    "observations.share_question": _with(_share),
    "observations.stop_sharing_question": _with(_stop),
    "observations.remove_question": _with(_remove_question),
}
