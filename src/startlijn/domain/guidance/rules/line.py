"""The line of one starter: dated steps over three years, made from the elements of a programme.

A programme says "four times, in the whole year, six hours together". The line says on which days. The
starter's year counts from the day the trajectory began and stands still in a pause (seed 000 line 15).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from uuid import UUID

from startlijn.domain.guidance.rules.working_days import is_school_day, works_on
from startlijn.domain.induction.rules.windows import STRETCHES
from startlijn.domain.induction.terms import YEARS, Period

_ONE = timedelta(days=1)
EQUAL_WEIGHT = Decimal("0.10")  # elements within ten percent of each other's hours may be swapped


@dataclass(frozen=True, slots=True)
class ElementFacts:
    """What the line needs to know of an element. Hours are for all `times` together; no types means all."""

    id: UUID
    key: UUID
    year: int
    period: Period
    times: int
    starter_hours: Decimal
    coach_hours: Decimal
    starter_types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stop:
    """A time in which the trajectory stands still, half-open; without an end nobody knows the end yet."""

    started_on: date
    finished_on: date | None = None


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One dated step: the `number`-th time of an element. `swapped_from` is the element it stands in for."""

    element: UUID
    key: UUID
    number: int
    year: int
    planned_on: date
    starter_minutes: int
    coach_minutes: int
    swapped_from: UUID | None = None


@dataclass(frozen=True, slots=True)
class StepFacts:
    """A step that stands on the line now. `settled`: ticked or cancelled. No `element`: added by hand."""

    id: UUID
    element: UUID | None
    key: UUID | None
    number: int
    planned_on: date
    starter_minutes: int
    coach_minutes: int
    swapped_from: UUID | None = None
    settled: bool = False
    dated_by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Remade:
    """What remaking asks: steps to add, to change (row and how it becomes), and to take away."""

    added: tuple[PlannedStep, ...] = ()
    changed: tuple[tuple[UUID, PlannedStep], ...] = ()
    removed: tuple[UUID, ...] = ()


def anniversary(day: date, years: int) -> date:
    """Return the same day `years` later; 29 February becomes 1 March where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def after_stops(day: date, stops: Sequence[Stop]) -> date:
    """Return when a day comes that would be `day` without pauses. An open pause moves nothing yet."""
    for stop in sorted(stops, key=lambda each: each.started_on):
        if stop.finished_on is not None and day >= stop.started_on:
            day += stop.finished_on - stop.started_on
    return day


def stands_still(day: date, stops: Iterable[Stop]) -> bool:
    """Tell whether the trajectory stands still on a day."""
    return any(
        stop.started_on <= day and (stop.finished_on is None or day < stop.finished_on) for stop in stops
    )


def year_begins(started_on: date, year: int, stops: Sequence[Stop] = ()) -> date:
    """Return the first day of a year of the trajectory (1, 2, 3 …)."""
    return after_stops(anniversary(started_on, year - 1), stops)


def year_of(day: date, started_on: date, stops: Sequence[Stop] = ()) -> int:
    """Return in which year of the trajectory a day falls; 1 when before it."""
    year = 1
    while year < 6 and day >= year_begins(started_on, year + 1, stops):
        year += 1
    return year


def minutes_each(hours: Decimal, times: int) -> list[int]:
    """Spread hours over occasions in whole minutes; the sum is exact to the minute.

    >>> minutes_each(Decimal("2.5"), 4)
    [38, 37, 38, 37]
    """
    total = (hours * 60).to_integral_value(ROUND_HALF_UP)
    marks = [(total * done / times).to_integral_value(ROUND_HALF_UP) for done in range(times + 1)]
    return [int(after - before) for before, after in pairwise(marks)]


def _days(
    started_on: date, year: int, period: Period, stops: Sequence[Stop], days: Sequence[str]
) -> list[date]:
    """Return the days in a period on which something can be planned, on the starter's own days if any."""
    begins = anniversary(started_on, year - 1)
    first, last = STRETCHES[period]
    whole = [after_stops(begins + timedelta(days=offset), stops) for offset in range(first, last + 1)]
    open_days = [day for day in whole if is_school_day(day)]
    own = [day for day in open_days if works_on(day, days)]
    if own or open_days:
        return own or open_days
    day = whole[-1]
    while not is_school_day(day) or stands_still(day, [stop for stop in stops if stop.finished_on]):
        day += _ONE
    return [day]


def applies(element: ElementFacts, starter_type: str) -> bool:
    """Tell whether an element is for this type of starter."""
    return not element.starter_types or starter_type in element.starter_types


def chosen(
    elements: Sequence[ElementFacts], starter_type: str, swaps: Sequence[tuple[UUID, UUID]] = ()
) -> list[tuple[ElementFacts, UUID | None]]:
    """Return the elements of a line, each with the element it stands in for.

    `swaps` are pairs of keys: the one that goes, the one that comes. A swap of which one is not among the
    elements any more falls away.
    """
    by_key = {element.key: element for element in elements}
    known = {out: into for out, into in swaps if out in by_key and into in by_key}
    coming = {into: by_key[out].id for out, into in known.items()}
    return [
        (element, coming.get(element.key))
        for element in elements
        if element.key not in known
        and element.year in YEARS
        and (element.key in coming or applies(element, starter_type))
    ]


