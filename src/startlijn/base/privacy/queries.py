"""What is recorded, what is recorded about me, and why somebody may see it: live from the declarations."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.apps import apps
from django.db.models import Field, Model, Q, QuerySet
from django.utils import translation

from startlijn.base.access.queries import visible, while_it_lasts
from startlijn.base.access.rules import paths, whole_partnership
from startlijn.base.access.terms import Actor, NotVisibleError, Permission, Place, Role
from startlijn.base.organisations.models import Board, Institute, School, SubRegion
from startlijn.base.people.models import Person, RoleAssignment
from startlijn.base.people.queries import holding, people_visible_to
from startlijn.base.privacy.rules import permissions, readers, related, roles_with
from startlijn.base.privacy.terms import (
    OTHER_TABLES,
    TRACES,
    Because,
    Explanation,
    Holder,
    OwnTable,
    Recorded,
    Relation,
    Trace,
)
from startlijn.base.seams import today
from startlijn.base.tenancy import DataClass, Declaration, everywhere

_PLACED: dict[Place, type[SubRegion | Board | School | Institute]] = {
    Place.SUB_REGION: SubRegion,
    Place.BOARD: Board,
    Place.SCHOOL: School,
    Place.INSTITUTE: Institute,
}


_Reason = tuple[RoleAssignment, date, Relation | None]
# Who sees a row about somebody knows who that is, and who is the coach.
_OPEN = {Relation.SELF, Relation.GUIDES}


def declared_models() -> Iterator[tuple[type[Model], Declaration]]:
    """Yield every table with what it declares: our own floors first, then those of other packages."""
    models = list(apps.get_models())
    ours = [model for model in models if hasattr(model, "declared")]
    for model in ours:
        yield model, model.declared
    for model in models:
        if model._meta.label in OTHER_TABLES:
            yield model, OTHER_TABLES[model._meta.label]


def _recorded(model: type[Model], declared: Declaration) -> Recorded:
    label = model._meta.label
    with translation.override("en"):
        name = str(model._meta.verbose_name_plural)
    return Recorded(
        label=label,
        name=name,
        purpose=declared.purpose,
        retention=declared.retention,
        data_class=declared.data_class,
        erasure=declared.erasure,
        about_people=bool(declared.personal),
        own=bool(declared.subject) or label in TRACES,
        readers=readers(declared),
    )


def recorded() -> list[Recorded]:
    """Return what is recorded, table by table, personal data first."""
    found = [_recorded(model, declared) for model, declared in declared_models()]
    return sorted(found, key=lambda table: (not table.about_people, table.label.split(".")[0] != "base"))


def _about(actor: Actor, model: type[Model], declared: Declaration) -> Q | None:
    if declared.subject:
        about = Q()
        for path in (declared.subject, *declared.also):
            about |= Q(**{path: actor.person_id})
        return about
    if model._meta.label not in TRACES:
        return None
    field, trace = TRACES[model._meta.label]
    if trace is Trace.PERSON:
        return Q(**{field: str(actor.person_id)})
    email = Person.objects.filter(account=actor.account_id).values_list("account__email", flat=True).first()
    return Q(**{f"{field}__iexact": email}) if email else None


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
            told = _recorded(model, declared)
            values = tuple(_values(row, declared) for row in rows)
            found.append(
                OwnTable(told.label, told.name, told.purpose, told.retention, values, declared.secret)
            )
    return found


def _held(model: type[Model], declared: Declaration, pk: UUID) -> Q:
    """Return the condition that a role assignment lets its holder read a row because of a place."""
    condition, on = Q(pk__in=[]), today()
    row = model._default_manager.filter(pk=pk)
    for permission in permissions(declared):
        for kind, path in (paths(declared, permission) or {}).items():
            if kind == "person":
                continue
            place = Place(kind)
            ids = set(row.filter(while_it_lasts(declared, path, on)).values_list(path, flat=True)) - {None}
            at = (
                Q(partnership__in=ids, sub_region=None, board=None, school=None, institute=None)
                if place is Place.PARTNERSHIP
                else Q(**{f"{place}__in": ids})
            )
            condition |= Q(role__in=roles_with(permission, place)) & at
    return condition


def _since(declared: Declaration, path: str) -> str | None:
    """Return where the first day of the relation on a path is found; None when it has none."""
    for relation in declared.holds:
        if path == relation:
            return "started_on"
        if path.startswith(f"{relation}__"):
            return f"{relation}__started_on"
    return None


def _standing(model: type[Model], declared: Declaration, pk: UUID) -> Iterator[_Reason]:
    """Yield who reads a row because of a relation to it and a role that holds, once for each relation."""
    row, on = model._default_manager.filter(pk=pk), today()
    for permission in permissions(declared):
        stands = related(declared, permission)
        if stands is None:
            continue
        path, relation = stands
        since = _since(declared, path)
        lasting = row.filter(while_it_lasts(declared, path, on))
        started: dict[UUID, date] = dict(lasting.values_list(path, since)) if since else {}
        people = set(started or lasting.values_list(path, flat=True)) - {None}
        told = set()
        for role in _roles(Q(person__in=people, role__in=roles_with(permission))):
            if role.person_id not in told:
                told.add(role.person_id)
                yield role, started.get(role.person_id, role.started_on), relation


def _roles(condition: Q) -> QuerySet[RoleAssignment]:
    return (
        RoleAssignment.objects.filter(holding(today()))
        .filter(condition)
        .select_related("person", "partnership", *(place.value for place in _PLACED))
        .order_by("role", "started_on", "pk")
    )


def _place_of(role: RoleAssignment) -> tuple[Place, str]:
    for place in _PLACED:
        row = getattr(role, place.value)
        if row is not None:
            return place, str(row)
    return Place.PARTNERSHIP, str(role.partnership)


def explained() -> list[str]:
    """Return the labels of the tables of which `why` can explain a row."""
    return [
        model._meta.label
        for model, declared in declared_models()
        if (declared.ways or (declared.read and declared.reach))
        and declared.data_class is not DataClass.PUBLIC
    ]


def _seen(actor: Actor, model: type[Model], declared: Declaration, pk: UUID) -> Model:
    """Return a row that the actor sees by any permission; raise `NotVisibleError` when there is none."""
    for permission in permissions(declared):
        found = visible(actor, permission, model).filter(pk=pk).first()
        if found is not None:
            return found
    raise NotVisibleError(model.__name__)


def _named(row: Model, declared: Declaration) -> tuple[str, str, str]:
    """Return how a row is called, what it is in English, and whom it is about."""
    with translation.override("en"):
        kind = str(row._meta.verbose_name)
    own = str(row) if type(row).__str__ is not Model.__str__ else ""
    about = None
    if declared.subject and not own:
        rows = type(row)._default_manager.filter(pk=row.pk)
        about = Person.objects.filter(pk__in=rows.values(declared.subject)).first()
    return own, kind, str(about or "")


def why(actor: Actor, label: str, pk: UUID) -> Explanation:
    """Explain who may see one row, and why; raise `NotVisibleError` when the actor may not see it.

    Roles are told to everybody who sees the row; names only of people the actor may know about, of whom the
    row is about, and of the coach.
    """
    if label not in explained():
        raise NotVisibleError(label)
    model = apps.get_model(label)
    declared: Declaration = model.declared
    row = _seen(actor, model, declared, pk)
    held: list[_Reason] = [(role, role.started_on, None) for role in _roles(_held(model, declared, pk))]
    by_place = {(role.person_id, role.role) for role, _, _ in held}
    held += [
        each for each in _standing(model, declared, pk) if (each[0].person_id, each[0].role) not in by_place
    ]
    return Explanation(
        *_named(row, declared),
        _recorded(model, declared),
        tuple(_told(actor, held)),
    )


def _told(actor: Actor, reasons: list[_Reason]) -> Iterator[Because]:
    """Yield reasons as this actor may know them."""
    known = {*people_visible_to(actor).values_list("pk", flat=True), actor.person_id}
    places = _visible_places(actor)
    for role, since, relation in reasons:
        place, place_name = _place_of(role)
        open_name = relation in _OPEN or role.person_id in known
        open_place = place is Place.PARTNERSHIP or getattr(role, f"{place}_id") in places
        yield Because(
            Role(role.role),
            place,
            place_name if open_place else "",
            since,
            str(role.person) if open_name else "",
            relation,
        )


def holders_today(actor: Actor) -> list[Holder]:
    """Return who holds which role today, by role and name: over the whole partnership, or nothing.

    This is what is (IST), beside the agreed rights; only for who may read the whole journal. One query.
    """
    if not whole_partnership(actor, Permission.JOURNAL_READ):
        return []
    held = _roles(Q()).order_by("role", "person__given_name", "person__family_name", "pk")
    return [
        Holder(str(role.person), Role(role.role), *_place_of(role), role.started_on, role.finished_on)
        for role in held
    ]


def _visible_places(actor: Actor) -> set[UUID]:
    return {
        pk
        for model in _PLACED.values()
        for pk in visible(actor, Permission.ORGANISATIONS_READ, model).values_list("pk", flat=True)
    }
