"""Learning questions: of the starter, and those that were shared with a coach."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.terms import Actor, Permission
from startlijn.domain.guidance.models import Trajectory
from startlijn.domain.intervision.terms import Theme
from startlijn.domain.observations.models import LearningQuestion


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A learning question; `shared_with` is the name of the coach who sees it, empty when nobody does."""

    id: UUID
    question: str
    goal: str
    theme: Theme
    answered_on: date | None
    shared_with: str
    version: int


def _shown(row: LearningQuestion, on: date) -> QuestionView:
    pairing = row.shared_with
    holds = pairing is not None and (pairing.finished_on is None or pairing.finished_on > on)
    return QuestionView(
        row.pk,
        row.question,
        row.goal,
        Theme(row.theme),
        row.answered_on,
        str(pairing.coach) if pairing is not None and holds else "",
        row.version,
    )


def own_questions(actor: Actor, on: date) -> list[QuestionView]:
    """Return the starter's own learning questions: open ones first, then the newest. One query."""
    rows = visible(actor, Permission.LINE_OWN, LearningQuestion).select_related("shared_with__coach")
    found = [_shown(row, on) for row in rows.order_by("-written_at", "pk")]
    return sorted(found, key=lambda each: each.answered_on is not None)


def own_question(actor: Actor, question_id: UUID, on: date) -> QuestionView:
    """Return one of the starter's own questions. Raises `NotVisibleError`."""
    return _shown(get_visible(actor, Permission.LINE_OWN, LearningQuestion, question_id), on)


def shared_questions(actor: Actor, trajectory_id: UUID, on: date) -> tuple[str, list[QuestionView]]:
    """Return the name of a starter one guides, and the questions that were shared with this coach.

    Raises `NotVisibleError` for who is not the coach of now.
    """
    line = get_visible(actor, Permission.LINE_GUIDE, Trajectory, trajectory_id)
    rows = visible(actor, Permission.LINE_GUIDE, LearningQuestion).filter(trajectory=trajectory_id)
    found = [_shown(row, on) for row in rows.select_related("shared_with__coach")]
    return str(line.person), found
