"""The one gate: which rows exist for this person."""

from typing import TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from startlijn.base.access import rules
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.tenancy import Declaration

ModelT = TypeVar("ModelT", bound=Model)


def visible(actor: Actor, permission: Permission, model: type[ModelT]) -> QuerySet[ModelT]:
    """Return the rows of `model` on which the actor has the permission; none when there is no right.

    A row is reached through the places where the actor's roles hold: the model declares the lookup
    path per kind of place (`Declaration.reach`). Queries on tenant data still need `within`.
    """
    rows: QuerySet[ModelT] = model._default_manager.all()
    if actor.operator:
        return rows
    declared: Declaration = model.declared  # type: ignore[attr-defined]
    reached = Q(pk__in=[])
    for place, ids in rules.places(actor, permission).items():
        path = declared.reach.get(place)
        if path is not None:
            reached |= Q(**{f"{path}__in": ids})
    own = declared.reach.get("person")
    if own is not None and rules.may(actor, permission):
        reached |= Q(**{own: actor.person_id})
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
