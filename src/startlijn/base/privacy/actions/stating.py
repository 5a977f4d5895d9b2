"""One's own words beside a record about oneself (AVG article 16; domain.md §6 rule 6)."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from startlijn.base.access.terms import Actor, NotVisibleError
from startlijn.base.journal.actions import read, record
from startlijn.base.privacy.models import OwnStatement
from startlijn.base.privacy.queries.stating import own_record
from startlijn.base.privacy.terms import Beside
from startlijn.base.tenancy import everywhere


@transaction.atomic
def state(*, by: Actor, at: datetime, label: str, object_id: UUID, text: str) -> OwnStatement | None:
    """Put one's own words beside a record about oneself, instead of what stood there; without text nothing.

    `label` is the table ("domain.Employment"). Raises `NotVisibleError` for a record that is not about who
    asks.
    """
    row, partnership_id = own_record(by, label, object_id)
    if by.person_id is None:
        raise NotVisibleError(label)
    with everywhere("a record may lie in a partnership of before"):
        beside: dict[str, Any] = {"person_id": by.person_id, "label": label, "object_id": object_id}
        if not text.strip():
            OwnStatement.objects.filter(**beside).delete()
            record(by=by, at=at, action="privacy.take_statement_back", on=row)
            return None
        found, _made = OwnStatement.objects.update_or_create(
            **beside, defaults={"partnership_id": partnership_id, "text": text.strip(), "written_at": at}
        )
    record(by=by, at=at, action="privacy.state", on=row)
    return found


@transaction.atomic
def read_statements(*, by: Actor, at: datetime, object_ids: Collection[UUID]) -> tuple[Beside, ...]:
    """Return what people wrote beside records, here; that somebody else reads it is written down.

    For who reads these records: the caller has checked that.
    """
    rows = OwnStatement.objects.filter(object_id__in=object_ids).select_related("person")
    found = list(rows.order_by("written_at", "pk"))
    for row in found:
        read(by=by, at=at, on=row, about=row.person_id, why="statement")
    return tuple(Beside(str(row.person), row.text, row.written_at) for row in found)
