"""The own moments for a calendar: no names, no subjects, only that there is something and where to look."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from startlijn.base.access.queries import visible
from startlijn.base.access.rules import may
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.accounts.rules import token_hash
from startlijn.base.people.queries import actor_of_person
from startlijn.base.tenancy import everywhere
from startlijn.domain.guidance.models import CalendarFeed, Step
from startlijn.domain.guidance.queries.asking import asks_coach
from startlijn.domain.guidance.terms import Side

_BACK = timedelta(days=400)  # how far back a calendar shows
_MOST = 1000


@dataclass(frozen=True, slots=True)
class CalendarMoment:
    """One whole-day moment: `sequence` grows when it changes; as starter or as coach."""

    id: UUID
    on: date
    side: Side
    sequence: int
    cancelled: bool


def own_moments(actor: Actor, on: date) -> list[CalendarMoment]:
    """Return the steps of the own line, and those with the own starters, in order of date. Two queries."""
    found: list[CalendarMoment] = []
    if may(actor, Permission.LINE_OWN):
        mine = visible(actor, Permission.LINE_OWN, Step).filter(planned_on__gte=on - _BACK)
        found += [_moment(step, Side.STARTER) for step in mine.order_by("planned_on", "pk")[:_MOST]]
    if may(actor, Permission.LINE_GUIDE):
        guided = visible(actor, Permission.LINE_GUIDE, Step).filter(asks_coach(), planned_on__gte=on - _BACK)
        found += [_moment(step, Side.COACH) for step in guided.order_by("planned_on", "pk")[:_MOST]]
    return sorted(found, key=lambda each: (each.on, each.id))


def moment(actor: Actor, step_id: UUID) -> CalendarMoment:
    """Return one step for the own calendar, as its starter or its coach of now. Raises `NotVisibleError`."""
    for permission, side in ((Permission.LINE_OWN, Side.STARTER), (Permission.LINE_GUIDE, Side.COACH)):
        step = visible(actor, permission, Step).filter(pk=step_id).first()
        if step is not None:
            return _moment(step, side)
    raise NotVisibleError("Step")


def _moment(step: Step, side: Side) -> CalendarMoment:
    return CalendarMoment(step.pk, step.planned_on, side, step.version - 1, step.cancelled_at is not None)


def feed_owner(secret: str, at: datetime) -> tuple[Actor, str]:
    """Return whose calendar address this is, with the rights of now, and their language.

    Raises `NotVisibleError` when it is unknown or taken back, or when the last role has ended.
    """
    with everywhere("the address itself tells its partnership"):
        feed = (
            CalendarFeed.objects.filter(token_hash=token_hash(secret), revoked_at=None)
            .select_related("person")
            .first()
        )
    if feed is None:
        raise NotVisibleError("CalendarFeed")
    actor = actor_of_person(feed.person_id, partnership_id=feed.partnership_id, at=at)
    if not actor.grants:
        raise NotVisibleError("CalendarFeed")
    return actor, feed.person.language
