"""Proposals of assessments: for the starter, for who proposes, and for who names who decides."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from startlijn.base.access.queries import visible
from startlijn.base.access.rules import may, places, whole_partnership
from startlijn.base.access.terms import Actor, NotVisibleError, Permission, Place
from startlijn.base.organisations.models import Board, School
from startlijn.domain.assessment.models import Assessment, AssessmentRequest
from startlijn.domain.assessment.terms import ENDED, OPEN_REQUESTS, Aim, RequestState
from startlijn.domain.guidance.models import Employment
from startlijn.domain.guidance.rules.looking import found_in


@dataclass(frozen=True, slots=True)
class RequestView:
    """A proposal as shown. `waits` for the starter, `nameless` for the coordinator."""

    id: UUID
    starter: str
    aim: Aim
    state: RequestState
    reason: str
    by: str
    asked_on: date
    place: str
    made_id: UUID | None
    waits: bool
    nameless: bool


@dataclass(frozen=True, slots=True)
class Proposable:
    """A starter to whom an assessment could be proposed, at one appointment."""

    employment_id: UUID
    name: str
    place: str


def request_view(row: AssessmentRequest) -> RequestView:
    """Return a proposal that comes with person, who proposed it, school and board."""
    state = RequestState(row.state)
    return RequestView(
        row.pk,
        str(row.person),
        Aim(row.aim),
        state,
        row.reason,
        str(row.proposed_by or ""),
        row.asked_at.date(),
        str(row.school or row.board or ""),
        row.made_id,
        state is RequestState.PROPOSED,
        state is RequestState.TO_NAME,
    )


def requests_for(actor: Actor, permission: Permission) -> QuerySet[AssessmentRequest]:
    """Return the proposals the actor reaches, newest first: page it, then view each."""
    rows = visible(actor, permission, AssessmentRequest)
    return rows.select_related("person", "proposed_by", "school", "board").order_by("-asked_at", "-pk")


def may_propose(actor: Actor) -> bool:
    """Tell whether the actor proposes assessments anywhere. Asks nothing of the database."""
    return may(actor, Permission.ASSESSMENTS_PROPOSE)


def own_open(actor: Actor) -> bool:
    """Tell whether something waits for the actor's answer, or for who names who decides. One query."""
    rows = visible(actor, Permission.DOSSIER_OWN, AssessmentRequest)
    return rows.filter(person=actor.person_id, state__in=OPEN_REQUESTS).exists()


def request_to_name(actor: Actor, request_id: UUID) -> RequestView:
    """Return a question for which somebody who decides must be named. Raises `NotVisibleError`."""
    rows = requests_for(actor, Permission.ASSESSMENTS_ARRANGE)
    row = rows.filter(pk=request_id, state=RequestState.TO_NAME).first()
    if row is None:
        raise NotVisibleError("AssessmentRequest")
    return request_view(row)


def who_could_decide(actor: Actor) -> tuple[tuple[str, str], ...]:
    """Return boards, and schools of them, that could decide: a value for the form, and the name. Two queries.

    The value is the id of the board, followed by that of the school if it is one.
    """
    boards = visible(actor, Permission.ORGANISATIONS_READ, Board).order_by("name", "pk")
    schools = visible(actor, Permission.ORGANISATIONS_READ, School).filter(closed_on=None)
    found = [(str(row.pk), row.name) for row in boards]
    found += [
        (f"{row.board_id} {row.pk}", f"{row.name}, {row.place}") for row in schools.order_by("name", "pk")
    ]
    return tuple(found)


def _work(actor: Actor, on: date) -> QuerySet[Employment]:
    """Return the appointments of starters for whom the actor may propose something on a day."""
    rows = Employment.objects.filter(Q(finished_on=None) | Q(finished_on__gt=on), started_on__lte=on).filter(
        Q(trajectory__finished_on=None) | Q(trajectory__finished_on__gt=on)
    )
    if not whole_partnership(actor, Permission.ASSESSMENTS_PROPOSE):
        held = places(actor, Permission.ASSESSMENTS_PROPOSE).get(Place.SCHOOL, frozenset())
        rows = rows.filter(school__in=held)
    return rows.select_related("trajectory__person", "school", "board")


def proposable(actor: Actor, on: date, text: str = "") -> list[Proposable]:
    """Return the starters to whom one could be proposed now, by name; with `text` those that hold each word.

    Not who is being assessed, or was asked already. Three queries.
    """
    busy = set(Assessment.objects.exclude(state__in=sorted(ENDED)).values_list("person", flat=True))
    asked = AssessmentRequest.objects.filter(state__in=OPEN_REQUESTS).values_list("person", flat=True)
    busy |= set(asked)
    found = [
        Proposable(row.pk, str(row.trajectory.person), str(row.school or row.board or ""))
        for row in _work(actor, on)
        if row.trajectory.person_id not in busy
    ]
    chosen = [each for each in found if found_in(text, each.name, each.place)]
    return sorted(chosen, key=lambda each: (each.name, each.place, str(each.employment_id)))


def work_to_propose_for(actor: Actor, employment_id: UUID, on: date) -> Employment:
    """Return an appointment for which the actor may propose something. Raises `NotVisibleError`."""
    row = _work(actor, on).filter(pk=employment_id).first()
    if row is None:
        raise NotVisibleError("Employment")
    return row
