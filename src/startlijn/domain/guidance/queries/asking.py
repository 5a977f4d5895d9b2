"""Which steps wait for a word of somebody: on the first page, on the coach's page and in letters."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import get_language

from startlijn.base.access.queries import visible
from startlijn.base.access.rules import may
from startlijn.base.access.terms import Actor, Permission
from startlijn.domain.guidance.models import CoachPairing, Pause, Step, Tick
from startlijn.domain.guidance.queries.relations import holding
from startlijn.domain.guidance.terms import Outcome, Side

ASKED_FOR = timedelta(days=60)  # so long a step waits; after that it stands on the line as not confirmed


def titled(title_nl: str, title_en: str, language: str | None = None) -> str:
    """Return a title in a language (the reader's when not given); Dutch when there is no other."""
    return title_en if title_en and not (language or get_language() or "nl").startswith("nl") else title_nl


def unsettled(side: Side) -> Q:
    """Return the condition that a side has not said anything final about a step."""
    said = Tick.objects.filter(step=OuterRef("pk"), side=side).exclude(outcome=Outcome.MOVED)
    return ~Q(Exists(said))


def asks_coach() -> Q:
    """Return the condition that the coach is asked about a step (`rules.practice.coach_is_asked`)."""
    return Q(with_coach=True) | Q(coach_minutes__gt=0)


def waiting_steps(on: date) -> QuerySet[Step]:
    """Return the steps whose day has come, that were not cancelled and did not fall in a pause."""
    pause = Pause.objects.filter(
        trajectory=OuterRef("trajectory"), started_on__lte=OuterRef("planned_on")
    ).filter(Q(finished_on=None) | Q(finished_on__gt=OuterRef("planned_on")))
    later = Tick.objects.filter(step=OuterRef("pk"), outcome=Outcome.MOVED)
    return Step.objects.filter(
        ~Exists(pause),
        ~Exists(later),
        planned_on__lte=on,
        planned_on__gt=on - ASKED_FOR,
        cancelled_at=None,
        trajectory__finished_on=None,
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """A step that waits for a word: whose line it is on, what it is, and what was planned for this side."""

    step_id: UUID
    trajectory_id: UUID
    side: Side
    title: str
    planned_on: date
    minutes: int
    starter: str


def asked_of_starter(actor: Actor, on: date) -> QuerySet[Step]:
    """Return the steps of the own line that wait for the starter's word, oldest first."""
    mine = visible(actor, Permission.LINE_OWN, Step).values("pk")
    return waiting_steps(on).filter(unsettled(Side.STARTER), pk__in=mine).order_by("planned_on", "pk")


def asked_of_coach(actor: Actor, on: date) -> QuerySet[Step]:
    """Return the steps of the own starters that wait for the coach's word, from the pairing on."""
    paired = CoachPairing.objects.filter(
        holding(on), trajectory=OuterRef("trajectory"), coach=actor.person_id
    ).filter(started_on__lte=OuterRef("planned_on"))
    mine = visible(actor, Permission.LINE_GUIDE, Step).values("pk")
    found = waiting_steps(on).filter(asks_coach(), unsettled(Side.COACH), Exists(paired), pk__in=mine)
    return found.order_by("planned_on", "pk")


def asked(actor: Actor, on: date, *, most: int = 5) -> list[Asked]:
    """Return what waits for this actor, as starter and as coach, oldest first. Two queries at most."""
    found: list[Asked] = []
    if may(actor, Permission.LINE_OWN):
        found += [_asked(step, Side.STARTER) for step in asked_of_starter(actor, on)[:most]]
    if may(actor, Permission.LINE_GUIDE):
        steps = asked_of_coach(actor, on).select_related("trajectory__person")
        found += [_asked(step, Side.COACH) for step in steps[:most]]
    return sorted(found, key=lambda each: (each.planned_on, each.side))


def planned_minutes(step: Step, side: Side) -> int:
    """Return how many minutes were planned for a side: the coach's own where these are known."""
    return (step.coach_minutes or step.starter_minutes) if side == Side.COACH else step.starter_minutes


def _asked(step: Step, side: Side) -> Asked:
    starter = str(step.trajectory.person) if side == Side.COACH else ""
    minutes = planned_minutes(step, side)
    return Asked(
        step.pk,
        step.trajectory_id,
        side,
        titled(step.title_nl, step.title_en),
        step.planned_on,
        minutes,
        starter,
    )
