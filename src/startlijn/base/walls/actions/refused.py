"""Noting what happens at a wall."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.terms import Actor, Permission
from startlijn.base.journal.actions import refused
from startlijn.base.journal.queries import subject_of
from startlijn.base.tenancy import within
from startlijn.base.walls.queries import out_of_reach


@transaction.atomic
def note_refusal(*, by: Actor, at: datetime, permission: Permission, ids: Collection[UUID]) -> int:
    """Write down that somebody was answered 404 for rows that exist; return how many lines that made.

    `permission` is the one that the door asked; `ids` are those in the address. What does not exist, what
    is not guarded, and a second try on the same day make no line. Doors call this after the answer went
    out, so that it takes as long for a row that exists as for one that does not (trust.md §7 rule 10).
    """
    if by.partnership_id is None or not ids:
        return 0
    with within(by.partnership_id):
        lines = [
            refused(by=by, at=at, on=row, about=subject_of(row), why=permission)
            for row in out_of_reach(by, permission, ids)
        ]
    return len([line for line in lines if line is not None])
