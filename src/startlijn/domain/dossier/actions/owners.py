"""Whoever leaves keeps the dossier: when the last role of starter ends, another takes its place."""

from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from startlijn.base.access.rules import operator
from startlijn.base.access.terms import Actor, NotVisibleError, Place, Role
from startlijn.base.organisations.models import Partnership
from startlijn.base.people.actions import give_role
from startlijn.base.people.models import RoleAssignment
from startlijn.base.post.terms import Kind, Recurring, Task
from startlijn.base.seams import day_of
from startlijn.base.tenancy import within
from startlijn.domain.dossier.models import Dossier

_OWNING = (Role.STARTER, Role.DOSSIER_OWNER)


@transaction.atomic
def keep_owners(*, by: Actor, at: datetime) -> int:
    """Let everybody of this partnership with a dossier and no role to reach it be its owner; return how many.

    From the day on which the last role of starter ended. Only the clock does this (trust.md §7 rule 4: the
    starter keeps all). Raises `NotVisibleError` for anybody but the operator.
    """
    if not by.operator or by.partnership_id is None:
        raise NotVisibleError("Dossier")
    on = day_of(at)
    holds = RoleAssignment.objects.filter(
        Q(finished_on=None) | Q(finished_on__gt=on), role__in=_OWNING
    ).values("person")
    left = Dossier.objects.exclude(person__in=holds).order_by("pk")
    found = list(left.values_list("person", flat=True))
    for person_id in found:
        give_role(
            by=by,
            at=at,
            person_id=person_id,
            role=Role.DOSSIER_OWNER,
            place=Place.PARTNERSHIP,
            place_id=by.partnership_id,
            started_on=_left_on(person_id, on),
        )
    return len(found)


def _left_on(person_id: UUID, on: date) -> date:
    ended = RoleAssignment.objects.filter(person=person_id, role=Role.STARTER, finished_on__lte=on)
    last = ended.order_by("-finished_on").values_list("finished_on", flat=True).first()
    return last or on


def _keep(task: Task) -> None:
    """Look in every partnership, one after the other: a second try skips what was done."""
    for partnership_id in Partnership.objects.values_list("pk", flat=True):
        task.stop_if_cancelled()
        with within(partnership_id):
            keep_owners(by=operator(partnership_id), at=task.at)


KEEPING = Kind("dossier.keep_owners", run=_keep)
KEEP_DAILY = Recurring("keep-dossier-owners", kind="dossier.keep_owners", daily_at=time(0, 10))
