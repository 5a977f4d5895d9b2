"""What lies behind a wall: rows that exist, about somebody else, out of reach of who asks."""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.apps import apps
from django.db.models import Model, UUIDField, Value

from startlijn.base.access.queries import can
from startlijn.base.access.terms import Actor, Permission, UndeclaredWayError
from startlijn.base.tenancy import DataClass, Declaration, TenantModel

_GUARDED = {DataClass.PERSONNEL, DataClass.COACHING}


def _declared(model: type[Model]) -> Declaration:
    declared: Declaration = model.declared  # type: ignore[attr-defined]
    return declared


def _about_somebody() -> Iterator[type[Model]]:
    for model in apps.get_models():
        if (
            issubclass(model, TenantModel)
            and model.declared.subject
            and isinstance(model._meta.pk, UUIDField)
        ):
            yield model


def guarded_permissions() -> frozenset[str]:
    """Return the permissions that open class P3 or P4: to ask with one of them is to ask for such data."""
    tables = [_declared(model) for model in _about_somebody()]
    return frozenset(
        permission
        for declared in tables
        if declared.data_class in _GUARDED
        for permission in (declared.read, *declared.ways)
        if permission
    )


def _named(ids: Collection[UUID]) -> Iterator[Model]:
    """Yield the rows about somebody with these ids, in this partnership. One query, one more for each."""
    found = [
        model._default_manager.filter(pk__in=ids)
        .order_by()
        .annotate(label_of=Value(model._meta.label))
        .values_list("label_of", "pk")
        for model in _about_somebody()
    ]
    for label, pk in found[0].union(*found[1:], all=True):
        yield apps.get_model(label)._default_manager.get(pk=pk)


def _reaches(actor: Actor, permission: Permission, row: Model) -> bool:
    try:
        return can(actor, permission, row)
    except UndeclaredWayError:
        return False


def out_of_reach(actor: Actor, permission: Permission, ids: Collection[UUID]) -> list[Model]:
    """Return the rows among `ids` that are behind a wall for who asks with this permission.

    They are about somebody, and either of class P3 or P4 themselves or asked for with a permission that
    opens such data: a leader who tries the notes of a line names the line. Only in the own partnership.
    """
    if not ids:
        return []
    asks_much = permission in guarded_permissions()
    return [
        row
        for row in _named(ids)
        if (asks_much or _declared(type(row)).data_class in _GUARDED) and not _reaches(actor, permission, row)
    ]
