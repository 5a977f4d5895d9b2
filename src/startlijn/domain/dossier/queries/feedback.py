"""Questions for feedback: those the actor asked, and those the actor was asked."""

from uuid import UUID

from startlijn.base.access.queries import visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.domain.dossier.models import FeedbackRequest
from startlijn.domain.dossier.terms import FeedbackFacts

MOST_SHOWN = 100


def _facts(row: FeedbackRequest, actor: Actor) -> FeedbackFacts:
    return FeedbackFacts(
        row.pk,
        str(row.asker),
        str(row.giver),
        row.question,
        row.asked_at,
        row.due_on,
        row.answer,
        row.answered_at,
        row.withdrawn_at is not None,
        row.asker_id == actor.person_id,
        row.version,
    )


def asked(actor: Actor) -> list[FeedbackFacts]:
    """Return what the actor asked others, newest first."""
    rows = visible(actor, Permission.FEEDBACK_ASK, FeedbackRequest).filter(asker=actor.person_id)
    newest = rows.select_related("asker", "giver").order_by("-asked_at", "-pk")[:MOST_SHOWN]
    return [_facts(row, actor) for row in newest]


def to_give(actor: Actor) -> list[FeedbackFacts]:
    """Return what others asked the actor and did not take back: first what waits for an answer."""
    rows = visible(actor, Permission.FEEDBACK_GIVE, FeedbackRequest).filter(
        giver=actor.person_id, withdrawn_at=None
    )
    newest = rows.select_related("asker", "giver").order_by("-asked_at", "-pk")[:MOST_SHOWN]
    return sorted((_facts(row, actor) for row in newest), key=lambda facts: facts.answered_at is not None)


def one(actor: Actor, request_id: UUID) -> FeedbackFacts:
    """Return one question the actor asked or was asked; raise `NotVisibleError` for any other."""
    for permission, own in ((Permission.FEEDBACK_ASK, "asker"), (Permission.FEEDBACK_GIVE, "giver")):
        rows = visible(actor, permission, FeedbackRequest).filter(pk=request_id, **{own: actor.person_id})
        if own == "giver":
            rows = rows.filter(withdrawn_at=None)
        row = rows.select_related("asker", "giver").first()
        if row is not None:
            return _facts(row, actor)
    raise NotVisibleError("FeedbackRequest")
