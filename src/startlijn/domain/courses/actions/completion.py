"""Completing a course, and saying what one thought of it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from startlijn.base.access.queries import get_visible
from startlijn.base.access.terms import Actor, Permission
from startlijn.base.journal.actions import record
from startlijn.base.seams import day_of
from startlijn.domain.courses.models import Completion, OpinionCount, OpinionGiven, Participant
from startlijn.domain.courses.queries.ledger import hours_of, may_say, own_participation
from startlijn.domain.courses.rules.ledger import hours
from startlijn.domain.courses.terms import (
    AlreadyCompleteError,
    CompletionReasonError,
    NotYetCompleteError,
    NotYetOverError,
    Opinion,
)


@transaction.atomic
def complete_course(*, by: Actor, at: datetime, participant_id: UUID) -> Completion:
    """Take the own statement of participation: the hours as they are now are kept for it.

    Twice is the same as once. Raises `NotYetCompleteError`, `NotVisibleError`.
    """
    own_participation(by, participant_id)
    row = _locked(participant_id)
    earlier = Completion.objects.filter(participant=row).first()
    if earlier is not None:
        return earlier
    done = hours_of(row)
    if not done.reached:
        raise NotYetCompleteError(hours=hours(done.to_go))
    return _complete(by, at, row, None, "", "course.complete")


@transaction.atomic
def decide_completion(*, by: Actor, at: datetime, participant_id: UUID, reason: str) -> Completion:
    """Give a statement although the hours were not reached, with the reason, as the coordinator.

    Raises `CompletionReasonError`, `AlreadyCompleteError`, `NotVisibleError`.
    """
    get_visible(by, Permission.COURSES_MANAGE, Participant, participant_id)
    words = " ".join(reason.split())
    if not words:
        raise CompletionReasonError
    row = _locked(participant_id)
    if Completion.objects.filter(participant=row).exists():
        raise AlreadyCompleteError
    return _complete(by, at, row, by.person_id, words, "course.decide_completion")


def _locked(participant_id: UUID) -> Participant:
    rows = Participant.objects.select_for_update(of=("self",)).select_related("enrolment__edition__course")
    return rows.get(pk=participant_id)


def _complete(
    by: Actor, at: datetime, row: Participant, decided_by: UUID | None, reason: str, action: str
) -> Completion:
    done = hours_of(row)
    made = Completion.objects.create(
        partnership_id=row.partnership_id,
        participant=row,
        contact_minutes=done.contact,
        own_minutes=done.own,
        completed_on=day_of(at),
        decided_by_id=decided_by,
        reason=reason,
    )
    record(by=by, at=at, action=action, on=made)
    return made


@transaction.atomic
def say_opinion(*, by: Actor, at: datetime, participant_id: UUID, scores: Mapping[Opinion, int]) -> None:
    """Say how far one agrees with the three sentences, from 1 to 5, once, after the last meeting.

    Only counts are kept: no row says who gave which score, and the journal says only that somebody answered.
    Raises `NotYetOverError`, `NotVisibleError`; `ValueError` for other scores or sentences.
    """
    own_participation(by, participant_id)
    if set(scores) != set(Opinion) or not all(1 <= score <= 5 for score in scores.values()):
        raise ValueError("one score from 1 to 5 for each sentence")
    row = _locked(participant_id)
    if not may_say(row, on=day_of(at)):
        raise NotYetOverError
    given = OpinionGiven.objects.create(partnership_id=row.partnership_id, participant=row)
    edition = row.enrolment.edition
    for opinion, score in scores.items():
        OpinionCount.objects.get_or_create(
            partnership_id=row.partnership_id, edition=edition, opinion=opinion, score=score
        )
        counted = OpinionCount.objects.filter(edition=edition, opinion=opinion, score=score)
        counted.update(count=F("count") + 1)
    record(by=by, at=at, action="course.opinion", on=given)
