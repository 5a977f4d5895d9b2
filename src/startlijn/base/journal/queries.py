"""Reading the journal and checking its chain."""

from uuid import UUID

from django.db.models import QuerySet

from startlijn.base.access import rules as access
from startlijn.base.access.terms import Actor, Permission
from startlijn.base.journal.models import JournalLine
from startlijn.base.journal.rules import line_hash
from startlijn.base.journal.terms import FIRST_HASH, ChainReport

OPERATOR_CHAIN = "operator"


def chain_of(partnership_id: UUID | None) -> str:
    """Return the name of a partnership's chain; the operator's chain when there is none."""
    return str(partnership_id) if partnership_id else OPERATOR_CHAIN


def content_of(line: JournalLine) -> dict[str, object]:
    """Return what the hash of a line covers."""
    return {
        "chain": line.chain,
        "number": line.number,
        "at": line.at.isoformat(),
        "actor_id": line.actor_id,
        "actor_name": line.actor_name,
        "action": line.action,
        "object_type": line.object_type,
        "object_id": line.object_id,
        "details": line.details,
    }


def lines_for(actor: Actor) -> QuerySet[JournalLine]:
    """Return the lines of the partnership for who may read them all, else what the actor did; newest first."""
    lines = JournalLine.objects.filter(chain=chain_of(actor.partnership_id)).order_by("-number")
    if access.whole_partnership(actor, Permission.JOURNAL_READ):
        return lines
    return lines.filter(actor_id=str(actor.person_id))


def check_chain(chain: str) -> ChainReport:
    """Walk one chain from its first line; report the first line that was edited, removed or swapped."""
    previous, count = FIRST_HASH, 0
    for line in JournalLine.objects.filter(chain=chain).order_by("number").iterator(chunk_size=2000):
        count += 1
        fits = line.number == count and line.previous_hash == previous
        if not fits or line.hash != line_hash(previous, content_of(line)):
            return ChainReport(count, previous, broken_at=count)
        previous = line.hash
    return ChainReport(count, previous, broken_at=None)
