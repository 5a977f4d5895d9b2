"""Opening what is about a starter: that somebody else sees it stands in the journal, for the starter."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.terms import Actor
from startlijn.base.journal.actions import read
from startlijn.base.seams import day_of
from startlijn.domain.guidance.models import Trajectory
from startlijn.domain.observations.queries.lessons import lesson_page
from startlijn.domain.observations.queries.questions import QuestionView, shared_questions
from startlijn.domain.observations.queries.reach import get_seen
from startlijn.domain.observations.queries.views import LessonPage
from startlijn.domain.observations.terms import LessonPurpose


@transaction.atomic
def open_lesson(*, by: Actor, at: datetime, observation_id: UUID) -> LessonPage:
    """Return one observation with its views; that a colleague reads it is written down first.

    Raises `NotVisibleError`.
    """
    row = get_seen(by, observation_id)
    page = lesson_page(by, observation_id)
    if page.views or page.talk:
        read(by=by, at=at, on=row, about=row.trajectory.person_id, why=row.purpose)
    return page


@transaction.atomic
def open_shared_questions(*, by: Actor, at: datetime, trajectory_id: UUID) -> tuple[str, list[QuestionView]]:
    """Return the name of a starter and the questions shared with this coach; the reading is written down.

    Raises `NotVisibleError` for who is not the coach of now.
    """
    name, found = shared_questions(by, trajectory_id, day_of(at))
    if found:
        line = Trajectory.objects.get(pk=trajectory_id)
        read(by=by, at=at, on=line, about=line.person_id, why=LessonPurpose.COACHING)
    return name, found
