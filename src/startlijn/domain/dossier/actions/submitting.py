"""Handing in: freezing chosen pieces as they are now."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from startlijn.base.access.terms import Actor, NotVisibleError
from startlijn.base.journal.actions import record
from startlijn.domain.dossier.models import Evidence, Submission, SubmittedFile
from startlijn.domain.dossier.queries.own import facts_of, keys_of, own_dossier, own_rows, profile_of
from startlijn.domain.dossier.rules.copies import plain_item, sha256_of
from startlijn.domain.dossier.terms import MOST_SUBMITTED, NothingChosenError, TooManyChosenError


@transaction.atomic
def submit(
    *,
    by: Actor,
    at: datetime,
    evidence_ids: Sequence[UUID],
    statement: str = "",
    assessment_id: UUID | None = None,
) -> Submission:
    """Freeze pieces of the own dossier with a statement: what an assessment is about, and nothing else.

    Later changes of the evidence change nothing of it; the database refuses to write it over. Returns the
    submission: `content` and `sha256` (see `terms.Snapshot`). Raises `NothingChosenError`,
    `TooManyChosenError`, `NotVisibleError` for a piece that is not one's own.
    """
    wanted = list(dict.fromkeys(evidence_ids))
    if not wanted:
        raise NothingChosenError
    if len(wanted) > MOST_SUBMITTED:
        raise TooManyChosenError(most=MOST_SUBMITTED)
    dossier = own_dossier(by)
    rows = {row.pk: row for row in own_rows(by).filter(pk__in=wanted)}
    if dossier is None or len(rows) != len(wanted):
        raise NotVisibleError("Evidence")
    content = {
        "statement": statement.strip(),
        "stage": dossier.stage,
        "profile": profile_of(dossier).id,
        "items": [_frozen(rows[pk], keys_of(profile_of(dossier))) for pk in wanted],
    }
    made = Submission.objects.create(
        partnership_id=dossier.partnership_id,
        dossier=dossier,
        assessment_id=assessment_id,
        content=content,
        sha256=sha256_of(content),
        submitted_at=at,
    )
    SubmittedFile.objects.bulk_create(
        SubmittedFile(partnership_id=dossier.partnership_id, submission=made, file_id=file_id)
        for file_id in dict.fromkeys(row.file_id for row in rows.values() if row.file_id is not None)
    )
    record(by=by, at=at, action="dossier.submit", on=made, details={"items": len(wanted)})
    return made


def _frozen(row: Evidence, keys: Sequence[str]) -> dict[str, Any]:
    """Return a piece as it is now, with the id of its file, so that the file can be asked for."""
    facts = facts_of(row, keys)
    item = plain_item(facts)
    if facts.file is not None:
        item["file"]["id"] = str(facts.file.id)
    return item
