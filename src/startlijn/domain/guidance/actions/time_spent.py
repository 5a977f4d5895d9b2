"""Measuring how long registering takes, to keep that small."""

from datetime import datetime

from django.db.models import F

from startlijn.base.access.terms import Actor
from startlijn.base.seams import day_of
from startlijn.domain.guidance.models import RegistrationMoment
from startlijn.domain.guidance.rules.time_spent import counted


def add_seconds(*, by: Actor, at: datetime, seconds: int) -> None:
    """Add what somebody spent on one form to their day, at most five minutes, in the caller's transaction."""
    seconds = counted(seconds)
    if not seconds or by.person_id is None or by.partnership_id is None:
        return
    mine = {"person_id": by.person_id, "partnership_id": by.partnership_id, "on": day_of(at)}
    RegistrationMoment.objects.bulk_create([RegistrationMoment(seconds=0, **mine)], ignore_conflicts=True)
    RegistrationMoment.objects.filter(**mine).update(seconds=F("seconds") + seconds)
