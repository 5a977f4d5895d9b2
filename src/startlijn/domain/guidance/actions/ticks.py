"""The two-sided tick: starter and coach each say what took place, and neither changes the other's."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import get_visible
from startlijn.base.access.terms import Actor, Permission
from startlijn.base.accounts.rules import token_hash
from startlijn.base.journal.actions import record
from startlijn.base.seams import day_of
from startlijn.domain.guidance.actions.time_spent import add_seconds
from startlijn.domain.guidance.models import Step, Tick, TickLink
from startlijn.domain.guidance.rules.practice import MOST_MINUTES, TICK_AHEAD, may_correct
from startlijn.domain.guidance.terms import (
    BadMinutesError,
    CancelledError,
    LinkEndedError,
    Outcome,
    Side,
    Source,
    TickedAlreadyError,
    TooEarlyError,
)

_SEES = {Side.STARTER: Permission.LINE_OWN, Side.COACH: Permission.LINE_GUIDE}


def _step(by: Actor, side: Side, step_id: UUID, at: datetime) -> Step:
    """Return the step, locked, when this side may speak about it now."""
    get_visible(by, _SEES[side], Step, step_id)
    step = Step.objects.select_for_update(of=("self",)).get(pk=step_id)
    if step.cancelled_at is not None:
        raise CancelledError
    if step.planned_on > day_of(at) + TICK_AHEAD:
        raise TooEarlyError(day=step.planned_on)
    return step


def _same(tick: Tick, outcome: Outcome, minutes: int) -> bool:
    return (tick.outcome, tick.minutes) == (outcome, minutes)


@transaction.atomic
def tick(
    *,
    by: Actor,
    at: datetime,
    step_id: UUID,
    side: Side,
    outcome: Outcome,
    minutes: int,
    source: Source = Source.PAGE,
    seconds: int = 0,
) -> Tick:
    """Say for one side what happened with a step; the own answer can be changed for a day.

    `minutes` counts only when it took place: what the starter received, what the coach gave. "It will be
    later" is never final. `seconds` is how long the form took. Raises `NotVisibleError` for whoever is not
    the starter, or not the coach now; `CancelledError`, `TooEarlyError`, `BadMinutesError`,
    `TickedAlreadyError`.
    """
    step = _step(by, side, step_id, at)
    minutes = minutes if outcome == Outcome.DONE else 0
    if outcome == Outcome.DONE and not 1 <= minutes <= MOST_MINUTES:
        raise BadMinutesError(most=MOST_MINUTES)
    found = Tick.objects.select_for_update(of=("self",)).filter(step=step, side=side).first()
    if found is not None and _same(found, outcome, minutes):
        return found
    again = found is not None and found.outcome == Outcome.MOVED
    if found is not None and not again and not may_correct(found.ticked_at, at):
        raise TickedAlreadyError(day=day_of(found.ticked_at))
    row = found or Tick(partnership_id=step.partnership_id, step=step, side=side, ticked_at=at)
    row.outcome, row.minutes, row.source, row.by_id = outcome, minutes, source, by.person_id
    row.ticked_at = at if again else row.ticked_at
    row.save()
    add_seconds(by=by, at=at, seconds=seconds)
    details = {"side": side, "outcome": outcome}
    record(by=by, at=at, action="tick.correct" if found else "tick.make", on=row, details=details)
    return row


@transaction.atomic
def tick_by_link(
    *, by: Actor, at: datetime, token: str, outcome: Outcome, minutes: int, seconds: int = 0
) -> Tick:
    """Tick the one step behind a link in a letter, once; `by` is whose letter it was, with the rights of now.

    Raises `LinkEndedError` when the link is unknown, used, too old or not theirs, and what `tick` raises.
    """
    link = (
        TickLink.objects.select_for_update(of=("self",))
        .filter(token_hash=token_hash(token), person=by.person_id, used_at=None, expires_at__gt=at)
        .first()
    )
    if link is None:
        raise LinkEndedError
    made = tick(
        by=by,
        at=at,
        step_id=link.step_id,
        side=Side(link.side),
        outcome=outcome,
        minutes=minutes,
        source=Source.MAIL,
        seconds=seconds,
    )
    link.used_at = at
    link.save(update_fields=["used_at"])
    return made
