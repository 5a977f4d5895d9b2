"""Reading people, and turning an account into an actor."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from startlijn.base.access.queries import visible
from startlijn.base.access.terms import Actor, Grant, Permission, Place, Role
from startlijn.base.organisations.models import Partnership
from startlijn.base.people.models import Person, RoleAssignment
from startlijn.base.seams import today
from startlijn.base.tenancy import everywhere


def holding(on: date) -> Q:
    """Return the condition that a role holds on a day (half-open: not on `finished_on`)."""
    return Q(started_on__lte=on) & (Q(finished_on=None) | Q(finished_on__gt=on))


def _grant(role: RoleAssignment) -> Grant:
    for place, place_id in (
        (Place.SCHOOL, role.school_id),
        (Place.BOARD, role.board_id),
        (Place.SUB_REGION, role.sub_region_id),
        (Place.INSTITUTE, role.institute_id),
    ):
        if place_id is not None:
            return Grant(Role(role.role), place, place_id)
    return Grant(Role(role.role), Place.PARTNERSHIP, role.partnership_id)


def actor_for(account_id: UUID, *, partnership_id: UUID | None, at: datetime) -> Actor:
    """Return the actor behind an account: the roles that hold today in one partnership. One query.

    `partnership_id` is the one chosen before, if any; without it, or when no role holds there any more,
    the partnership of the first role counts. An account without a valid role gets an actor without grants.
    """
    on = today()
    with everywhere("which partnership applies follows from the roles themselves"):
        held = list(
            RoleAssignment.objects.filter(holding(on), person__account=account_id)
            .select_related("person")
            .order_by("started_on", "id")
        )
    if not held:
        person = Person.objects.filter(account=account_id).first()
        return Actor(person.pk if person else None, account_id, str(person or ""), None, at=at)
    partnerships = [role.partnership_id for role in held]
    chosen = partnership_id if partnership_id in partnerships else partnerships[0]
    grants = tuple(_grant(role) for role in held if role.partnership_id == chosen)
    person = held[0].person
    return Actor(person.pk, account_id, str(person), chosen, grants, at=at)


def actor_of_person(person_id: UUID, *, partnership_id: UUID, at: datetime) -> Actor:
    """Return the actor of a person, also without account: jobs act with the rights of who started them."""
    on = today()
    with everywhere("a job names its partnership itself"):
        held = list(
            RoleAssignment.objects.filter(
                holding(on), person=person_id, partnership=partnership_id
            ).select_related("person")
        )
    person = held[0].person if held else Person.objects.get(pk=person_id)
    return Actor(person.pk, person.account_id, str(person), partnership_id, tuple(map(_grant, held)), at=at)


def partnerships_of(account_id: UUID) -> QuerySet[Partnership]:
    """Return the partnerships in which the account's person holds a role today, by name."""
    with everywhere("a person may work in several partnerships"):
        held = RoleAssignment.objects.filter(holding(today()), person__account=account_id).values(
            "partnership"
        )
    return Partnership.objects.filter(pk__in=held).order_by("name")


def people_visible_to(actor: Actor) -> QuerySet[Person]:
    """Return the people this actor may know about, by name."""
    return visible(actor, Permission.PEOPLE_READ, Person).order_by("given_name", "family_name", "pk")


def holders(*, roles: Iterable[Role], school_ids: Iterable[UUID]) -> QuerySet[RoleAssignment]:
    """Return who holds one of the roles at the schools today, with person and school."""
    return RoleAssignment.objects.filter(
        holding(today()), role__in=list(roles), school__in=list(school_ids)
    ).select_related("person", "school")
