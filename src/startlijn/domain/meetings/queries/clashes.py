"""Whether people already have something at a moment: another meeting, or a moment of a line that day."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from startlijn.base.access.rules import may
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.people.models import Person
from startlijn.base.seams import day_of
from startlijn.domain.guidance.models import Step
from startlijn.domain.meetings.models import Meeting
from startlijn.domain.meetings.rules.slots import Moment
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

    As `clashes_at`, for one moment. Three queries. Raises `NotVisibleError`.
    """
    return clashes_at(actor, person_ids, [Moment(starts_at, ends_at)], but=but)[0]


def clashes_at(
    actor: Actor, person_ids: Collection[UUID], moments: Sequence[Moment], *, but: Collection[UUID] = ()
) -> list[tuple[Clash, ...]]:
    """Return for each moment who already has something then. Three queries, however many moments.

    Meetings of every series count, also those the actor may not see; of a line the day is known and not the
    hour, so it has no end and is a hint. `but`: meetings that do not count. For who plans meetings, and for
    oneself. Raises `NotVisibleError`.
    """
    if not may(actor, Permission.MEETINGS_PLAN) and set(person_ids) - {actor.person_id}:
        raise NotVisibleError("Person")
    if not moments:
        return []
    meetings = _meetings(person_ids, moments, but)
    steps = _steps(person_ids, moments)
    people = {pk for pk, _, _ in meetings} | {pk for pk, _ in steps}
    names = {person.pk: str(person) for person in Person.objects.filter(pk__in=people)}
    return [
        (
            *(
                Clash(names[pk], begins, ends)
                for pk, begins, ends in meetings
                if begins < moment.ends_at and ends > moment.starts_at
            ),
            *(
                Clash(names[pk], moment.starts_at, None)
                for pk, day in steps
                if day == day_of(moment.starts_at)
            ),
        )
        for moment in moments
    ]


def _meetings(
    person_ids: Collection[UUID], moments: Sequence[Moment], but: Collection[UUID]
) -> list[tuple[UUID, datetime, datetime]]:
    taken = Meeting.objects.filter(
        state=MeetingState.PLANNED,
        starts_at__lt=max(moment.ends_at for moment in moments),
        ends_at__gt=min(moment.starts_at for moment in moments),
        series__members__person__in=person_ids,
        series__members__finished_on=None,
    ).exclude(pk__in=but)
    rows = taken.order_by("starts_at", "pk", "series__members__pk")
    return list(rows.values_list("series__members__person", "starts_at", "ends_at"))


def _steps(person_ids: Collection[UUID], moments: Sequence[Moment]) -> list[tuple[UUID, date]]:
    rows = Step.objects.filter(
        planned_on__in={day_of(moment.starts_at) for moment in moments},
        cancelled_at=None,
        trajectory__person__in=person_ids,
    )
    found = rows.order_by("planned_on", "pk").values_list("trajectory__person", "planned_on")
    return list(dict.fromkeys(found))
