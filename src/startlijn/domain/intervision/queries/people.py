"""Who leads whom, and for which places somebody arranges groups."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.rules import whole_partnership
from startlijn.base.access.terms import Actor, NotVisibleError, Permission, Place, Role
from startlijn.base.organisations.models import School, SubRegion
from startlijn.base.people.models import Person, RoleAssignment
from startlijn.base.people.queries import holding
from startlijn.base.seams import today
from startlijn.domain.intervision.models import IntervisionMember
from startlijn.domain.intervision.rules.composing import leads
from startlijn.domain.intervision.terms import Where

_LEAD_SCHOOL = (Role.SCHOOL_LEADER, Role.TEAM_LEADER)
MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class PlaceOption:
    """A place for which groups can be formed; both ids empty: the whole partnership."""

    where: Where
    place: Place
    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody who can be added to a group."""

    id: UUID
    name: str


def leader_pairs(person_ids: Collection[UUID]) -> frozenset[tuple[str, str]]:
    """Return the pairs among people of which one leads the other today: leader first. Two queries."""
    ids = list(person_ids)
    led: dict[str, set[str]] = defaultdict(set)
    works: dict[str, set[str]] = defaultdict(set)
    held = RoleAssignment.objects.filter(holding(today()), person__in=ids)
    for row in held.filter(school__isnull=False):
        works[str(row.person_id)].add(str(row.school_id))
        if row.role in _LEAD_SCHOOL:
            led[str(row.person_id)].add(str(row.school_id))
    executives = held.filter(role=Role.BOARD_EXECUTIVE, board__isnull=False)
    for person, school in executives.values_list("person", "board__schools"):
        led[str(person)].add(str(school))
    return leads(led, works)


def places_to_arrange(actor: Actor) -> tuple[PlaceOption, ...]:
    """Return for which places somebody may form groups: the partnership, then sub-regions, then schools."""
    permission = Permission.INTERVISION_ARRANGE
    if whole_partnership(actor, permission):
        regions = visible(actor, permission, SubRegion).order_by("name", "pk")
        whole = PlaceOption(Where(), Place.PARTNERSHIP, "")
        return (whole, *(PlaceOption(Where(None, r.pk), Place.SUB_REGION, r.name) for r in regions))
    regions = visible(actor, permission, SubRegion).order_by("name", "pk")
    found = [PlaceOption(Where(None, row.pk), Place.SUB_REGION, row.name) for row in regions]
    if not found:
        schools = visible(actor, permission, School).filter(closed_on=None).order_by("name", "pk")
        found = [PlaceOption(Where(row.pk), Place.SCHOOL, row.name) for row in schools]
    return tuple(found)


def must_arrange(actor: Actor, where: Where) -> None:
    """Raise `NotVisibleError` where the actor does not form groups."""
    permission = Permission.INTERVISION_ARRANGE
    if where.school_id is not None:
        get_visible(actor, permission, School, where.school_id)
    elif where.sub_region_id is not None:
        get_visible(actor, permission, SubRegion, where.sub_region_id)
    elif not whole_partnership(actor, permission):
        raise NotVisibleError("Partnership")


def people_named(actor: Actor, group_id: UUID, asked: str) -> tuple[Found, ...]:
    """Return who can be added to a group by a part of the name: at most twenty, by name."""
    words = asked.split()
    if not words:
        return ()
    rows = visible(actor, Permission.INTERVISION_ARRANGE, Person)
    for word in words:
        rows = rows.filter(given_name__icontains=word) | rows.filter(family_name__icontains=word)
    present = IntervisionMember.objects.filter(group=group_id, finished_on=None)
    rows = rows.exclude(pk__in=present.values("person")).order_by("given_name", "family_name", "pk")
    return tuple(Found(row.pk, str(row)) for row in rows[:MOST_FOUND])
