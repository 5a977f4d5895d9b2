"""What who arranges does: the panel, the dates, the settings. Never what anybody judged."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.journal.actions import record
from startlijn.base.people.models import Person
from startlijn.base.seams import day_of
from startlijn.domain.assessment.actions.keeping import enter, locked, move_on
from startlijn.domain.assessment.models import (
    Advice,
    Assessment,
    AssessmentTerms,
    Judgement,
    PanelMember,
)
from startlijn.domain.assessment.queries.people import may_assess, sitting
from startlijn.domain.assessment.queries.settings import may_set, terms_to_change
from startlijn.domain.assessment.rules.deadlines import must_come_later, must_make_sense
from startlijn.domain.assessment.rules.states import must_be_in
from startlijn.domain.assessment.terms import (
    ENDED,
    MAY_LEAVE,
    WITH_PANEL,
    Deadlines,
    ReasonMissingError,
    State,
    UnfitMemberError,
)

ARRANGE = Permission.ASSESSMENTS_ARRANGE


@transaction.atomic
def add_member(*, by: Actor, at: datetime, assessment_id: UUID, person_id: UUID) -> PanelMember:
    """Ask an assessor into a panel: never the starter, a coach or a leader, now or in the past year.

    Raises `UnfitMemberError` that says why, `WrongStateError`, `NotVisibleError`.
    """
    assessment = locked(by, ARRANGE, assessment_id)
    must_be_in(assessment.state, *WITH_PANEL)
    person = Person.objects.select_for_update(of=("self",), no_key=True).filter(pk=person_id).first()
    if person is None:
        raise NotVisibleError("Person")
    assessor, why = may_assess(assessment, person_id, day_of(at))
    if why is not None or assessor is None:
        raise UnfitMemberError(name=str(person), why=why.label if why else "")
    made = PanelMember.objects.create(
        partnership_id=assessment.partnership_id,
        assessment=assessment,
        person=person,
        organisation_id=assessor.organisation_id,
    )
    record(by=by, at=at, action="assessment.add_member", on=made, about=assessment.person_id)
    return made


@transaction.atomic
def remove_member(
    *, by: Actor, at: datetime, assessment_id: UUID, member_id: UUID, reason: str = ""
) -> PanelMember:
    """Let somebody leave a panel; a draft of a judgement goes away.

    Also who falls ill after judging, with a reason: the judgement stays as it is and sealed, so that who
    takes the place judges blind too. When the panel talked it over already, it goes back to judging, and
    the advice begins again. Raises `ReasonMissingError`, `WrongStateError`, `NotVisibleError`.
    """
    assessment = locked(by, ARRANGE, assessment_id)
    must_be_in(assessment.state, *MAY_LEAVE)
    member = sitting(assessment.pk).filter(pk=member_id).first()
    if member is None:
        raise NotVisibleError("PanelMember")
    judged = Judgement.objects.filter(member=member, given_at__isnull=False).exists()
    if judged and not reason.strip():
        raise ReasonMissingError
    if not judged:
        Judgement.objects.filter(member=member).delete()
    member.left, member.finished_on, member.left_because = True, day_of(at), reason.strip() or None
    member.save(update_fields=["left", "finished_on", "left_because"])
    if assessment.state == State.CONSENSUS:
        Advice.objects.filter(assessment=assessment).delete()
        enter(assessment, State.JUDGING, at)
    move_on(by, assessment, at)
    details = {"after_judging": judged}
    record(
        by=by,
        at=at,
        action="assessment.remove_member",
        on=member,
        about=assessment.person_id,
        details=details,
    )
    return member


@transaction.atomic
def set_dates(
    *,
    by: Actor,
    at: datetime,
    assessment_id: UUID,
    expected_version: int,
    due_on: date | None,
    interview_at: datetime | None,
) -> Assessment:
    """Agree on the last day of the present step, and when the interview is.

    The last day to object is only ever moved to later. Raises `BackwardsError` for a day in the past,
    `WrongStateError` for an assessment that ended, `VersionConflictError`, `NotVisibleError`.
    """
    assessment = locked(by, ARRANGE, assessment_id).expect(expected_version)
    must_be_in(assessment.state, *(state for state in State if state not in ENDED))
    must_come_later(assessment.state, assessment.due_on, due_on, day_of(at))
    assessment.due_on, assessment.interview_at = due_on, interview_at
    assessment.version += 1
    assessment.save(update_fields=["due_on", "interview_at", "version"])
    record(by=by, at=at, action="assessment.set_dates", on=assessment)
    return assessment


@transaction.atomic
def keep_terms(
    *, by: Actor, at: datetime, board_id: UUID | None, deadlines: Deadlines, expected_version: int
) -> AssessmentTerms:
    """Set who decides and how many working days each step has: of the partnership, or of one board.

    Raises `BadDeadlineError`, `VersionConflictError`, `NotVisibleError`.
    """
    terms_to_change(by, board_id)
    if by.partnership_id is None or not may_set(by, board_id):
        raise NotVisibleError("AssessmentTerms")
    must_make_sense(deadlines)
    found = AssessmentTerms.objects.select_for_update(of=("self",)).filter(board=board_id).first()
    if found is None:
        found = AssessmentTerms(partnership_id=by.partnership_id, board_id=board_id, version=0)
    found.expect(expected_version)
    found.decider, found.region = deadlines.decider, deadlines.region
    found.judge_days, found.advise_days = deadlines.judge, deadlines.advise
    found.decide_days, found.object_days = deadlines.decide, deadlines.objection
    found.support_days = deadlines.support
    found.version += 1
    found.save()
    record(by=by, at=at, action="assessment.keep_terms", on=found)
    return found
