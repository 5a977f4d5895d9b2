"""What a new coach sees of the time before: nothing but what the starter passes on (trust.md §7 rule 4)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from startlijn.base.access.queries import visible
from startlijn.base.access.rules import may
from startlijn.base.access.terms import Actor, Permission
from startlijn.base.seams import begin_of
from startlijn.domain.guidance.models import CoachPairing
from startlijn.domain.guidance.queries.moves import luggage_of
from startlijn.domain.guidance.queries.relations import on_or_after
from startlijn.domain.guidance.terms import Luggage


@dataclass(frozen=True, slots=True)
class Handover:
    """How a coach came to a starter: when the pairing began, since when the view is free, what was passed on.

    `since` is the day on which the coach before went, or the starter came to this school; None when there
    was nobody before and no other school: then everything is of this time.
    """

    started_on: date
    since: date | None
    passed_on: frozenset[Luggage]

    @property
    def needs(self) -> Q:
        """Return the condition that an answer about needs is of this time, or was passed on."""
        if self.since is None or Luggage.NEEDS in self.passed_on:
            return Q()
        return Q(answered_at__gte=begin_of(self.since))

    @property
    def notes(self) -> Q:
        """Return the condition that a note of an earlier coach was passed on."""
        if Luggage.NOTES not in self.passed_on:
            return Q(pk__in=[])
        return Q(pairing__started_on__lt=self.started_on)


@dataclass(frozen=True, slots=True)
class PassingOn:
    """What a starter can pass on to the coach of now, and what was passed on already."""

    trajectory_id: UUID
    coach: str
    started_on: date
    passed_on: frozenset[Luggage]


def handover_to(actor: Actor, trajectory_id: UUID) -> Handover | None:
    """Return how the actor came to coach a starter; None for who does not coach the starter now."""
    if not may(actor, Permission.LINE_GUIDE):
        return None
    mine = visible(actor, Permission.LINE_GUIDE, CoachPairing).filter(trajectory=trajectory_id)
    pairing = mine.order_by("started_on").last()
    return _handover(pairing) if pairing else None


def _handover(pairing: CoachPairing) -> Handover:
    before = _earlier(pairing)
    since = [day for day in (row.finished_on for row in before) if day is not None]
    passed = set(pairing.passed_on or ())
    moved = luggage_of(pairing.trajectory_id, pairing.started_on)
    if moved is not None:
        since.append(moved[0])
        # What travels along is for the first coach at the new school.
        if all(row.started_on < moved[0] for row in before):
            passed |= moved[1]
    return Handover(
        pairing.started_on,
        max(since, default=None),
        frozenset(each for each in Luggage if each in passed),
    )


def _earlier(pairing: CoachPairing) -> list[CoachPairing]:
    return list(
        CoachPairing.objects.filter(trajectory=pairing.trajectory_id, started_on__lt=pairing.started_on)
    )


def passing_on(actor: Actor, on: date) -> PassingOn | None:
    """Return what a starter can pass on to the coach of now or of soon; None without a coach before."""
    own = visible(actor, Permission.LINE_OWN, CoachPairing)
    pairing = (
        own.filter(on_or_after(on), trajectory__finished_on=None)
        .select_related("coach")
        .order_by("started_on")
    ).last()
    if pairing is None or not _earlier(pairing):
        return None
    return PassingOn(
        pairing.trajectory_id, str(pairing.coach), pairing.started_on, _handover(pairing).passed_on
    )
