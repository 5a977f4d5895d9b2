"""Who can watch for what, whom somebody may ask, and with which form."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from startlijn.base.access.queries import visible
from startlijn.base.access.terms import Actor, Permission, Role
from startlijn.base.people.models import Person, RoleAssignment
from startlijn.content.instruments import Instrument
from startlijn.domain.guidance.models import CoachPairing, CoachProfile, Trajectory
from startlijn.domain.guidance.queries.relations import MANAGERS, holding, schools_of
from startlijn.domain.guidance.terms import Training
from startlijn.domain.instruments.queries import instruments
from startlijn.domain.observations.terms import APART_DAYS, Colleague, LessonPurpose

_PEERS = (Role.COACH, Role.SCHOOL_EDUCATOR, Role.STARTER)


def own_trajectory(actor: Actor, on: date) -> Trajectory | None:
    """Return the line of the starter that goes on; None for who has none."""
    own = visible(actor, Permission.LINE_OWN, Trajectory)
    return own.filter(Q(finished_on=None) | Q(finished_on__gt=on)).select_related("person").first()


def coached_lately(trajectory: Trajectory, on: date) -> QuerySet[CoachPairing]:
    """Return the pairings of a starter that hold, will hold, or held in the last twelve months."""
    ended = Q(finished_on=None) | Q(finished_on__gt=on - timedelta(days=APART_DAYS))
    return CoachPairing.objects.filter(ended, trajectory=trajectory)


def _with_roles(*conditions: Q, on: date) -> QuerySet[RoleAssignment]:
    either = Q(pk__in=[])
    for condition in conditions:
        either |= condition
    return RoleAssignment.objects.filter(holding(on)).filter(either)


def who_can(trajectory: Trajectory, purpose: LessonPurpose, on: date) -> QuerySet[Person]:
    """Return who can watch lessons of a starter for a purpose on a day.

    For coaching the coach of now; to learn from each other colleagues of the same school, but no leader; to
    determine a leader of the school or an assessor, but nobody who coached in the last twelve months.
    """
    schools = schools_of(trajectory, on)
    if purpose is LessonPurpose.COACHING:
        paired = CoachPairing.objects.filter(holding(on), trajectory=trajectory).values("coach")
        people = Person.objects.filter(pk__in=paired)
    elif purpose is LessonPurpose.PEER:
        peers = _with_roles(Q(role__in=_PEERS, school__in=schools), on=on)
        leaders = _with_roles(Q(role__in=MANAGERS, school__in=schools), on=on)
        people = Person.objects.filter(pk__in=peers.values("person")).exclude(pk__in=leaders.values("person"))
    else:
        judges = _with_roles(
            Q(role__in=MANAGERS, school__in=schools),
            Q(role=Role.ASSESSOR, school__in=schools),
            Q(role=Role.ASSESSOR, board__schools__in=schools),
            Q(role=Role.ASSESSOR, school=None, board=None),
            on=on,
        )
        people = Person.objects.filter(pk__in=judges.values("person")).exclude(
            pk__in=coached_lately(trajectory, on).values("coach")
        )
    return people.exclude(pk=trajectory.person_id).order_by("given_name", "family_name", "pk")


def colleagues(actor: Actor, purpose: LessonPurpose, on: date) -> list[Colleague]:
    """Return whom a starter can ask to watch for a purpose, by name; nobody for who has no line."""
    trajectory = own_trajectory(actor, on)
    if trajectory is None:
        return []
    return [Colleague(person.pk, str(person)) for person in who_can(trajectory, purpose, on)]


def purpose_of_asking(actor: Actor, trajectory_id: UUID) -> LessonPurpose | None:
    """Return for what somebody may ask to watch a starter: a coach to coach, a leader to determine."""
    if visible(actor, Permission.LINE_GUIDE, Trajectory).filter(pk=trajectory_id).exists():
        return LessonPurpose.COACHING
    if visible(actor, Permission.LINE_READ, Trajectory).filter(pk=trajectory_id).exists():
        return LessonPurpose.DETERMINATION
    return None


def starters_to_ask(actor: Actor, on: date) -> list[tuple[UUID, str, LessonPurpose]]:
    """Return the starters whose lesson somebody may ask to watch, by name, and for what. Two queries."""
    found: dict[UUID, tuple[UUID, str, LessonPurpose]] = {}
    for permission, purpose in (
        (Permission.LINE_READ, LessonPurpose.DETERMINATION),
        (Permission.LINE_GUIDE, LessonPurpose.COACHING),
    ):
        rows = visible(actor, permission, Trajectory).filter(Q(finished_on=None) | Q(finished_on__gt=on))
        for row in rows.exclude(person=actor.person_id).select_related("person"):
            found[row.pk] = (row.pk, str(row.person), purpose)
    return sorted(found.values(), key=lambda each: (each[1], each[0]))


def is_trained(person_id: UUID, on: date) -> bool:
    """Tell whether somebody's training to watch lessons is valid on a day."""
    valid = Q(trained_until=None) | Q(trained_until__gte=on)
    return CoachProfile.objects.filter(valid, person=person_id, training=Training.TRAINED).exists()


def forms_for(
    actor: Actor, purposes: Collection[LessonPurpose], *, sector: str = "", trained: bool
) -> list[Instrument]:
    """Return the forms for watching a lesson for any of the purposes, that this observer may use.

    Without a sector those of every sector.
    """
    return [
        each
        for each in instruments(actor, kind="observation")
        if not each.format_only
        and (not sector or sector in each.sectors)
        and not {str(purpose) for purpose in each.purposes}.isdisjoint(map(str, purposes))
        and (trained or not each.trained_only)
    ]
