"""Making meetings: of the dates that were chosen, or one by hand."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from startlijn.base.access.terms import Actor
from startlijn.base.journal.actions import record
from startlijn.base.seams import day_of
from startlijn.domain.meetings.actions.keeping import put
from startlijn.domain.meetings.models import Meeting, Series, Slot, SlotAnswer
from startlijn.domain.meetings.queries.checks import must_be_polling, must_not_be_closed
from startlijn.domain.meetings.queries.names import member_name
from startlijn.domain.meetings.queries.places import series_to_change
from startlijn.domain.meetings.rules.slots import Moment
from startlijn.domain.meetings.terms import (
    Answer,
    Chosen,
    NotASlotError,
    NothingToPlanError,
    RefusedDateError,
    SeriesState,
)


@transaction.atomic
def plan_dates(
    *, by: Actor, at: datetime, series_id: UUID, dates: Sequence[Chosen], reason: str = ""
) -> list[Meeting]:
    """Make meetings of the chosen moments, and invite every member with a calendar file.

    `reason`: why a date all the same, although somebody who must be there refused it or has something else.
    The poll ends. Raises `NothingToPlanError`, `NotASlotError`, `NotAHostError`, `RefusedDateError`,
    `ClashError`, `WrongSeriesStateError`, `NotVisibleError`.
    """
    series = series_to_change(by, series_id)
    must_be_polling(series)
    if not dates:
        raise NothingToPlanError
    slots = {slot.pk: slot for slot in Slot.objects.filter(series=series)}
    if len({each.slot_id for each in dates}) != len(dates) or {each.slot_id for each in dates} - set(slots):
        raise NotASlotError
    if not reason.strip():
        _must_suit(series, [slots[each.slot_id] for each in dates])
    ordered = sorted(dates, key=lambda each: slots[each.slot_id].starts_at)
    made = [
        put(
            by=by,
            at=at,
            series=series,
            moment=Moment(slots[each.slot_id].starts_at, slots[each.slot_id].ends_at),
            host_id=each.host_id,
            reason=reason,
        )
        for each in ordered
    ]
    series.state = SeriesState.PLANNED
    series.version += 1
    series.save(update_fields=["state", "version"])
    Slot.objects.filter(series=series).update(pinned=False, host=None)
    details = {"meetings": len(made), "override": bool(reason.strip())}
    record(by=by, at=at, action="series.plan", on=series, details=details)
    return made


def _must_suit(series: Series, slots: Sequence[Slot]) -> None:
    """Raise `RefusedDateError` for the first date that somebody refused who must be there."""
    refusals = SlotAnswer.objects.filter(
        slot__in=slots, value=Answer.NO, member__required=True, member__finished_on=None
    ).select_related("member__person")
    by_slot: dict[UUID, list[str]] = {}
    for refusal in refusals.order_by("pk"):
        by_slot.setdefault(refusal.slot_id, []).append(member_name(refusal.member))
    for slot in sorted(slots, key=lambda each: each.starts_at):
        if slot.pk in by_slot:
            names = ", ".join(by_slot[slot.pk])
            raise RefusedDateError(names=names, date=day_of(slot.starts_at))


@transaction.atomic
def add_meeting(
    *,
    by: Actor,
    at: datetime,
    series_id: UUID,
    starts_at: datetime,
    minutes: int | None = None,
    host_id: UUID | None = None,
    place: str = "",
    reason: str = "",
) -> Meeting:
    """Add one meeting by hand, and invite every member with a calendar file.

    `reason`: why this moment although somebody has another meeting then. Raises `ClashError`,
    `NotAHostError`, `BackwardsMeetingError`, `WrongSeriesStateError`, `NotVisibleError`.
    """
    series = series_to_change(by, series_id)
    must_not_be_closed(series)
    ends_at = starts_at + timedelta(minutes=series.minutes if minutes is None else minutes)
    meeting = put(
        by=by,
        at=at,
        series=series,
        moment=Moment(starts_at, ends_at),
        host_id=host_id,
        place=place,
        reason=reason,
    )
    if series.state == SeriesState.PLANNING:
        series.state = SeriesState.PLANNED
        series.version += 1
        series.save(update_fields=["state", "version"])
    record(by=by, at=at, action="meeting.add", on=meeting, details={"override": bool(reason.strip())})
    return meeting
