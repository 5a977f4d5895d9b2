"""Erasing somebody: asked by one person, carried out by another; and once more after an old backup."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Model, QuerySet

from startlijn.base.access.rules import operator
from startlijn.base.access.terms import Actor, NotVisibleError
from startlijn.base.files.actions import remove_file
from startlijn.base.files.models import StoredFile
from startlijn.base.journal.actions import record, redact
from startlijn.base.journal.models import JournalLine
from startlijn.base.people.models import Person
from startlijn.base.privacy.models import ErasureRequest
from startlijn.base.privacy.queries.erasing import (
    Reach,
    person_to_erase,
    reach_of,
    request_by_id,
    still_works,
    traits_of,
    works_elsewhere,
)
from startlijn.base.privacy.queries.retention import emptied
from startlijn.base.privacy.terms import (
    AlreadyAskedError,
    NotAskedError,
    StillWorkingError,
    TwoPeopleError,
    WorkedElsewhereError,
)
from startlijn.base.tenancy import Erasure, everywhere


@transaction.atomic
def ask_erasure(*, by: Actor, at: datetime, person_id: UUID) -> ErasureRequest:
    """Ask to erase oneself, or for who guards privacy somebody of the partnership; nothing is erased yet.

    Raises `StillWorkingError`, `WorkedElsewhereError`, `AlreadyAskedError`, `NotVisibleError`.
    """
    person = person_to_erase(by, person_id)
    partnership_id = _partnership_of(by, person)
    _must_be_free(by, person, partnership_id)
    with everywhere("somebody is asked for once, wherever that was"):
        waiting = ErasureRequest.objects.select_for_update().filter(
            person=person, carried_out_at=None, withdrawn_at=None
        )
        if waiting.exists():
            raise AlreadyAskedError(name=str(person))
        row = ErasureRequest.objects.create(
            partnership_id=partnership_id, person=person, asked_by_id=by.person_id, asked_at=at
        )
    record(by=by, at=at, action="privacy.ask_erasure", on=row, about=person.pk)
    return row


@transaction.atomic
def withdraw_erasure(*, by: Actor, at: datetime, request_id: UUID) -> None:
    """Take a request back that waits: by who asked, by whom it is about, or by who guards privacy."""
    with everywhere("a request waits where it was made"):
        row = ErasureRequest.objects.select_for_update().filter(pk=request_id).first()
        if row is None or row.carried_out_at or row.withdrawn_at:
            raise NotVisibleError("ErasureRequest")
        if by.person_id not in {row.person_id, row.asked_by_id}:
            request_by_id(by, request_id)
        row.withdrawn_at = at
        row.save(update_fields=["withdrawn_at"])
    record(by=by, at=at, action="privacy.withdraw_erasure", on=row, about=row.person_id)


@transaction.atomic
def carry_out_erasure(*, by: Actor, at: datetime, request_id: UUID) -> dict[str, int]:
    """Erase the person whom a request is about; return how many rows were touched, per table.

    Rows go, lose what identifies, or stay, as each table declares; the journal keeps what was done, without
    the name. Raises `TwoPeopleError` for who asked, `StillWorkingError`, `WorkedElsewhereError`,
    `NotVisibleError`.
    """
    row = request_by_id(by, request_id)
    person = Person.objects.select_for_update().get(pk=row.person_id)
    if by.person_id is not None and by.person_id == row.asked_by_id:
        raise TwoPeopleError
    _must_be_free(by, person, row.partnership_id)
    return _erase(by=by, at=at, person=person, row=row)


@transaction.atomic
def erase_as_asked(*, by: Actor, at: datetime, person_id: UUID) -> dict[str, int]:
    """Erase somebody for whom a request waits, from the machine itself: for the operator.

    Raises `NotAskedError` when nobody asked, and as `carry_out_erasure` does.
    """
    person = person_to_erase(by, person_id)
    with everywhere("a request waits where it was made"):
        row = ErasureRequest.objects.filter(person=person, carried_out_at=None, withdrawn_at=None).first()
        if row is None:
            raise NotAskedError(name=str(person))
        return carry_out_erasure(by=by, at=at, request_id=row.pk)


@transaction.atomic
def replay_erasures(*, by: Actor, at: datetime, erased: list[Mapping[str, str]]) -> int:
    """Erase again who was erased after a backup was made that has been put back; return how many people.

    `erased` is what `queries.erased_list` gave before. Who is not in this database, or is erased already, is
    left alone. For the operator: raises `NotVisibleError` for anybody else.
    """
    if not by.operator:
        raise NotVisibleError("ErasureRequest")
    done = 0
    for each in erased:
        person = Person.objects.select_for_update().filter(pk=each["person"]).first()
        if person is None:
            continue
        with everywhere("a backup holds every partnership"):
            row = ErasureRequest.objects.filter(person=person, withdrawn_at=None).first()
            if row is not None and row.carried_out_at is not None and not person.given_name:
                continue
            row = row or ErasureRequest(person=person, partnership_id=UUID(each["partnership"]), asked_at=at)
            row.save()
            _erase(by=by, at=at, person=person, row=row)
        done += 1
    return done


@transaction.atomic
def erase_due(*, by: Actor, at: datetime, person_id: UUID, partnership_id: UUID) -> dict[str, int]:
    """Erase somebody of whom the term is over: a part of the retention run, which decides who is due."""
    person = Person.objects.select_for_update().get(pk=person_id)
    with everywhere("a term ends in every partnership"):
        row = ErasureRequest.objects.filter(person=person, carried_out_at=None, withdrawn_at=None).first()
        row = row or ErasureRequest(person=person, partnership_id=partnership_id, asked_at=at)
        row.save()
        return _erase(by=by, at=at, person=person, row=row)


def _partnership_of(by: Actor, person: Person) -> UUID:
    """Return where a request belongs: where the person who asks is, or where they were last."""
    if by.partnership_id is not None:
        return by.partnership_id
    with everywhere("the last role says where somebody belonged"):
        last = person.roles.order_by("-started_on", "-pk").values_list("partnership", flat=True).first()
    if last is None:
        raise NotVisibleError("Person")
    found: UUID = last
    return found


def _must_be_free(by: Actor, person: Person, partnership_id: UUID) -> None:
    if still_works(person):
        raise StillWorkingError(name=str(person))
    own = person.pk == by.person_id
    if not by.operator and not own and works_elsewhere(person, partnership_id):
        raise WorkedElsewhereError(name=str(person))


def _erase(*, by: Actor, at: datetime, person: Person, row: ErasureRequest) -> dict[str, int]:
    """Do it: everywhere, in one transaction; what points goes before what it points to."""
    counts: dict[str, int] = {}
    with everywhere("somebody is erased in every partnership"):
        traits = traits_of(person)
        reached = list(reach_of(traits))
        _end_sessions(person)
        for reach in reached:
            touched = _erase_rows(reach, by, at)
            if touched:
                counts[reach.model._meta.label] = touched
        counts["base.JournalLine"] = redact(by=by, at=at, person_ids=traits.ids)
        row.carried_out_at, row.carried_out_by_id = at, by.person_id
        row.save(update_fields=["carried_out_at", "carried_out_by"])
        here = by if by.partnership_id else replace(operator(row.partnership_id), name=by.name)
        record(by=here, at=at, action="privacy.erase", on=row, details=dict(counts), about=person.pk)
    return counts


def _end_sessions(person: Person) -> None:
    """Remove the sessions of who is erased: a browser that is still open is logged out at once."""
    keys = UserSession.objects.filter(user__person=person).values_list("session_key", flat=True)
    Session.objects.filter(session_key__in=list(keys)).delete()


def _erase_rows(reach: Reach, by: Actor, at: datetime) -> int:
    if reach.model in {JournalLine, ErasureRequest}:
        return 0
    touched = 0
    for path, rows in reach.naming:
        if reach.model._meta.get_field(path).null:
            touched += rows.update(**{path: None})
    if reach.declared.erasure is Erasure.DELETE:
        touched += _delete(reach.model, reach.about, by, at)
    elif reach.declared.erasure is Erasure.ANONYMISE:
        ids = list(reach.about.values_list("pk", flat=True))
        empty = {name: emptied(reach.model, name) for name in _to_empty(reach)}
        touched += reach.model._default_manager.filter(pk__in=ids).update(**empty)
    return touched


def _to_empty(reach: Reach) -> list[str]:
    """Return what is emptied in a row that stays: not a key that must point to somebody, who has no name."""
    fields = [reach.model._meta.get_field(name) for name in reach.declared.personal]
    return [field.name for field in fields if field.null or not field.is_relation]


def _delete(model: type[Model], rows: "QuerySet[Model]", by: Actor, at: datetime) -> int:
    ids = list(rows.values_list("pk", flat=True))
    if model is StoredFile:
        for each in ids:
            remove_file(by=by, at=at, file_id=each)
        return len(ids)
    model._default_manager.filter(pk__in=ids).delete()
    return len(ids)