def plan(
    elements: Sequence[ElementFacts],
    *,
    starter_type: str,
    started_on: date,
    stops: Sequence[Stop] = (),
    swaps: Sequence[tuple[UUID, UUID]] = (),
    days: Sequence[str] = (),
) -> list[PlannedStep]:
    """Return the dated steps of a line, in order of date.

    The times of an element stand evenly over the days of its period; elements of one period stand beside
    each other, not all on the same day. Weekends, breaks and pauses are passed over. `days` are those on
    which the starter works ("mon" …), any when empty. Same input, same line.
    """
    mine = chosen(elements, starter_type, swaps)
    beside: dict[tuple[int, Period], list[UUID]] = {}
    for element, _out in mine:
        beside.setdefault((element.year, element.period), []).append(element.id)
    calendar = {place: _days(started_on, *place, stops, days) for place in beside}
    steps: list[PlannedStep] = []
    for element, out in mine:
        place = (element.year, element.period)
        shift = Decimal(2 * beside[place].index(element.id) + 1) / (2 * len(beside[place]))
        steps += _occasions(element, out, calendar[place], shift)
    return sorted(steps, key=lambda step: (step.planned_on, step.year, str(step.element), step.number))


def _occasions(
    element: ElementFacts, out: UUID | None, days: Sequence[date], shift: Decimal
) -> list[PlannedStep]:
    """Return the times of one element; `shift` (0 to 1) is its place beside the others."""
    given = minutes_each(element.starter_hours, element.times)
    coach = minutes_each(element.coach_hours, element.times)
    return [
        PlannedStep(
            element.id,
            element.key,
            number + 1,
            element.year,
            days[int((number + shift) / element.times * len(days))],
            given[number],
            coach[number],
            out,
        )
        for number in range(element.times)
    ]


def remake(
    planned: Sequence[PlannedStep],
    standing: Sequence[StepFacts],
    *,
    on: date,
    stops: Sequence[Stop] = (),
    finished_on: date | None = None,
) -> Remade:
    """Tell how the line that stands becomes the one that is planned, on a day.

    What was ticked or cancelled stays, and so does what is past and what was added by hand; only what a
    pause has overtaken is dated again. A day chosen by hand stays. The first time past days are filled as
    well (somebody is registered late); later on nothing is added in the past. Nothing stands on or after
    `finished_on`, the first day after a trajectory that ended.
    """
    wanted = {(step.key, step.number): step for step in planned if _before(step.planned_on, finished_on)}
    first_time = not any(step.element for step in standing)
    changed: list[tuple[UUID, PlannedStep]] = []
    removed: list[UUID] = []
    for step in standing:
        if step.element is None or step.key is None:
            if not step.settled and not _before(step.planned_on, finished_on):
                removed.append(step.id)
            continue
        becomes = wanted.pop((step.key, step.number), None)
        if _stays(step, on, stops) and (step.settled or _before(step.planned_on, finished_on)):
            continue
        if becomes is None:
            removed.append(step.id)
        elif (redated := _redated(step, becomes, stops)) is not None:
            changed.append((step.id, redated))
    added = [step for step in wanted.values() if first_time or step.planned_on >= on]
    return Remade(tuple(added), tuple(changed), tuple(removed))


def _before(day: date, finished_on: date | None) -> bool:
    return finished_on is None or day < finished_on


def _stays(step: StepFacts, on: date, stops: Sequence[Stop]) -> bool:
    """What was settled or is past stays, unless it was past because the trajectory stood still."""
    return step.settled or (step.planned_on < on and not stands_still(step.planned_on, stops))


def _redated(step: StepFacts, becomes: PlannedStep, stops: Sequence[Stop]) -> PlannedStep | None:
    """Return how a step becomes, with a day chosen by hand kept; None when nothing changes."""
    by_hand = step.dated_by_hand and not stands_still(step.planned_on, stops)
    day = step.planned_on if by_hand else becomes.planned_on
    if stands_still(step.planned_on, [stop for stop in stops if stop.finished_on is None]):
        day = step.planned_on  # an open pause dates nothing again: nobody knows when it ends
    then = (becomes.element, day, becomes.starter_minutes, becomes.coach_minutes, becomes.swapped_from)
    now = (step.element, step.planned_on, step.starter_minutes, step.coach_minutes, step.swapped_from)
    if then == now:
        return None
    return PlannedStep(
        becomes.element,
        becomes.key,
        becomes.number,
        becomes.year,
        day,
        becomes.starter_minutes,
        becomes.coach_minutes,
        becomes.swapped_from,
    )


def weighs_the_same(mine: Decimal, other: Decimal) -> bool:
    """Tell whether two numbers of hours are within ten percent of the larger."""
    return abs(mine - other) <= EQUAL_WEIGHT * max(mine, other)
