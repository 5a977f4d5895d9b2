"""Opening an observation: what somebody sees about another stands in the journal, for the starter to see."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.terms import Actor
from startlijn.base.journal.actions import read
from startlijn.domain.observations.queries.lessons import lesson_page
from startlijn.domain.observations.queries.reach import get_seen
from startlijn.domain.observations.queries.views import LessonPage


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
