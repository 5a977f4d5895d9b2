"""Lessons that are watched: your own list, one lesson, and how you saw it."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from ninja import Query, Router
from pydantic import Field

from startlijn.api.doors import Request, operation
from startlijn.api.problems import ChangedMeanwhileError
from startlijn.api.shapes import Input, Output, Page, Paging, Remark, Text, page_of_rows
from startlijn.base.access.terms import Permission
from startlijn.base.seams import now
from startlijn.base.tenancy import VersionConflictError
from startlijn.domain.instruments.terms import Answers
from startlijn.domain.observations import actions
from startlijn.domain.observations.queries import lessons
from startlijn.domain.observations.queries.views import LessonFacts, LessonPage, SideView
from startlijn.domain.observations.terms import LessonPurpose, LessonState, ViewKind

router = Router(tags=["Lessons"])

_MOST_ITEMS = 300
Key = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[a-z0-9-]+$")]
Value = Annotated[int, Field(ge=-1000, le=1000)] | Annotated[str, Field(max_length=20)]


class ListedLesson(Output):
    """A lesson in which you take part. `purpose` was fixed beforehand and never changes.

    `yours` says which view is your own: of who watches, or of who teaches. `open_until` is the first day on
    which the colleague no longer reads it; null until the lesson was watched.
    """

    id: UUID
    purpose: LessonPurpose
    state: LessonState
    yours: ViewKind
    observer: str
    observed: str
    class_label: str
    on: date | None
    lesson: str
    announced_on: date
    open_until: date | None


class LessonView(Output):
    """How one side saw it: answers and notes by key of the form's item. Pupils are only counted."""

    view: ViewKind
    answers: dict[str, int | str]
    notes: dict[str, str]
    counts: dict[str, dict[str, int]]
    remark: str
    version: int


class Talk(Output):
    """What was agreed after the lesson."""

    worked: str
    goal: str
    next_on: date | None


class Lesson(ListedLesson):
    """A lesson with the views that are in; `instrument` is the form, such as "lesson-observation.2026-1"."""

    instrument: str
    views: list[LessonView]
    talk: Talk | None


class OwnView(Input):
    """How you saw it. `version` is that of your view as you read it, 0 when there was none."""

    answers: Annotated[dict[Key, Value], Field(max_length=_MOST_ITEMS)] = {}
    notes: Annotated[dict[Key, Remark], Field(max_length=_MOST_ITEMS)] = {}
    remark: Text = ""
    version: Annotated[int, Field(ge=0, le=2_147_483_647)] = 0


def _facts(facts: LessonFacts) -> dict[str, Any]:
    return {
        "id": facts.id,
        "purpose": facts.purpose,
        "state": facts.state,
        "yours": facts.own_kind,
        "observer": facts.observer,
        "observed": facts.observed,
        "class_label": facts.class_label,
        "on": facts.on,
        "lesson": facts.lesson,
        "announced_on": facts.announced_on,
        "open_until": facts.open_until,
    }


def _view(view: SideView) -> LessonView:
    return LessonView(
        view=view.kind,
        answers=dict(view.values),
        notes=dict(view.notes),
        counts={key: dict(counts) for key, counts in view.counts.items()},
        remark=view.remark,
        version=view.version,
    )


def _lesson(page: LessonPage) -> Lesson:
    talk = page.talk
    return Lesson(
        **_facts(page.facts),
        instrument=page.instrument.id,
        views=[_view(view) for view in page.views.values()],
        talk=Talk(worked=talk.worked, goal=talk.goal, next_on=talk.next_on) if talk else None,
    )


@operation(router.get, "/observations", Permission.OBSERVE, gives=Page[ListedLesson])
def list_observations(request: Request, given: Query[Paging]) -> Page[ListedLesson]:
    """List the lessons in which you take part, the newest first."""

    def make(row: Any) -> ListedLesson:
        return ListedLesson(**_facts(lessons.facts_of(request.actor, row)))

    return page_of_rows(lessons.lessons_for(request.actor), given, make)


@operation(router.get, "/observations/{uuid:observation_id}", Permission.OBSERVE, gives=Lesson)
def get_observation(request: Request, observation_id: UUID) -> Lesson:
    """Give one lesson with the views that are in. The starter sees in the journal that you looked."""
    return _lesson(actions.open_lesson(by=request.actor, at=now(), observation_id=observation_id))


@operation(router.post, "/observations/{uuid:observation_id}/view", Permission.OBSERVE, gives=LessonView)
def save_observation_view(request: Request, observation_id: UUID, given: OwnView) -> LessonView:
    """Write down how you saw the lesson: your own view, never that of another.

    When it was saved in the meantime the answer is 409, with both: `yours` and `current`.
    """
    try:
        saved = actions.save_view(
            by=request.actor,
            at=now(),
            observation_id=observation_id,
            given=Answers(given.answers, given.notes),
            remark=given.remark,
            expected_version=given.version,
        )
    except VersionConflictError as error:
        page = lessons.lesson_page(request.actor, observation_id)
        current = page.view(page.facts.own_kind)
        raise ChangedMeanwhileError(
            given.model_dump(), _view(current).model_dump() if current else {}
        ) from error
    kind = ViewKind(saved.kind)
    return LessonView(
        view=kind,
        answers=saved.answers,
        notes=saved.notes,
        counts={},
        remark=saved.remark,
        version=saved.version,
    )
