"""To whom somebody can give an item, and whom somebody can ask for feedback."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from startlijn.base.access.queries import visible
from startlijn.base.access.rules import may, must
from startlijn.base.access.terms import Actor, Permission, Place, Role
from startlijn.base.people.models import RoleAssignment
from startlijn.base.people.queries import holding
from startlijn.base.seams import today
from startlijn.domain.dossier.models import Release
from startlijn.domain.dossier.terms import RECEIVERS, Receiver
from startlijn.domain.guidance.models import CoachPairing, Trajectory


@dataclass(frozen=True, slots=True)
class Giver:
    """Somebody who can be asked for feedback."""

    person_id: UUID
    name: str
    role: Role


def receiving_roles(actor: Actor) -> QuerySet[RoleAssignment]:
    """Return the roles through which somebody can be given an item of the actor's dossier today.

    Who works at the own school, the own coach, who looks after who has no school, institute educators of the
    partnership, and whoever was given something before and still has that role.
    """
    must(actor, Permission.DOSSIER_OWN)
    on = today()
    own = [grant for grant in actor.grants if grant.role is Role.STARTER]
    schools = [grant.place_id for grant in own if grant.place is Place.SCHOOL]
    boards = [grant.place_id for grant in own if grant.place is Place.BOARD]
    pairings = CoachPairing.objects.filter(holding(on), trajectory__person=actor.person_id)
    earlier = Release.objects.filter(evidence__dossier__person=actor.person_id)
    near = (
        Q(school__in=schools)
        | Q(role=Role.COACH, person__in=pairings.values("coach"))
        | Q(role=Role.INSTITUTE_EDUCATOR)
        | Q(pk__in=earlier.values("role"))
    )
    if boards:
        near |= Q(role=Role.POOL_COORDINATOR, board__in=boards)
    if any(grant.place is Place.PARTNERSHIP for grant in own):
        near |= Q(role=Role.POOL_COORDINATOR, school=None, board=None)
    return (
        RoleAssignment.objects.filter(holding(on), near, role__in=RECEIVERS)
        .exclude(person=actor.person_id)
        .select_related("person", "school", "board", "institute", "partnership")
        .order_by("person__given_name", "person__family_name", "pk")
    )


def receivers(actor: Actor) -> list[Receiver]:
    """Return to whom the actor can give an item: coaches first, within a role by name. Two queries."""
    found = [
        Receiver(
            row.pk,
            str(row.person),
            Role(row.role),
            str(row.school or row.institute or row.board or row.partnership),
        )
        for row in receiving_roles(actor)
    ]
    return sorted(found, key=lambda receiver: RECEIVERS.index(receiver.role))


def givers(actor: Actor) -> list[Giver]:
    """Return whom the actor can ask for feedback: a starter the people around; those the own starters.

    A leader or coach asks the starters they lead or guide, and nobody they would not know otherwise.
    """
    must(actor, Permission.FEEDBACK_ASK)
    found: dict[UUID, Giver] = {}
    if may(actor, Permission.DOSSIER_OWN):
        for row in receiving_roles(actor):
            found.setdefault(row.person_id, Giver(row.person_id, str(row.person), Role(row.role)))
    on = today()
    for permission in (Permission.LINE_GUIDE, Permission.LINE_READ, Permission.LINE_ARRANGE):
        if not may(actor, permission):
            continue
        rows = visible(actor, permission, Trajectory).filter(
            Q(finished_on=None) | Q(finished_on__gt=on), started_on__lte=on
        )
        for trajectory in rows.select_related("person").exclude(person=actor.person_id):
            person = trajectory.person
            found.setdefault(person.pk, Giver(person.pk, str(person), Role.STARTER))
    return sorted(found.values(), key=lambda giver: (giver.name, str(giver.person_id)))
