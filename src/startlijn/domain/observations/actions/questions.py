"""Learning questions: written, shared and removed by the starter alone."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.journal.actions import record
from startlijn.base.seams import day_of
from startlijn.domain.guidance.queries.relations import running_pairing
from startlijn.domain.intervision.terms import Theme
from startlijn.domain.observations.models import LearningQuestion
from startlijn.domain.observations.queries.choices import own_trajectory
from startlijn.domain.observations.terms import (
    MOST_QUESTIONS,
    EmptyQuestionError,
    ManyQuestionsError,
    NoCoachToShareError,
)


@transaction.atomic
def add_question(
    *, by: Actor, at: datetime, question: str, goal: str = "", theme: Theme = Theme.OTHER
) -> LearningQuestion:
    """Write down what the starter wants to learn; nobody else sees it until it is shared.

    Raises `NotVisibleError` for who has no line, `EmptyQuestionError`, `ManyQuestionsError`.
    """
    trajectory = own_trajectory(by, day_of(at))
    if trajectory is None:
        raise NotVisibleError("Trajectory")
    if not question.strip():
        raise EmptyQuestionError
    if visible(by, Permission.LINE_OWN, LearningQuestion).count() >= MOST_QUESTIONS:
        raise ManyQuestionsError(most=MOST_QUESTIONS)
    made = LearningQuestion.objects.create(
        partnership_id=trajectory.partnership_id,
        trajectory=trajectory,
        question=question.strip(),
        goal=goal.strip(),
        theme=theme,
        written_at=at,
    )
    record(by=by, at=at, action="question.add", on=made)
    return made


def _mine(by: Actor, question_id: UUID) -> LearningQuestion:
    get_visible(by, Permission.LINE_OWN, LearningQuestion, question_id)
    return LearningQuestion.objects.select_for_update(of=("self",)).get(pk=question_id)


@transaction.atomic
def change_question(
    *,
    by: Actor,
    at: datetime,
    question_id: UUID,
    expected_version: int,
    question: str,
    goal: str = "",
    theme: Theme = Theme.OTHER,
    answered: bool = False,
) -> LearningQuestion:
    """Change the words of a question, or say that it is answered.

    Raises `NotVisibleError`, `VersionConflictError`, `EmptyQuestionError`.
    """
    row = _mine(by, question_id).expect(expected_version)
    if not question.strip():
        raise EmptyQuestionError
    row.question, row.goal, row.theme = question.strip(), goal.strip(), theme
    row.answered_on = (row.answered_on or day_of(at)) if answered else None
    row.version += 1
    row.save(update_fields=["question", "goal", "theme", "answered_on", "version"])
    record(by=by, at=at, action="question.change", on=row)
    return row


@transaction.atomic
def share_question(*, by: Actor, at: datetime, question_id: UUID) -> LearningQuestion:
    """Let the coach of now see a question, as long as that pairing lasts.

    Raises `NotVisibleError`, `NoCoachToShareError`.
    """
    row = _mine(by, question_id)
    pairing = running_pairing(row.trajectory_id, day_of(at))
    if pairing is None:
        raise NoCoachToShareError
    row.shared_with = pairing
    row.save(update_fields=["shared_with"])
    record(by=by, at=at, action="question.share", on=row)
    return row


@transaction.atomic
def stop_sharing_question(*, by: Actor, at: datetime, question_id: UUID) -> LearningQuestion:
    """Let nobody else see a question any more. Raises `NotVisibleError`."""
    row = _mine(by, question_id)
    row.shared_with = None
    row.save(update_fields=["shared_with"])
    record(by=by, at=at, action="question.stop_sharing", on=row)
    return row


@transaction.atomic
def remove_question(*, by: Actor, at: datetime, question_id: UUID) -> None:
    """Remove a question. Raises `NotVisibleError`."""
    row = _mine(by, question_id)
    record(by=by, at=at, action="question.remove", on=row)
    row.delete()
