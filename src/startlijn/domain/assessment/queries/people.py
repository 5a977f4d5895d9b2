"""Who may sit in a panel and who decides: roles and relations with their dates (trust.md §7 rule 3)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from startlijn.base.access.queries import visible
from startlijn.base.access.rules import places
from startlijn.base.access.terms import Actor, Permission, Place, Role
from startlijn.base.people.models import Person, RoleAssignment
from startlijn.base.people.queries import holding
from startlijn.domain.assessment.models import Assessment, PanelMember
from startlijn.domain.assessment.rules.panels import Candidate, Seat, unfit
from startlijn.domain.assessment.terms import Conflict, Decider, Unfit
from startlijn.domain.guidance.models import CoachPairing, Employment
from startlijn.domain.guidance.queries.apart import exempt
from startlijn.domain.guidance.queries.relations import coach_roles
from startlijn.domain.guidance.rules.apart import a_year_before

_LEADERS = (Role.SCHOOL_LEADER, Role.TEAM_LEADER)


@dataclass(frozen=True, slots=True)
class Assessor:
    """Somebody who could be asked: `organisation_id` None means the partnership itself, without a board."""

    person_id: UUID
    name: str
    organisation_id: UUID | None
    organisation: str


def _since(day: date) -> Q:
    """Return the condition that something holds on a day, or did in the twelve months before it."""
    return Q(finished_on=None) | Q(finished_on__gt=a_year_before(day))


def coaches_of(person_id: UUID, on: date) -> QuerySet[CoachPairing]:
    """Return the pairings of a starter of which the coach may not assess: now, soon, or in the past year.

    Without those for whom the starter accepted an exception (trust.md §7 rule 3).
    """
    rows = CoachPairing.objects.filter(_since(on), trajectory__person=person_id)
    return rows.exclude(coach__in=exempt({person_id}, on))


def may_become_both(assessment: Assessment, on: date) -> tuple[tuple[UUID, str], ...]:
    """Return for whom an exception can be asked: coaches who are assessors, and members who are coaches.

    Now, or in the past year. Four queries.
    """
    coaches = CoachPairing.objects.filter(_since(on), trajectory__person=assessment.person_id)
    held = coach_roles(on).values("person")
    either = Q(pk__in=coaches.values("coach")) & Q(pk__in=assessor_roles(on).order_by().values("person"))
    sat = PanelMember.objects.filter(assessment__person=assessment.person_id).values("person")
    either |= Q(pk__in=sat) & Q(pk__in=held)
    rows = Person.objects.filter(either).exclude(pk__in=exempt({assessment.person_id}, on))
    return tuple((row.pk, str(row)) for row in rows.order_by("given_name", "family_name", "pk"))


def leaders_of(person_id: UUID, on: date) -> QuerySet[RoleAssignment]:
    """Return who leads a school, a team or a board of a starter, or did in the past year."""
    work = Employment.objects.filter(_since(on), trajectory__person=person_id)
    at_school = Q(role__in=_LEADERS, school__in=work.filter(school__isnull=False).values("school"))
    at_board = Q(role=Role.BOARD_EXECUTIVE, board__in=work.filter(board__isnull=False).values("board"))
    return RoleAssignment.objects.filter(_since(on)).filter(at_school | at_board)


def assessor_roles(on: date) -> QuerySet[RoleAssignment]:
    """Return the roles of assessor in the partnership on a day, with place, by name."""
    rows = RoleAssignment.objects.filter(holding(on), role=Role.ASSESSOR)
    return rows.select_related("person", "school__board", "board").order_by(
        "person__given_name", "person__family_name", "pk"
    )


def _assessor(role: RoleAssignment) -> Assessor:
    board = role.board or (role.school.board if role.school else None)
    return Assessor(
        role.person_id, str(role.person), board.pk if board else None, board.name if board else ""
    )


def assessors_for(assessment: Assessment, on: date) -> tuple[Assessor, ...]:
    """Return who could be asked for this panel: assessors whom nothing excludes, once each. Five queries."""
    starter = assessment.person_id
    coaches = set(coaches_of(starter, on).values_list("coach", flat=True))
    leaders = set(leaders_of(starter, on).values_list("person", flat=True))
    members = set(PanelMember.objects.filter(assessment=assessment).values_list("person", flat=True))
    found: dict[UUID, Assessor] = {}
    for role in assessor_roles(on):
        if role.person_id not in {starter, *coaches, *leaders, *members}:
            found.setdefault(role.person_id, _assessor(role))
    return tuple(found.values())


def may_assess(assessment: Assessment, person_id: UUID, on: date) -> tuple[Assessor | None, Unfit | None]:
    """Return as whom somebody would sit in a panel, and why not, if something stands in the way."""
    role = assessor_roles(on).filter(person=person_id).first()
    starter = assessment.person_id
    why = unfit(
        Candidate(
            person_id,
            starter,
            assessor=role is not None,
            coaches=coaches_of(starter, on).filter(coach=person_id).exists(),
            leads=leaders_of(starter, on).filter(person=person_id).exists(),
            member=PanelMember.objects.filter(assessment=assessment, person=person_id).exists(),
        )
    )
    return (_assessor(role) if role else None), why


def sitting(assessment_id: UUID) -> QuerySet[PanelMember]:
    """Return the members of a panel who did not leave it, in order, with person and organisation."""
    rows = PanelMember.objects.filter(assessment=assessment_id, left=False)
    return rows.select_related("person", "organisation").order_by("pk")


def seats(assessment_id: UUID) -> tuple[Seat, ...]:
    """Return the panel as far as it matters whether it is complete and all are in. One query."""
    rows = sitting(assessment_id).select_related("judgement")
    return tuple(
        Seat(
            row.organisation_id,
            Conflict(row.conflict),
            given=hasattr(row, "judgement") and row.judgement.given_at is not None,
        )
        for row in rows
    )


def own_seat(actor: Actor, assessment_id: UUID) -> PanelMember | None:
    """Return the actor's own place in a panel, unless it was left; None otherwise."""
    rows = visible(actor, Permission.ASSESS, PanelMember)
    own = rows.filter(assessment=assessment_id, person=actor.person_id, left=False)
    return own.select_related("person", "organisation").first()


