"""What was given to a panel besides what was handed in: for the starter, and for who sits in the panel."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from startlijn.base.access.queries import visible
from startlijn.base.access.rules import may
from startlijn.base.access.terms import Actor, Permission
from startlijn.domain.assessment.models import Assessment, PanelRelease
from startlijn.domain.assessment.queries.people import sitting
from startlijn.domain.assessment.terms import MAY_GIVE_MORE


@dataclass(frozen=True, slots=True)
class OwnPanel:
    """The panel to which a starter can give more pieces now; `names` of who sits in it."""

    assessment_id: UUID
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GivenView:
    """Pieces that were given to a panel; `last_day` None when it was handed in with the assessment."""

    id: UUID
    assessment_id: UUID
    titles: tuple[str, ...]
    released_at: datetime
    last_day: date
    holds: bool
    revoked: bool


def own_panel(actor: Actor) -> OwnPanel | None:
    """Return the panel of the own assessment to which more can be given; None when there is none now."""
    if not may(actor, Permission.DOSSIER_OWN):
        return None
    rows = visible(actor, Permission.DOSSIER_OWN, Assessment).filter(person=actor.person_id)
    row = rows.filter(state__in=sorted(MAY_GIVE_MORE)).first()
    if row is None:
        return None
    return OwnPanel(row.pk, tuple(str(member.person) for member in sitting(row.pk)))


def _view(row: PanelRelease, on: date) -> GivenView:
    assert row.finished_on is not None
    return GivenView(
        row.pk,
        row.assessment_id,
        tuple(str(item["title"]) for item in row.submission.content["items"]),
        row.released_at,
        row.finished_on - timedelta(days=1),
        row.started_on <= on < row.finished_on,
        row.revoked_at is not None,
    )


def running_later(actor: Actor, on: date) -> QuerySet[PanelRelease]:
    """Return what the actor gave to a panel later on and can still be read."""
    rows = visible(actor, Permission.DOSSIER_OWN, PanelRelease).filter(assessment__person=actor.person_id)
    return rows.filter(finished_on__gt=on, revoked_at=None)


def own_given(actor: Actor, on: date) -> tuple[GivenView, ...]:
    """Return what the actor gave to a panel later on, newest first. One query."""
    rows = visible(actor, Permission.DOSSIER_OWN, PanelRelease).filter(
        assessment__person=actor.person_id, finished_on__isnull=False
    )
    found = rows.select_related("submission").order_by("-released_at", "-pk")
    return tuple(_view(row, on) for row in found)


def given_to_panel(actor: Actor, assessment_id: UUID, on: date) -> tuple[GivenView, ...]:
    """Return what a member of the panel may read besides what was handed in. One query."""
    rows = visible(actor, Permission.ASSESS, PanelRelease).filter(Q(finished_on__gt=on), started_on__lte=on)
    found = rows.filter(assessment=assessment_id, assessment__submission__isnull=False)
    return tuple(_view(row, on) for row in found.select_related("submission").order_by("released_at", "pk"))
