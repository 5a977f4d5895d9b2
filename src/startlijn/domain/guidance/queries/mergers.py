"""What making one of two would do: two registrations of a person, or a school that goes on in another."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.rules import must
from startlijn.base.access.terms import Actor, NotVisibleError, Permission, Role
from startlijn.base.organisations.models import School
from startlijn.base.people.models import Person, RoleAssignment
from startlijn.base.people.queries import (
    RoleLine,
    holders,
    must_work_here_only,
    person_page,
    person_to_grant,
    search_people,
)
from startlijn.base.people.terms import MergeConflictError, PersonElsewhereError
from startlijn.base.refusals import RefusedError
from startlijn.base.seams import today
from startlijn.base.tenancy import everywhere
from startlijn.domain.guidance.models import CoachPairing, Employment, Trajectory
from startlijn.domain.guidance.queries.apart import exempt
from startlijn.domain.guidance.queries.relations import assessors_since, managers_of, on_or_after
from startlijn.domain.guidance.rules.apart import a_year_before
from startlijn.domain.guidance.terms import (
    BothRolesError,
    ManagerAsCoachError,
    OwnAssessorError,
    OwnCoachError,
)


def why_not_one(keep_id: UUID, gone_id: UUID, on: date) -> RefusedError | None:
    """Return why two registrations cannot become one person; None when nothing stands in the way.

    Somebody would be the own coach, or coach where they lead, or coach whom they assess, or have two lines
    that go on. For verbs and pages that checked that the actor may see both.
    """
    both = (keep_id, gone_id)
    with everywhere("a person is the same in every partnership"):
        if CoachPairing.objects.filter(coach__in=both, trajectory__person__in=both).exists():
            return OwnCoachError()
        guided = CoachPairing.objects.filter(on_or_after(on), coach__in=both)
        for pairing in guided.select_related("trajectory", "coach"):
            leads = (
                managers_of(pairing.trajectory, on).filter(person__in=both).select_related("school").first()
            )
            if leads is not None and leads.school is not None:
                return ManagerAsCoachError(coach=str(pairing.coach), school=leads.school.name)
        mixed = _coach_and_assessor(both, on)
        if mixed is not None:
            return mixed
        going_on = Trajectory.objects.filter(person__in=both, finished_on=None)
        partnerships = list(going_on.values_list("partnership", flat=True))
    if len(partnerships) > len(set(partnerships)):
        return MergeConflictError(Trajectory._meta.verbose_name)
    return None


def _coach_and_assessor(both: tuple[UUID, UUID], on: date) -> RefusedError | None:
    """Return why two registrations, as one person, would coach and assess one starter (trust.md §7 rule 3).

    As the coach who assesses, as the starter whose coach assessed the other, or as who assesses the self.
    """
    since = a_year_before(on)
    lately = Q(finished_on=None) | Q(finished_on__gt=since)
    near = CoachPairing.objects.filter(lately).filter(Q(coach__in=both) | Q(trajectory__person__in=both))
    for pairing in near.select_related("coach", "trajectory__person"):
        starter = pairing.trajectory.person
        starters = set(both) if starter.pk in both else {starter.pk}
        coaches = set(both) if pairing.coach_id in both else {pairing.coach_id}
        assessed = {each for one in starters for each in assessors_since(one, since)}
        if coaches & assessed and not coaches & exempt(starters, on):
            return BothRolesError(name=str(pairing.coach), starter=str(starter))
    if set(both) & {each for one in both for each in assessors_since(one, since)}:
        return OwnAssessorError()
    return None


@dataclass(frozen=True, slots=True)
class Registered:
    """One of two registrations: name, address, roles as the actor may know them."""

    id: UUID
    name: str
    email: str
    roles: tuple[RoleLine, ...]


@dataclass(frozen=True, slots=True)
class PeopleMerger:
    """What making one person of two would do. `refusal` or `elsewhere` tell why it cannot be done."""

    keep: Registered
    gone: Registered
    lines: int
    guided: int
    refusal: RefusedError | None
    elsewhere: bool

    @property
    def email(self) -> str:
        """Return the address with which the person logs in afterwards; empty when there is none."""
        return self.keep.email or self.gone.email

    @property
    def closes(self) -> str:
        """Return the address that no longer works afterwards; empty when there is none."""
        return self.gone.email if self.keep.email else ""


def people_merger(actor: Actor, keep_id: UUID, gone_id: UUID) -> PeopleMerger:
    """Return what making one of two people would do, without doing it.

    Raises `NotVisibleError` for who may not, and when it is one person already. Nine queries at most.
    """
    must(actor, Permission.PEOPLE_MANAGE)
    keep, gone = _registered(actor, keep_id), _registered(actor, gone_id)
    if keep.id == gone.id:
        raise NotVisibleError("Person")
    try:
        must_work_here_only(actor, Person(pk=gone_id))
    except PersonElsewhereError:
        elsewhere = True
    else:
        elsewhere = False
    return PeopleMerger(
        keep,
        gone,
        lines=Trajectory.objects.filter(person=gone_id).count(),
        guided=CoachPairing.objects.filter(coach=gone_id).values("trajectory").distinct().count(),
        refusal=why_not_one(keep_id, gone_id, today()),
        elsewhere=elsewhere,
    )


def _registered(actor: Actor, person_id: UUID) -> Registered:
    person = person_to_grant(actor, person_id)
    if person.merged_into_id is not None:
        raise NotVisibleError("Person")
    try:
        roles = tuple(person_page(actor, person_id)[1])
    except NotVisibleError:  # just added: without any role
        roles = ()
    email = person.account.email if person.account and person.account.is_active else ""
    return Registered(person.pk, str(person), email, roles)


def person_called(actor: Actor, name: str) -> Person:
    """Return who has this e-mail address or number; raise `NotVisibleError` when there is nobody."""
    must(actor, Permission.PEOPLE_MANAGE)
    people = visible(actor, Permission.PEOPLE_READ, Person)
    try:
        found = people.filter(pk=UUID(name)).first()
    except ValueError:
        found = people.filter(account__email__iexact=name).first()
    if found is None:
        raise NotVisibleError("Person")
    return found


def likely_the_same(actor: Actor, person_id: UUID, text: str = "") -> QuerySet[Person]:
    """Return who may be the same person, by name: who was searched for, else who shares a name.

    Raises `NotVisibleError` for who may not make one of two.
    """
    must(actor, Permission.PEOPLE_MANAGE)
    person = person_to_grant(actor, person_id)
    found = search_people(actor, text).exclude(pk=person.pk)
    if text:
        return found
    names = Q(given_name__iexact=person.given_name)
    if person.family_name:
        names |= Q(family_name__iexact=person.family_name)
    return found.filter(names)


@dataclass(frozen=True, slots=True)
class SchoolMerger:
    """What happens when a school goes on in another one from a day on."""

    school: School
    into: School
    on: date
    appointments: int
    coaches: int
    stay: tuple[RoleAssignment, ...]


def school_merger(actor: Actor, school_id: UUID, into_id: UUID, on: date) -> SchoolMerger:
    """Return what a merger would do, without doing it: what goes along, and whose roles stay.

    Raises `NotVisibleError` for who may not, and for one and the same school. Five queries.
    """
    school = get_visible(actor, Permission.ORGANISATIONS_MANAGE, School, school_id)
    into = get_visible(actor, Permission.ORGANISATIONS_MANAGE, School, into_id)
    if school.pk == into.pk:
        raise NotVisibleError("School")
    work = Employment.objects.filter(school=school).exclude(finished_on__lte=on)
    roles = [role for role in Role if role is not Role.STARTER]
    return SchoolMerger(
        school,
        into,
        on,
        appointments=work.count(),
        coaches=CoachPairing.objects.filter(on_or_after(on), trajectory__employments__in=work.values("pk"))
        .values("coach")
        .distinct()
        .count(),
        stay=tuple(holders(roles=roles, school_ids=[school.pk])),
    )


def schools_to_go_on_in(actor: Actor, school_id: UUID) -> list[tuple[str, str]]:
    """Return the open schools in which a school can go on: id and name, by name. For who manages schools."""
    get_visible(actor, Permission.ORGANISATIONS_MANAGE, School, school_id)
    others = visible(actor, Permission.ORGANISATIONS_MANAGE, School).filter(closed_on=None)
    rows = others.exclude(pk=school_id).order_by("name", "place", "pk")
    return [(str(row.pk), f"{row.name}, {row.place}") for row in rows]
