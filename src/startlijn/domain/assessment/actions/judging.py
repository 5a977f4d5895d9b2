"""What an assessor does: declare, judge alone, agree on questions, advise together, sign."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.journal.actions import record
from startlijn.base.seams import day_of
from startlijn.domain.assessment.actions.keeping import enter, locked, move_on, seat_of
from startlijn.domain.assessment.models import (
    Advice,
    Assessment,
    InterviewQuestion,
    Judgement,
    JudgementReader,
    PanelMember,
    Signature,
)
from startlijn.domain.assessment.queries.parts import instrument_of
from startlijn.domain.assessment.queries.people import own_seat, sitting
from startlijn.domain.assessment.rules.judging import checked_judgement
from startlijn.domain.assessment.rules.panels import Seat, enough
from startlijn.domain.assessment.rules.states import must_be_in
from startlijn.domain.assessment.terms import (
    WITH_PANEL,
    AlreadyGivenError,
    Conflict,
    NothingToSignError,
    Outcome,
    OwnQuestionError,
    ReasonMissingError,
    State,
)
from startlijn.domain.instruments.rules import answers_from
from startlijn.domain.instruments.terms import Answers

JUDGE = Permission.ASSESS


@dataclass(frozen=True, slots=True)
class NewAdvice:
    """What a panel writes down together; `answers` is the level agreed on per indicator."""

    answers: Answers
    strengths: str
    growth: str
    outcome: Outcome | None
    reasons: str


@transaction.atomic
def declare(*, by: Actor, at: datetime, assessment_id: UUID, conflict: bool, note: str = "") -> PanelMember:
    """Say before reading anything whether there is a conflict of interest; with one, the place becomes free.

    Declared without a conflict, one reads from this day on. Raises `WrongStateError`, `NotVisibleError` also
    for who declared before.
    """
    assessment = locked(by, JUDGE, assessment_id)
    must_be_in(assessment.state, *WITH_PANEL)
    seat = own_seat(by, assessment.pk)
    if seat is None or seat.conflict != Conflict.OPEN:
        raise NotVisibleError("PanelMember")
    day = day_of(at)
    seat.declared_at = at
    if conflict:
        seat.conflict, seat.conflict_note = Conflict.CONFLICT, note.strip()
        seat.left, seat.finished_on = True, day
    else:
        seat.conflict, seat.started_on = Conflict.NONE, day
    seat.save()
    move_on(by, assessment, at)
    record(by=by, at=at, action="assessment.declare", on=seat, about=assessment.person_id)
    return seat


def _own_judgement(by: Actor, assessment_id: UUID) -> tuple[Assessment, Judgement]:
    """Return the own judgement, locked, made when there is none; refuse one that was given."""
    assessment = locked(by, JUDGE, assessment_id)
    seat = seat_of(by, assessment)
    found = Judgement.objects.select_for_update(of=("self",)).filter(member=seat).first()
    if found is not None and found.given_at is not None:
        raise AlreadyGivenError
    must_be_in(assessment.state, State.JUDGING)
    if found is None:
        found = Judgement.objects.create(partnership_id=assessment.partnership_id, member=seat, version=0)
        JudgementReader.objects.create(partnership_id=assessment.partnership_id, judgement=found, member=seat)
    return assessment, found


@transaction.atomic
def save_judgement(
    *,
    by: Actor,
    at: datetime,
    assessment_id: UUID,
    expected_version: int,
    answers: Answers,
    interview: Mapping[str, str],
) -> Judgement:
    """Keep the own judgement as a draft: nobody else sees it, whoever it is.

    Raises `AlreadyGivenError`, `WrongStateError`, `NotDeclaredError`, `InvalidAnswersError`,
    `VersionConflictError`, `NotVisibleError`.
    """
    assessment, found = _own_judgement(by, assessment_id)
    _write(by, assessment, found.expect(expected_version), answers, interview, complete=False)
    found.save()
    record(by=by, at=at, action="assessment.save_judgement", on=found, about=assessment.person_id)
    return found


@transaction.atomic
def give_judgement(
    *,
    by: Actor,
    at: datetime,
    assessment_id: UUID,
    expected_version: int,
    answers: Answers,
    interview: Mapping[str, str],
) -> Judgement:
    """Give the own judgement for good; it closes nothing. Only the last one opens all to the panel.

    Every indicator has an answer; "not seen" is one. Raises what `save_judgement` raises.
    """
    assessment, found = _own_judgement(by, assessment_id)
    _write(by, assessment, found.expect(expected_version), answers, interview, complete=True)
    found.given_at = at
    found.save()
    record(by=by, at=at, action="assessment.give_judgement", on=found, about=assessment.person_id)
    move_on(by, assessment, at)
    return found


def _write(
    by: Actor,
    assessment: Assessment,
    found: Judgement,
    answers: Answers,
    interview: Mapping[str, str],
    *,
    complete: bool,
) -> None:
    instrument = instrument_of(by, assessment)
    found.answers = checked_judgement(instrument, answers, complete=complete).plain()
    areas = {part.key for part in instrument.parts}
    found.interview = {key: text.strip() for key, text in interview.items() if key in areas and text.strip()}
    found.version += 1


@transaction.atomic
def propose_question(
    *, by: Actor, at: datetime, assessment_id: UUID, area: str, text: str
) -> InterviewQuestion:
    """Propose a question for the interview on one area of the profile.

    Raises `ReasonMissingError` for an empty one, `WrongStateError`, `NotDeclaredError`, `NotVisibleError`.
    """
    assessment = locked(by, JUDGE, assessment_id)
    seat = seat_of(by, assessment)
    must_be_in(assessment.state, State.JUDGING)
    if not text.strip() or area not in {part.key for part in instrument_of(by, assessment).parts}:
        raise ReasonMissingError
    made = InterviewQuestion.objects.create(
        partnership_id=assessment.partnership_id,
        assessment=assessment,
        area=area,
        text=text.strip(),
        proposed_by=seat,
    )
    record(by=by, at=at, action="assessment.propose_question", on=made)
    return made


@transaction.atomic
def agree_question(*, by: Actor, at: datetime, question_id: UUID) -> InterviewQuestion:
    """Agree with a question of another assessor; twice is the same as once.

    Raises `OwnQuestionError`, `WrongStateError`, `NotVisibleError`.
    """
    found = visible(by, JUDGE, InterviewQuestion).filter(pk=question_id).first()
    if found is None:
        raise NotVisibleError("InterviewQuestion")
    assessment = locked(by, JUDGE, found.assessment_id)
    seat = seat_of(by, assessment)
    must_be_in(assessment.state, State.JUDGING)
    question = InterviewQuestion.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if question.proposed_by_id == seat.pk:
        raise OwnQuestionError
    if question.agreed_by_id is None:
        question.agreed_by = seat
        question.save(update_fields=["agreed_by"])
        record(by=by, at=at, action="assessment.agree_question", on=question)
    return question


@transaction.atomic
def write_advice(
    *, by: Actor, at: datetime, assessment_id: UUID, expected_version: int, advice: NewAdvice
) -> Advice:
    """Write down what the panel agrees on; signatures under an earlier text are taken away.

    Raises `WrongStateError`, `NotDeclaredError`, `InvalidAnswersError`, `VersionConflictError`,
    `NotVisibleError`.
    """
    assessment = locked(by, JUDGE, assessment_id)
    seat_of(by, assessment)
    must_be_in(assessment.state, State.CONSENSUS)
    found = Advice.objects.select_for_update(of=("self",)).get(assessment=assessment)
    found.expect(expected_version)
    answers = checked_judgement(instrument_of(by, assessment), advice.answers, complete=False)
    found.answers = answers.plain()
    found.strengths, found.growth = advice.strengths.strip(), advice.growth.strip()
    found.outcome, found.reasons = advice.outcome or "", advice.reasons.strip()
    found.version += 1
    found.save()
    Signature.objects.filter(advice=found).delete()
    record(by=by, at=at, action="assessment.write_advice", on=found, about=assessment.person_id)
    return found


@transaction.atomic
def sign(
    *,
    by: Actor,
    at: datetime,
    assessment_id: UUID,
    expected_version: int,
    agrees: bool,
    remark: str = "",
) -> Advice:
    """Stand behind the advice, or say what one sees differently. Everybody signs.

    When all have signed, and at least two of different organisations agree, it goes out. Raises
    `NothingToSignError`, `ReasonMissingError` for another view without reasons, `VersionConflictError` when
    the text changed, `WrongStateError`, `NotVisibleError`.
    """
    assessment = locked(by, JUDGE, assessment_id)
    seat = seat_of(by, assessment)
    must_be_in(assessment.state, State.CONSENSUS)
    found = Advice.objects.select_for_update(of=("self",)).get(assessment=assessment).expect(expected_version)
    if not found.outcome or not found.reasons or not found.strengths:
        raise NothingToSignError
    checked_judgement(instrument_of(by, assessment), answers_from(found.answers), complete=True)
    if not agrees and not remark.strip():
        raise ReasonMissingError
    Signature.objects.update_or_create(
        advice=found,
        member=seat,
        defaults={
            "partnership_id": assessment.partnership_id,
            "agrees": agrees,
            "remark": remark.strip(),
            "signed_at": at,
        },
    )
    record(by=by, at=at, action="assessment.sign", on=seat, about=assessment.person_id)
    _issue_when_signed(assessment, found, at)
    return found


def _issue_when_signed(assessment: Assessment, advice: Advice, at: datetime) -> None:
    signed = {row.member_id: row.agrees for row in Signature.objects.filter(advice=advice)}
    panel = list(sitting(assessment.pk))
    agreeing = [
        Seat(member.organisation_id, Conflict(member.conflict)) for member in panel if signed.get(member.pk)
    ]
    if len(signed) < len(panel) or not enough(agreeing):
        return
    advice.issued_at, advice.about_id = at, assessment.person_id
    advice.to_board_id, advice.to_school_id = assessment.board_id, assessment.school_id
    advice.save(update_fields=["issued_at", "about", "to_board", "to_school"])
    enter(assessment, State.ADVISED, at)
