"""Adding a line to the journal: what was done, who looked at what about whom, and who tried in vain."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from uuid import UUID

from django.db import models, transaction

from startlijn.base.access.queries import is_restricted
from startlijn.base.access.rules import roles
from startlijn.base.access.terms import Actor, NotVisibleError, RestrictedError
from startlijn.base.journal.models import JournalHead, JournalLine
from startlijn.base.journal.queries import (
    chain_of,
    chains,
    check_chain,
    content_of,
    subject_of,
    vouched_again,
)
from startlijn.base.journal.rules import LinesWithoutName, line_hash
from startlijn.base.journal.terms import NOT_FOUND, READ, REDACT, REFUSED, SHORTEN, SHOWN
from startlijn.base.seams import begin_of, day_of


@transaction.atomic
def record(
    *,
    by: Actor,
    at: datetime,
    action: str,
    on: models.Model,
    details: Mapping[str, object] | None = None,
    about: UUID | None = None,
) -> JournalLine:
    """Add one line: `by` did `action` to the row `on` at moment `at` (aware).

    `details` holds names of fields, counts and codes, never contents. `about` is the person concerned;
    without it the one that the row declares as its subject. Called inside the transaction of the action it
    describes, so that there is never one without the other: which is why a restriction is minded here.
    Raises `RestrictedError` when it is about somebody else whose data are to stay as they are.
    """
    concerned = about or subject_of(on)
    _must_be_free(by, action, concerned)
    head = _locked_head(chain_of(by.partnership_id))
    return _append(head, by=by, at=at, action=action, on=on, details=details or {}, about=concerned)


@transaction.atomic
def read(
    *, by: Actor, at: datetime, on: models.Model, about: UUID | None, why: str = ""
) -> JournalLine | None:
    """Write down that somebody sees data of class P3 or P4 about somebody else (trust.md P15).

    Call it in the action that gives the data, before they are given: no line, no data. `about` is the person
    concerned; nothing is written when that is who reads, or nobody. `why` is a code that says for what: a
    purpose ("coaching", "assessment"), never a text. The line has what BIO2 8.15.01 asks: who, what was
    done, to what, with which result, from where and when. One line for each reading.
    """
    if about is None or about == by.person_id:
        return None
    details = _trace(by, SHOWN, why)
    return record(by=by, at=at, action=READ, on=on, details=details, about=about)


@transaction.atomic
def refused(
    *, by: Actor, at: datetime, on: models.Model, about: UUID | None, why: str = ""
) -> JournalLine | None:
    """Write down that somebody asked in vain for data about somebody else; once a day for each row.

    `why` is the code of the permission that was missing. Nothing is written when the person concerned is who
    asks, or when this person asked for this row before on the same day: so trying cannot fill the journal.
    """
    if about is None or about == by.person_id:
        return None
    midnight = begin_of(day_of(at))
    chain = chain_of(by.partnership_id)
    _locked_head(chain)  # two tries at once make one line
    earlier = JournalLine.objects.filter(
        chain=chain, actor_id=str(by.person_id or ""), action=REFUSED, object_id=str(on.pk), at__gte=midnight
    )
    if earlier.exists():
        return None
    details = _trace(by, NOT_FOUND, why)
    return record(by=by, at=at, action="data.refused", on=on, details=details, about=about)


def _trace(by: Actor, result: str, why: str) -> dict[str, object]:
    """Return what a line of reading says besides: the result, from where, for what, and in which roles."""
    held = sorted({role.value for role in roles(by)})
    return {"result": result, "origin": by.origin, "why": why, "roles": held}


@transaction.atomic
def redact(*, by: Actor, at: datetime, person_ids: Collection[UUID]) -> int:
    """Take the name of somebody who was erased out of every line, and vouch for what is left of them.

    Each chain gets one line for each registration, so that the chain still proves itself. What was done, when
    and to what stays; an identifier without a name stays too. Returns from how many lines a name was taken.
    """
    ids = [str(each) for each in person_ids]
    named = JournalLine.objects.filter(actor_id__in=ids).exclude(actor_name="")
    found = sorted(set(named.order_by().values_list("chain", "actor_id")))
    lines = 0
    for chain, actor_id in found:
        head, without_name = _locked_head(chain), LinesWithoutName()
        own = JournalLine.objects.filter(chain=chain, actor_id=actor_id).exclude(actor_name="")
        for line in own.order_by("number"):
            line.actor_name = ""
            without_name.add(line.number, actor_id, content_of(line), line.hash)
        lines += own.update(actor_name="")
        vouched = without_name.vouched(actor_id)
        _append(head, by=by, at=at, action=REDACT, on=head, details=vouched, about=UUID(actor_id))
    return lines


@transaction.atomic
def shorten(*, by: Actor, at: datetime, until: datetime) -> int:
    """Remove the lines of which the term is over, from the oldest end of every chain; return how many.

    Everything up to the first line that was written after `until` goes. A line in the chain tells how many
    and the hash of the last, so that the chain still proves itself; the database refuses to remove any other
    line. A chain that is broken stays as it is: what is left of it is needed to find out. For the operator:
    raises `NotVisibleError` for anybody else.
    """
    if not by.operator:
        raise NotVisibleError("JournalLine")
    return sum(_shorten(by, at, chain, until) for chain in chains())


def _shorten(by: Actor, at: datetime, chain: str, until: datetime) -> int:
    head = _locked_head(chain)
    lines = JournalLine.objects.filter(chain=chain)
    young = lines.filter(at__gt=until).order_by("number").first()
    old = lines.filter(number__lt=young.number) if young else lines
    last = old.order_by("-number").first()
    if last is None or not check_chain(chain).whole:
        return 0
    vouched: dict[str, object] = {
        "lines": last.number,
        "last_hash": last.hash,
        "again": vouched_again(chain, last.number),
    }
    _append(head, by=by, at=at, action=SHORTEN, on=head, details=vouched, about=None)
    removed, _each = JournalLine.objects.filter(chain=chain, number__lte=last.number).delete()
    return removed


def _locked_head(chain: str) -> JournalHead:
    """Return the end of a chain, locked until the transaction ends; a new chain gets one first."""
    locked = JournalHead.objects.select_for_update()
    head = locked.filter(chain=chain).first()
    if head is None:
        JournalHead.objects.get_or_create(chain=chain)
        head = locked.get(chain=chain)
    return head


def _must_be_free(by: Actor, action: str, concerned: UUID | None) -> None:
    """Refuse what somebody else does about a person under a restriction, other than looking and privacy."""
    free = by.operator or concerned in {None, by.person_id}
    if free or action in {READ, REFUSED} or action.startswith("privacy."):
        return
    assert concerned is not None
    if is_restricted(concerned):
        raise RestrictedError


def _append(
    head: JournalHead,
    *,
    by: Actor,
    at: datetime,
    action: str,
    on: models.Model,
    details: Mapping[str, object],
    about: UUID | None,
) -> JournalLine:
    """Add one line at the end of a chain that is locked."""
    line = JournalLine(
        chain=head.chain,
        number=head.lines + 1,
        at=at.astimezone(UTC),
        actor_id=str(by.person_id or ""),
        actor_name=by.name,
        action=action,
        object_type=type(on).__name__,
        object_id=str(on.pk),
        details=dict(details),
        about=about,
        previous_hash=head.last_hash,
    )
    line.hash = line_hash(head.last_hash, content_of(line))
    line.save(force_insert=True)
    head.lines, head.last_hash = line.number, line.hash
    head.save(update_fields=["lines", "last_hash"])
    return line
