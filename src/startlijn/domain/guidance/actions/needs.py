"""What a starter needs: six concerns and own words, for the starter and the coach only."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import get_visible
from startlijn.base.access.terms import Actor, Permission
from startlijn.base.journal.actions import record
from startlijn.domain.guidance.actions.time_spent import add_seconds
from startlijn.domain.guidance.models import NeedsIntake, Trajectory
from startlijn.domain.guidance.rules.needs import clean


@transaction.atomic
def answer_needs(
    *,
    by: Actor,
    at: datetime,
    trajectory_id: UUID,
    concerns: Mapping[str, int],
    own_words: str,
    seconds: int = 0,
) -> NeedsIntake:
    """Write down what weighs on the starter (0 to 3 per concern) and what would help. A new one each time.

    Only the starter answers. Raises `NotVisibleError`.
    """
    trajectory = get_visible(by, Permission.LINE_OWN, Trajectory, trajectory_id)
    made = NeedsIntake.objects.create(
        partnership_id=trajectory.partnership_id,
        trajectory=trajectory,
        concerns=clean(concerns),
        own_words=own_words.strip(),
        answered_at=at,
    )
    add_seconds(by=by, at=at, seconds=seconds)
    record(by=by, at=at, action="needs.answer", on=made)
    return made


@transaction.atomic
def remove_needs(*, by: Actor, at: datetime, intake_id: UUID) -> None:
    """Let the starter take back an answer: it is the starter's own. Raises `NotVisibleError`."""
    found = get_visible(by, Permission.LINE_OWN, NeedsIntake, intake_id)
    record(by=by, at=at, action="needs.remove", on=found)
    found.delete()
