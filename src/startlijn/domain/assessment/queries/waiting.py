"""What waits for whom: for the first page, and for reminders to who is late."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Q, QuerySet

from startlijn.base.access.queries import visible
from startlijn.base.access.rules import may
from startlijn.base.access.terms import Actor, Permission, Role
from startlijn.base.people.models import Person, RoleAssignment
from startlijn.base.people.queries import holding
from startlijn.domain.assessment.models import Assessment, PanelMember, Signature
from startlijn.domain.assessment.queries.facts import Facts, facts_of, with_names
from startlijn.domain.assessment.queries.people import (
    stands_to_answer,
    stands_to_decide,
    without_own_part,
)
from startlijn.domain.assessment.queries.settings import deciders
from startlijn.domain.assessment.rules.panels import Seat, enough
from startlijn.domain.assessment.terms import REMIND_AGAIN_DAYS, Conflict, Decider, State


class Task(StrEnum):
    """What an assessment asks of somebody."""

    HAND_IN = "hand_in"
    PANEL = "panel"
    DECLARE = "declare"
    JUDGE = "judge"
    ADVISE = "advise"
    DECIDE = "decide"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Waits:
    """One thing that waits."""

    facts: Facts
    task: Task


@dataclass(frozen=True, slots=True)
class Late:
    """Somebody who is late; `member` when it is a member of the panel."""

    assessment: Assessment
    person: Person
    member: PanelMember | None = None


def waiting(actor: Actor, on: date) -> tuple[Waits, ...]:
    """Return what waits for the actor, most urgent first. A query or two for each side the actor has."""
    found = [
        *_own(actor, on),
        *_assessor(actor, on),
        *_decider(actor, on),
        *_coordinator(actor, on),
    ]
    return tuple(sorted(found, key=lambda each: each.facts.due_on or date.max))


def _own(actor: Actor, on: date) -> Iterator[Waits]:
    if may(actor, Permission.DOSSIER_OWN):
        rows = visible(actor, Permission.DOSSIER_OWN, Assessment).filter(state=State.PREPARED)
        yield from (Waits(facts_of(row, on), Task.HAND_IN) for row in with_names(rows))


def _assessor(actor: Actor, on: date) -> Iterator[Waits]:
    if not may(actor, Permission.ASSESS):
        return
    own = visible(actor, Permission.ASSESS, PanelMember).filter(person=actor.person_id, finished_on=None)
    rows = own.filter(_owes()).select_related("assessment__person", "assessment__board", "assessment__school")
    for row in rows.distinct():
        if row.conflict == Conflict.OPEN:
            yield Waits(facts_of(row.assessment, on), Task.DECLARE)
        elif row.assessment.state == State.JUDGING:
            yield Waits(facts_of(row.assessment, on), Task.JUDGE)
        else:
            yield Waits(facts_of(row.assessment, on), Task.ADVISE)


def _owes() -> Q:
    """Return the condition that a member of a panel has something to do."""
    early = (State.PREPARED, State.SUBMITTED, State.JUDGING)
    declare = Q(conflict=Conflict.OPEN, assessment__state__in=early)
    judge = Q(conflict=Conflict.NONE, assessment__state=State.JUDGING, judgement__given_at=None)
    signed = Signature.objects.values("member")
    sign = Q(assessment__state=State.CONSENSUS) & ~Q(pk__in=signed)
    return declare | judge | sign


def _decider(actor: Actor, on: date) -> Iterator[Waits]:
    if not may(actor, Permission.ASSESSMENTS_DECIDE):
        return
    asked = (State.ADVISED, State.OBJECTED)
    rows = visible(actor, Permission.ASSESSMENTS_DECIDE, Assessment).filter(state__in=asked)
    found = list(with_names(without_own_part(rows, actor, on)).select_related("decision"))
    settings = deciders() if found else {}
    for row in found:
        if row.state == State.ADVISED:
            if stands_to_decide(actor, row, settings.get(row.board_id, settings[None])):
                yield Waits(facts_of(row, on), Task.DECIDE)
        elif stands_to_answer(actor, row) and row.decision.decided_by_id != actor.person_id:
            yield Waits(facts_of(row, on), Task.ANSWER)


def _coordinator(actor: Actor, on: date) -> Iterator[Waits]:
    if not may(actor, Permission.ASSESSMENTS_ARRANGE):
        return
    rows = visible(actor, Permission.ASSESSMENTS_ARRANGE, Assessment).filter(
        state__in=(State.PREPARED, State.SUBMITTED, State.JUDGING)
    )
    for row in with_names(rows).prefetch_related("panel"):
        sitting = [member for member in row.panel.all() if member.finished_on is None]
        if not enough([Seat(member.organisation_id, Conflict(member.conflict)) for member in sitting]):
            yield Waits(facts_of(row, on), Task.PANEL)


def late_people(on: date) -> Iterator[Late]:
    """Return who is late in the current partnership and may be reminded: not in the past week.

    Only who owes something now; somebody without an account has no address and is left out.
    """
    again = on - timedelta(days=REMIND_AGAIN_DAYS)
    not_lately = Q(reminded_on=None) | Q(reminded_on__lte=again)
    rows = with_names(Assessment.objects.filter(due_on__lt=on)).select_related("person__account")
    for row in rows.filter(not_lately, state=State.PREPARED, person__account__is_active=True):
        yield Late(row, row.person)
    members = PanelMember.objects.filter(
        not_lately, _owes(), finished_on=None, assessment__due_on__lt=on, person__account__is_active=True
    )
    for member in members.select_related("assessment", "person__account").distinct():
        yield Late(member.assessment, member.person, member)
    settings = deciders()
    for row in rows.filter(not_lately, state__in=(State.ADVISED, State.OBJECTED)):
        decider = settings.get(row.board_id, settings[None])
        yield from (Late(row, role.person) for role in _deciders(row, decider, on))


def _deciders(row: Assessment, decider: Decider, on: date) -> QuerySet[RoleAssignment]:
    manager = decider is Decider.MANAGER and row.school_id is not None
    place = (
        Q(role=Role.SCHOOL_LEADER, school=row.school_id)
        if manager
        else Q(role=Role.BOARD_EXECUTIVE, board=row.board_id)
    )
    found = RoleAssignment.objects.filter(holding(on), place, person__account__is_active=True)
    return found.select_related("person__account")
