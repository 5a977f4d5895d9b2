"""Everything that changes people and their roles: one verb each, journaled, all or nothing."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from django.db import models, transaction

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.rules import must, whole_partnership
from startlijn.base.access.terms import ROLES, Actor, NotVisibleError, Permission, Place, Role
from startlijn.base.accounts import actions as accounts
from startlijn.base.accounts.models import Account, Invitation
from startlijn.base.accounts.terms import NewInvitation
from startlijn.base.journal.actions import record
from startlijn.base.organisations.models import Board, Institute, Partnership, School, SubRegion
from startlijn.base.people.models import ApiToken, Person, RoleAssignment
from startlijn.base.people.queries import holding, must_work_here_only, person_to_grant
from startlijn.base.people.terms import (
    EmailTakenError,
    RoleNotHereError,
)
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
    must_work_here_only(by, person)
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
