"""Reading who could coach whom: from the starter's page and from the coach's page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from startlijn.base.access.queries import visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.organisations.models import School
from startlijn.base.people.models import RoleAssignment
from startlijn.domain.guidance.models import CoachPairing, CoachProfile, Employment, Trajectory
from startlijn.domain.guidance.queries.relations import (
    coach_roles,
    holding,
    kept_from_coaching,
    on_or_after,
    schools_of,
)
from startlijn.domain.guidance.rules.coaches import (
    CoachFacts,
    Fit,
    StarterFacts,
    suggest,
    suggest_starters,
)
from startlijn.domain.guidance.rules.looking import found_in
from startlijn.domain.guidance.terms import Training


@dataclass(frozen=True, slots=True)
class PairingLine:
    """A pairing as shown: who, from when, until when (the first day without)."""

    id: UUID
    coach_id: UUID
    coach: str
    started_on: date
    finished_on: date | None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A coach who could guide the starter, at which school, with the reasons."""

    fit: Fit
    school: str


@dataclass(frozen=True, slots=True)
class PairingPage:
    """A starter, the coach of now and before, and who could be it. `suggestions` best first."""

    trajectory_id: UUID
    person_id: UUID
    name: str
    started_on: date
    running: PairingLine | None
    earlier: tuple[PairingLine, ...]
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class CoachLine:
    """A coach of the own school in the list: training, how many starters, for how many there is room."""

    id: UUID
    name: str
    schools: str
    training: Training
    trained_until: date | None
    starters: int
    most: int
    has_profile: bool


@dataclass(frozen=True, slots=True)
class CoachPage:
    """One coach: the profile if any, the starters now, and the starters without a coach who would suit."""

    id: UUID
    name: str
    school_id: UUID | None
    profile: CoachProfile | None
    starters: tuple[tuple[UUID, str, date], ...]
    suggestions: tuple[tuple[UUID, str, Fit], ...]


def _pairing_line(row: CoachPairing) -> PairingLine:
    return PairingLine(row.pk, row.coach_id, str(row.coach), row.started_on, row.finished_on)


def pairing_page(actor: Actor, trajectory_id: UUID, on: date) -> PairingPage:
    """Return everything to choose a coach for a starter on a day. Ten queries, however many coaches.

    Who arranges a line may choose any coach of the partnership: only what choosing needs is shown. Raises
    `NotVisibleError`.
    """
    found = (
        visible(actor, Permission.LINE_ARRANGE, Trajectory)
        .select_related("person")
        .filter(pk=trajectory_id)
        .first()
    )
    if found is None:
        raise NotVisibleError("Trajectory")
    rows = [
        _pairing_line(row) for row in CoachPairing.objects.filter(trajectory=found).select_related("coach")
    ]
    running = next((row for row in rows if row.finished_on is None or row.finished_on > on), None)
    never = {found.person_id, *kept_from_coaching(found, on)}
    if running:
        never.add(running.coach_id)
    coaches = _coaches(coach_roles(on), on, before={row.coach_id for row in rows})
    starter = StarterFacts(tuple(schools_of(found, on)), found.subjects, tuple(found.days))
    fits = suggest(starter, [facts for facts, _school in coaches.values()], on, never=never)
    return PairingPage(
        found.pk,
        found.person_id,
        str(found.person),
        found.started_on,
        running,
        tuple(row for row in rows if row is not running),
        tuple(Suggestion(fit, coaches[fit.coach.id][1]) for fit in fits),
    )


def _coaches(
    roles: QuerySet[RoleAssignment], on: date, *, before: Iterable[UUID] = ()
) -> dict[UUID, tuple[CoachFacts, str]]:
    """Return the coaches behind roles, each with the names of the places. Three queries."""
    held: dict[UUID, list[RoleAssignment]] = {}
    for role in roles.select_related("person", "school", "board"):
        held.setdefault(role.person_id, []).append(role)
    profiles = {row.person_id: row for row in CoachProfile.objects.filter(person__in=held)}
    loads = _loads(held, on)
    earlier = set(before)
    found = {}
    for person_id, mine in held.items():
        profile = profiles.get(person_id) or CoachProfile(person_id=person_id)
        places = [str(role.school or role.board or "") for role in mine]
        facts = CoachFacts(
            id=person_id,
            name=str(mine[0].person),
            schools=tuple(role.school_id for role in mine if role.school_id is not None),
            training=Training(profile.training),
            trained_until=profile.trained_until,
            most_starters=profile.most_starters,
            starters=loads.get(person_id, 0),
            subjects=profile.subjects,
            days=tuple(profile.days),
            before=person_id in earlier,
        )
        found[person_id] = (facts, ", ".join(dict.fromkeys(filter(None, places))))
    return found


