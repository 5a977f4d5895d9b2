"""What a leader, team leader or HR sees of a starter: plan, coach and hours exist. Nothing of coaching."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from startlijn.base.access.queries import visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.seams import today
from startlijn.domain.guidance.models import CoachPairing, Employment, Step, Tick, Trajectory
from startlijn.domain.guidance.queries.relations import holding, on_or_after
from startlijn.domain.guidance.rules.looking import found_in
from startlijn.domain.guidance.rules.standing import standing_on
from startlijn.domain.guidance.terms import Outcome, Side, Standing

_HOUR = Decimal(60)
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class ReducedFacts:
    """A starter without anything of coaching. Hours: of the whole line, due until today, received.

    `plan_open`: who leads the school may also look at the plan itself; HR may not.
    """

    id: UUID
    name: str
    places: tuple[str, ...]
    started_on: date
    ends_on: date
    standing: Standing
    has_plan: bool
    has_coach: bool
    planned: Decimal
    due: Decimal
    received: Decimal
    plan_open: bool

    @property
    def complete(self) -> bool:
        """Tell whether plan, coach and hours are all there (domain.md Q6)."""
        return self.has_plan and self.has_coach and self.planned > 0


def _lines(actor: Actor, on: date) -> QuerySet[Trajectory]:
    """Return the lines with their facts: three queries, whatever the number."""
    steps = Step.objects.filter(trajectory=OuterRef("pk"), cancelled_at=None).order_by().values("trajectory")
    received = (
        Tick.objects.filter(
            step__trajectory=OuterRef("pk"), side=Side.STARTER, outcome=Outcome.DONE, step__cancelled_at=None
        )
        .order_by()
        .values("step__trajectory")
    )
    coached = visible(actor, Permission.LINE_READ, CoachPairing).filter(holding(on))
    work = Employment.objects.filter(on_or_after(on)).select_related("school", "board")
    return (
        visible(actor, Permission.LINE_READ, Trajectory)
        .annotate(
            planned=Coalesce(Subquery(steps.annotate(sum=Sum("starter_minutes")).values("sum")), 0),
            due=Coalesce(
                Subquery(steps.filter(planned_on__lte=on).annotate(sum=Sum("starter_minutes")).values("sum")),
                0,
            ),
            received=Coalesce(Subquery(received.annotate(sum=Sum("minutes")).values("sum")), 0),
        )
        .select_related("person")
        .prefetch_related(Prefetch("pairings", coached, "coached"), Prefetch("employments", work, "work"))
        .order_by("person__given_name", "person__family_name", "pk")
    )


def _facts(line: Trajectory, on: date, mine: frozenset[UUID]) -> ReducedFacts:
    work: list[Employment] = line.work  # type: ignore[attr-defined]
    places = (
        each.school.name if each.school else each.board.name if each.board else ""
        for each in work
        if each.school_id in mine or each.board_id in mine
    )
    planned, due, received = (
        (Decimal(minutes) / _HOUR).quantize(_TENTH)
        for minutes in (line.planned, line.due, line.received)  # type: ignore[attr-defined]
    )
    return ReducedFacts(
        id=line.pk,
        name=str(line.person),
        places=tuple(dict.fromkeys(filter(None, places))),
        started_on=line.started_on,
        ends_on=line.ends_on,
        standing=standing_on(
            on, started_on=line.started_on, finished_on=line.finished_on, ending=line.ending
        ),
        has_plan=line.version_followed_id is not None,
        has_coach=bool(line.coached),  # type: ignore[attr-defined]
        planned=planned,
        due=due,
        received=received,
        plan_open=any(each.school_id in mine for each in work),
    )


def _own_places(actor: Actor) -> frozenset[UUID]:
    return frozenset(grant.place_id for grant in actor.grants)


def reduced_facts(actor: Actor, text: str = "") -> tuple[ReducedFacts, ...]:
    """Return the starters of whom the actor may know plan, coach and hours, by name. Three queries.

    With `text` only those of whom name and places hold every word.
    """
    on, mine = today(), _own_places(actor)
    facts = (_facts(line, on, mine) for line in _lines(actor, on))
    return tuple(each for each in facts if found_in(text, each.name, *each.places))


def one_reduced(actor: Actor, trajectory_id: UUID) -> ReducedFacts:
    """Return one of them; raise `NotVisibleError` when there is none for this actor."""
    on = today()
    line = _lines(actor, on).filter(pk=trajectory_id).first()
    if line is None:
        raise NotVisibleError("Trajectory")
    return _facts(line, on, _own_places(actor))
