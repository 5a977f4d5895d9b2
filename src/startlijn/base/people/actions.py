"""Everything that changes people and their roles: one verb each, journaled, all or nothing."""

from datetime import date, datetime
from uuid import UUID

from django.db import models, transaction

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.rules import must, whole_partnership
from startlijn.base.access.terms import ROLES, Actor, NotVisibleError, Permission, Place, Role
from startlijn.base.accounts.models import Account
from startlijn.base.journal.actions import record
from startlijn.base.organisations.models import Board, Institute, Partnership, School, SubRegion
from startlijn.base.people.models import Person, RoleAssignment
from startlijn.base.people.terms import RoleNotHereError

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
