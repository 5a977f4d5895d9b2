"""Judgements on declarations: who may read what, what a field is. No queries: the declaration says it all."""

from calendar import monthrange
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import models
from django.utils import timezone

from startlijn.base.access.rules import paths
from startlijn.base.access.terms import ROLES, Permission, Place, Role, RoleDefinition
from startlijn.base.privacy.terms import FieldClass, Reader, Relation
from startlijn.base.tenancy import Declaration, Erasure, Kept

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# What it is called when somebody stands in the relation on which a permission rests.
_RELATIONS = {
    Permission.LINE_OWN: Relation.SELF,
    Permission.LINE_GUIDE: Relation.GUIDES,
    Permission.REVIEWS_ANSWER: Relation.TAKES_PART,
    Permission.OBSERVE: Relation.OBSERVES,
    Permission.ASSESS: Relation.JUDGES,
    Permission.DOSSIER_OWN: Relation.SELF,
    Permission.DOSSIER_READ: Relation.RECEIVES,
    Permission.FEEDBACK_GIVE: Relation.TAKES_PART,
    Permission.COURSES_OWN: Relation.TAKES_PART,
    Permission.INTERVISION_OWN: Relation.TAKES_PART,
    Permission.PLG_OWN: Relation.TAKES_PART,
    Permission.MEETINGS_OWN: Relation.TAKES_PART,
    Permission.NETWORKS_OWN: Relation.TAKES_PART,
    Permission.PRODUCTS_OWN: Relation.TAKES_PART,
    Permission.EMERGENCY_ASK: Relation.ASKED,
}

# Kinds of fields that can hold a text, a name or a pointer to somebody, whatever they are meant for.
_TEXTS = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.BinaryField,
    models.UUIDField,
    models.GenericIPAddressField,
)


def field_class(declared: Declaration, field: "models.Field[Any, Any]") -> FieldClass | None:
    """Return what a field is; None when nobody has said it of a field that could hold anything.

    A row that is about somebody and goes with that person is personal as a whole. Of other rows a text says
    what it is in the declaration (`personal`, `secret`, `plain`); numbers, dates and choices are plain.
    """
    for names, found in (
        (declared.secret, FieldClass.SECRET),
        (declared.personal, FieldClass.PERSONAL),
        (declared.plain, FieldClass.PLAIN),
    ):
        if field.name in names:
            return found
    if field.primary_key or field.is_relation:
        return FieldClass.KEY
    if declared.subject and declared.erasure is Erasure.DELETE:
        return FieldClass.PERSONAL
    if isinstance(field, _TEXTS) and not field.choices:
        return None
    return FieldClass.PLAIN


_SPELLED = (
    "",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


def terms_in_words(kept: Kept) -> list[str]:
    """Return every way to write a term in English: "24 months", "two years", "two school years"."""
    found = []
    for number, units in (
        (kept.months, ("month",)),
        (kept.months / 12, ("year", "school year")),
        (kept.days, ("day",)),
        (kept.hours, ("hour",)),
    ):
        if number and number == int(number):
            spelled = [f"{int(number)}", *_SPELLED[int(number) : int(number) + 1]]
            found += [f"{each} {unit}{'s' * (number > 1)}" for each in spelled for unit in units]
    return found or [""]


def ended_before(kept: Kept, at: datetime) -> datetime:
    """Return the moment before which a term must have begun to be over at `at`: on Dutch clocks."""
    local = at.astimezone(timezone.get_current_timezone())
    months = local.year * 12 + local.month - 1 - kept.months
    year, month = divmod(months, 12)
    day = min(local.day, monthrange(year, month + 1)[1])
    earlier = local.replace(year=year, month=month + 1, day=day, tzinfo=None) - timedelta(days=kept.days)
    return timezone.make_aware(earlier).astimezone(UTC) - timedelta(hours=kept.hours)


def first_id_of(moment: datetime) -> UUID:
    """Return what every identifier made at or after a moment is larger than or equal to (`seams.new_id`)."""
    milliseconds = (moment - _EPOCH) // timedelta(milliseconds=1)
    return UUID(int=(milliseconds & (1 << 48) - 1) << 80)


def permissions(declared: Declaration) -> tuple[Permission, ...]:
    """Return the permissions with which rows so declared are read."""
    return tuple(Permission(each) for each in (declared.read, *declared.ways) if each)


def related(declared: Declaration, permission: Permission) -> tuple[str, Relation] | None:
    """Return the path to who has the permission because of a relation to the row, and which relation."""
    path = (paths(declared, permission) or {}).get("person")
    if path is None:
        return None
    return path, Relation.SELF if path == declared.subject else _RELATIONS[permission]


def _places(declared: Declaration, permission: Permission, role: Role) -> set[Place]:
    reached = {Place(place) for place in paths(declared, permission, role) or {} if place != "person"}
    # Rows without `reach` (open data, the journal) are read over the whole partnership.
    return reached or ({*Place} if permission == declared.read else set())


def _where(definition: RoleDefinition, permission: Permission) -> set[Place]:
    """Return the kinds of place at which a role has a permission."""
    return {place for place in definition.places if permission in definition.at(place)}


def readers(declared: Declaration) -> tuple[Reader, ...]:
    """Return the roles that may read rows so declared: at which places, and because of which relation."""
    found = []
    for role, definition in ROLES.items():
        places: set[Place] = set()
        relations: dict[Relation, None] = {}
        for permission in permissions(declared):
            if permission in definition.permissions | definition.at_school:
                places |= _where(definition, permission) & _places(declared, permission, role)
                stands = related(declared, permission) if permission in declared.ways else None
                relations |= {stands[1]: None} if stands else {}
        if places or relations:
            ordered = tuple(place for place in Place if place in places)
            found.append(Reader(role, ordered, tuple(relations)))
    return tuple(found)


def roles_with(permission: Permission, place: Place | None = None) -> frozenset[Role]:
    """Return the roles with a permission that can be held at this kind of place; at any without `place`."""
    return frozenset(
        role
        for role, definition in ROLES.items()
        if (_where(definition, permission) if place is None else place in _where(definition, permission))
    )
