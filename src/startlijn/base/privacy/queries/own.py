"""What is recorded about one person: every row, in every partnership."""

from collections.abc import Iterator
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Field, Model, Q, QuerySet
from django.utils.functional import Promise

from startlijn.base.access.terms import Actor, NotVisibleError
from startlijn.base.people.models import Person
from startlijn.base.privacy.models import OwnStatement
from startlijn.base.privacy.queries.recorded import declared_models, recorded_table
from startlijn.base.privacy.queries.why import reasons
from startlijn.base.privacy.terms import TRACES, OwnPage, OwnRow, OwnTable, Recorded, Trace
from startlijn.base.tenancy import Declaration, everywhere


def _about(actor: Actor, model: type[Model], declared: Declaration) -> Q | None:
    found = [Q(**{path: actor.person_id}) for path in (declared.subject, *declared.also) if path]
    for field, trace in TRACES.get(model._meta.label, ()):
        value = str(actor.person_id) if trace is Trace.PERSON else _email(actor)
        if value:
            found.append(Q(**{f"{field}__iexact" if trace is Trace.EMAIL else field: value}))
    return reduce(or_, found) if found else None


def _email(actor: Actor) -> str | None:
    people = Person.objects.filter(account=actor.account_id, account__isnull=False)
    return people.values_list("account__email", flat=True).first()


def _names_somebody_else(field: "Field[object, object]") -> bool:
    """Tell whether a field points to a row about a person: then its name stays out of the export."""
    declared: Declaration | None = getattr(field.related_model, "declared", None)
    return bool(declared and declared.personal)


def _values(row: Model, declared: Declaration) -> dict[str, object]:
    values: dict[str, object] = {}
    for field in row._meta.concrete_fields:
        if field.name in declared.secret:
            continue
        values[field.attname] = field.value_from_object(row)
        if field.is_relation and not _names_somebody_else(field) and getattr(row, field.name) is not None:
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
        lines = tuple(OwnRow(row.pk, tuple(_shown(row, declared)), beside.get(row.pk, "")) for row in shown)
        plain = rows.model._default_manager.filter(pk__in=rows.order_by().values("pk"))
        return OwnPage(told, lines, count, reasons(actor, declared, plain))


def _ids(rows: list[Model]) -> list[UUID]:
    return [row.pk for row in rows if isinstance(row.pk, UUID)]


def _shown(row: Model, declared: Declaration) -> Iterator[tuple[str, object]]:
    """Yield what a page shows of a row: a label in the reader's language, and a value."""
    for field in row._meta.concrete_fields:
        if field.primary_key or field.name in {*declared.secret, "partnership", "version"}:
            continue
        value = field.value_from_object(row)
        if field.is_relation:
            if _names_somebody_else(field):
                continue
            value = getattr(row, field.name)
        elif field.choices and value:
            value = getattr(row, f"get_{field.name}_display")()
        if value not in (None, "", [], {}):
            # A field without a name for people is called as the program calls it.
            named = isinstance(field.verbose_name, Promise)
            yield str(field.verbose_name) if named else field.name, value


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
            values = tuple(_values(row, declared) for row in rows)
            found.append(
                OwnTable(told.label, told.name, told.purpose, told.retention, values, declared.secret)
            )
    return found
