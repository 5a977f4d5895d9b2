"""Keeping no longer than was said: what is due goes, every night, and the journal tells how much."""

from collections import Counter
from datetime import datetime, time
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from startlijn.base.access.rules import operator
from startlijn.base.access.terms import Actor, NotVisibleError
from startlijn.base.files.actions import remove_file
from startlijn.base.files.models import StoredFile
from startlijn.base.journal.actions import record, shorten
from startlijn.base.journal.models import JournalLine
from startlijn.base.organisations.models import Partnership
from startlijn.base.people.models import Person, RoleAssignment
from startlijn.base.post.terms import Kind, Recurring, Task
from startlijn.base.privacy.actions.erasing import erase_due
from startlijn.base.privacy.queries.retention import due, emptied, rules_in_order
from startlijn.base.privacy.rules import ended_before
from startlijn.base.tenancy import Kept, everywhere, within


@transaction.atomic
def keep_no_longer(*, by: Actor, at: datetime) -> dict[str, int]:
    """Delete, empty or erase everything of which the term is over at `at`; return how many rows, per table.

    In all partnerships. Each gets a line in its journal with its own counts; the chain of the operator gets
    one for what belongs to all or to none. Doing it twice does nothing the second time. For the operator:
    raises `NotVisibleError` for anybody else.
    """
    if not by.operator:
        raise NotVisibleError("retention")
    total = _erase_people(by, at)
    partnerships = list(Partnership.objects.order_by("pk"))
    for partnership in partnerships:
        here = operator(partnership.pk)
        with within(partnership.pk):
            counts = _keep(here, at, shared=False)
        if counts:
            record(by=here, at=at, action="privacy.retention", on=partnership, details=dict(counts))
        total += counts
    with everywhere("what belongs to all partnerships, or to none"):
        counts = _keep(by, at, shared=True)
    if counts:
        record(by=operator(), at=at, action="privacy.retention", on=Partnership(), details=dict(counts))
    return dict(total + counts)


def _keep(by: Actor, at: datetime, *, shared: bool) -> Counter[str]:
    counts: Counter[str] = Counter()
    for model, declared, kept in rules_in_order():
        if not kept.erase and (shared or declared.tenant):
            counts[model._meta.label] += _keep_rule(by, at, model, kept)
    return +counts


def _keep_rule(by: Actor, at: datetime, model: type[Model], kept: Kept) -> int:
    ids = list(due(model, kept, at).values_list("pk", flat=True))
    if kept.clear:
        empty = {name: emptied(model, name) for name in kept.clear}
        model._default_manager.filter(pk__in=ids).update(**empty)
    elif model is JournalLine:
        return shorten(by=by, at=at, until=ended_before(kept, at))
    elif model is StoredFile:
        for each in ids:
            remove_file(by=by, at=at, file_id=each)
    else:
        model._default_manager.filter(pk__in=ids).delete()
    return len(ids)


def _erase_people(by: Actor, at: datetime) -> Counter[str]:
    """Erase whose term is over, before their roles go: these say where they belonged."""
    counts: Counter[str] = Counter()
    for model, _declared, kept in rules_in_order():
        if not kept.erase:
            continue
        assert model is Person
        with everywhere("a term ends in every partnership"):
            people = list(due(model, kept, at).values_list("pk", flat=True))
        for person_id in people:
            erase_due(by=by, at=at, person_id=person_id, partnership_id=_last_partnership(person_id))
        counts[model._meta.label] += len(people)
    return +counts


def _last_partnership(person_id: UUID) -> UUID:
    with everywhere("the last role says where somebody belonged"):
        roles = RoleAssignment.objects.filter(person=person_id).order_by("-started_on", "-pk")
        last = roles.values_list("partnership", flat=True).first()
    found: UUID = last or Partnership.objects.order_by("pk").values_list("pk", flat=True)[0]
    return found


def _run(task: Task) -> None:
    """Keep no longer than was said, in the transaction in which the job becomes done."""
    with task.complete():
        keep_no_longer(by=task.by, at=task.at)


KEEPING = Kind("privacy.retention", run=_run)
KEEP_DAILY = Recurring("retention", kind="privacy.retention", daily_at=time(3, 40))
