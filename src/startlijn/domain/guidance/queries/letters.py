"""Whom a letter asks to confirm what, and what stands behind a link in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce

from startlijn.base.access.terms import Actor
from startlijn.base.accounts.rules import token_hash
from startlijn.base.people.models import Person
from startlijn.base.people.queries import actor_of_person
from startlijn.base.tenancy import everywhere
from startlijn.domain.guidance.models import CoachPairing, Step, TickLink
from startlijn.domain.guidance.queries.asking import (
    asks_coach,
    planned_minutes,
    titled,
    unsettled,
    waiting_steps,
)
from startlijn.domain.guidance.queries.relations import holding
from startlijn.domain.guidance.rules.letters import ASKED_WITHIN, may_ask
from startlijn.domain.guidance.terms import LinkEndedError, Side


@dataclass(frozen=True, slots=True)
class ToAsk:
    """One step to ask one side about; `person` can log in and has an address."""

    step: Step
    side: Side
    person: Person


@dataclass(frozen=True, slots=True)
class BehindLink:
    """The one step behind a link: enough to confirm it, nothing else."""

    title: str
    planned_on: date
    side: Side
    minutes: int
    starter: str


def _links(side: Side) -> Coalesce:
    rows = TickLink.objects.filter(step=OuterRef("pk"), side=side).order_by().values("step")
    return Coalesce(Subquery(rows.annotate(number=Count("pk")).values("number")), 0)


def _last_link(side: Side) -> Subquery:
    rows = TickLink.objects.filter(step=OuterRef("pk"), side=side).order_by().values("step")
    return Subquery(rows.annotate(last=Max("expires_at")).values("last"))


def to_ask(on: date, at: datetime) -> list[ToAsk]:
    """Return what a letter of this day asks, in the current partnership: steps of the past days only.

    A step is asked about twice at most per side, a week apart. Three queries.
    """
    due = waiting_steps(on - timedelta(days=1)).filter(planned_on__gte=on - ASKED_WITHIN)
    found = [
        ToAsk(step, Side.STARTER, step.trajectory.person)
        for step in due.filter(unsettled(Side.STARTER), trajectory__person__account__is_active=True)
        .select_related("trajectory__person__account")
        .annotate(asked=_links(Side.STARTER), last=_last_link(Side.STARTER))
        if may_ask(step.asked, step.last, at)
    ]
    steps = list(
        due.filter(asks_coach(), unsettled(Side.COACH))
        .annotate(asked=_links(Side.COACH), last=_last_link(Side.COACH))
        .order_by("planned_on", "pk")
    )
    coaches = _coaches({step.trajectory_id for step in steps}, on)
    for step in steps:
        pairing = coaches.get(step.trajectory_id)
        if pairing and pairing.started_on <= step.planned_on and may_ask(step.asked, step.last, at):
            found.append(ToAsk(step, Side.COACH, pairing.coach))
    return sorted(found, key=lambda each: (str(each.person.pk), each.step.planned_on, str(each.step.pk)))


def _coaches(trajectory_ids: Iterable[UUID], on: date) -> dict[UUID, CoachPairing]:
    pairings = CoachPairing.objects.filter(
        holding(on), trajectory__in=list(trajectory_ids), coach__account__is_active=True
    )
    return {pairing.trajectory_id: pairing for pairing in pairings.select_related("coach__account")}


def behind_link(token: str, at: datetime) -> tuple[Actor, BehindLink]:
    """Return whose letter it was, with the rights of now, and the one step behind a link.

    Raises `LinkEndedError` when the link is unknown, used or too old. Whoever opens it is not logged in: the
    actor serves to confirm this step and is forgotten after the page.
    """
    with everywhere("the link itself tells its partnership"):
        link = (
            TickLink.objects.filter(token_hash=token_hash(token), used_at=None, expires_at__gt=at)
            .select_related("step__trajectory__person")
            .first()
        )
    if link is None:
        raise LinkEndedError
    actor = actor_of_person(link.person_id, partnership_id=link.partnership_id, at=at)
    step, side = link.step, Side(link.side)
    starter = step.trajectory.person.given_name if side == Side.COACH else ""
    shown = BehindLink(
        titled(step.title_nl, step.title_en), step.planned_on, side, planned_minutes(step, side), starter
    )
    return actor, shown
