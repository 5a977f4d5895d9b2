"""The poll of a series: asking, reminding, answering, pinning."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import get_visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.journal.actions import record
from startlijn.domain.meetings.actions.telling import ask, members_of
from startlijn.domain.meetings.models import Series, SeriesMember, Slot, SlotAnswer
from startlijn.domain.meetings.queries.answering import member_behind
from startlijn.domain.meetings.queries.checks import must_be_a_host, must_be_polling
from startlijn.domain.meetings.queries.places import series_to_change
from startlijn.domain.meetings.terms import (
    Answer,
    AnswerSource,
    LinkEndedError,
    NoSlotsError,
    NotASlotError,
    SeriesState,
    WrongSeriesStateError,
)


@transaction.atomic
def ask_members(*, by: Actor, at: datetime, series_id: UUID, expected_version: int) -> int:
    """Open the poll and mail every member a link of their own; return how many were reached.

    Moments that have passed are no longer asked about.

    Raises `WrongSeriesStateError`, `NoSlotsError`, `VersionConflictError`, `NotVisibleError`.
    """
    series = series_to_change(by, series_id).expect(expected_version)
    if series.state not in (SeriesState.PLANNING, SeriesState.PLANNED):
        raise WrongSeriesStateError(state=SeriesState(series.state).label)
    Slot.objects.filter(series=series, starts_at__lte=at).delete()
    if not Slot.objects.filter(series=series).exists():
        raise NoSlotsError
    series.state = SeriesState.POLLING
    series.version += 1
    series.save(update_fields=["state", "version"])
    members = members_of(series)
    reached = ask(by, at, members, "meeting_poll")
    SeriesMember.objects.filter(pk__in=[member.pk for member in members]).update(asked_at=at)
    record(by=by, at=at, action="series.ask", on=series, details={"members": reached})
    return reached


@transaction.atomic
def remind_members(*, by: Actor, at: datetime, series_id: UUID) -> int:
    """Mail those who have not answered, and nobody else; return how many were reached.

    Raises `WrongSeriesStateError`, `NotVisibleError`.
    """
    series = series_to_change(by, series_id)
    must_be_polling(series)
    silent = [member for member in members_of(series) if member.answered_at is None]
    reached = ask(by, at, silent, "meeting_reminder")
    SeriesMember.objects.filter(pk__in=[member.pk for member in silent]).update(reminded_at=at)
    record(by=by, at=at, action="series.remind", on=series, details={"members": reached})
    return reached


@transaction.atomic
def answer_by_link(*, by: Actor, at: datetime, token: str, answers: Mapping[UUID, Answer]) -> None:
    """Keep the answers of whom a link was sent to; a second time they replace the first.

    `by` is whom the link belongs to (`queries.answering.behind_link`). Raises `LinkEndedError`,
    `NotASlotError`, `NotVisibleError` when it is somebody else's.
    """
    member = member_behind(token)
    if member.person_id != by.person_id:
        raise NotVisibleError("SeriesMember")
    series = Series.objects.select_for_update(of=("self",)).get(pk=member.series_id)
    if series.state != SeriesState.POLLING:
        raise LinkEndedError
    _keep(member, answers, AnswerSource.MEMBER, at)
    record(by=by, at=at, action="series.answer", on=member, details={"answers": len(answers)})


@transaction.atomic
def answer_for(*, by: Actor, at: datetime, member_id: UUID, answers: Mapping[UUID, Answer]) -> None:
    """Type in what a member said by phone or mail; the answers are marked so.

    Raises `WrongSeriesStateError`, `NotASlotError`, `NotVisibleError`.
    """
    member = get_visible(by, Permission.MEETINGS_PLAN, SeriesMember, member_id)
    must_be_polling(series_to_change(by, member.series_id))
    _keep(member, answers, AnswerSource.STAFF, at)
    record(by=by, at=at, action="series.answer_for", on=member, details={"answers": len(answers)})


def _keep(member: SeriesMember, answers: Mapping[UUID, Answer], source: AnswerSource, at: datetime) -> None:
    slots = set(
        Slot.objects.filter(series=member.series_id, pk__in=list(answers)).values_list("pk", flat=True)
    )
    if slots != set(answers):
        raise NotASlotError
    SlotAnswer.objects.filter(member=member, slot__in=slots).delete()
    SlotAnswer.objects.bulk_create(
        SlotAnswer(
            partnership_id=member.partnership_id, slot_id=slot, member=member, value=value, source=source
        )
        for slot, value in answers.items()
    )
    member.answered_at = at
    member.save(update_fields=["answered_at"])


@transaction.atomic
def take_back_link(*, by: Actor, at: datetime, member_id: UUID) -> None:
    """Make the link of a member stop at once, and mail them a new one when they are being asked.

    Raises `NotVisibleError`.
    """
    member = get_visible(by, Permission.MEETINGS_PLAN, SeriesMember, member_id)
    series = series_to_change(by, member.series_id)
    member = SeriesMember.objects.select_related("person__account").get(pk=member.pk)
    member.link_number += 1
    member.save(update_fields=["link_number"])
    if series.state == SeriesState.POLLING and member.finished_on is None:
        ask(by, at, [member], "meeting_poll")
    record(by=by, at=at, action="series.new_link", on=member)


@transaction.atomic
def pin_slot(*, by: Actor, at: datetime, slot_id: UUID, pinned: bool, host_id: UUID | None = None) -> Slot:
    """Keep a moment in every next proposal, with a host when one is given; or let it go again.

    Raises `WrongSeriesStateError`, `NotAHostError`, `NotVisibleError`.
    """
    slot = get_visible(by, Permission.MEETINGS_PLAN, Slot, slot_id)
    series = series_to_change(by, slot.series_id)
    must_be_polling(series)
    if host_id is not None:
        must_be_a_host(series, host_id)
    slot.pinned, slot.host_id = pinned, host_id if pinned else None
    slot.save(update_fields=["pinned", "host"])
    if pinned:
        record(by=by, at=at, action="series.pin", on=slot)
    else:
        record(by=by, at=at, action="series.unpin", on=slot)
    return slot
