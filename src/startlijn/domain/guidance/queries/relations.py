"""Who coaches whom, who leads where: the relations that decide what may be arranged."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.module_loading import import_string

from startlijn.base.access.terms import Role
from startlijn.base.people.models import Person, RoleAssignment
from startlijn.domain.guidance.models import CoachPairing, Employment, Trajectory
from startlijn.domain.guidance.queries.apart import exempt
from startlijn.domain.guidance.rules.apart import a_year_before

MANAGERS = (Role.SCHOOL_LEADER, Role.TEAM_LEADER)


def on_or_after(on: date) -> Q:
    """Return the condition that a period has not ended on a day; it may still have to begin."""
    return Q(finished_on=None) | Q(finished_on__gt=on)


def holding(on: date) -> Q:
    """Return the condition that a period holds on a day."""
    return on_or_after(on) & Q(started_on__lte=on)


def schools_of(trajectory: Trajectory, on: date) -> list[UUID]:
    """Return the schools at which a starter works on a day or will."""
    found = Employment.objects.filter(on_or_after(on), trajectory=trajectory, school__isnull=False)
    return [school_id for school_id in found.values_list("school_id", flat=True) if school_id is not None]


def managers_of(trajectory: Trajectory, on: date) -> QuerySet[RoleAssignment]:
    """Return who leads a school of a starter, or a team there, on a day or will (domain.md R-PO-4)."""
    return RoleAssignment.objects.filter(
        on_or_after(on), role__in=MANAGERS, school__in=schools_of(trajectory, on)
    )


def coach_roles(on: date) -> QuerySet[RoleAssignment]:
    """Return the roles of coach in the partnership that hold on a day or will."""
    return RoleAssignment.objects.filter(on_or_after(on), role=Role.COACH)


def coaches_on(on: date) -> QuerySet[Person]:
    """Return who has the role of coach somewhere in the partnership on a day or will."""
    return Person.objects.filter(pk__in=coach_roles(on).values("person"))


def pairings_of_coach(coach_id: UUID, on: date) -> QuerySet[CoachPairing]:
    """Return the pairings of a coach that count for the load on a day or later."""
    return CoachPairing.objects.filter(on_or_after(on), coach=coach_id).filter(
        Q(trajectory__finished_on=None) | Q(trajectory__finished_on__gt=on)
    )


def running_pairing(trajectory_id: UUID, on: date) -> CoachPairing | None:
    """Return the pairing of a starter that holds on a day, with the coach."""
    return CoachPairing.objects.filter(holding(on), trajectory=trajectory_id).select_related("coach").first()


def coached_since(person_id: UUID, trajectory_id: UUID, since: date) -> bool:
    """Tell whether somebody coaches a starter, will, or did on or after a day (trust.md §7 rule 3)."""
    ended = Q(finished_on=None) | Q(finished_on__gt=since)
    return CoachPairing.objects.filter(ended, trajectory=trajectory_id, coach=person_id).exists()


def assessors_since(starter_id: UUID, since: date) -> set[UUID]:
    """Return who assesses a starter, or did on or after a day.

    Assessing stands on a higher floor: the setting JUDGES names the queries that know, each with the starter
    and the day, for the ids of people.
    """
    found: set[UUID] = set()
    for name in settings.JUDGES:
        found |= set(import_string(name)(starter_id, since))
    return found


def kept_from_coaching(trajectory: Trajectory, on: date) -> set[UUID]:
    """Return who does not become the coach: who judges, or did in the twelve months before a day.

    Leaders of the school, always; assessors, unless the starter accepted an exception (trust.md §7 rule 3).
    """
    since = a_year_before(on)
    assessed = assessors_since(trajectory.person_id, since) - exempt({trajectory.person_id}, on)
    return assessed | set(managers_of(trajectory, since).values_list("person", flat=True))
