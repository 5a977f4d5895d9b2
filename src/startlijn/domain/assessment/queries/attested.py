"""What a certificate could say of an outcome: the seam for credentials."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from startlijn.base.access.queries import visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.domain.assessment.models import Assessment, Result
from startlijn.domain.assessment.queries.people import sitting
from startlijn.domain.assessment.terms import PUBLISHED, Aim, Outcome, State


@dataclass(frozen=True, slots=True)
class Attested:
    """A reached stage, ready to be written in a certificate: by whom it was assessed, and on what.

    `organisations` are the boards of the panel; `submission_sha256` binds it to what was handed in.
    """

    assessment_id: UUID
    person_id: UUID
    aim: Aim
    profile: str
    board: str
    organisations: tuple[str, ...]
    settled_on: date
    submission_sha256: str


def attested(actor: Actor, assessment_id: UUID) -> Attested:
    """Return what can be attested, for the starter; only of a stage that was reached.

    Raises `NotVisibleError` for anything else. Two queries.
    """
    rows = visible(actor, Permission.DOSSIER_OWN, Result).filter(
        assessment=assessment_id,
        outcome=Outcome.REACHED,
        assessment__state__in=sorted(PUBLISHED - {State.OBJECTED}),
    )
    found = rows.select_related("assessment__board", "assessment__submission").first()
    if found is None:
        raise NotVisibleError("Result")
    row: Assessment = found.assessment
    panel = (member.organisation.name if member.organisation else "" for member in sitting(row.pk))
    return Attested(
        row.pk,
        row.person_id,
        Aim(row.aim),
        row.profile,
        row.board.name,
        tuple(sorted(set(panel))),
        found.settled_on,
        row.submission.sha256 if row.submission else "",
    )
