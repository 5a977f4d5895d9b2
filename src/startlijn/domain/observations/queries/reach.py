"""Which observations exist for somebody: those of the starter, and of the colleague for a while."""

from uuid import UUID

from django.db.models import Q, QuerySet

from startlijn.base.access.queries import visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.domain.observations.models import Observation
from startlijn.domain.observations.terms import ViewKind


def seen(actor: Actor) -> QuerySet[Observation]:
    """Return the observations this actor reads: as the starter, or as the colleague while that lasts."""
    own = visible(actor, Permission.LINE_OWN, Observation).values("pk")
    watched = visible(actor, Permission.OBSERVE, Observation).values("pk")
    return Observation.objects.filter(Q(pk__in=own) | Q(pk__in=watched)).select_related(
        "trajectory__person", "colleague"
    )


def get_seen(actor: Actor, observation_id: UUID) -> Observation:
    """Return one observation this actor reads. Raises `NotVisibleError`."""
    found = seen(actor).filter(pk=observation_id).first()
    if found is None:
        raise NotVisibleError("Observation")
    return found


def is_starter(actor: Actor, row: Observation) -> bool:
    """Tell whether the actor is the starter on whose line the observation stands."""
    return row.trajectory.person_id == actor.person_id


def own_kind(actor: Actor, row: Observation) -> ViewKind:
    """Return which view is this reader's own: of who watches, or of who teaches."""
    return ViewKind.OBSERVER if is_starter(actor, row) == row.starter_watches else ViewKind.OWN
