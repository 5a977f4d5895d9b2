"""One page for each side of an assessment: starter, who arranges, assessor, who decides, who follows."""

from datetime import date
from uuid import UUID

from startlijn.base.access.queries import visible
from startlijn.base.access.terms import Actor, Permission
from startlijn.domain.assessment.models import (
    Advice,
    Assessment,
    InterviewQuestion,
    Judgement,
    PanelMember,
    Result,
)
from startlijn.domain.assessment.queries.facts import facts_of, with_names
from startlijn.domain.assessment.queries.given import given_to_panel
from startlijn.domain.assessment.queries.parts import (
    advice_view,
    compared,
    instrument_of,
    judgement_view,
    meaning_of,
    member_view,
    must_find,
    outcome_of,
    question_views,
)
from startlijn.domain.assessment.queries.people import decides, may_answer, sitting
from startlijn.domain.assessment.queries.settings import clock_of, deadlines_of
from startlijn.domain.assessment.queries.support import signals_about, told_about
from startlijn.domain.assessment.queries.views import (
    ArrangePage,
    AssessorPage,
    DeciderPage,
    FollowPage,
    MemberView,
    StarterPage,
)
from startlijn.domain.assessment.rules.deadlines import sure
from startlijn.domain.assessment.rules.panels import Seat, enough
from startlijn.domain.assessment.terms import (
    MAY_LEAVE,
    PUBLISHED,
    READING,
    TOGETHER,
    WITH_PANEL,
    Conflict,
    Outcome,
    State,
)
from startlijn.domain.guidance.queries.apart import exceptions_about


def assessment_of(actor: Actor, permission: Permission, assessment_id: UUID) -> Assessment:
    """Return an assessment through the gate, with person, board and school. Raises `NotVisibleError`."""
    rows = visible(actor, permission, Assessment).filter(pk=assessment_id)
    return must_find(with_names(rows).first())


def _panel(row: Assessment) -> tuple[MemberView, ...]:
    return tuple(member_view(member) for member in sitting(row.pk))


def _result(actor: Actor, permission: Permission, row: Assessment) -> Result | None:
    return visible(actor, permission, Result).filter(assessment=row).first()


def _sure(row: Assessment) -> bool:
    return sure(row.due_on, row.state_since, clock_of(row, deadlines_of(row.board_id)))


def starter_page(actor: Actor, assessment_id: UUID, on: date) -> StarterPage:
    """Return an assessment for the starter it is about. Raises `NotVisibleError`.

    From the decision on the starter sees everything; before that who assesses, and when.
    """
    row = assessment_of(actor, Permission.DOSSIER_OWN, assessment_id)
    instrument = instrument_of(actor, row)
    published = State(row.state) in PUBLISHED
    own = Permission.DOSSIER_OWN
    judgements = (
        visible(actor, own, Judgement)
        .filter(member__assessment=row, member__left=False)
        .select_related("member__person")
    )
    questions = visible(actor, own, InterviewQuestion).filter(assessment=row)
    advice = visible(actor, own, Advice).filter(assessment=row).first() if published else None
    result = _result(actor, own, row)
    outcome = Outcome(result.outcome) if result else None
    said = outcome_of(actor, own, row.pk)
    return StarterPage(
        facts=facts_of(row, on),
        instrument=instrument,
        panel=_panel(row),
        exceptions=exceptions_about(actor, Permission.LINE_OWN, row.person_id),
        submission_id=row.submission_id,
        compared=compared(row, instrument, judgements.order_by("member")) if published else None,
        questions=question_views(questions.select_related("proposed_by__person"), None) if published else (),
        advice=advice_view(advice),
        decision=said.decision,
        result=outcome,
        statement=said.statement,
        objection=said.objection,
        meaning=meaning_of(row, outcome, on),
        may_object=row.state == State.DECIDED and row.due_on is not None and on <= row.due_on,
        sure=_sure(row),
    )


def arrange_page(actor: Actor, assessment_id: UUID, on: date) -> ArrangePage:
    """Return an assessment for who arranges it. Raises `NotVisibleError`."""
    row = assessment_of(actor, Permission.ASSESSMENTS_ARRANGE, assessment_id)
    members = list(sitting(row.pk).select_related("judgement"))
    left = PanelMember.objects.filter(assessment=row, left=True)
    told = TOGETHER if State(row.state) in TOGETHER else frozenset({State.JUDGING})
    return ArrangePage(
        facts=facts_of(row, on),
        panel=tuple(
            member_view(
                member,
                given=_gave(member) if State(row.state) in told else None,
            )
            for member in members
        ),
        left=tuple(member_view(each) for each in left.select_related("person", "organisation")),
        complete=enough([Seat(each.organisation_id, Conflict(each.conflict)) for each in members]),
        may_change=State(row.state) in WITH_PANEL,
        may_leave=State(row.state) in MAY_LEAVE,
        sure=_sure(row),
    )


