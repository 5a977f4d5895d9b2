"""What is recorded about one person: every row, in every partnership."""

from functools import reduce
from operator import or_

from django.db.models import Field, Model, Q

from startlijn.base.access.terms import Actor
from startlijn.base.people.models import Person
from startlijn.base.privacy.queries.recorded import declared_models, recorded_table
from startlijn.base.privacy.terms import TRACES, OwnTable, Trace
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
