"""Letting one person both coach and assess a starter: asked with a reason, accepted by the starter or not."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import get_visible
from startlijn.base.access.rules import must
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.journal.actions import record
from startlijn.base.people.models import Person
from startlijn.base.post.actions import tell
from startlijn.base.seams import day_of
from startlijn.domain.guidance.models import BothRoles, Trajectory
from startlijn.domain.guidance.queries.apart import may_hold_both, open_ones
from startlijn.domain.guidance.rules.apart import must_have_grounds
from startlijn.domain.guidance.terms import BothRolesState, NoGroundsError


@transaction.atomic
def ask_both_roles(
    *, by: Actor, at: datetime, starter_id: UUID, holder_id: UUID, reason: str, last_day: date
) -> BothRoles:
    """Ask a starter to accept that one person both coaches and assesses, until and including a day.

    Only the coordinator asks, for somebody who coaches or assesses here; nothing changes before the starter
    accepts (trust.md §7 rule 3). Raises `NoGroundsError` without a reason, for longer than a year, or when
    the same was asked already; `NotVisibleError`.
    """
    must(by, Permission.ASSESSMENTS_ARRANGE)
    on = day_of(at)
    starter = Person.objects.select_for_update(of=("self",), no_key=True).filter(pk=starter_id).first()
    line = Trajectory.objects.filter(person=starter_id).first()
    if starter is None or line is None or starter_id == holder_id or not may_hold_both(holder_id, on):
        raise NotVisibleError("Person")
    must_have_grounds(reason, last_day, on)
    if open_ones(starter_id, on).filter(holder=holder_id).exists():
        raise NoGroundsError
    made = BothRoles.objects.create(
        partnership_id=line.partnership_id,
        starter=starter,
        holder_id=holder_id,
        reason=reason.strip(),
        started_on=on,
        finished_on=last_day + timedelta(days=1),
        asked_by_id=by.person_id,
        asked_at=at,
    )
    details = {"holder": str(holder_id), "until": made.finished_on.isoformat()}
    record(by=by, at=at, action="both_roles.ask", on=made, details=details)
    tell(by=by, at=at, person=starter, template="both_roles_asked", link="/assessments/both-roles/")
    return made


@transaction.atomic
def answer_both_roles(*, by: Actor, at: datetime, exception_id: UUID, accepts: bool) -> BothRoles:
    """Let the starter accept or refuse; answered once, it stays so. Raises `NotVisibleError`."""
    get_visible(by, Permission.LINE_OWN, BothRoles, exception_id)
    row = BothRoles.objects.select_for_update(of=("self",)).get(pk=exception_id)
    if row.starter_id != by.person_id or row.state != BothRolesState.ASKED:
        raise NotVisibleError("BothRoles")
    row.state = BothRolesState.ACCEPTED if accepts else BothRolesState.REFUSED
    row.held_for_id = row.starter_id if accepts else None
    row.answered_at = at
    row.save(update_fields=["state", "held_for", "answered_at"])
    record(by=by, at=at, action="both_roles.accept" if accepts else "both_roles.refuse", on=row)
    return row


@transaction.atomic
def withdraw_both_roles(*, by: Actor, at: datetime, exception_id: UUID) -> BothRoles:
    """Let the coordinator take a question back that was not answered yet. Raises `NotVisibleError`."""
    get_visible(by, Permission.ASSESSMENTS_ARRANGE, BothRoles, exception_id)
    row = BothRoles.objects.select_for_update(of=("self",)).get(pk=exception_id)
    if row.state != BothRolesState.ASKED:
        raise NotVisibleError("BothRoles")
    row.state = BothRolesState.WITHDRAWN
    row.save(update_fields=["state"])
    record(by=by, at=at, action="both_roles.withdraw", on=row)
    return row
