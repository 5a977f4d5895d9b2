"""The role of starter follows the work, so that nobody has to think of it."""

from datetime import datetime

from django.db import transaction

from startlijn.base.access.terms import Actor
from startlijn.base.people.actions import keep_starter_roles
from startlijn.domain.guidance.models import Trajectory
from startlijn.domain.guidance.queries.spans import role_spans


@transaction.atomic
def follow_work(*, by: Actor, at: datetime, trajectory: Trajectory) -> int:
    """Let the person be a starter where the appointments are, and see the own line between and after them.

    Called by every verb that changes appointments or the end of a line; the verb checked the right.
    """
    begins_on, spans = role_spans(trajectory)
    return keep_starter_roles(by=by, at=at, person_id=trajectory.person_id, from_on=begins_on, spans=spans)
