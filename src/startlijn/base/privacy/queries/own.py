"""What is recorded about one person: every row, in every partnership."""

from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import DateField, Field, Model, Q, QuerySet
from django.utils.functional import Promise

from startlijn.base.access.terms import Actor, NotVisibleError
from startlijn.base.journal.models import JournalLine
from startlijn.base.journal.terms import REFUSED
from startlijn.base.people.models import Person
from startlijn.base.privacy.models import OwnStatement
from startlijn.base.privacy.queries.recorded import declared_models, recorded_table
from startlijn.base.privacy.queries.why import reasons
from startlijn.base.privacy.terms import TRACES, OwnPage, OwnRow, OwnTable, Recorded, Relation, Trace
from startlijn.base.tenancy import Declaration, everywhere


def _about(actor: Actor, model: type[Model], declared: Declaration, *, named: bool = True) -> Q | None:
    """Return the condition that rows are about the actor; with `named` also that they name the actor."""
    paths = (declared.subject, *(declared.also if named else ()))
    found = [Q(**{path: actor.person_id}) for path in paths if path]
    for field, trace in TRACES.get(model._meta.label, ()):
        value = str(actor.person_id) if trace is Trace.PERSON else _email(actor)
        if value:
            found.append(Q(**{f"{field}__iexact" if trace is Trace.EMAIL else field: value}))
    if not found:
        return None
    about = reduce(or_, found)
    # What one asked in vain would tell that it exists (decision 15; AVG article 15.4: rights of others).
    return about & ~Q(action=REFUSED, actor_id=str(actor.person_id)) if model is JournalLine else about


def _email(actor: Actor) -> str | None:
    people = Person.objects.filter(account=actor.account_id, account__isnull=False)
    return people.values_list("account__email", flat=True).first()


def _names_somebody_else(field: "Field[object, object]") -> bool:
    """Tell whether a field points to a row about a person: then its name stays out of the export."""
    declared: Declaration | None = getattr(field.related_model, "declared", None)
    return bool(declared and declared.personal)


def _of_others(actor: Actor, model: type[Model], declared: Declaration) -> set[object]:
    """Return the keys of rows that name the actor and are about somebody else."""
    if not declared.also:
        return set()
    named = reduce(or_, [Q(**{path: actor.person_id}) for path in declared.also])
    rows = model._default_manager.filter(named)
    about = _about(actor, model, declared, named=False)
    if about is not None:
        rows = rows.exclude(pk__in=model._default_manager.filter(about).order_by().values("pk"))
    return set(rows.order_by().values_list("pk", flat=True))


def _given(row: Model, declared: Declaration, *, other: bool) -> Iterator["Field[Any, Any]"]:
    """Yield the fields of a row that somebody gets: no secrets; of a row about another only links and days.

    What it says is of that other (AVG article 15, paragraph 4): a coach of before gets no notes.
    """
    for field in row._meta.concrete_fields:
        told = field.is_relation or field.primary_key or isinstance(field, DateField)
        if field.name not in declared.secret and (told or not other):
            yield field


def _values(row: Model, declared: Declaration, *, other: bool) -> dict[str, object]:
    values: dict[str, object] = {}
    for field in _given(row, declared, other=other):
        values[field.attname] = field.value_from_object(row)
        named = field.is_relation and not other and not _names_somebody_else(field)
        if named and getattr(row, field.name) is not None:
            values[field.name] = str(getattr(row, field.name))
    return values


def own_rows(actor: Actor, label: str) -> tuple[Recorded, Declaration, QuerySet[Model]]:
    """Return one table in words, and its rows about the actor; raise `NotVisibleError` for another table.

    Needs `everywhere`: rows lie in every partnership where somebody worked.
    """
    for model, declared in declared_models():
        about = _about(actor, model, declared) if model._meta.label == label and actor.person_id else None
        if about is not None:
            linked = [field.name for field in model._meta.concrete_fields if field.is_relation]
            rows = model._default_manager.filter(about).select_related(*linked).order_by("-pk").distinct()
            return recorded_table(model, declared), declared, rows
    raise NotVisibleError(label)


def own_table(actor: Actor, label: str, *, page: int = 1, size: int = 20) -> OwnPage:
    """Return what one table holds about the actor, a page of rows at a time, and who may read it today.

    Names of others are left out of the rows; who may read them is told as far as the actor may know.
    """
    with everywhere("a person's own data lie in every partnership the person worked in"):
        told, declared, rows = own_rows(actor, label)
        count = rows.count()
        shown = list(rows[(page - 1) * size : page * size])
        beside = dict(
            OwnStatement.objects.filter(
                person=actor.person_id, label=label, object_id__in=_ids(shown)
            ).values_list("object_id", "text")
        )
        others = _of_others(actor, rows.model, declared)
        lines = tuple(
            OwnRow(
                row.pk,
                tuple(_shown(row, declared, other=row.pk in others)),
                beside.get(row.pk, ""),
                row.pk in others,
            )
            for row in shown
        )
        own = _about(actor, rows.model, declared, named=False)
        plain = rows.model._default_manager.filter(own) if own else rows.model._default_manager.none()
        others_who_read = tuple(
            each for each in reasons(actor, declared, plain) if each.relation is not Relation.SELF
        )
        return OwnPage(told, lines, count, others_who_read)


def _ids(rows: list[Model]) -> list[UUID]:
    return [row.pk for row in rows if isinstance(row.pk, UUID)]


def _shown(row: Model, declared: Declaration, *, other: bool) -> Iterator[tuple[str, object]]:
    """Yield what a page shows of a row: a label in the reader's language, and a value."""
    for field in _given(row, declared, other=other):
        if field.primary_key or field.name in {"partnership", "version"}:
            continue
        value = field.value_from_object(row)
        if field.is_relation:
            if other or _names_somebody_else(field):
                continue
            value = getattr(row, field.name)
        elif field.choices and value:
            value = getattr(row, f"get_{field.name}_display")()
        if value not in (None, "", [], {}):
            # A field without a name for people is called as the program calls it.
            target: type[Model] | None = field.related_model
            label = target._meta.verbose_name if target else field.verbose_name
            yield str(label) if isinstance(label, Promise) else field.name, value


def own_data(actor: Actor) -> list[OwnTable]:
    """Return every row about the actor's person, in all partnerships; nothing when there is no person.

    One query per table. Values are Python values; the names of other people are left out.
    """
    if actor.person_id is None:
        return []
    found = []
    with everywhere("a person's own data lie in every partnership the person worked in"):
        for model, declared in declared_models():
            about = _about(actor, model, declared)
            if about is None:
                continue
            linked = [field.name for field in model._meta.concrete_fields if field.is_relation]
            rows = model._default_manager.filter(about).select_related(*linked).order_by("pk").distinct()
            told = recorded_table(model, declared)
            others = _of_others(actor, model, declared)
            values = tuple(_values(row, declared, other=row.pk in others) for row in rows)
            found.append(
                OwnTable(told.label, told.name, told.purpose, told.retention, values, declared.secret)
            )
    return found
