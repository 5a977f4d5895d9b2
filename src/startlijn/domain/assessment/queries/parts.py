"""The parts of pages: of rows that were found through the gate before, or that are looked up through it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils.translation import get_language

from startlijn.base.access.queries import visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.content import sector_rules
from startlijn.content.instruments import Instrument, packaged_instruments
from startlijn.domain.assessment.models import (
    Advice,
    Assessment,
    Decision,
    InterviewQuestion,
    Judgement,
    Objection,
    PanelMember,
    StarterStatement,
)
from startlijn.domain.assessment.queries.views import (
    AdviceView,
    Compared,
    DecisionView,
    JudgementView,
    MemberView,
    ObjectionView,
    OutcomeView,
    QuestionView,
    SignatureView,
    StatementView,
)
from startlijn.domain.assessment.rules.judging import agreement_of, beside_each_other
from startlijn.domain.assessment.rules.meaning import Meaning, meaning
from startlijn.domain.assessment.terms import TOGETHER, Conflict, Outcome, State
from startlijn.domain.instruments.queries import instrument_by_id
from startlijn.domain.instruments.rules import answers_from


def instrument_of(actor: Actor, assessment: Assessment) -> Instrument:
    """Return the profile an assessment is judged by; packaged or imported. Raises `NotVisibleError`."""
    for each in packaged_instruments():
        if each.id == assessment.profile:
            return each
    return instrument_by_id(actor, assessment.profile)


def member_view(row: PanelMember, *, given: bool | None = None) -> MemberView:
    """Return a member that comes with person and organisation."""
    name = row.organisation.name if row.organisation else ""
    read = row.read_at is not None
    return MemberView(row.pk, row.person_id, str(row.person), name, Conflict(row.conflict), given, read)


def question_views(rows: Iterable[InterviewQuestion], own: PanelMember | None) -> tuple[QuestionView, ...]:
    """Return questions that come with who proposed them."""
    return tuple(
        QuestionView(
            row.pk,
            row.area,
            row.text,
            str(row.proposed_by.person),
            row.agreed_by_id is not None,
            own is not None and row.proposed_by_id == own.pk,
        )
        for row in rows
    )


def judgement_view(row: Judgement) -> JudgementView:
    """Return a judgement that comes with its assessor."""
    return JudgementView(
        str(row.member.person), answers_from(row.answers), dict(row.interview), row.given_at, row.version
    )


def compared(assessment: Assessment, instrument: Instrument, rows: Iterable[Judgement]) -> Compared | None:
    """Return all judgements beside each other; None before all are in: whoever asks, and whatever rows."""
    given = [row for row in rows if row.given_at is not None]
    if State(assessment.state) not in TOGETHER or not given:
        return None
    kept = [row.answers for row in given]
    found = agreement_of(instrument, kept)
    return Compared(
        tuple(str(row.member.person) for row in given),
        found,
        beside_each_other(instrument, kept, found),
        tuple(map(judgement_view, given)),
    )


def advice_view(row: Advice | None) -> AdviceView | None:
    """Return an advice with its signatures. One query."""
    if row is None:
        return None
    signed = row.signatures.select_related("member__person", "member__organisation")
    return AdviceView(
        answers_from(row.answers),
        row.strengths,
        row.growth,
        Outcome(row.outcome) if row.outcome else None,
        row.reasons,
        tuple(
            SignatureView(
                each.member_id,
                str(each.member.person),
                each.member.organisation.name if each.member.organisation else "",
                each.agrees,
                each.remark,
                each.signed_at,
            )
            for each in signed
        ),
        row.issued_at,
        row.version,
    )


def outcome_of(actor: Actor, permission: Permission, assessment_id: UUID) -> OutcomeView:
    """Return what was decided and what was said to it, through the gate; empty before that. One query.

    Whoever reaches the decision reaches the starter's words and the objection too (`models.deciding`).
    """
    rows = visible(actor, permission, Decision).filter(assessment=assessment_id)
    row = rows.select_related(
        "decided_by", "assessment__statement", "assessment__objection__answered_by"
    ).first()
    if row is None:
        return OutcomeView(None, None, None)
    return OutcomeView(
        DecisionView(Outcome(row.outcome), row.reasons, row.override, str(row.decided_by), row.decided_at),
        _statement(getattr(row.assessment, "statement", None)),
        _objection(getattr(row.assessment, "objection", None)),
    )


def _statement(row: StarterStatement | None) -> StatementView | None:
    return StatementView(row.text, row.written_at, row.version) if row else None


def _objection(row: Objection | None) -> ObjectionView | None:
    if row is None:
        return None
    return ObjectionView(
        row.reasons,
        row.made_at,
        row.answer,
        Outcome(row.outcome) if row.outcome else None,
        str(row.answered_by or ""),
        row.answered_at,
    )


def meaning_of(assessment: Assessment, outcome: Outcome | None, on: date) -> tuple[Meaning, ...]:
    """Return what the rules of the starter's sector say about an outcome, in the reader's language."""
    rules = sector_rules().on(assessment.sector, on)
    return meaning(rules, outcome, (get_language() or "nl")[:2])


def must_find(row: Assessment | None) -> Assessment:
    """Return the row; raise `NotVisibleError` when there is none."""
    if row is None:
        raise NotVisibleError("Assessment")
    return row
