"""Giving a starter a coach: dated, one at a time, never oneself, never the own manager, never too many."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.journal.actions import record
from startlijn.base.organisations.models import School
from startlijn.base.people.models import Person
from startlijn.base.seams import day_of
from startlijn.domain.guidance.models import CoachPairing, CoachProfile, Trajectory
from startlijn.domain.guidance.queries.relations import (
    coach_roles,
    coaches_on,
    kept_from_coaching,
    managers_of,
    on_or_after,
    pairings_of_coach,
)
from startlijn.domain.guidance.terms import (
    BackwardsError,
    CoachFullError,
    FinishedError,
    JudgedLatelyError,
    ManagerAsCoachError,
    NotACoachError,
    OverlapError,
    OwnCoachError,
)

_USUAL_MOST = CoachProfile._meta.get_field("most_starters").default


def _trajectory(by: Actor, trajectory_id: UUID, on: date) -> Trajectory:
    """Return a trajectory that the actor arranges, locked; refuse one that has ended by then."""
    get_visible(by, Permission.LINE_ARRANGE, Trajectory, trajectory_id)
    found = Trajectory.objects.select_for_update(of=("self",)).get(pk=trajectory_id)
    if found.finished_on is not None and found.finished_on <= on:
        raise FinishedError(day=found.finished_on)
    return found


def must_suit(trajectory: Trajectory, coach_id: UUID, on: date) -> Person:
    """Return the coach, locked, so that two pairings at once count one after the other; refuse others.

    Raises what `pair` raises about a coach. Part of other verbs, which check the right.
    """
    coach = Person.objects.select_for_update(of=("self",), no_key=True).filter(pk=coach_id).first()
    if coach is None:
        raise NotVisibleError("Person")
    if coach.pk == trajectory.person_id:
        raise OwnCoachError
    if not coaches_on(on).filter(pk=coach.pk).exists():
        raise NotACoachError(name=str(coach))
    manages = managers_of(trajectory, on).filter(person=coach).select_related("school").first()
    if manages is not None and manages.school is not None:
        raise ManagerAsCoachError(coach=str(coach), school=manages.school.name)
    if coach.pk in kept_from_coaching(trajectory, on):
        raise JudgedLatelyError(coach=str(coach))
    most = CoachProfile.objects.filter(person=coach).values_list("most_starters", flat=True).first()
    most = _USUAL_MOST if most is None else most
    count = pairings_of_coach(coach.pk, on).exclude(trajectory=trajectory).count()
    if count >= most:
        raise CoachFullError(coach=str(coach), count=count)
    return coach


@transaction.atomic
def pair(*, by: Actor, at: datetime, trajectory_id: UUID, coach_id: UUID, started_on: date) -> CoachPairing:
    """Give a starter a coach from a day on. The coach may be of another school or board.

    Raises `NotVisibleError`, `FinishedError`, `OwnCoachError`, `NotACoachError`, `ManagerAsCoachError`,
    `JudgedLatelyError`, `CoachFullError`, and `OverlapError` when there is a coach on that day or later.
    """
    trajectory = _trajectory(by, trajectory_id, started_on)
    coach = must_suit(trajectory, coach_id, started_on)
    other = CoachPairing.objects.filter(on_or_after(started_on), trajectory=trajectory).first()
    if other is not None:
        raise OverlapError(**{"from": max(other.started_on, started_on)})
    made = CoachPairing.objects.create(
        partnership_id=trajectory.partnership_id, trajectory=trajectory, coach=coach, started_on=started_on
    )
    record(by=by, at=at, action="coach.pair", on=made)
    return made


@transaction.atomic
def hand_over(
    *, by: Actor, at: datetime, trajectory_id: UUID, coach_id: UUID, started_on: date
) -> CoachPairing:
    """Let another coach take over from a day on: the pairing that runs ends that day.

    The former coach sees nothing any more from then on, the new one only what comes (trust.md §7 rule 4).
    Raises what `pair` and `end_pairing` raise.
    """
    trajectory = _trajectory(by, trajectory_id, started_on)
    for pairing in CoachPairing.objects.filter(on_or_after(started_on), trajectory=trajectory):
        end_pairing(by=by, at=at, pairing_id=pairing.pk, finished_on=started_on)
    return pair(by=by, at=at, trajectory_id=trajectory_id, coach_id=coach_id, started_on=started_on)


@transaction.atomic
def end_pairing(*, by: Actor, at: datetime, pairing_id: UUID, finished_on: date) -> CoachPairing:
    """End a pairing: `finished_on` is the first day without this coach.

    Raises `NotVisibleError`, and `BackwardsError` when that is not after the pairing began.
    """
    found = visible(by, Permission.LINE_ARRANGE, CoachPairing).filter(pk=pairing_id).first()
    if found is None:
        raise NotVisibleError("CoachPairing")
    pairing = CoachPairing.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if finished_on <= pairing.started_on:
        raise BackwardsError
    pairing.finished_on = finished_on
    pairing.save(update_fields=["finished_on"])
    record(by=by, at=at, action="coach.end", on=pairing)
    return pairing


@transaction.atomic
def keep_coach(
    *,
    by: Actor,
    at: datetime,
    person_id: UUID,
    school_id: UUID,
    training: str,
    trained_until: date | None,
    most_starters: int,
    hours_per_year: int,
    subjects: str,
    days: list[str],
    expected_version: int = 0,
) -> CoachProfile:
    """Write down what a coach of the own school has to give; makes the profile when there is none.

    Raises `NotVisibleError` for who is no coach there, `VersionConflictError` when somebody was first.
    """
    school = get_visible(by, Permission.LINE_ARRANGE, School, school_id)
    held = coach_roles(day_of(at)).filter(Q(school=school) | Q(board=school.board_id), person=person_id)
    role = held.select_related("person").first()
    if role is None:
        raise NotVisibleError("Person")
    person = role.person
    found = CoachProfile.objects.select_for_update(of=("self",)).filter(person=person).first()
    if found is None:
        profile = CoachProfile(partnership_id=school.partnership_id, person=person, version=0)
    else:
        profile = get_visible(by, Permission.LINE_ARRANGE, CoachProfile, found.pk).expect(expected_version)
    profile.school, profile.board_id = school, school.board_id
    profile.training, profile.trained_until = training, trained_until
    profile.most_starters, profile.hours_per_year = most_starters, hours_per_year
    profile.subjects, profile.days = subjects, days
    profile.version += 1
    profile.save()
    record(by=by, at=at, action="coach.keep", on=profile)
    return profile


@transaction.atomic
def change_own_coach_details(
    *, by: Actor, at: datetime, subjects: str, days: list[str], expected_version: int
) -> CoachProfile:
    """Let a coach keep the own subjects and days. Raises `NotVisibleError` without a profile."""
    found = visible(by, Permission.LINE_GUIDE, CoachProfile).filter(person=by.person_id).first()
    if found is None:
        raise NotVisibleError("CoachProfile")
    profile = CoachProfile.objects.select_for_update(of=("self",)).get(pk=found.pk).expect(expected_version)
    profile.subjects, profile.days = subjects, days
    profile.version += 1
    profile.save(update_fields=["subjects", "days", "version"])
    record(by=by, at=at, action="coach.change_own_details", on=profile)
    return profile
