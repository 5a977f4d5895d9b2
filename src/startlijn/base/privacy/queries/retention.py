"""What is due: rows of which the term is over, by the rules that the tables declare (trust.md P18)."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import DateTimeField, Field, Model, Q, QuerySet

from startlijn.base.access.rules import whole_partnership
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.people.models import Person
from startlijn.base.privacy.queries.recorded import declared_models, recorded_table
from startlijn.base.privacy.queries.reference import children_first
from startlijn.base.privacy.rules import ended_before, first_id_of
from startlijn.base.privacy.terms import DueTable
from startlijn.base.seams import day_of
from startlijn.base.tenancy import Declaration, Kept, current_partnership, everywhere, within


def _field(model: type[Model], path: str) -> "Field[object, object]":
    *links, last = path.split("__")
    here = model
    for link in links:
        related = here._meta.get_field(link).related_model
        assert isinstance(related, type)
        here = related
    found = here._meta.pk if last == "pk" else here._meta.get_field(last)
    assert isinstance(found, Field)
    return found


def _over(model: type[Model], path: str, moment: datetime) -> Q:
    """Return the condition that a term which ends at `moment` is over for the date or moment on a path."""
    if path == "pk":
        return Q(pk__lt=first_id_of(moment))
    if isinstance(_field(model, path), DateTimeField):
        return Q(**{f"{path}__lte": moment})
    return Q(**{f"{path}__lte": day_of(moment)})


def _still(model: type[Model], path: str, moment: datetime) -> Q:
    """Return the condition that a relation on a path goes on, or ended too short a time ago."""
    relation = path.rpartition("__")[0]
    goes_on = Q(**{path: None}) & ~Q(**{relation: None})
    return goes_on | (~_over(model, path, moment) & ~Q(**{path: None}))


def due(model: type[Model], kept: Kept, at: datetime) -> QuerySet[Model]:
    """Return the rows of which one rule says that the term is over at a moment."""
    moment = ended_before(kept, at)
    rows: QuerySet[Model] = model._default_manager.filter(**kept.only)
    for path in kept.after:
        rows = rows.filter(_over(model, path, moment))
    for path in kept.ended:
        going_on = model._default_manager.filter(_still(model, path, moment))
        rows = rows.exclude(pk__in=going_on.order_by().values("pk"))
    for path in kept.seen:
        rows = rows.exclude(**{f"{path}__gt": moment})
    if kept.clear:
        full = Q()
        for name in kept.clear:
            full |= ~Q(**{name: emptied(model, name)})
        rows = rows.filter(full)
    if kept.erase:
        rows = rows.exclude(pk__in=_nameless().values("pk"))
    return rows


def _nameless() -> QuerySet[Person]:
    """Return the people of whom nothing is left: erased, so not due again."""
    return Person.objects.filter(given_name="", family_name="", account=None, roles=None)


def emptied(model: type[Model], name: str) -> object:
    """Return what a field holds when what it held is gone."""
    field = model._meta.get_field(name)
    assert isinstance(field, Field)
    if field.null:
        return None
    if field.has_default():
        return field.get_default()
    assert field.empty_strings_allowed, f"{field} cannot be emptied"
    return ""


def rules_in_order() -> Iterator[tuple[type[Model], Declaration, Kept]]:
    """Yield every rule that has a term: people first, then each table before the tables it points to."""
    tables = dict(declared_models())
    ordered = children_first(tables)
    found = [(model, tables[model], kept) for model in ordered for kept in tables[model].kept]
    yield from (rule for rule in found if rule[2].erase)
    yield from (rule for rule in found if not rule[2].erase and not rule[2].goes_with)


def _counted(model: type[Model], declared: Declaration, at: datetime) -> DueTable | None:
    deleted = emptied_rows = erased = 0
    for kept in declared.kept:
        if kept.goes_with or (not declared.tenant and not kept.erase and current_partnership()):
            continue
        count = due(model, kept, at).count()
        if kept.erase:
            erased += count
        elif kept.clear:
            emptied_rows += count
        else:
            deleted += count
    if not deleted + emptied_rows + erased:
        return None
    told = recorded_table(model, declared)
    return DueTable(told.label, told.name, told.retention, deleted, emptied_rows, erased)


def due_tables(at: datetime) -> list[DueTable]:
    """Return what is due at a moment, table by table: in the current partnership, or everywhere.

    Tables that all partnerships share count only `everywhere`, except people: those who have a role here.
    """
    here = current_partnership()
    found = []
    for model, declared in declared_models():
        if here and model is Person:
            count = _people_here(at).count()
            if count:
                told = recorded_table(model, declared)
                found.append(DueTable(told.label, told.name, told.retention, erased=count))
            continue
        counted = _counted(model, declared, at)
        if counted is not None:
            found.append(counted)
    return found


def _people_here(at: datetime) -> QuerySet[Model]:
    (kept,) = Person.declared.kept
    return due(Person, kept, at).filter(roles__partnership=current_partnership()).distinct()


def preview(actor: Actor, at: datetime) -> list[DueTable]:
    """Return what is due at a moment to who guards privacy: in the own partnership, or all to the operator.

    Raises `NotVisibleError` for anybody else.
    """
    if not whole_partnership(actor, Permission.PRIVACY_MANAGE):
        raise NotVisibleError(Permission.PRIVACY_MANAGE)
    if actor.partnership_id is None:
        with everywhere("the operator sees what is due in every partnership"):
            return due_tables(at)
    with within(actor.partnership_id):
        return due_tables(at)
