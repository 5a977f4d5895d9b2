"""Everything that changes people and their roles: one verb each, journaled, all or nothing."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import models, transaction
from django.db.models import Q

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.rules import may, must, whole_partnership
from startlijn.base.access.terms import ROLES, Actor, NotVisibleError, Permission, Place, Role
from startlijn.base.accounts import actions as accounts
from startlijn.base.accounts.models import Account, Invitation
from startlijn.base.accounts.rules import token_hash
from startlijn.base.accounts.terms import NewInvitation
from startlijn.base.journal.actions import record
from startlijn.base.organisations.models import Board, Institute, Partnership, School, SubRegion
from startlijn.base.people.models import ApiToken, Person, RoleAssignment
from startlijn.base.people.queries import holding, person_to_grant
from startlijn.base.people.terms import (
    TOKEN_LIFE,
    TOKEN_MARK,
    EmailTakenError,
    NewToken,
    PersonElsewhereError,
    RoleNotHereError,
    RoleSpan,
    TokenLifeError,
    TokenScopeError,
)
from startlijn.base.seams import new_token
from startlijn.base.tenancy import everywhere

_MODELS: dict[Place, type[models.Model]] = {
    Place.PARTNERSHIP: Partnership,
    Place.SUB_REGION: SubRegion,
    Place.BOARD: Board,
    Place.SCHOOL: School,
    Place.INSTITUTE: Institute,
}


@transaction.atomic
def add_person(
    *,
    by: Actor,
    at: datetime,
    given_name: str,
    family_name: str,
    language: str = "nl",
    email: str | None = None,
) -> Person:
    """Add a person; with an e-mail address also an account that cannot log in until it is invited."""
    must(by, Permission.PEOPLE_MANAGE)
    account = Account.objects.create_user(email) if email else None
    person = Person.objects.create(
        given_name=given_name, family_name=family_name, language=language, account=account
    )
    record(by=by, at=at, action="person.add", on=person)
    return person


@transaction.atomic
def give_role(
    *,
    by: Actor,
    at: datetime,
    person_id: UUID,
    role: Role,
    place: Place,
    place_id: UUID,
    started_on: date,
    finished_on: date | None = None,
) -> RoleAssignment:
    """Give a person a role at a place from `started_on` until, not including, `finished_on`.

    Raises `RoleNotHereError` when the role cannot be held at that kind of place, `NotVisibleError` when
    the place lies outside the actor's reach.
    """
    must(by, Permission.ROLES_GRANT)
    if place not in ROLES[role].places:
        raise RoleNotHereError(role, place)
    if by.partnership_id is None:
        raise NotVisibleError("Partnership")
    held_at = _MODELS[place]
    if not whole_partnership(by, Permission.ROLES_GRANT):
        get_visible(by, Permission.ROLES_GRANT, held_at, place_id)
    elif not held_at._default_manager.filter(pk=place_id).exists():
        raise NotVisibleError(held_at.__name__)
    where = {} if place is Place.PARTNERSHIP else {f"{place}_id": place_id}
    assignment = RoleAssignment.objects.create(
        partnership_id=by.partnership_id,
        person_id=person_id,
        role=role,
        started_on=started_on,
        finished_on=finished_on,
        **where,
    )
    details = {"role": role, "place": place, "place_id": str(place_id)}
    record(by=by, at=at, action="role.give", on=assignment, details=details)
    return assignment


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
def make_coach(
    *, by: Actor, at: datetime, person_id: UUID, school_id: UUID, started_on: date
) -> RoleAssignment:
    """Make somebody of the own school a starter's coach there: for who arranges lines at that school.

    Who is a coach there already stays so. Raises `NotVisibleError` for a school or person out of reach.
    """
    school = get_visible(by, Permission.LINE_ARRANGE, School, school_id)
    person = get_visible(by, Permission.PEOPLE_READ, Person, person_id)
    held = RoleAssignment.objects.filter(holding(started_on), person=person, role=Role.COACH, school=school)
    if (found := held.first()) is not None:
        return found
    assignment = RoleAssignment.objects.create(
        partnership_id=school.partnership_id,
        person=person,
        role=Role.COACH,
        school=school,
        started_on=started_on,
    )
    details = {"role": Role.COACH, "place": Place.SCHOOL, "place_id": str(school.pk)}
    record(by=by, at=at, action="role.give", on=assignment, details=details)
    return assignment


@transaction.atomic
def end_role(*, by: Actor, at: datetime, assignment_id: UUID, finished_on: date) -> RoleAssignment:
    """End a role: `finished_on` is the first day it no longer holds. Rights end at once (trust P13)."""
    must(by, Permission.ROLES_GRANT)
    assignment = visible(by, Permission.ROLES_GRANT, RoleAssignment).filter(pk=assignment_id).first()
    if assignment is None:
        raise NotVisibleError("RoleAssignment")
    if finished_on <= assignment.started_on:
        record(by=by, at=at, action="role.withdraw", on=assignment, details={"role": assignment.role})
        assignment.delete()
        return assignment
    assignment.finished_on = finished_on
    assignment.save(update_fields=["finished_on"])
    record(by=by, at=at, action="role.end", on=assignment, details={"role": assignment.role})
    return assignment


@transaction.atomic
def change_own_details(
    *, by: Actor, at: datetime, given_name: str, family_name: str, language: str, expected_version: int
) -> Person:
    """Change one's own name and language. Raises `VersionConflictError` when it was changed meanwhile."""
    if by.person_id is None or by.limited_to is not None:
        raise NotVisibleError("Person")
    person = Person.objects.select_for_update().get(pk=by.person_id)
    person.expect(expected_version)
    person.given_name, person.family_name, person.language = given_name, family_name, language
    person.version += 1
    person.save(update_fields=["given_name", "family_name", "language", "version"])
    record(by=by, at=at, action="person.change_own_details", on=person)
    return person


