"""Letting a starter in: who registers somebody may invite them, and nobody else."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import get_visible
from startlijn.base.access.terms import Actor, Permission
from startlijn.base.accounts.terms import NewInvitation
from startlijn.base.people.actions import invite_registered
from startlijn.domain.guidance.models import Trajectory


@transaction.atomic
def invite_starter(
    *, by: Actor, at: datetime, trajectory_id: UUID, tell: Callable[[NewInvitation], object]
) -> None:
    """Send a starter a link to choose how to log in. Raises `AccountClosedError`, `NotVisibleError`."""
    row = get_visible(by, Permission.LINE_REGISTER, Trajectory, trajectory_id)
    invite_registered(by=by, at=at, person_id=row.person_id, tell=tell)
