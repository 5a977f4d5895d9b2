"""The one gate: which rows exist for this person."""

from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from startlijn.base.access import rules
from startlijn.base.access.models import Restriction
from startlijn.base.access.terms import Actor, NotVisibleError, Permission, UndeclaredWayError
from startlijn.base.seams import today
from startlijn.base.tenancy import Declaration, everywhere

ModelT = TypeVar("ModelT", bound=Model)


def while_it_lasts(declared: Declaration, path: str, on: date) -> Q:
    """Return the condition that the dated relations on a path count on a day.

    Whom a row is about keeps it, also when the relation ended (trust.md §7 rule 4).
    """
    condition = Q()
    if path == declared.subject:
        return condition
    for relation in (*declared.holds, *declared.lasts):
        # Where the whole path is named, the row itself is the relation and has the dates.
        dates = "" if path == relation else f"{relation}__"
        if path != relation and not path.startswith(dates):
            continue
        condition &= Q(**{f"{dates}finished_on": None}) | Q(**{f"{dates}finished_on__gt": on})
        if relation in declared.holds:
            condition &= Q(**{f"{dates}started_on__lte": on})
    return condition


def visible(actor: Actor, permission: Permission, model: type[ModelT]) -> QuerySet[ModelT]:
    """Return the rows of `model` on which the actor has the permission; none when there is no right.

    A row is reached through the places where the actor's roles hold, or because the actor stands in a
    relation to it: the model declares the lookup paths (`Declaration.reach`, `ways`). Queries on tenant data
    still need `within`. Raises `UndeclaredWayError` for a permission with which this table is never read.
    """
    declared: Declaration = model.declared  # type: ignore[attr-defined]
    paths, on = rules.paths(declared, permission), today()
    if paths is None:
        raise UndeclaredWayError(f"{model.__name__} declares no way for {permission}")
    rows: QuerySet[ModelT] = model._default_manager.all()
    if actor.operator:
        return rows
    reached = Q(pk__in=[])
    for path, ids in rules.reached(actor, permission, declared).items():
        reached |= Q(**{f"{path}__in": ids}) & while_it_lasts(declared, path, on)
    related = paths.get("person")
    if related is not None and rules.may(actor, permission):
        reached |= Q(**{related: actor.person_id}) & while_it_lasts(declared, related, on)
    return rows.filter(reached).distinct()


def get_visible(actor: Actor, permission: Permission, model: type[ModelT], pk: UUID | str) -> ModelT:
    """Return one row through the gate; raise `NotVisibleError` when it does not exist for this person."""
    found = visible(actor, permission, model).filter(pk=pk).first()
    if found is None:
        raise NotVisibleError(model.__name__)
    return found


def can(actor: Actor, permission: Permission, row: Model) -> bool:
    """Tell whether the actor has the permission on this row: derived from `visible`, so never different."""
    return visible(actor, permission, type(row)).filter(pk=row.pk).exists()


def is_restricted(person_id: UUID) -> bool:
    """Tell whether nobody else may change anything about somebody now (AVG article 18). One query."""
    with everywhere("a restriction holds wherever somebody works"):
        return Restriction.objects.filter(person=person_id, until=None).exists()
