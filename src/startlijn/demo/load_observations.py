"""Lets lessons of the personas be watched and talked over, and lets them say what they want to learn."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from startlijn.content.instruments import instrument
from startlijn.demo.stage import Stage
from startlijn.domain.guidance.rules.working_days import next_school_day
from startlijn.domain.instruments.terms import Answers, Value
from startlijn.domain.intervision.terms import Theme
from startlijn.domain.observations import actions
from startlijn.domain.observations.models import Observation
from startlijn.domain.observations.terms import LessonPurpose, Moment

_FORM = "lesson-observation.2026-1"
_PLANNED_BEFORE = 8  # days
_SOON = 3


def load_observations(stage: Stage) -> None:
    """Play the lessons that were watched, what is asked now, and the learning questions."""
    lessons: list[dict[str, Any]] = stage.story["lessons"]  # type: ignore[assignment]
    for told in sorted(lessons, key=lambda each: stage.day(*each["day"])):
        on = next_school_day(stage.day(*told["day"]))
        if stage.has_come(on + timedelta(days=1)):
            _watch(stage, told, on)
    _plan_for_soon(stage)
    _ask_to_determine(stage)
    _ask_questions(stage)


def _person(stage: Stage, word: str) -> str:
    """Return who is meant: the coach of the starter, or a persona."""
    starter = next(each for each in stage.described.starters if each.person == stage.persona("starter"))
    return starter.coach if word == "coach" else stage.persona(word)


def _plan(
    stage: Stage, word: str, purpose: LessonPurpose, moment: Moment, by_day: date, *, watches: bool = False
) -> Observation:
    with stage.on(by_day) as at:
        return actions.plan_lesson(
            by=stage.actor(stage.persona("starter"), at),
            at=at,
            purpose=purpose,
            colleague_id=stage.people[_person(stage, word)],
            instrument_id=_FORM,
            moment=moment,
            starter_watches=watches,
        )


def _watch(stage: Stage, told: dict[str, Any], on: date) -> None:
    """Play one lesson: planned, watched, seen by all sides, talked over."""
    watches = told.get("watches", False)
    purpose = LessonPurpose.PEER if watches else LessonPurpose.COACHING
    moment = Moment(told["class"], on, told["lesson"])
    lesson = _plan(
        stage, told["with"], purpose, moment, on - timedelta(days=_PLANNED_BEFORE), watches=watches
    )
    starter, other = stage.persona("starter"), _person(stage, told["with"])
    observer = starter if watches else other
    _fill(stage, lesson, observer, _answers(told["seen"], told.get("notes", {})), told.get("remark", ""))
    if "own" in told:
        _fill(stage, lesson, starter, _answers(told["own"], told.get("own_notes", {})))
    if "pupils" in told:
        with stage.on(on) as at:
            actions.save_pupils(
                by=stage.actor(starter, at), at=at, observation_id=lesson.pk, counts=_counts(told["pupils"])
            )
    if "worked" in told:
        with stage.on(on + timedelta(days=1)) as at:
            actions.write_talk(
                by=stage.actor(other, at),
                at=at,
                observation_id=lesson.pk,
                worked=told["worked"],
                goal=told["goal"],
                next_on=on + timedelta(days=42),
            )


def _fill(stage: Stage, lesson: Observation, person: str, given: Answers, remark: str = "") -> None:
    assert lesson.on is not None
    with stage.on(lesson.on) as at:
        actions.save_view(
            by=stage.actor(person, at), at=at, observation_id=lesson.pk, given=given, remark=remark
        )


def _answers(seen: Mapping[str, int], notes: Mapping[str, str]) -> Answers:
    """Return an answer for every item of the parts that were seen, but the last: that was not seen."""
    values: dict[str, Value] = {
        item.key: "not_seen" if number == len(part.items) - 1 else seen[part.key]
        for part in instrument(_FORM).parts
        if part.key in seen
        for number, item in enumerate(part.items)
    }
    return Answers(values, notes)


def _counts(told: Mapping[str, list[int]]) -> dict[str, dict[int, int]]:
    return {key: dict(enumerate(given, start=1)) for key, given in told.items()}


def _plan_for_soon(stage: Stage) -> None:
    """Plan a lesson within a week from the moment of loading, so that the first page shows one."""
    today = stage.now.date()
    on = next_school_day(today + timedelta(days=_SOON))
    if stage.has_come(stage.day(0, 9, 1)):
        _plan(stage, "coach", LessonPurpose.COACHING, Moment("Groep 5", on, "Taal, 10:30"), today)


def _ask_to_determine(stage: Stage) -> None:
    """Let the team leader announce a lesson of the career switcher; that starter still chooses."""
    if not stage.has_come(stage.day(0, 10, 1)):
        return
    with stage.on(max(stage.day(0, 10, 1), stage.now.date() - timedelta(days=2))) as at:
        actions.ask_to_watch(
            by=stage.actor(stage.persona("teamleider"), at),
            at=at,
            trajectory_id=stage.lines[stage.persona("zij-instromer")].pk,
            instrument_id=_FORM,
        )


def _ask_questions(stage: Stage) -> None:
    told: list[dict[str, Any]] = stage.story["questions"]  # type: ignore[assignment]
    starter = stage.persona("starter")
    for each in told:
        on = stage.day(*each["day"])
        if not stage.has_come(on):
            continue
        words = {"question": each["question"], "goal": each.get("goal", ""), "theme": Theme(each["theme"])}
        with stage.on(on) as at:
            made = actions.add_question(by=stage.actor(starter, at), at=at, **words)
            if each.get("shared"):
                actions.share_question(by=stage.actor(starter, at), at=at, question_id=made.pk)
        if "answered" in each and stage.has_come(stage.day(*each["answered"])):
            with stage.on(stage.day(*each["answered"])) as at:
                actions.change_question(
                    by=stage.actor(starter, at),
                    at=at,
                    question_id=made.pk,
                    expected_version=1,
                    answered=True,
                    **words,
                )
