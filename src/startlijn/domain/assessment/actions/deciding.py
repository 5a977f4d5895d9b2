"""What the board or the school does: decide on the advice, answer an objection, tell a starter in time."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import get_visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.journal.actions import record
from startlijn.base.seams import day_of
from startlijn.domain.assessment.actions.keeping import enter, locked
from startlijn.domain.assessment.models import (
    Advice,
    Decision,
    Objection,
    Result,
    Signal,
    SupportPlan,
)
from startlijn.domain.assessment.queries.people import decides, may_answer
from startlijn.domain.assessment.queries.settings import deadlines_of
from startlijn.domain.assessment.queries.support import told_about, work_to_tell_about
from startlijn.domain.assessment.rules.states import must_be_in
from startlijn.domain.assessment.rules.support import must_be_told
from startlijn.domain.assessment.terms import (
    BackwardsError,
    NotTheDeciderError,
    Outcome,
    ReasonMissingError,
    SamePersonError,
    State,
)

DECIDE = Permission.ASSESSMENTS_DECIDE


@transaction.atomic
def decide(
    *,
    by: Actor,
    at: datetime,
    assessment_id: UUID,
    outcome: Outcome,
    reasons: str = "",
    override: str = "",
) -> Decision:
    """Decide on the advice that the panel signed; from then on the starter sees everything.

    Reasons are needed for anything but following an advice that the stage is reached. Raises
    `NotTheDeciderError`, `NoSignalError` for an insufficient out of the blue, `ReasonMissingError`,
    `WrongStateError`, `NotVisibleError`.
    """
    assessment = locked(by, DECIDE, assessment_id)
    must_be_in(assessment.state, State.ADVISED)
    deadlines = deadlines_of(assessment.board_id)
    if by.person_id is None or not decides(by, assessment, deadlines.decider, day_of(at)):
        raise NotTheDeciderError(who=deadlines.decider.label)
    advice = Advice.objects.get(assessment=assessment)
    follows = outcome == advice.outcome
    if not reasons.strip() and not (follows and outcome == Outcome.REACHED):
        raise ReasonMissingError
    must_be_told(outcome, in_time=told_about(assessment, deadlines), override=override)
    made = Decision.objects.create(
        partnership_id=assessment.partnership_id,
        assessment=assessment,
        outcome=outcome,
        reasons=reasons.strip(),
        override=override.strip() if outcome == Outcome.INSUFFICIENT else "",
        decided_by_id=by.person_id,
        decided_at=at,
    )
    Result.objects.create(
        partnership_id=assessment.partnership_id,
        assessment=assessment,
        outcome=outcome,
        settled_on=day_of(at),
    )
    enter(assessment, State.DECIDED, at)
    details = {"follows_advice": follows, "override": bool(made.override)}
    record(by=by, at=at, action="assessment.decide", on=made, details=details)
    return made


@transaction.atomic
def answer_objection(
    *, by: Actor, at: datetime, assessment_id: UUID, outcome: Outcome, answer: str
) -> Objection:
    """Answer an objection with reasons, as somebody else than who decided; then it is closed.

    Raises `SamePersonError`, `NotTheDeciderError`, `ReasonMissingError`, `WrongStateError`,
    `NotVisibleError`.
    """
    assessment = locked(by, DECIDE, assessment_id)
    must_be_in(assessment.state, State.OBJECTED)
    if Decision.objects.get(assessment=assessment).decided_by_id == by.person_id:
        raise SamePersonError
    if by.person_id is None or not may_answer(by, assessment, day_of(at)):
        raise NotTheDeciderError(who=deadlines_of(assessment.board_id).decider.label)
    if not answer.strip():
        raise ReasonMissingError
    found = Objection.objects.select_for_update(of=("self",)).get(assessment=assessment)
    found.answer, found.outcome = answer.strip(), outcome
    found.answered_by_id, found.answered_at = by.person_id, at
    found.save()
    Result.objects.filter(assessment=assessment).update(outcome=outcome, settled_on=day_of(at))
    enter(assessment, State.CLOSED, at)
    record(by=by, at=at, action="assessment.answer_objection", on=found)
    return found


@transaction.atomic
def give_signal(*, by: Actor, at: datetime, employment_id: UUID, strengths: str, grow: str) -> Signal:
    """Tell a starter of the own school in time what goes well and what must grow.

    Raises `ReasonMissingError` when one of the two is missing, `NotVisibleError`.
    """
    work = work_to_tell_about(by, employment_id, day_of(at))
    if not strengths.strip() or not grow.strip():
        raise ReasonMissingError
    if by.person_id is None or work.board_id is None:
        raise NotVisibleError("Employment")
    made = Signal.objects.create(
        partnership_id=work.partnership_id,
        person_id=work.trajectory.person_id,
        board_id=work.board_id,
        school_id=work.school_id,
        strengths=strengths.strip(),
        grow=grow.strip(),
        given_by_id=by.person_id,
        given_on=day_of(at),
    )
    record(by=by, at=at, action="assessment.give_signal", on=made)
    return made


@transaction.atomic
def plan_support(
    *,
    by: Actor,
    at: datetime,
    signal_id: UUID,
    expected_version: int,
    goals: str,
    support: str,
    started_on: date,
    ends_on: date,
) -> SupportPlan:
    """Write down which help goes with a signal, and for how long; a change asks the starter again.

    Raises `BackwardsError`, `ReasonMissingError`, `VersionConflictError`, `NotVisibleError`.
    """
    signal = get_visible(by, DECIDE, Signal, signal_id)
    Signal.objects.select_for_update(of=("self",)).get(pk=signal.pk)
    if ends_on <= started_on or started_on < signal.given_on:
        raise BackwardsError
    if not goals.strip() or not support.strip():
        raise ReasonMissingError
    found = SupportPlan.objects.select_for_update(of=("self",)).filter(signal=signal).first()
    if found is None:
        found = SupportPlan(partnership_id=signal.partnership_id, signal=signal, version=0)
    found.expect(expected_version)
    found.goals, found.support = goals.strip(), support.strip()
    found.started_on, found.ends_on, found.agreed_at = started_on, ends_on, None
    found.version += 1
    found.save()
    record(by=by, at=at, action="assessment.plan_support", on=found)
    return found
