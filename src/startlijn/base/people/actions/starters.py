"""People and roles that come with registering starters: for who registers, not for who manages people."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from startlijn.base.access.rules import may, must
from startlijn.base.access.terms import Actor, NotVisibleError, Permission, Place, Role
from startlijn.base.accounts import actions as accounts
from startlijn.base.accounts.models import Account, Invitation
from startlijn.base.accounts.terms import NewInvitation
from startlijn.base.journal.actions import record
from startlijn.base.people.models import Person, RoleAssignment
from startlijn.base.people.terms import RoleSpan


@transaction.atomic
def register_person(
    *, by: Actor, at: datetime, given_name: str, family_name: str, language: str = "nl", email: str = ""
) -> Person:
    """Return the person with this e-mail address, or a new one: for who registers starters.

    Nothing tells whether the person was known already, and a name that is there stays.
    """
    must(by, Permission.LINE_REGISTER)
    account = Account.objects.filter(email__iexact=email).first() if email else None
    person = Person.objects.filter(account=account).first() if account else None
    if person is None:
        account = account or (Account.objects.create_user(email) if email else None)
        person = Person.objects.create(
            given_name=given_name, family_name=family_name, language=language, account=account
        )
    record(by=by, at=at, action="person.register", on=person)
    return person


@transaction.atomic
def keep_starter_roles(
    *, by: Actor, at: datetime, person_id: UUID, from_on: date, spans: Sequence[RoleSpan]
) -> int:
    """Let the role of starter in this partnership follow the work, from a day on; return how many changed.

    From `from_on` on the person is a starter at the places and in the periods of `spans` and nowhere else;
    what was before stays. For who registers or arranges lines, who gives roles, and the starter who moves.
    """
    allowed = (Permission.LINE_REGISTER, Permission.LINE_ARRANGE, Permission.ROLES_GRANT)
    if by.person_id != person_id and not any(may(by, permission) for permission in allowed):
        raise NotVisibleError("RoleAssignment")
    if by.partnership_id is None:
        raise NotVisibleError("Partnership")
    held = RoleAssignment.objects.filter(
        Q(finished_on=None) | Q(finished_on__gt=from_on), person=person_id, role=Role.STARTER
    ).order_by("started_on", "pk")
    changed, wanted = 0, list(spans)
    for row in held:
        if _span_of(row) in wanted:
            wanted.remove(_span_of(row))
            continue
        changed += 1
        if row.started_on >= from_on:
            row.delete()
        else:
            row.finished_on = from_on
            row.save(update_fields=["finished_on"])
    for span in wanted:
        where = {} if span.place is Place.PARTNERSHIP else {f"{span.place}_id": span.place_id}
        RoleAssignment.objects.create(
            partnership_id=by.partnership_id,
            person_id=person_id,
            role=Role.STARTER,
            started_on=span.started_on,
            finished_on=span.finished_on,
            **where,
        )
    changed += len(wanted)
    if changed:
        record(by=by, at=at, action="role.follow", on=Person(pk=person_id), details={"changed": changed})
    return changed


def _span_of(row: RoleAssignment) -> RoleSpan:
    for place, place_id in ((Place.SCHOOL, row.school_id), (Place.BOARD, row.board_id)):
        if place_id is not None:
            return RoleSpan(place, place_id, row.started_on, row.finished_on)
    return RoleSpan(Place.PARTNERSHIP, row.partnership_id, row.started_on, row.finished_on)


@transaction.atomic
def invite_registered(
    *, by: Actor, at: datetime, person_id: UUID, tell: Callable[[NewInvitation], object]
) -> Invitation:
    """Send somebody who is a starter in this partnership a link to choose how to log in.

    The caller checked that the actor registers this starter. Raises `AccountClosedError`; `NotVisibleError`
    for who is no starter here or has no e-mail address.
    """
    must(by, Permission.LINE_REGISTER)
    held = RoleAssignment.objects.filter(person=person_id, role=Role.STARTER).select_related("person").first()
    if held is None or held.person.account_id is None:
        raise NotVisibleError("Account")
    return accounts.invite(by=by, at=at, account_id=held.person.account_id, tell=tell)
