"""Giving pieces to the panel of the own assessment, and taking them back."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import get_visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.journal.actions import record
from startlijn.base.post.actions import tell
from startlijn.base.seams import day_of
from startlijn.domain.assessment.actions.keeping import give, locked
from startlijn.domain.assessment.models import PanelRelease
from startlijn.domain.assessment.queries.given import running_later
from startlijn.domain.assessment.queries.people import sitting
from startlijn.domain.assessment.rules.states import must_be_in
from startlijn.domain.assessment.terms import MAY_GIVE_MORE, Conflict
from startlijn.domain.dossier.actions import revoke_all
from startlijn.domain.dossier.actions import submit as freeze
from startlijn.domain.dossier.rules.checking import must_be_short

OWN = Permission.DOSSIER_OWN


@transaction.atomic
def release_to_panel(
    *, by: Actor, at: datetime, assessment_id: UUID, evidence_ids: Sequence[UUID], last_day: date
) -> PanelRelease:
    """Give own pieces to the panel of the own assessment, frozen as they are now, until and including a day.

    Everybody reads who sits in the panel then: no longer who left it, and nobody once it is closed. Between
    handing in and the advice. Raises `WrongStateError`, `NothingChosenError`, `TooManyChosenError`,
    `BadPeriodError`, `NotVisibleError`.
    """
    assessment = locked(by, OWN, assessment_id)
    must_be_in(assessment.state, *MAY_GIVE_MORE)
    until = must_be_short(day_of(at), last_day)
    snapshot = freeze(by=by, at=at, evidence_ids=evidence_ids, assessment_id=assessment.pk)
    made = give(assessment, snapshot, at, until)
    details = {"items": len(set(evidence_ids)), "until": until.isoformat()}
    record(by=by, at=at, action="assessment.release_to_panel", on=made, details=details)
    for member in sitting(assessment.pk).filter(conflict=Conflict.NONE):
        tell(by=by, at=at, person=member.person, template="dossier_shared", link="/assessments/judge/")
    return made


@transaction.atomic
def take_back(*, by: Actor, at: datetime, release_id: UUID) -> PanelRelease:
    """Take back what was given to the panel later on; twice is the same as once. Nobody is told.

    What was handed in stays: for that one withdraws the assessment. Raises `NotVisibleError`.
    """
    get_visible(by, OWN, PanelRelease, release_id)
    row = PanelRelease.objects.select_for_update(of=("self",)).get(pk=release_id)
    if row.finished_on is None:
        raise NotVisibleError("PanelRelease")
    if row.revoked_at is None:
        row.revoked_at = at
        row.finished_on = max(row.started_on, min(row.finished_on, day_of(at)))
        row.save(update_fields=["revoked_at", "finished_on"])
        record(by=by, at=at, action="assessment.take_back", on=row)
    return row


@transaction.atomic
def take_all_back(*, by: Actor, at: datetime) -> int:
    """Take back everything that the actor gave, to people and to a panel; return how many."""
    ids = list(running_later(by, day_of(at)).values_list("pk", flat=True))
    for release_id in ids:
        take_back(by=by, at=at, release_id=release_id)
    return len(ids) + revoke_all(by=by, at=at)
