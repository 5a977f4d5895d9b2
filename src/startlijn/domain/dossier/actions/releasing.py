"""Giving pieces to somebody for a while, taking them back, and reading what was given."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.files import queries as files
from startlijn.base.files.terms import FileContent
from startlijn.base.journal.actions import read, record
from startlijn.base.people.models import RoleAssignment
from startlijn.base.post.actions import tell
from startlijn.base.seams import day_of
from startlijn.domain.dossier.models import Evidence, Release
from startlijn.domain.dossier.queries.own import own_rows
from startlijn.domain.dossier.queries.receivers import receiving_roles
from startlijn.domain.dossier.queries.shared import given_row, shared_read
from startlijn.domain.dossier.rules.checking import must_be_short
from startlijn.domain.dossier.terms import (
    MOST_RELEASED_AT_ONCE,
    NothingChosenError,
    ReleasePurpose,
    SharedRead,
    TooManyChosenError,
)


@transaction.atomic
def release(
    *,
    by: Actor,
    at: datetime,
    evidence_ids: Sequence[UUID],
    role_id: UUID,
    purpose: ReleasePurpose,
    last_day: date,
) -> list[Release]:
    """Give own pieces to one person, in the role through which the person is known here.

    A piece that this person has already gets the new purpose and day. The receiver gets one mail without
    names. Raises `NothingChosenError`, `TooManyChosenError`, `BadPeriodError`, `NotVisibleError` also for
    somebody to whom the actor cannot give anything.
    """
    wanted = list(dict.fromkeys(evidence_ids))
    if not wanted:
        raise NothingChosenError
    if len(wanted) > MOST_RELEASED_AT_ONCE:
        raise TooManyChosenError(most=MOST_RELEASED_AT_ONCE)
    on = day_of(at)
    until = must_be_short(on, last_day)
    role = receiving_roles(by).filter(pk=role_id).first()
    rows = {row.pk: row for row in own_rows(by).filter(pk__in=wanted)}
    if role is None or len(rows) != len(wanted):
        raise NotVisibleError("Evidence")
    # Ended by its date: closed, so that a new one may begin.
    running = Release.objects.filter(evidence__in=wanted, role=role, revoked_at=None)
    running.filter(finished_on__lte=on).update(revoked_at=at)
    made = [_given(at, rows[pk], role, purpose, on, until) for pk in wanted]
    for each in made:
        details = {"purpose": purpose.value, "until": until.isoformat(), "role": role.role}
        record(by=by, at=at, action="dossier.release", on=each.evidence, details=details)
    _tell(by, at, role)
    return made


def _given(
    at: datetime, row: Evidence, role: RoleAssignment, purpose: ReleasePurpose, on: date, until: date
) -> Release:
    made, _new = Release.objects.update_or_create(
        evidence=row,
        role=role,
        revoked_at=None,
        defaults={"purpose": purpose, "finished_on": until},
        create_defaults={
            "partnership_id": row.partnership_id,
            "purpose": purpose,
            "started_on": on,
            "finished_on": until,
            "released_at": at,
        },
    )
    return made


def _tell(by: Actor, at: datetime, role: RoleAssignment) -> None:
    person = role.person
    if person.account is not None and person.account.is_active:
        tell(by=by, at=at, person=person, template="dossier_shared", link="/dossier/shared/")


@transaction.atomic
def revoke(*, by: Actor, at: datetime, release_id: UUID) -> Release:
    """Take a piece back, at once; twice is the same as once. Nobody is told. Raises `NotVisibleError`."""
    get_visible(by, Permission.DOSSIER_OWN, Release, release_id)
    row = Release.objects.select_for_update(of=("self",)).get(pk=release_id)
    if row.revoked_at is None:
        row.revoked_at = at
        row.finished_on = max(row.started_on, min(row.finished_on, day_of(at)))
        row.save(update_fields=["revoked_at", "finished_on"])
        record(by=by, at=at, action="dossier.revoke", on=row.evidence)
    return row


@transaction.atomic
def read_item(*, by: Actor, at: datetime, evidence_id: UUID) -> SharedRead:
    """Return a piece that was given to the actor, after writing down that it is read.

    Raises `NotVisibleError` for anything that was not given, or no longer.
    """
    row, release_held = given_row(by, evidence_id)
    read(by=by, at=at, on=row, about=row.dossier.person_id, why=release_held.purpose)
    return shared_read(row, release_held)


@transaction.atomic
def read_file(*, by: Actor, at: datetime, evidence_id: UUID) -> FileContent:
    """Return the file of a piece that was given to the actor, after writing down that it is read.

    Raises `NotVisibleError` for anything that was not given, or no longer, or has no file.
    """
    row, release_held = given_row(by, evidence_id)
    if row.file_id is None:
        raise NotVisibleError("StoredFile")
    read(by=by, at=at, on=row, about=row.dossier.person_id, why=release_held.purpose)
    return files.content(row.file_id)


@transaction.atomic
def revoke_all(*, by: Actor, at: datetime) -> int:
    """Take back everything the actor gave to anybody; return how many."""
    rows = visible(by, Permission.DOSSIER_OWN, Release).filter(revoked_at=None, finished_on__gt=day_of(at))
    ids = list(rows.values_list("pk", flat=True))
    for release_id in ids:
        revoke(by=by, at=at, release_id=release_id)
    return len(ids)
