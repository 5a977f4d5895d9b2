"""Own statements: what stands beside which record."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.apps import apps
from django.db.models import Model, UUIDField

from startlijn.base.access.models import Ground, Restriction
from startlijn.base.access.queries import is_restricted, visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.privacy.models import OwnStatement
from startlijn.base.tenancy import Declaration, everywhere


def _statable(label: str) -> tuple[type[Model], Declaration]:
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError) as error:
        raise NotVisibleError(label) from error
    declared: Declaration | None = getattr(model, "declared", None)
    if declared is None or not declared.subject or not declared.tenant or model is OwnStatement:
        raise NotVisibleError(label)
    if not isinstance(model._meta.pk, UUIDField):
        raise NotVisibleError(label)
    return model, declared


def own_record(actor: Actor, label: str, object_id: UUID) -> tuple[Model, UUID]:
    """Return a record about the actor, and its partnership; raise `NotVisibleError` when there is none."""
    model, declared = _statable(label)
    if actor.person_id is None:
        raise NotVisibleError(label)
    with everywhere("a record may lie in a partnership of before"):
        rows = model._default_manager.filter(**{declared.subject: actor.person_id}, pk=object_id)
        row = rows.first()
        if row is None:
            raise NotVisibleError(label)
        partnership_id: UUID = rows.values_list(declared.tenant, flat=True)[0]
    return row, partnership_id


def own_statement(actor: Actor, label: str, object_id: UUID) -> str:
    """Return what the actor wrote beside a record; an empty text when there is nothing."""
    with everywhere("a record may lie in a partnership of before"):
        rows = OwnStatement.objects.filter(person=actor.person_id, label=label, object_id=object_id)
        return rows.values_list("text", flat=True).first() or ""


def own_statements(actor: Actor, object_ids: Collection[str]) -> Mapping[str, str]:
    """Return what the actor wrote beside these records, by the id of the record. One query."""
    known = [found for each in object_ids if (found := _as_id(each)) is not None]
    if actor.person_id is None or not known:
        return {}
    with everywhere("a record may lie in a partnership of before"):
        rows = OwnStatement.objects.filter(person=actor.person_id, object_id__in=known)
        return {str(pk): text for pk, text in rows.values_list("object_id", "text")}


def _as_id(told: str) -> UUID | None:
    try:
        return UUID(told)
    except ValueError:
        return None


def restrictions(actor: Actor) -> list[Restriction]:
    """Return the restrictions that last, for who guards privacy; the last first."""
    rows = visible(actor, Permission.PRIVACY_MANAGE, Restriction).filter(until=None)
    return list(rows.select_related("person", "set_by"))


def restricted(person_id: UUID | None) -> bool:
    """Tell whether the data about somebody are to stay as they are."""
    return person_id is not None and is_restricted(person_id)


def grounds() -> list[tuple[str, str]]:
    """Return why somebody may ask to restrict: value and words."""
    return [(ground.value, str(ground.label)) for ground in Ground]


def statable(label: str) -> bool:
    """Tell whether people can put their own words beside the records of a table."""
    try:
        _statable(label)
    except NotVisibleError:
        return False
    return True
