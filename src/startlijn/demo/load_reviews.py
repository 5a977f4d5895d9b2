"""Lets two schools look at their programme again: one did so last school year, one is busy with it now."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from startlijn.base.access.terms import Role
from startlijn.demo.stage import Stage
from startlijn.domain.induction.models import ProgrammeVersion
from startlijn.domain.review import actions
from startlijn.domain.review.actions import NewPoint
from startlijn.domain.review.models import ImprovementPoint
from startlijn.domain.review.queries.reviews import Says
from startlijn.domain.review.terms import Met, Question, SafeguardItem


def review_opens_on(stage: Stage) -> date:
    """Return the day of last school year on which the example school began to look back."""
    return stage.day(*stage.story["closed_review"]["opened"])  # type: ignore[index]


def play_closed_review(stage: Stage, version: ProgrammeVersion) -> ProgrammeVersion:
    """Play the review of last school year at the example school; return the draft that came of it."""
    written: dict[str, Any] = stage.story["closed_review"]  # type: ignore[assignment]
    school = stage.described.example_school
    people = _people(stage, school, written["answers"], stage.day(*written["opened"]))
    with stage.on(stage.day(*written["opened"])) as at:
        by = stage.acting(Role.SCHOOL_EDUCATOR, school, at)
        asked = [stage.people[person] for person in people.values()]
        review = actions.open_review(by=by, at=at, version_id=version.pk, participants=asked)
    _answer(stage, review.pk, people, written["answers"], stage.day(*written["opened"]))
    with stage.on(stage.day(*written["compared"])) as at:
        by = stage.acting(Role.SCHOOL_EDUCATOR, school, at)
        review = actions.show_differences(by=by, at=at, review_id=review.pk)
        points = [
            NewPoint(point["title"], stage.people[people[point["owner"]]], stage.day(*point["due"]))
            for point in written["points"]
        ]
        actions.choose_points(
            by=by, at=at, review_id=review.pk, expected_version=review.version, points=points
        )
    with stage.on(stage.day(*written["closed"])) as at:
        by = stage.acting(Role.SCHOOL_EDUCATOR, school, at)
        draft = actions.close_review(by=by, at=at, review_id=review.pk)
    assert draft is not None
    return draft


def finish_points(stage: Stage) -> None:
    """Let the points of the review be done that are."""
    written: dict[str, Any] = stage.story["closed_review"]  # type: ignore[assignment]
    for point in written["points"]:
        if "done" in point and stage.has_come(stage.day(*point["done"])):
            with stage.on(stage.day(*point["done"])) as at:
                by = stage.acting(Role.SCHOOL_EDUCATOR, stage.described.example_school, at)
                row = ImprovementPoint.objects.get(title=point["title"])
                actions.finish_point(by=by, at=at, point_id=row.pk)


def play_open_review(stage: Stage, version: ProgrammeVersion) -> None:
    """Open a review at the other example school; some have answered."""
    written: dict[str, Any] = stage.story["open_review"]  # type: ignore[assignment]
    school = stage.described.example_secondary
    on = stage.now.date() - timedelta(days=written["days_ago"])
    people = _people(stage, school, written["answers"], on)
    others = [stage.holder(Role.SCHOOL_LEADER, school, on), stage.persona("zij-instromer")]
    with stage.on(on) as at:
        by = stage.acting(Role.SCHOOL_EDUCATOR, school, at)
        asked = [stage.people[person] for person in (*people.values(), *others)]
        review = actions.open_review(by=by, at=at, version_id=version.pk, participants=asked)
    _answer(stage, review.pk, people, written["answers"], on)


def _people(stage: Stage, school: str, roles: dict[str, Any], on: date) -> dict[str, str]:
    """Return who speaks for each role at a school: who leads, coaches, or has been a starter for a while."""
    found = {}
    for role in roles:
        if role == Role.STARTER:
            # Neither who has just begun nor who leaves: somebody in the first year when it was asked.
            found[role] = next(
                starter.person
                for starter in stage.described.starters
                if starter.school == school and starter.cohort == stage.year - 1
            )
        else:
            found[role] = stage.holder(Role(role), school, on)
    return found


def _answer(stage: Stage, review_id: UUID, people: dict[str, str], answers: dict[str, Any], on: date) -> None:
    for number, (role, said) in enumerate(answers.items(), start=1):
        with stage.on(on + timedelta(days=2 * number)) as at:
            says = {
                Question(question): Says(words["text"], words["score"]) for question, words in said.items()
            }
            actions.answer(by=stage.actor(people[role], at), at=at, review_id=review_id, answers=says)


def scan(stage: Stage, version: ProgrammeVersion) -> None:
    """Let the example school see how firmly its programme is anchored, last year and this year."""
    written: list[dict[str, Any]] = stage.story["scans"]  # type: ignore[assignment]
    for each in written:
        with stage.on(stage.day(*each["day"])) as at:
            by = stage.acting(Role.SCHOOL_EDUCATOR, stage.described.example_school, at)
            answers = {
                SafeguardItem(item): (Met(met), evidence) for item, (met, evidence) in each["answers"].items()
            }
            actions.scan(by=by, at=at, version_id=version.pk, answers=answers)
