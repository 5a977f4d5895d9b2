"""Restricting: rows stay as they are while it is found out what should happen to them (AVG article 18)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.models import Ground, Restriction
from startlijn.base.access.queries import get_visible, is_restricted
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.journal.actions import record
from startlijn.base.privacy.queries.erasing import person_to_erase
from startlijn.base.privacy.terms import AlreadyRestrictedError


@transaction.atomic
def restrict(*, by: Actor, at: datetime, person_id: UUID, ground: Ground) -> Restriction:
    """Let nobody else change anything about somebody from now on: by who guards privacy.

    Raises `AlreadyRestrictedError`, `NotVisibleError`.
    """
    if person_id == by.person_id or by.partnership_id is None:
        raise NotVisibleError("Person")
    person = person_to_erase(by, person_id)
    if is_restricted(person.pk):
        raise AlreadyRestrictedError(name=str(person))
    row = Restriction.objects.create(
        partnership_id=by.partnership_id, person=person, ground=ground, set_by_id=by.person_id, since=at
    )
    record(by=by, at=at, action="privacy.restrict", on=row, details={"ground": ground}, about=person.pk)
    return row


@transaction.atomic
def lift_restriction(*, by: Actor, at: datetime, restriction_id: UUID) -> None:
    """End a restriction: by who guards privacy. Raises `NotVisibleError`, also when it has ended."""
    row = get_visible(by, Permission.PRIVACY_MANAGE, Restriction, restriction_id)
    if row.until is not None:
        raise NotVisibleError("Restriction")
    row.until = at
    row.save(update_fields=["until"])
    record(by=by, at=at, action="privacy.lift_restriction", on=row, about=row.person_id)