def _gave(member: PanelMember) -> bool:
    return hasattr(member, "judgement") and member.judgement.given_at is not None


def assessor_page(actor: Actor, assessment_id: UUID, on: date) -> AssessorPage:
    """Return an assessment for a member of the panel. Raises `NotVisibleError`.

    Before declaring no conflict of interest there is nothing to read; before all judgements are in, nobody
    else's judgement. Both are decided at the gate (`visible`), not here.
    """
    row = assessment_of(actor, Permission.ASSESS, assessment_id)
    members = list(sitting(row.pk))
    # The gate has let in who sits in the panel: the own place is among them.
    seat = next((each for each in members if each.person_id == actor.person_id), None)
    mine = must_find(row if seat else None)
    assert seat is not None
    instrument = instrument_of(actor, row)
    reads = seat.conflict == Conflict.NONE and State(row.state) in READING
    judgements = visible(actor, Permission.ASSESS, Judgement).filter(
        member__assessment=mine, member__left=False
    )
    rows = list(judgements.select_related("member__person").order_by("member"))
    own = next((each for each in rows if each.member_id == seat.pk), None)
    questions = visible(actor, Permission.ASSESS, InterviewQuestion).filter(assessment=mine)
    advice = visible(actor, Permission.ASSESS, Advice).filter(assessment=mine).first()
    shown = advice_view(advice) if State(row.state) in TOGETHER else None
    said = outcome_of(actor, Permission.ASSESS, row.pk)
    return AssessorPage(
        facts=facts_of(row, on),
        instrument=instrument,
        seat=member_view(seat),
        panel=tuple(map(member_view, members)),
        exceptions=exceptions_about(actor, Permission.ASSESS, row.person_id),
        given=given_to_panel(actor, row.pk, on) if reads else (),
        reads=reads,
        own=judgement_view(own) if own else None,
        questions=question_views(questions.select_related("proposed_by__person"), seat) if reads else (),
        compared=compared(row, instrument, rows),
        advice=shown,
        signed=shown is not None and seat.pk in {each.member_id for each in shown.signatures},
        decision=said.decision,
        statement=said.statement,
        objection=said.objection,
    )


def decider_page(actor: Actor, assessment_id: UUID, on: date) -> DeciderPage:
    """Return an assessment for the board or the school that decides. Raises `NotVisibleError`.

    The advice is there when the panel has signed it; single judgements never are.
    """
    permission = Permission.ASSESSMENTS_DECIDE
    row = assessment_of(actor, permission, assessment_id)
    deadlines = deadlines_of(row.board_id)
    advice = visible(actor, permission, Advice).filter(assessment=row).first()
    shown = advice_view(advice)
    said = outcome_of(actor, permission, row.pk)
    result = _result(actor, permission, row)
    outcome = Outcome(result.outcome) if result else None
    return DeciderPage(
        facts=facts_of(row, on),
        instrument=instrument_of(actor, row),
        panel=_panel(row),
        advice=shown,
        decision=said.decision,
        result=outcome,
        statement=said.statement,
        objection=said.objection,
        signals=signals_about(actor, row.person_id),
        told_in_time=row.state == State.ADVISED and told_about(row, deadlines),
        decides=row.state == State.ADVISED and decides(actor, row, deadlines.decider, on),
        answers=row.state == State.OBJECTED
        and may_answer(actor, row, on)
        and row.decision.decided_by_id != actor.person_id,
        decider=str(deadlines.decider.label),
        meaning=meaning_of(row, outcome or (shown.outcome if shown else None), on),
    )


def follow_page(actor: Actor, assessment_id: UUID, on: date) -> FollowPage:
    """Return where an assessment stands, and its outcome after the decision. Raises `NotVisibleError`."""
    row = assessment_of(actor, Permission.ASSESSMENTS_FOLLOW, assessment_id)
    result = _result(actor, Permission.ASSESSMENTS_FOLLOW, row)
    return FollowPage(
        facts_of(row, on),
        Outcome(result.outcome) if result else None,
        result.settled_on if result else None,
    )
