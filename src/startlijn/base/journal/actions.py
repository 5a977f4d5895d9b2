"""Adding a line to the journal."""

from collections.abc import Mapping
from datetime import UTC, datetime

from django.db import models, transaction

from startlijn.base.access.terms import Actor
from startlijn.base.journal.models import JournalHead, JournalLine
from startlijn.base.journal.queries import chain_of, content_of
from startlijn.base.journal.rules import line_hash


@transaction.atomic
def record(
    *,
    by: Actor,
    at: datetime,
    action: str,
    on: models.Model,
    details: Mapping[str, object] | None = None,
) -> JournalLine:
    """Add one line: `by` did `action` to the row `on` at moment `at` (aware).

    `details` holds names of fields, counts and codes, never contents. Called inside the transaction of
    the action it describes, so that there is never one without the other.
    """
    chain = chain_of(by.partnership_id)
    head = _locked_head(chain)
    line = JournalLine(
        chain=chain,
        number=head.lines + 1,
        at=at.astimezone(UTC),
        actor_id=str(by.person_id or ""),
        actor_name=by.name,
        action=action,
        object_type=type(on).__name__,
        object_id=str(on.pk),
        details=dict(details or {}),
        previous_hash=head.last_hash,
    )
    line.hash = line_hash(head.last_hash, content_of(line))
    line.save(force_insert=True)
    JournalHead.objects.filter(chain=chain).update(lines=line.number, last_hash=line.hash)
    return line


def _locked_head(chain: str) -> JournalHead:
    """Return the end of a chain, locked until the transaction ends; a new chain gets one first."""
    locked = JournalHead.objects.select_for_update()
    head = locked.filter(chain=chain).first()
    if head is None:
        JournalHead.objects.get_or_create(chain=chain)
        head = locked.get(chain=chain)
    return head
