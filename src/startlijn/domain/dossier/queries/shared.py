"""What somebody else gave to the reader: as long as the release and the role hold."""

from uuid import UUID

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.seams import today
from startlijn.domain.dossier.models import Evidence, Release
from startlijn.domain.dossier.queries.own import facts_of, keys_of, profile_of
from startlijn.domain.dossier.rules.coverage import coverage
from startlijn.domain.dossier.terms import EvidenceKind, ReleasePurpose, SharedItem, SharedRead, Stage


def shared_with(actor: Actor) -> list[SharedItem]:
    """Return what was given to the actor and may still be read, newest first. One query.

    Only what the giver chose to tell: of what was not given there is no trace, not even a number.
    """
    on = today()
    rows = (
        visible(actor, Permission.DOSSIER_READ, Release)
        .filter(role__person=actor.person_id, started_on__lte=on, finished_on__gt=on)
        .select_related("evidence__dossier__person")
        .order_by("-released_at", "-pk")
    )
    return [
        SharedItem(
            row.evidence_id,
            row.evidence.title,
            EvidenceKind(row.evidence.kind),
            str(row.evidence.dossier.person),
            ReleasePurpose(row.purpose),
            row.finished_on,
        )
        for row in rows
    ]


def given_row(actor: Actor, evidence_id: UUID) -> tuple[Evidence, Release]:
    """Return a piece that was given to the actor with the release that opens it.

    Only for the action that writes the reading down. Raises `NotVisibleError`.
    """
    get_visible(actor, Permission.DOSSIER_READ, Evidence, evidence_id)
    on = today()
    release = (
        visible(actor, Permission.DOSSIER_READ, Release)
        .filter(evidence=evidence_id, role__person=actor.person_id, started_on__lte=on, finished_on__gt=on)
        .order_by("-finished_on", "-pk")
        .first()
    )
    if release is None:
        raise NotVisibleError("Evidence")
    rows = Evidence.objects.select_related("file", "dossier__person").prefetch_related("shows")
    return rows.get(pk=evidence_id), release


def shared_read(row: Evidence, release: Release) -> SharedRead:
    """Return a piece as its receiver sees it: nothing of what else there is, or who else has it."""
    profile = profile_of(row.dossier)
    return SharedRead(
        facts_of(row, keys_of(profile)),
        coverage(profile, Stage(row.dossier.stage), {}, {}),
        str(row.dossier.person),
        ReleasePurpose(release.purpose),
        release.finished_on,
    )
