"""Why somebody may see a row, and who holds which role: live from declarations and roles."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.utils import translation

from startlijn.base.access.queries import visible, while_it_lasts
from startlijn.base.access.rules import paths, whole_partnership
from startlijn.base.access.terms import Actor, NotVisibleError, Permission, Place, Role
from startlijn.base.organisations.models import Board, Institute, School, SubRegion
from startlijn.base.people.models import Person, RoleAssignment
from startlijn.base.people.queries import holding, people_visible_to
from startlijn.base.privacy.queries.recorded import declared_models, recorded_table
from startlijn.base.privacy.rules import permissions, related, roles_with
from startlijn.base.privacy.terms import Because, Explanation, Holder, Relation
from startlijn.base.seams import today
from startlijn.base.tenancy import DataClass, Declaration

_PLACED: dict[Place, type[SubRegion | Board | School | Institute]] = {
    Place.SUB_REGION: SubRegion,
    Place.BOARD: Board,
    Place.SCHOOL: School,
    Place.INSTITUTE: Institute,
}


_Reason = tuple[RoleAssignment, date, Relation | None]
# Who sees a row about somebody knows who that is, and who is the coach.
_OPEN = {Relation.SELF, Relation.GUIDES}


def _held(declared: Declaration, row: QuerySet[Model]) -> Q:
    """Return the condition that a role assignment lets its holder read rows because of a place."""
    condition, on = Q(pk__in=[]), today()
    for place, path, roles in _by_path(declared):
        ids = set(row.filter(while_it_lasts(declared, path, on)).values_list(path, flat=True)) - {None}
        at = (
            Q(partnership__in=ids, sub_region=None, board=None, school=None, institute=None)
            if place is Place.PARTNERSHIP
            else Q(**{f"{place}__in": ids})
        )
        condition |= Q(role__in=roles) & at
    return condition


def _by_path(declared: Declaration) -> Iterator[tuple[Place, str, frozenset[Role]]]:
    """Yield each path from a place to rows so declared, with the roles that read along it."""
    for permission in permissions(declared):
        for place in Place:
            found: dict[str, set[Role]] = {}
            for role in roles_with(permission, place):
                path = (paths(declared, permission, role) or {}).get(place)
                if path is not None:
                    found.setdefault(path, set()).add(role)
            for path, roles in found.items():
                yield place, path, frozenset(roles)


def _since(declared: Declaration, path: str) -> str | None:
    """Return where the first day of the relation on a path is found; None when it has none."""
    for relation in declared.holds:
        if path == relation:
            return "started_on"
        if path.startswith(f"{relation}__"):
            return f"{relation}__started_on"
    return None


def _standing(declared: Declaration, row: QuerySet[Model]) -> Iterator[_Reason]:
    """Yield who reads rows because of a relation to them and a role that holds, once for each relation."""
    on = today()
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
    rows = model._default_manager.filter(pk=pk)
    return Explanation(
        *_named(row, declared),
        recorded_table(model, declared),
        reasons(actor, declared, rows),
    )


def reasons(actor: Actor, declared: Declaration, rows: QuerySet[Model]) -> tuple[Because, ...]:
    """Return who reads at least one of these rows, and why, as this actor may know it."""
    found: list[_Reason] = [(role, role.started_on, None) for role in _roles(_held(declared, rows))]
    by_place = {(role.person_id, role.role) for role, _, _ in found}
    found += [each for each in _standing(declared, rows) if (each[0].person_id, each[0].role) not in by_place]
    return tuple(_told(actor, found))


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
