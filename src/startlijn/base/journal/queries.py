"""Reading the journal and checking its chain."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, Q, QuerySet

from startlijn.base.access import rules as access
from startlijn.base.access.terms import Actor, Permission
from startlijn.base.journal.models import JournalHead, JournalLine
from startlijn.base.journal.rules import LinesWithoutName, line_hash
from startlijn.base.journal.terms import (
    FIRST_HASH,
    READ,
    REDACT,
    REFUSED,
    SHORTEN,
    Beginning,
    ChainReport,
    Looking,
)
from startlijn.base.tenancy import Declaration

_LOOKED = {Looking.LOOKED: READ, Looking.TRIED: REFUSED}
OPERATOR_CHAIN = "operator"


def chain_of(partnership_id: UUID | None) -> str:
    """Return the name of a partnership's chain; the operator's chain when there is none."""
    return str(partnership_id) if partnership_id else OPERATOR_CHAIN


def content_of(line: JournalLine) -> dict[str, object]:
    """Return what the hash of a line covers; whom it is about only when it names somebody.

    So the lines from before there was such a column keep the hash they have.
    """
    about = {"about": str(line.about)} if line.about else {}
    return about | {
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


def subject_of(row: Model) -> UUID | None:
    """Return the id of the person a row declares itself to be about; None when it is about nobody.

    Follows the row's own links (`trajectory__person`); what lies behind a link the other way is no subject.
    """
    declared: Declaration | None = getattr(row, "declared", None)
    if declared is None or not declared.subject:
        return None
    here: Model = row
    *links, last = declared.subject.split("__")
    try:
        for link in links:
            here = getattr(here, link)
        found = here.pk if last == "pk" else getattr(here, f"{last}_id", None)
    except (AttributeError, ObjectDoesNotExist):
        return None
    return found if isinstance(found, UUID) else None


def lines_for(actor: Actor) -> QuerySet[JournalLine]:
    """Return all lines to who may read them, to others what they did themselves; newest first.

    What somebody asked in vain is not among these: such a line would tell that the thing exists.
    """
    lines = JournalLine.objects.filter(chain=chain_of(actor.partnership_id)).order_by("-number")
    if access.whole_partnership(actor, Permission.JOURNAL_READ):
        return lines
    return lines.filter(actor_id=str(actor.person_id)).exclude(action=REFUSED)


def lines_about(people: Collection[UUID], kind: Looking | None = None) -> QuerySet[JournalLine]:
    """Return what others did with or about somebody, in all partnerships; newest first.

    `people` are the registrations of one person, who asks. `kind` narrows it to who looked, who asked in
    vain, or what else was done.
    """
    own = [str(person) for person in people]
    lines = JournalLine.objects.filter(about__in=people).exclude(actor_id__in=own).order_by("-at", "-number")
    if kind is Looking.DONE:
        return lines.exclude(action__in=(READ, REFUSED))
    return lines.filter(action=_LOOKED[kind]) if kind else lines


def kinds_of_things() -> dict[str, str]:
    """Return what each type of object that lines name is called, in the reader's language."""
    return {model.__name__: str(model._meta.verbose_name) for model in apps.get_models()}


def search_lines(actor: Actor, text: str) -> QuerySet[JournalLine]:
    """Return the lines of `lines_for` of which the name or the code holds every word of `text`."""
    found = lines_for(actor)
    for word in text.split():
        found = found.filter(Q(actor_name__icontains=word) | Q(action__icontains=word))
    return found


def check_chain(chain: str) -> ChainReport:
    """Walk one chain from its first line; report the first line that was edited, removed or swapped.

    Lines from which a name was taken no longer fit their own hash: a later line vouches for them. When the
    oldest lines are gone by their term, the last line that says so tells where the chain begins.
    """
    begin = beginning_of(chain)
    previous, number, count, without_name = begin.last_hash, begin.lines, 0, LinesWithoutName()
    for line in JournalLine.objects.filter(chain=chain).order_by("number").iterator(chunk_size=2000):
        number, count = number + 1, count + 1
        if line.number != number or line.previous_hash != previous:
            return ChainReport(count, previous, broken_at=number)
        content = content_of(line)
        if line.hash != line_hash(previous, content):
            if line.actor_name or not line.actor_id:
                return ChainReport(count, previous, broken_at=number)
            without_name.add(line.number, line.actor_id, content, line.hash)
        if line.action == REDACT:
            broken = without_name.settle(line.number, begin.again.get(str(line.number), line.details))
            if broken is not None:
                return ChainReport(count, previous, broken_at=broken)
        previous = line.hash
    return ChainReport(count, previous, broken_at=without_name.unsettled())


def beginning_of(chain: str) -> Beginning:
    """Return where a chain begins: at its first line, or where the last line that removed older ones says."""
    last = JournalLine.objects.filter(chain=chain, action=SHORTEN).order_by("-number").first()
    if last is None:
        return Beginning(0, FIRST_HASH, {})
    return Beginning(last.details["lines"], last.details["last_hash"], last.details["again"])


def vouched_again(chain: str, after: int) -> dict[str, dict[str, object]]:
    """Return what lines that took out names have to vouch for when the lines up to `after` are gone.

    By the number of the line; only those of which something goes. The chain was checked before.
    """
    found: dict[str, dict[str, object]] = {}
    begin, without_name = beginning_of(chain), LinesWithoutName()
    lines = JournalLine.objects.filter(Q(actor_name="") | Q(action=REDACT), chain=chain, number__gt=after)
    for line in lines.order_by("number").iterator(chunk_size=2000):
        content = content_of(line)
        if not line.actor_name and line.actor_id and line.hash != line_hash(line.previous_hash, content):
            without_name.add(line.number, line.actor_id, content, line.hash)
        if line.action == REDACT:
            actor_id = str(line.details["person"])
            left = without_name.left(actor_id)
            without_name.forget(actor_id)
            if left != line.details or str(line.number) in begin.again:
                found[str(line.number)] = left
    return found


def chains() -> list[str]:
    """Return the names of all chains."""
    return list(JournalHead.objects.order_by("chain").values_list("chain", flat=True))


def anchor() -> dict[str, dict[str, object]]:
    """Return the length and last hash of every chain: to be kept where this machine cannot reach it."""
    return {
        head.chain: {"lines": head.lines, "last_hash": head.last_hash}
        for head in JournalHead.objects.order_by("chain")
    }


def check_anchor(earlier: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Return the chains that no longer hold the line an earlier anchor named: a cut or rewritten tail.

    An anchor of lines that are gone by their term tells nothing any more, but the last of them.
    """
    return [
        chain
        for chain, end in earlier.items()
        if end["lines"]
        and not beginning_of(chain).covers(end["lines"], end["last_hash"])
        and not JournalLine.objects.filter(chain=chain, number=end["lines"], hash=end["last_hash"]).exists()
    ]
