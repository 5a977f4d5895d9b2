"""Who did what: the lines of the journal."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Query, Router
from pydantic import Field

from startlijn.api.doors import Request, operation
from startlijn.api.shapes import Moment, Output, Page, Paging, page_of_rows
from startlijn.base.access.terms import Permission
from startlijn.base.journal import queries

router = Router(tags=["Journal"])

Code = Annotated[str, Field(max_length=80, pattern=r"^[a-z_]+\.[a-z_]+$")]


class JournalLine(Output):
    """One thing that somebody did. `details` holds codes and counts, never contents.

    `hash` covers the line and the hash before it, so that a line cannot change or vanish unseen.
    """

    number: int
    at: datetime
    actor_id: str
    actor_name: str
    action: str
    object_type: str
    object_id: str
    details: dict[str, Any]
    previous_hash: str
    hash: str


class JournalSearch(Paging):
    """Only one kind of deed (`action`, such as school.rename), on one thing (`object_id`), since a moment."""

    action: Code | None = None
    object_id: UUID | None = None
    since: Moment | None = None


def _line(row: Any) -> JournalLine:
    return JournalLine(**{name: getattr(row, name) for name in JournalLine.model_fields})


@operation(router.get, "/journal", Permission.JOURNAL_READ, gives=Page[JournalLine])
def list_journal(request: Request, given: Query[JournalSearch]) -> Page[JournalLine]:
    """List what was done, the newest first."""
    rows = queries.lines_for(request.actor)
    if given.action is not None:
        rows = rows.filter(action=given.action)
    if given.object_id is not None:
        rows = rows.filter(object_id=str(given.object_id))
    if given.since is not None:
        rows = rows.filter(at__gte=given.since)
    return page_of_rows(rows, given, _line)
