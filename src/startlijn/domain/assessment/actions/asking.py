"""What the starter does: ask, hand in, withdraw, add a statement, object."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.journal.actions import record
from startlijn.base.seams import day_of
from startlijn.domain.assessment.actions.keeping import begin, enter, give, locked, move_on
from startlijn.domain.assessment.models import (
    Assessment,
    Objection,
    StarterStatement,
    SupportPlan,
)
from startlijn.domain.assessment.queries.asking import own_work, profiles
from startlijn.domain.assessment.rules.states import must_be_in
from startlijn.domain.assessment.terms import (
    PUBLISHED,
    Aim,
    NoEmployerError,
    NoProfileError,
    ReasonMissingError,
    State,
    TooLateError,
)
from startlijn.domain.dossier.actions import submit as hand_over
from startlijn.domain.guidance.models import Employment

OWN = Permission.DOSSIER_OWN


@transaction.atomic
def ask(*, by: Actor, at: datetime, aim: Aim, profile: str, employment_id: UUID) -> Assessment:
    """Ask to be assessed for a stage, at one of the own appointments (domain.md §3, journey 9).

    Raises `NoEmployerError` when no board could decide, `NoProfileError`, `AlreadyRunningError`.
    """
    if employment_id not in {work.employment_id for work in own_work(by, day_of(at)) if work.board}:
        raise NoEmployerError
    if profile not in {pk for pk, _title in profiles(by)}:
        raise NoProfileError
    work = Employment.objects.select_related("trajectory").get(pk=employment_id)
    made = begin(at, work, aim, profile)
    record(by=by, at=at, action="assessment.ask", on=made, details={"aim": aim.value})
    return made


@transaction.atomic
def submit(
    *, by: Actor, at: datetime, assessment_id: UUID, evidence_ids: Sequence[UUID], statement: str
) -> Assessment:
    """Hand in chosen pieces of the own dossier, frozen; judging begins when the panel is ready.

    Raises `WrongStateError`, `NotVisibleError`, and what handing in raises (nothing chosen, too many).
    """
    assessment = locked(by, OWN, assessment_id)
    must_be_in(assessment.state, State.PREPARED)
    assessment.submission = hand_over(
        by=by, at=at, evidence_ids=evidence_ids, statement=statement, assessment_id=assessment.pk
    )
    give(assessment, assessment.submission, at, None)
    assessment.submitted_on = day_of(at)
    enter(assessment, State.SUBMITTED, at)
    move_on(by, assessment, at)
    record(by=by, at=at, action="assessment.submit", on=assessment, details={"items": len(evidence_ids)})
    return assessment


@transaction.atomic
def withdraw(*, by: Actor, at: datetime, assessment_id: UUID) -> Assessment:
    """Take the question back, until there is an advice; the panel reads nothing more from this day on.

    Raises `WrongStateError`, `NotVisibleError`.
    """
    assessment = locked(by, OWN, assessment_id)
    enter(assessment, State.WITHDRAWN, at)
    record(by=by, at=at, action="assessment.withdraw", on=assessment)
    return assessment


@transaction.atomic
def add_statement(
    *, by: Actor, at: datetime, assessment_id: UUID, text: str, expected_version: int = 0
) -> StarterStatement:
    """Put the starter's own words beside the decision, or change them.

    Raises `WrongStateError` before the decision, `ReasonMissingError` for an empty text,
    `VersionConflictError`, `NotVisibleError`.
    """
    assessment = locked(by, OWN, assessment_id)
    must_be_in(assessment.state, *PUBLISHED)
    if not text.strip():
        raise ReasonMissingError
    found = StarterStatement.objects.select_for_update(of=("self",)).filter(assessment=assessment).first()
    if found is None:
        found = StarterStatement(partnership_id=assessment.partnership_id, assessment=assessment, version=0)
    found.expect(expected_version)
    found.text, found.written_at = text.strip(), at
    found.version += 1
    found.save()
    record(by=by, at=at, action="assessment.add_statement", on=found)
    return found


@transaction.atomic
def object_to(*, by: Actor, at: datetime, assessment_id: UUID, reasons: str) -> Objection:
    """Object to a decision, within the working days that the board gives for it.

    Raises `WrongStateError`, `TooLateError`, `ReasonMissingError`, `NotVisibleError`.
    """
    assessment = locked(by, OWN, assessment_id)
    must_be_in(assessment.state, State.DECIDED)
    if assessment.due_on is not None and day_of(at) > assessment.due_on:
        raise TooLateError(day=assessment.due_on)
    if not reasons.strip():
        raise ReasonMissingError
    made = Objection.objects.create(
        partnership_id=assessment.partnership_id, assessment=assessment, reasons=reasons.strip(), made_at=at
    )
    enter(assessment, State.OBJECTED, at)
    record(by=by, at=at, action="assessment.object_to", on=made)
    return made


@transaction.atomic
def agree_plan(*, by: Actor, at: datetime, plan_id: UUID) -> SupportPlan:
    """Let the starter say that a plan of support was agreed; twice is the same as once.

    Raises `NotVisibleError`.
    """
    found = visible(by, OWN, SupportPlan).filter(pk=plan_id, signal__person=by.person_id).first()
    if found is None:
        raise NotVisibleError("SupportPlan")
    plan = SupportPlan.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if plan.agreed_at is None:
        plan.agreed_at = at
        plan.version += 1
        plan.save(update_fields=["agreed_at", "version"])
        record(by=by, at=at, action="assessment.agree_plan", on=plan)
    return plan
