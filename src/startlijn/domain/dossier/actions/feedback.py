"""Feedback in both directions: asking, answering, taking back, and keeping an answer in the dossier."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import get_visible
from startlijn.base.access.rules import must
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.journal.actions import read, record
from startlijn.base.people.models import Person
from startlijn.base.post.actions import tell
from startlijn.base.seams import day_of
from startlijn.domain.dossier.actions.keeping import keep_copy
from startlijn.domain.dossier.models import Evidence, FeedbackRequest
from startlijn.domain.dossier.queries.feedback import one
from startlijn.domain.dossier.queries.receivers import givers
from startlijn.domain.dossier.terms import (
    FEEDBACK_DAYS,
    MOST_FEEDBACK_OPEN,
    AnsweredError,
    EmptyTextError,
    EvidenceKind,
    FeedbackFacts,
    TooManyQuestionsError,
)


def _tell(by: Actor, at: datetime, person: Person, template: str, link: str) -> None:
    if person.account is not None and person.account.is_active:
        tell(by=by, at=at, person=person, template=template, link=link)


@transaction.atomic
def ask_feedback(
    *, by: Actor, at: datetime, giver_id: UUID, question: str, due_on: date | None = None
) -> FeedbackRequest:
    """Ask somebody near for feedback; by default within two weeks. The other gets a mail without names.

    Raises `EmptyTextError`, `TooManyQuestionsError`, `NotVisibleError` for who cannot be asked.
    """
    must(by, Permission.FEEDBACK_ASK)
    if not question.strip():
        raise EmptyTextError
    known = {giver.person_id for giver in givers(by)}
    if giver_id not in known or by.person_id is None or by.partnership_id is None:
        raise NotVisibleError("Person")
    open_questions = FeedbackRequest.objects.filter(asker=by.person_id, answered_at=None, withdrawn_at=None)
    if open_questions.count() >= MOST_FEEDBACK_OPEN:
        raise TooManyQuestionsError(most=MOST_FEEDBACK_OPEN)
    made = FeedbackRequest.objects.create(
        partnership_id=by.partnership_id,
        asker_id=by.person_id,
        giver_id=giver_id,
        question=question.strip(),
        asked_at=at,
        due_on=due_on or day_of(at) + timedelta(days=FEEDBACK_DAYS),
    )
    record(by=by, at=at, action="feedback.ask", on=made)
    _tell(by, at, made.giver, "feedback_asked", "/dossier/feedback/")
    return made


@transaction.atomic
def open_feedback(*, by: Actor, at: datetime, request_id: UUID) -> FeedbackFacts:
    """Return one question and what was answered; that who was asked reads it is written down.

    Raises `NotVisibleError` for who did not ask and was not asked.
    """
    facts = one(by, request_id)
    row = FeedbackRequest.objects.get(pk=request_id)
    read(by=by, at=at, on=row, about=row.asker_id, why="feedback")
    return facts


def _waiting(request_id: UUID) -> FeedbackRequest:
    row = FeedbackRequest.objects.select_for_update(of=("self",)).get(pk=request_id)
    if row.answered_at is not None or row.withdrawn_at is not None:
        raise AnsweredError
    return row


@transaction.atomic
def answer_feedback(
    *, by: Actor, at: datetime, request_id: UUID, answer: str, expected_version: int
) -> FeedbackRequest:
    """Give the feedback that was asked for; it stays as it is from then on.

    Raises `EmptyTextError`, `AnsweredError`, `VersionConflictError`, `NotVisibleError`.
    """
    get_visible(by, Permission.FEEDBACK_GIVE, FeedbackRequest, request_id)
    row = _waiting(request_id).expect(expected_version)
    if not answer.strip():
        raise EmptyTextError
    row.answer, row.answered_at = answer.strip(), at
    row.version += 1
    row.save(update_fields=["answer", "answered_at", "version"])
    record(by=by, at=at, action="feedback.give", on=row)
    _tell(by, at, row.asker, "feedback_given", "/dossier/feedback/")
    return row


@transaction.atomic
def withdraw_feedback(*, by: Actor, at: datetime, request_id: UUID) -> FeedbackRequest:
    """Take a question back that was not answered yet. Raises `AnsweredError`, `NotVisibleError`."""
    get_visible(by, Permission.FEEDBACK_ASK, FeedbackRequest, request_id)
    row = _waiting(request_id)
    row.withdrawn_at = at
    row.version += 1
    row.save(update_fields=["withdrawn_at", "version"])
    record(by=by, at=at, action="feedback.withdraw", on=row)
    return row


@transaction.atomic
def keep_feedback(
    *, by: Actor, at: datetime, request_id: UUID, title: str, indicators: Iterable[str] = ()
) -> Evidence:
    """Take feedback that the actor got into the own dossier, as it is; twice is the same as once.

    Raises `NotVisibleError` also when there is no answer, `EmptyTextError`, `UnknownIndicatorError`,
    `DossierFullError`.
    """
    asked = get_visible(by, Permission.FEEDBACK_ASK, FeedbackRequest, request_id)
    if asked.answered_at is None:
        raise NotVisibleError("FeedbackRequest")
    answered_on = day_of(asked.answered_at).isoformat()
    return keep_copy(
        by,
        at,
        kind=EvidenceKind.FEEDBACK,
        source=request_id,
        title=title,
        indicators=indicators,
        content=lambda: {
            "kind": "feedback",
            "question": asked.question,
            "answer": asked.answer,
            "by": str(asked.giver),
            "on": answered_on,
        },
        action="dossier.keep_feedback",
    )
