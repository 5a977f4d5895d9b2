"""Reading coaching: whoever is not the starter leaves a line that the starter reads (trust.md P15)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.journal.actions import read, record
from startlijn.base.seams import day_of
from startlijn.domain.guidance.models import CoachPairing, ContactNote, Trajectory
from startlijn.domain.guidance.queries.coaching import Coaching, NoteView, coaching_of, note_to_change
from startlijn.domain.guidance.queries.relations import on_or_after
from startlijn.domain.guidance.terms import Luggage

_PURPOSE = "coaching"
# What one coach can get from the time of another; hours are no secret between them.
PASSED_ON = (Luggage.NEEDS, Luggage.NOTES)


@transaction.atomic
def look_at_coaching(*, by: Actor, at: datetime, trajectory_id: UUID) -> Coaching:
    """Return what a starter said to need and the notes of talks, as far as the actor may read them.

    Nothing for who may not. When the actor is not the starter and there is something to read, it is noted.
    """
    found = coaching_of(by, trajectory_id, at)
    if found.needs or found.notes:
        trajectory = Trajectory.objects.get(pk=trajectory_id)
        read(by=by, at=at, on=trajectory, about=trajectory.person_id, why=_PURPOSE)
    return found


@transaction.atomic
def look_at_note(*, by: Actor, at: datetime, note_id: UUID) -> tuple[NoteView, UUID]:
    """Return a note of the coach's own pairing and the line it is about. Raises `NotVisibleError`."""
    found, trajectory_id = note_to_change(by, note_id, at)
    note = ContactNote.objects.select_related("pairing__trajectory").get(pk=note_id)
    read(by=by, at=at, on=note, about=note.pairing.trajectory.person_id, why=_PURPOSE)
    return found, trajectory_id


@transaction.atomic
def pass_on(*, by: Actor, at: datetime, trajectory_id: UUID, luggage: tuple[Luggage, ...]) -> CoachPairing:
    """Say, as the starter, what the coach of now may read of the time before; what is left out is taken back.

    Raises `NotVisibleError` when it is not one's own line, or when there is no coach.
    """
    get_visible(by, Permission.LINE_OWN, Trajectory, trajectory_id)
    own = visible(by, Permission.LINE_OWN, CoachPairing).filter(on_or_after(day_of(at)))
    last = own.filter(trajectory=trajectory_id).order_by("started_on").last()
    if last is None:
        raise NotVisibleError("CoachPairing")
    pairing = CoachPairing.objects.select_for_update(of=("self",)).get(pk=last.pk)
    pairing.passed_on = [each.value for each in PASSED_ON if each in luggage]
    pairing.save(update_fields=["passed_on"])
    record(by=by, at=at, action="coach.pass_on", on=pairing, details={"luggage": pairing.passed_on})
    return pairing
