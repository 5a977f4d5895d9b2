"""The talk after the lesson: what worked, one goal, a next date."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.terms import Actor
from startlijn.base.journal.actions import record
from startlijn.base.tenancy import VersionConflictError
from startlijn.domain.observations.models import FollowUpTalk, Observation
from startlijn.domain.observations.queries.reach import get_seen
from startlijn.domain.observations.terms import EmptyTalkError, LessonState, NotWatchedError


@transaction.atomic
def write_talk(
    *,
    by: Actor,
    at: datetime,
    observation_id: UUID,
    worked: str = "",
    goal: str = "",
    next_on: date | None = None,
    expected_version: int = 0,
) -> FollowUpTalk:
    """Let one of the two write down what the talk brought; from then on the views stay as they are.

    `expected_version` is that of the talk that was read, 0 when there was none. Raises `NotVisibleError`,
    `NotWatchedError`, `EmptyTalkError`, `VersionConflictError`.
    """
    get_seen(by, observation_id)
    row = Observation.objects.select_for_update(of=("self",)).get(pk=observation_id)
    if row.state not in (LessonState.DONE, LessonState.TALKED):
        raise NotWatchedError
    if not worked.strip() and not goal.strip():
        raise EmptyTalkError
    talk = FollowUpTalk.objects.filter(observation=row).first()
    if talk is None:
        talk = FollowUpTalk(partnership_id=row.partnership_id, observation=row, version=0)
        if expected_version:
            raise VersionConflictError(talk)
    talk.expect(expected_version)
    talk.worked, talk.goal, talk.next_on = worked.strip(), goal.strip(), next_on
    talk.by_id, talk.written_at = by.person_id, at
    talk.version += 1
    talk.save()
    if row.state == LessonState.DONE:
        row.state = LessonState.TALKED
        row.version += 1
        row.save(update_fields=["state", "version"])
    record(by=by, at=at, action="observation.talk", on=row)
    return talk
