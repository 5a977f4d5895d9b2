"""A coach's training record follows the coach training that was completed (seed 004 line 464)."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import get_visible
from startlijn.base.access.rules import must
from startlijn.base.access.terms import Actor, Permission
from startlijn.base.journal.actions import record
from startlijn.base.organisations.models import School
from startlijn.domain.guidance.models import CoachProfile
from startlijn.domain.guidance.terms import Training


@transaction.atomic
def renew_training(
    *, by: Actor, at: datetime, person_id: UUID, school_id: UUID, trained_until: date | None
) -> CoachProfile:
    """Write down that somebody is trained as a coach until a day (None: without end); never for shorter.

    Makes a profile at the school when there is none. For who runs courses. Raises `NotVisibleError`.
    """
    must(by, Permission.COURSES_MANAGE)
    school = get_visible(by, Permission.COURSES_MANAGE, School, school_id)
    profile = CoachProfile.objects.select_for_update(of=("self",)).filter(person=person_id).first()
    if profile is None:
        profile = CoachProfile(
            partnership_id=school.partnership_id,
            person_id=person_id,
            school=school,
            board_id=school.board_id,
            version=0,
        )
    longer = profile.training != Training.TRAINED or (
        profile.trained_until is not None and (trained_until is None or trained_until > profile.trained_until)
    )
    if longer:
        profile.training, profile.trained_until = Training.TRAINED, trained_until
    profile.version += 1
    profile.save()
    record(by=by, at=at, action="coach.renew_training", on=profile)
    return profile
