"""Making one of two rows about the same person."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, models, transaction

from startlijn.base.access.rules import must
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.accounts import actions as accounts
from startlijn.base.journal.actions import record
from startlijn.base.people.models import Person
from startlijn.base.people.queries import must_work_here_only, person_to_grant
from startlijn.base.people.terms import (
    MergeConflictError,
)
from startlijn.base.tenancy import everywhere


@transaction.atomic
def merge_people(*, by: Actor, at: datetime, keep_id: UUID, gone_id: UUID) -> Person:
    """Make one of two rows about the same person: everything that points at `gone_id` goes to `keep_id`.

    The name and the way in of `keep_id` stay; without a way in it gets that of the other. What both have and
    one can only have once (a coach's profile) stays as `keep_id` has it. Raises `MergeConflictError` when
    other rows hang on it (two open lines in one partnership), `PersonElsewhereError`, `NotVisibleError`.
    """
    must(by, Permission.PEOPLE_MANAGE)
    keep, gone = person_to_grant(by, keep_id), person_to_grant(by, gone_id)
    if keep.pk == gone.pk or gone.merged_into_id is not None:
        raise NotVisibleError("Person")
    must_work_here_only(by, gone)
    _keep_one_account(by, at, keep, gone)
    with everywhere("a person is the same in every partnership"):
        moved, dropped = _hand_over(keep, gone)
    gone.given_name, gone.family_name, gone.merged_into = "", "", keep
    gone.version += 1
    gone.save(update_fields=["given_name", "family_name", "merged_into", "version"])
    record(by=by, at=at, action="person.merge", on=keep, details={"moved": moved, "dropped": dropped})
    return keep


def _keep_one_account(by: Actor, at: datetime, keep: Person, gone: Person) -> None:
    if gone.account_id is None:
        return
    if keep.account_id is not None:
        accounts.close_account(by=by, at=at, account_id=gone.account_id)
        return
    account, gone.account = gone.account, None
    gone.save(update_fields=["account"])
    keep.account = account
    keep.version += 1
    keep.save(update_fields=["account", "version"])


def _pointing_at_people() -> Iterator[tuple[type[models.Model], str]]:
    """Yield every table that points at a person, with the field; also those without a way back."""
    for relation in Person._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            assert relation.related_model is not None
            yield relation.related_model, relation.field.name  # type: ignore[union-attr]


def _hand_over(keep: Person, gone: Person) -> tuple[int, int]:
    """Let everything that points at `gone` point at `keep`; return how many rows moved, and were dropped."""
    moved = dropped = 0
    for model, field in _pointing_at_people():
        for row in model._default_manager.filter(**{field: gone}):
            setattr(row, field, keep)
            try:
                with transaction.atomic():
                    row.save(update_fields=[field])
                moved += 1
            except IntegrityError as error:
                if any(each.one_to_many for each in model._meta.get_fields(include_hidden=True)):
                    raise MergeConflictError(model._meta.verbose_name) from error
                row.delete()
                dropped += 1
    return moved, dropped
