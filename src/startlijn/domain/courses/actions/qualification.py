"""A completed coach training gives the coach's training record, or renews it (seed 004 line 464)."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import get_visible
from startlijn.base.access.terms import Actor, Permission
from startlijn.base.seams import day_of
from startlijn.domain.courses.models import Participant
from startlijn.domain.courses.rules.validity import valid_until
from startlijn.domain.courses.terms import CourseKind, NoQualificationError
from startlijn.domain.guidance.actions.training import renew_training


@transaction.atomic
def qualify(*, by: Actor, at: datetime, participant_id: UUID) -> date | None:
    """Give a participant what a coach training qualifies for; return until when it holds, None without end.

    For who runs the course, once the participant completed it. Raises `NoQualificationError` for another kind
    of course and for who is not known here, `NotVisibleError`.
    """
    seen = get_visible(by, Permission.COURSES_MANAGE, Participant, participant_id)
    row = Participant.objects.select_related("enrolment__edition__course").get(pk=seen.pk)
    course = row.enrolment.edition.course
    if course.kind != CourseKind.COACH_TRAINING or row.person_id is None:
        raise NoQualificationError
    until = valid_until(day_of(at), course.valid_months)
    renew_training(
        by=by, at=at, person_id=row.person_id, school_id=row.enrolment.school_id, trained_until=until
    )
    return until
