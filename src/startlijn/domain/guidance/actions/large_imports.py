"""A large file of HR, brought in by the worker: in parts, so that others are not kept waiting.

Each person comes in whole or not at all. Who was in before is passed over, so a worker that breaks off is
followed by one that goes on; what does not fit comes back as a file with row, name and reason.
"""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from startlijn.base.access.rules import must
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.files.actions import keep_file
from startlijn.base.files.models import StoredFile
from startlijn.base.files.queries import content
from startlijn.base.files.terms import FileGoneError, Upload
from startlijn.base.journal.actions import record
from startlijn.base.organisations.models import Partnership
from startlijn.base.post.actions.jobs import enqueue
from startlijn.base.post.terms import Kind, PermanentError, Task
from startlijn.domain.guidance.actions.importing import bring_in_groups
from startlijn.domain.guidance.queries.preview import Deed, Planned, by_person, counted, preview
from startlijn.domain.guidance.rules.people_file import PersonRow, as_plain, from_plain
from startlijn.domain.guidance.terms import IMPORT_JOB
from startlijn.engines.tables import write_csv

_PART = 20  # people in one transaction: a second of work


@transaction.atomic
def keep_import(*, by: Actor, at: datetime, rows: Sequence[PersonRow]) -> UUID:
    """Keep the rows of a file that was read, until somebody says that they may come in; return its id.

    They are removed after a day. Raises `NotVisibleError`, and what `keep_file` raises.
    """
    person_id, partnership_id = _who(by)
    text = json.dumps(as_plain(rows), ensure_ascii=False)
    kept = keep_file(
        by=by,
        at=at,
        owner_id=person_id,
        partnership_id=partnership_id,
        upload=Upload("starters.txt", text.encode()),
    )
    return kept.pk


def _who(by: Actor) -> tuple[UUID, UUID]:
    must(by, Permission.LINE_REGISTER)
    if by.person_id is None or by.partnership_id is None:
        raise NotVisibleError("StoredFile")
    return by.person_id, by.partnership_id


@transaction.atomic
def start_import(*, by: Actor, at: datetime, file_id: UUID, language: str) -> UUID:
    """Let the worker bring in rows that were kept; return the job. Asking twice starts it once.

    `language` is that of the list of what is left out. Raises `NotVisibleError` for somebody else's file.
    """
    person_id, _partnership = _who(by)
    row = StoredFile.objects.filter(pk=file_id, owner=person_id).first()
    if row is None:
        raise NotVisibleError("StoredFile")
    record(by=by, at=at, action="starter.import_start", on=row)
    payload = {"file": str(file_id), "language": language}
    return enqueue(by=by, at=at, kind=IMPORT_JOB, payload=payload, key=str(file_id))


def _run(task: Task) -> None:
    try:
        rows = from_plain(json.loads(content(UUID(task.payload["file"])).data))
    except (FileGoneError, StoredFile.DoesNotExist) as error:
        raise PermanentError("file_gone") from error
    person_id, partnership_id = _who(task.by)
    counts: Counter[str] = Counter()
    refused: list[Planned] = []
    with translation.override(task.payload["language"]):
        groups = by_person(preview(task.by, rows))
        for first in range(0, len(groups), _PART):
            became = bring_in_groups(by=task.by, at=task.at, groups=groups[first : first + _PART])
            counts.update(counted(became))
            refused += [each for each in became if each.deed == Deed.REFUSE]
            task.report(counts.total(), len(rows), counts=dict(counts))
        left_out = {}
        if refused:
            upload = Upload("left-out.txt", _list(refused))
            kept = keep_file(
                by=task.by, at=task.at, owner_id=person_id, partnership_id=partnership_id, upload=upload
            )
            left_out = {"left_out": str(kept.pk)}
    task.report(len(rows), len(rows), counts=dict(counts), **left_out)
    with task.complete():
        whole = Partnership.objects.get(pk=partnership_id)
        record(by=task.by, at=task.at, action="starter.import", on=whole, details={"rows": dict(counts)})


def _list(refused: Sequence[Planned]) -> bytes:
    """Return the rows that were left out as a file: row, name, reason."""
    rows: list[list[str | int]] = [
        [each.row.row, each.row.name, each.why] for each in sorted(refused, key=lambda each: each.row.row)
    ]
    return write_csv([gettext("Row"), gettext("Name"), gettext("Why")], rows)


BRINGING_IN = Kind(IMPORT_JOB, run=_run, attempts=5, seconds=1800, alone=True)
