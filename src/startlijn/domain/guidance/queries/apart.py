"""Who may both coach and assess a starter: exceptions asked, accepted, and who sees them."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from startlijn.base.access.queries import visible
from startlijn.base.access.terms import Actor, Permission, Role
from startlijn.base.people.models import RoleAssignment
from startlijn.domain.guidance.models import BothRoles
from startlijn.domain.guidance.terms import BothRolesState

_OPEN = (BothRolesState.ASKED, BothRolesState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class BothRolesView:
    """An exception as shown. `waits`: the starter has to answer."""

    id: UUID
    starter: str
    holder: str
    state: BothRolesState
    reason: str
    started_on: date
    last_day: date
    asked_on: date
    waits: bool


def both_roles_view(row: BothRoles) -> BothRolesView:
    """Return an exception that comes with starter and holder."""
    state = BothRolesState(row.state)
    return BothRolesView(
        row.pk,
        str(row.starter),
        str(row.holder),
        state,
        row.reason,
        row.started_on,
        row.finished_on - timedelta(days=1),
        row.asked_at.date(),
        state is BothRolesState.ASKED,
    )


def _with_names(rows: QuerySet[BothRoles]) -> QuerySet[BothRoles]:
    return rows.select_related("starter", "holder")


def exceptions_asked(actor: Actor) -> QuerySet[BothRoles]:
    """Return every exception in the partnership, newest first, to who arranges: page it, then view each."""
    return _with_names(visible(actor, Permission.ASSESSMENTS_ARRANGE, BothRoles))


def own_exceptions(actor: Actor) -> QuerySet[BothRoles]:
    """Return what a starter was asked, newest first: page it, then view each. Not what was taken back."""
    rows = visible(actor, Permission.LINE_OWN, BothRoles).filter(starter=actor.person_id)
    return _with_names(rows.exclude(state=BothRolesState.WITHDRAWN))


def exceptions_about(actor: Actor, permission: Permission, starter_id: UUID) -> tuple[BothRolesView, ...]:
    """Return what a starter accepted, to the starter and to the panel that assesses. One query."""
    rows = visible(actor, permission, BothRoles).filter(held_for=starter_id)
    return tuple(map(both_roles_view, _with_names(rows)))


def open_ones(starter_id: UUID, on: date) -> QuerySet[BothRoles]:
    """Return what is asked or accepted for a starter and has not ended by a day."""
    return BothRoles.objects.filter(starter=starter_id, state__in=_OPEN, finished_on__gt=on)


def exempt(starter_ids: set[UUID], on: date) -> set[UUID]:
    """Return who may both coach and assess one of these starters on a day. One query."""
    rows = BothRoles.objects.filter(
        held_for__in=starter_ids, state=BothRolesState.ACCEPTED, started_on__lte=on, finished_on__gt=on
    )
    return set(rows.values_list("holder", flat=True))


def may_hold_both(person_id: UUID, on: date) -> bool:
    """Tell whether somebody coaches or assesses in the partnership on a day or will. One query."""
    going_on = Q(finished_on=None) | Q(finished_on__gt=on)
    held = RoleAssignment.objects.filter(going_on, role__in=(Role.COACH, Role.ASSESSOR))
    return held.filter(person=person_id).exists()