def decides(actor: Actor, assessment: Assessment, decider: Decider, on: date) -> bool:
    """Tell whether the actor decides here by setting of the board; never who assessed, coached or asked."""
    return stands_to_decide(actor, assessment, decider) and not _took_part(actor, assessment, on)


def stands_to_decide(actor: Actor, assessment: Assessment, decider: Decider) -> bool:
    """Tell whether the actor holds the place that decides here; asks nothing of the database."""
    held = places(actor, Permission.ASSESSMENTS_DECIDE)
    if decider is Decider.MANAGER and assessment.school_id is not None:
        return assessment.school_id in held.get(Place.SCHOOL, frozenset())
    return assessment.board_id in held.get(Place.BOARD, frozenset())


def stands_to_answer(actor: Actor, assessment: Assessment) -> bool:
    """Tell whether the actor is of the board or the school; asks nothing of the database."""
    held = places(actor, Permission.ASSESSMENTS_DECIDE)
    at_board = assessment.board_id in held.get(Place.BOARD, frozenset())
    return at_board or assessment.school_id in held.get(Place.SCHOOL, frozenset())


def may_answer(actor: Actor, assessment: Assessment, on: date) -> bool:
    """Tell whether the actor may answer an objection: at the board or school, and not having taken part."""
    return stands_to_answer(actor, assessment) and not _took_part(actor, assessment, on)


def without_own_part(rows: QuerySet[Assessment], actor: Actor, on: date) -> QuerySet[Assessment]:
    """Leave out the assessments in which the actor takes part, as a starter, assessor or coach."""
    own = PanelMember.objects.filter(person=actor.person_id).values("assessment")
    coached = CoachPairing.objects.filter(_since(on), coach=actor.person_id).values("trajectory__person")
    return rows.exclude(pk__in=own).exclude(person__in=coached).exclude(person=actor.person_id)


def _took_part(actor: Actor, assessment: Assessment, on: date) -> bool:
    if actor.person_id is None:
        return True
    mine = without_own_part(Assessment.objects.filter(pk=assessment.pk), actor, on)
    return not mine.exists()
