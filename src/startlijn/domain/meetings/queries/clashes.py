"""Whether people already have something at a moment: another meeting, or a moment of a line that day."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from startlijn.base.access.rules import may
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.people.models import Person
from startlijn.base.seams import day_of
from startlijn.domain.guidance.models import Step
from startlijn.domain.meetings.models import Meeting
from startlijn.domain.meetings.terms import Clash, MeetingState


def clashes(
    actor: Actor,
    person_ids: Collection[UUID],
    starts_at: datetime,
    ends_at: datetime,
    *,
    but: Collection[UUID] = (),
) -> tuple[Clash, ...]:
    """Return who already has something between two moments: from when until when, and never what.

    Meetings of every series count, also those the actor may not see; of a line the day is known and not the
    hour, so it has no end and is a hint. `but`: meetings that do not count. For who plans meetings, and for
    oneself. Three queries. Raises `NotVisibleError`.
    """
    if not may(actor, Permission.MEETINGS_PLAN) and set(person_ids) - {actor.person_id}:
        raise NotVisibleError("Person")
    taken = (
        Meeting.objects.filter(
            state=MeetingState.PLANNED,
            starts_at__lt=ends_at,
            ends_at__gt=starts_at,
            series__members__person__in=person_ids,
            series__members__finished_on=None,
        )
        .exclude(pk__in=but)
        .order_by("starts_at", "pk")
        .values_list("series__members__person", "starts_at", "ends_at")
    )
    moments = (
        Step.objects.filter(
            planned_on=day_of(starts_at), cancelled_at=None, trajectory__person__in=person_ids
        )
        .order_by("pk")
        .values_list("trajectory__person", flat=True)
    )
    found: list[tuple[UUID, datetime, datetime | None]] = [
        (pk, begins, ends) for pk, begins, ends in taken if pk
    ]
    found += [(pk, starts_at, None) for pk in dict.fromkeys(moments)]
    names = {person.pk: str(person) for person in Person.objects.filter(pk__in={pk for pk, _, _ in found})}
    return tuple(Clash(names[pk], begins, ends) for pk, begins, ends in found)
