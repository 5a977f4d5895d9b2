"""Confirming what took place: what waits for your own word, and your own side of a step."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Query, Router
from pydantic import Field

from startlijn.api.doors import Request, operation
from startlijn.api.shapes import Input, Output, Page, Paging, page_of
from startlijn.base.access.terms import Permission
from startlijn.base.seams import now, today
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.queries.asking import Asked, asked
from startlijn.domain.guidance.rules.practice import MOST_MINUTES
from startlijn.domain.guidance.terms import Outcome, Side, Source

router = Router(tags=["Confirming"])

_MOST_WAITING = 1000


class WaitingStep(Output):
    """A step that waits for your word; `minutes` were planned for you, `starter` is empty for your own."""

    step_id: UUID
    line_id: UUID
    title: str
    planned_on: date
    minutes: int
    starter: str


class NewTick(Input):
    """What happened, as you say it. `minutes` counts when it took place and is needed then."""

    outcome: Outcome
    minutes: Annotated[int, Field(ge=0, le=MOST_MINUTES)] = 0


class Tick(Output):
    """What you said about a step; it can be changed for a day, and "moved" as long as it is not final."""

    step_id: UUID
    side: Side
    outcome: Outcome
    minutes: int
    source: Source
    ticked_at: datetime


def _waiting(request: Request, side: Side, given: Paging) -> Page[WaitingStep]:
    def make(found: Asked) -> WaitingStep:
        return WaitingStep(
            step_id=found.step_id,
            line_id=found.trajectory_id,
            title=found.title,
            planned_on=found.planned_on,
            minutes=found.minutes,
            starter=found.starter,
        )

    found = [each for each in asked(request.actor, today(), most=_MOST_WAITING) if each.side == side]
    return page_of(found, given, make)


def _tick(request: Request, step_id: UUID, side: Side, given: NewTick) -> Tick:
    made = actions.tick(
        by=request.actor,
        at=now(),
        step_id=step_id,
        side=side,
        outcome=given.outcome,
        minutes=given.minutes,
        source=Source.API,
    )
    return Tick(
        step_id=made.step_id,
        side=Side(made.side),
        outcome=Outcome(made.outcome),
        minutes=made.minutes,
        source=Source(made.source),
        ticked_at=made.ticked_at,
    )


@operation(router.get, "/line/waiting", Permission.LINE_OWN, gives=Page[WaitingStep])
def list_own_waiting(request: Request, given: Query[Paging]) -> Page[WaitingStep]:
    """List the steps of your own line that wait for your word, the oldest first."""
    return _waiting(request, Side.STARTER, given)


@operation(router.post, "/line/steps/{uuid:step_id}/tick", Permission.LINE_OWN, gives=Tick)
def tick_own_step(request: Request, step_id: UUID, given: NewTick) -> Tick:
    """Say as a starter what you received. What your coach says stays as it is."""
    return _tick(request, step_id, Side.STARTER, given)


@operation(router.get, "/coaching/waiting", Permission.LINE_GUIDE, gives=Page[WaitingStep])
def list_coach_waiting(request: Request, given: Query[Paging]) -> Page[WaitingStep]:
    """List the steps of your starters that wait for your word as a coach, the oldest first."""
    return _waiting(request, Side.COACH, given)


@operation(router.post, "/coaching/steps/{uuid:step_id}/tick", Permission.LINE_GUIDE, gives=Tick)
def tick_coach_step(request: Request, step_id: UUID, given: NewTick) -> Tick:
    """Say as a coach what you gave. What the starter says stays as it is."""
    return _tick(request, step_id, Side.COACH, given)