@transaction.atomic
def invite_person(
    *,
    by: Actor,
    at: datetime,
    person_id: UUID,
    tell: Callable[[NewInvitation], object],
    email: str | None = None,
) -> Invitation:
    """Send somebody a link to choose how to log in; `email` makes the account when there is none yet.

    `tell` puts the letter in the outbox. Raises `EmailTakenError`, `AccountClosedError`.
    """
    must(by, Permission.PEOPLE_MANAGE)
    person = person_to_grant(by, person_id)
    if person.account_id is None:
        if email is None or Account.objects.filter(email__iexact=email).exists():
            raise EmailTakenError
        person.account = Account.objects.create_user(email)
        person.version += 1
        person.save(update_fields=["account", "version"])
    assert person.account_id is not None
    return accounts.invite(by=by, at=at, account_id=person.account_id, tell=tell)


def _account_to_manage(by: Actor, person_id: UUID) -> UUID:
    """Return the account of somebody who works in the actor's partnership only."""
    person = get_visible(by, Permission.PEOPLE_MANAGE, Person, person_id)
    if person.account_id is None:
        raise NotVisibleError("Account")
    with everywhere("an account serves all partnerships of its person"):
        elsewhere = RoleAssignment.objects.filter(person=person).exclude(partnership=by.partnership_id)
        if not by.operator and elsewhere.exists():
            raise PersonElsewhereError
    return person.account_id


@transaction.atomic
def close_account(*, by: Actor, at: datetime, person_id: UUID) -> None:
    """Stop somebody's account: sessions, links and API tokens end at once (trust P13).

    Raises `PersonElsewhereError` for who also works in another partnership.
    """
    account_id = _account_to_manage(by, person_id)
    with everywhere("tokens end in every partnership"):
        ApiToken.objects.filter(person=person_id, revoked_at=None).update(revoked_at=at)
    accounts.close_account(by=by, at=at, account_id=account_id)


@transaction.atomic
def reopen_account(*, by: Actor, at: datetime, person_id: UUID) -> None:
    """Open somebody's account again. Sessions and tokens from before stay ended."""
    accounts.reopen_account(by=by, at=at, account_id=_account_to_manage(by, person_id))


@transaction.atomic
def create_token(
    *, by: Actor, at: datetime, purpose: str, permissions: Iterable[Permission], expires_at: datetime
) -> NewToken:
    """Make an API token for oneself in the present partnership; only its hash is kept.

    Raises `TokenLifeError` (at most ninety days), `TokenScopeError` (nothing asked, or more than the owner
    may), `NotVisibleError` for whoever comes with a token instead of a session.
    """
    if by.limited_to is not None or by.person_id is None or by.partnership_id is None:
        raise NotVisibleError("ApiToken")
    asked = sorted(set(permissions))
    if not asked or not all(may(by, permission) for permission in asked):
        raise TokenScopeError
    if not at < expires_at <= at + TOKEN_LIFE:
        raise TokenLifeError
    text = TOKEN_MARK + new_token()
    row = ApiToken.objects.create(
        partnership_id=by.partnership_id,
        person_id=by.person_id,
        purpose=purpose,
        token_hash=token_hash(text),
        permissions=[permission.value for permission in asked],
        created_at=at,
        expires_at=expires_at,
    )
    record(by=by, at=at, action="token.create", on=row, details={"permissions": row.permissions})
    return NewToken(row.pk, text, expires_at)


@transaction.atomic
def revoke_token(*, by: Actor, at: datetime, token_id: UUID) -> None:
    """Take back one's own token; it stops working at once."""
    row = ApiToken.objects.select_for_update().filter(pk=token_id, person=by.person_id).first()
    if row is None or by.limited_to is not None:
        raise NotVisibleError("ApiToken")
    if row.revoked_at is None:
        row.revoked_at = at
        row.save(update_fields=["revoked_at"])
        record(by=by, at=at, action="token.revoke", on=row)


def note_token_use(*, by: Actor, at: datetime, token: str) -> None:
    """Remember when a token was last used, to ten minutes: reading stays cheap."""
    with everywhere("the token itself tells its partnership"):
        ApiToken.objects.filter(token_hash=token_hash(token), person=by.person_id).exclude(
            last_used_at__gt=at - timedelta(minutes=10)
        ).update(last_used_at=at)


@transaction.atomic
def sweep_tokens(*, at: datetime) -> int:
    """Delete API tokens that stopped working thirty days ago; return how many. Run daily."""
    past = at - timedelta(days=30)
    with everywhere("the clock cleans up for every partnership"):
        return ApiToken.objects.filter(Q(expires_at__lt=past) | Q(revoked_at__lt=past)).delete()[0]
