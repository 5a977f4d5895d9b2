"""Reading lines: the own one, that of a starter one guides, arranges or leads."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.rules import may, places
from startlijn.base.access.terms import Actor, NotVisibleError, Permission, Place
from startlijn.domain.guidance.models import Employment, Pause, Step, Tick, Trajectory
from startlijn.domain.guidance.queries.asking import titled
from startlijn.domain.guidance.queries.line_views import LineView, StepView, YearView
from startlijn.domain.guidance.queries.relations import on_or_after, running_pairing
from startlijn.domain.guidance.rules import line as rules
from startlijn.domain.guidance.rules.practice import Happened, Said, coach_is_asked, standing
from startlijn.domain.guidance.terms import Outcome, Side, StepState
from startlijn.domain.induction.models import ProgrammeElement
from startlijn.domain.induction.terms import PROGRAMME_YEARS, ElementForm, ElementKind, StarterType

_READS = (Permission.LINE_OWN, Permission.LINE_GUIDE, Permission.LINE_ARRANGE, Permission.LINE_READ)


def with_ticks(steps: QuerySet[Step]) -> QuerySet[Step]:
    """Fetch along what both sides say of the steps."""
    return steps.prefetch_related(Prefetch("ticks", queryset=Tick.objects.all(), to_attr="said"))


def step_view(step: Step, on: date) -> StepView:
    """Return a step as shown; fetch it through `with_ticks`."""
    said = {tick.side: Said(Outcome(tick.outcome), tick.minutes) for tick in step.said}  # type: ignore[attr-defined]
    asked = coach_is_asked(with_coach=step.with_coach, coach_minutes=step.coach_minutes)
    given, received = said.get(Side.COACH), said.get(Side.STARTER)
    happened = Happened(
        step.planned_on,
        step.starter_minutes,
        step.coach_minutes,
        asked,
        given,
        received,
        cancelled=step.cancelled_at is not None,
    )
    return StepView(
        id=step.pk,
        title=titled(step.title_nl, step.title_en),
        kind=ElementKind(step.kind),
        form=ElementForm(step.form),
        year=step.year,
        planned_on=step.planned_on,
        starter_minutes=step.starter_minutes,
        coach_minutes=step.coach_minutes,
        with_coach=step.with_coach,
        coach_asked=asked,
        given=given,
        received=received,
        state=StepState(standing(happened, on)),
        element=step.element_id,
        swapped=step.swapped_from_id is not None,
        version=step.version,
    )


def _ways(actor: Actor, trajectory_id: UUID) -> set[Permission]:
    """Return along which ways the actor reads a trajectory: one query for each the actor has at all."""
    return {
        permission
        for permission in _READS
        if may(actor, permission) and visible(actor, permission, Trajectory).filter(pk=trajectory_id).exists()
    }


def line_page(actor: Actor, trajectory_id: UUID, on: date, *, through: Permission | None = None) -> LineView:
    """Return a line for its starter, the coach of now, who arranges it, or who leads the school.

    With `through` only along that way. Who arranges or reads learns of no other school of the starter.
    Raises `NotVisibleError` for everybody else.
    """
    ways = _ways(actor, trajectory_id)
    if not ways or (through is not None and through not in ways):
        raise NotVisibleError("Trajectory")
    found = Trajectory.objects.select_related("person", "version_followed__programme").get(pk=trajectory_id)
    return _view(actor, found, ways, on)


def plan_page(actor: Actor, trajectory_id: UUID, on: date) -> LineView:
    """Return a line for who leads the school where the starter works; raise `NotVisibleError` otherwise.

    HR is not let in: it knows that there is a plan and how many hours, not what is in it (trust.md §7).
    """
    if not actor.operator:
        led = places(actor, Permission.LINE_READ).get(Place.SCHOOL, frozenset())
        if not Employment.objects.filter(on_or_after(on), trajectory=trajectory_id, school__in=led).exists():
            raise NotVisibleError("Trajectory")
    return line_page(actor, trajectory_id, on, through=Permission.LINE_READ)


def step_page(actor: Actor, step_id: UUID, on: date, *, through: Permission) -> tuple[LineView, StepView]:
    """Return one step and the line it stands on, for who reaches it along a way. Raises `NotVisibleError`."""
    step = get_visible(actor, through, Step, step_id)
    line = line_page(actor, step.trajectory_id, on, through=through)
    found = line.step(step_id)
    assert found is not None
    return line, found


def own_line(actor: Actor, on: date, *, whole: bool = True) -> LineView | None:
    """Return the actor's own line: the one that runs, else the last; None when there is none.

    Not `whole`: only the steps, without coach and schools (two queries less).
    """
    if not may(actor, Permission.LINE_OWN):
        return None
    mine = visible(actor, Permission.LINE_OWN, Trajectory).filter(person=actor.person_id)
    rows = list(mine.select_related("person", "version_followed__programme").order_by("-started_on", "pk"))
    if not rows:
        return None
    running = next((row for row in rows if row.finished_on is None), rows[0])
    return _view(actor, running, {Permission.LINE_OWN}, on, whole=whole)


def _view(
    actor: Actor, found: Trajectory, ways: Collection[Permission], on: date, *, whole: bool = True
) -> LineView:
    stops = [rules.Stop(row.started_on, row.finished_on) for row in Pause.objects.filter(trajectory=found)]
    pairing = running_pairing(found.pk, on) if whole else None
    steps = with_ticks(Step.objects.filter(trajectory=found))
    version = found.version_followed
    return LineView(
        id=found.pk,
        person_id=found.person_id,
        name=str(found.person),
        given_name=found.person.given_name,
        starter_type=StarterType(found.starter_type),
        started_on=found.started_on,
        ends_on=found.ends_on,
        finished_on=found.finished_on,
        paused=rules.stands_still(on, stops),
        schools=_schools(actor, found, ways, on) if whole else (),
        coach_id=pairing.coach_id if pairing else None,
        coach=str(pairing.coach) if pairing else "",
        coached_since=pairing.started_on if pairing else None,
        programme=version.programme.title if version else "",
        version_number=version.number if version else None,
        years=_years(found, stops),
        steps=tuple(step_view(step, on) for step in steps),
        today=on,
        owns=Permission.LINE_OWN in ways,
        guides=Permission.LINE_GUIDE in ways,
        arranges=Permission.LINE_ARRANGE in ways,
        reads=Permission.LINE_READ in ways,
    )


def _schools(actor: Actor, found: Trajectory, ways: Collection[Permission], on: date) -> tuple[str, ...]:
    """Return where the starter works: to the starter and the coach all, to others what is theirs."""
    jobs = Employment.objects.filter(on_or_after(on), trajectory=found, school__isnull=False)
    if not {Permission.LINE_OWN, Permission.LINE_GUIDE} & set(ways) and not actor.operator:
        held = [places(actor, way) for way in ways]
        schools = {pk for each in held for pk in each.get(Place.SCHOOL, ())}
        boards = {pk for each in held for pk in each.get(Place.BOARD, ())}
        jobs = jobs.filter(Q(school__in=schools) | Q(board__in=boards))
    names = jobs.select_related("school").values_list("school__name", flat=True)
    return tuple(dict.fromkeys(name for name in names if name))


def _years(found: Trajectory, stops: list[rules.Stop]) -> tuple[YearView, ...]:
    begins = [rules.year_begins(found.started_on, year, stops) for year in range(1, PROGRAMME_YEARS + 2)]
    last = max(begins[-1], found.ends_on + timedelta(days=1))
    ends = [*begins[1:-1], last]
    return tuple(
        YearView(number + 1, first, end)
        for number, (first, end) in enumerate(zip(begins[:-1], ends, strict=True))
    )


def swap_choices(actor: Actor, trajectory_id: UUID, element_id: UUID) -> list[ProgrammeElement]:
    """Return the elements that the starter may take instead of one: of equal weight, not on the line yet.

    Raises `NotVisibleError` for anybody but the starter.
    """
    found = visible(actor, Permission.LINE_OWN, Trajectory).filter(pk=trajectory_id).first()
    if found is None:
        raise NotVisibleError("Trajectory")
    elements = list(ProgrammeElement.objects.filter(version_of=found.version_followed_id))
    mine = next((element for element in elements if element.pk == element_id), None)
    if mine is None:
        raise NotVisibleError("ProgrammeElement")
    here = set(Step.objects.filter(trajectory=found).values_list("element", flat=True))
    return [
        element
        for element in elements
        if element.pk not in here
        and element.year == mine.year
        and rules.weighs_the_same(mine.starter_hours, element.starter_hours)
    ]
