"""What lies behind a wall: rows that exist, about somebody else, out of reach of who asks."""

from collections.abc import Collection, Iterator
from functools import cache
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import Field, Model, UUIDField

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


@cache
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


@cache
def _search(vendor: str) -> tuple[str, tuple[type[Model], ...]]:
    """Return one statement that looks in every table about somebody, and the tables by their number.

    Made once: putting sixty querysets together takes longer than the database takes to answer.
    """
    assert vendor == connection.vendor
    tables, name = tuple(_about_somebody()), connection.ops.quote_name
    parts = [
        f"SELECT {number} AS place, {name(_column(model, 'pk'))} AS id FROM {name(model._meta.db_table)} "  # noqa: S608
        f"WHERE {name(_column(model, _declared(model).tenant))} = %s AND {name(_column(model, 'pk'))} = %s"
        for number, model in enumerate(tables)
    ]
    return " UNION ALL ".join(parts), tables


def _column(model: type[Model], name: str) -> str:
    field = model._meta.pk if name == "pk" else model._meta.get_field(name)
    assert isinstance(field, Field)
    return str(field.column)


def _named(ids: Collection[UUID], partnership_id: UUID) -> Iterator[Model]:
    """Yield the rows about somebody with these ids, in this partnership: one query for each id and row."""
    statement, tables = _search(connection.vendor)
    told = UUIDField()
    for pk in ids:
        values = [told.get_db_prep_value(each, connection) for each in (partnership_id, pk)]
        with connection.cursor() as cursor:
            cursor.execute(statement, values * len(tables))
            places = [place for place, _ in cursor.fetchall()]
        for place in places:
            yield tables[place]._default_manager.get(pk=pk)


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
    if not ids or actor.partnership_id is None:
        return []
    asks_much = permission in guarded_permissions()
    return [
        row
        for row in _named(ids, actor.partnership_id)
        if (asks_much or _declared(type(row)).data_class in _GUARDED) and not _reaches(actor, permission, row)
    ]