def _loads(coach_ids: Iterable[UUID], on: date) -> dict[UUID, int]:
    rows = CoachPairing.objects.filter(on_or_after(on), coach__in=list(coach_ids)).filter(
        Q(trajectory__finished_on=None) | Q(trajectory__finished_on__gt=on)
    )
    counted = rows.order_by().values("coach").annotate(number=Count("trajectory", distinct=True))
    return dict(counted.values_list("coach", "number"))


def _own_coach_roles(actor: Actor, on: date) -> QuerySet[RoleAssignment]:
    """Return the roles of coach at the schools where the actor arranges lines, and at their boards."""
    schools = visible(actor, Permission.LINE_ARRANGE, School)
    return coach_roles(on).filter(Q(school__in=schools.values("pk")) | Q(board__in=schools.values("board")))


def coach_lines(actor: Actor, on: date, text: str = "") -> list[CoachLine]:
    """Return the coaches of the schools where the actor arranges lines, by name. Four queries.

    With `text` only those of whom name and schools hold every word.
    """
    coaches = _coaches(_own_coach_roles(actor, on), on)
    known = set(CoachProfile.objects.filter(person__in=coaches).values_list("person", flat=True))
    lines = [
        CoachLine(
            pk,
            facts.name,
            place,
            facts.training,
            facts.trained_until,
            facts.starters,
            facts.most_starters,
            pk in known,
        )
        for pk, (facts, place) in coaches.items()
        if found_in(text, facts.name, place)
    ]
    return sorted(lines, key=lambda line: (line.name, str(line.id)))


def coach_page(actor: Actor, person_id: UUID, on: date) -> CoachPage:
    """Return one coach of the own schools, with the starters now and those who would suit.

    Raises `NotVisibleError` for who is no coach there.
    """
    coaches = _coaches(_own_coach_roles(actor, on).filter(person=person_id), on)
    if person_id not in coaches:
        raise NotVisibleError("Person")
    facts, _place = coaches[person_id]
    profile = CoachProfile.objects.filter(person=person_id).first()
    pairings = visible(actor, Permission.LINE_ARRANGE, CoachPairing).filter(holding(on), coach=person_id)
    own = visible(actor, Permission.LINE_ARRANGE, School).values_list("pk", flat=True)
    return CoachPage(
        person_id,
        facts.name,
        next((pk for pk in own if pk in facts.schools), own.first()),
        profile,
        tuple(
            (row.trajectory_id, str(row.trajectory.person), row.started_on)
            for row in pairings.select_related("trajectory__person")
        ),
        tuple(_starters_for(actor, facts, on)),
    )


def _starters_for(actor: Actor, facts: CoachFacts, on: date) -> list[tuple[UUID, str, Fit]]:
    """Return the starters without a coach whom this coach may guide, best first."""
    jobs = Employment.objects.filter(on_or_after(on), school__isnull=False)
    rows = (
        visible(actor, Permission.LINE_ARRANGE, Trajectory)
        .filter(finished_on=None)
        .exclude(pk__in=CoachPairing.objects.filter(on_or_after(on)).values("trajectory"))
        .exclude(person=facts.id)
        .select_related("person")
        .prefetch_related(Prefetch("employments", queryset=jobs, to_attr="jobs"))
    )
    managed = set(
        RoleAssignment.objects.filter(
            on_or_after(on), person=facts.id, role__in=("school_leader", "team_leader")
        ).values_list("school", flat=True)
    )
    names, starters = {}, []
    for row in rows:
        schools = tuple(job.school_id for job in row.jobs if job.school_id is not None)
        if managed.isdisjoint(schools):
            names[row.pk] = str(row.person)
            starters.append((row.pk, StarterFacts(schools, row.subjects, tuple(row.days))))
    return [(pk, names[pk], fit) for pk, fit in suggest_starters(facts, starters, on)]


def people_to_make_coach(actor: Actor, on: date) -> list[tuple[UUID, str, UUID, str]]:
    """Return who works at a school where the actor arranges lines and is no coach yet: person and school.

    Leaders and starters are left out: a coach is never the own manager, and a starter has a coach.
    """
    schools = visible(actor, Permission.LINE_ARRANGE, School)
    held = (
        RoleAssignment.objects.filter(holding(on), school__in=schools.values("pk"))
        .exclude(role__in=("coach", "starter", "school_leader"))
        .exclude(person__in=coach_roles(on).values("person"))
        .select_related("person", "school")
        .order_by("person__given_name", "person__family_name", "pk")
    )
    seen: dict[UUID, tuple[UUID, str, UUID, str]] = {}
    for role in held:
        assert role.school is not None
        seen.setdefault(role.person_id, (role.person_id, str(role.person), role.school.pk, role.school.name))
    return list(seen.values())
