"""Finds the best and the second-best set of slots, exactly.

The three sums are sums over the dates, and a date only limits the one that follows it. So the best set of
j dates that ends with slot i is the best set of j - 1 dates that ends early enough, plus i: walking the slots
in order of time weighs every possible set without writing them all down. With n slots and k dates this takes
n × k steps, whatever the answers are.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeAlias

from startlijn.engines.agenda.terms import AMSTERDAM, Answer, Person, Problem, Slot, Value

Cost: TypeAlias = tuple[int, int, int]
WORTH = {Answer.YES: 2, Answer.MAYBE: 1, Answer.NO: 0}
_KEPT = 2  # the best set and the runner-up


@dataclass(frozen=True, slots=True, order=True)
class Choice:
    """A set of slots, as places in the line of time. Lower is better; equal costs: the earliest dates."""

    cost: Cost
    places: tuple[int, ...]


@dataclass(frozen=True)
class Line:
    """The slots in order of time, what each costs, and from which place on another may follow."""

    slots: tuple[Slot, ...]
    costs: tuple[Cost, ...]
    follows: tuple[int, ...]
    pinned: tuple[int, ...]

    def value(self, choice: Choice) -> Value:
        """Return the value of a choice on the four criteria."""
        refusals, schools, answers = choice.cost
        last = max(self.slots[place].start.astimezone(AMSTERDAM) for place in choice.places)
        return Value(refusals, -schools, -answers, last)


def line_of(problem: Problem) -> Line:
    """Put the slots of a checked problem in order of time."""
    slots = tuple(sorted(problem.slots, key=lambda slot: (_moment(slot.start), _moment(slot.end), slot.id)))
    costs = _costs(slots, problem.persons)
    starts = [_moment(slot.start) for slot in slots]
    days = [day_of(slot) for slot in slots]
    apart = timedelta(days=problem.min_days_between)
    follows = tuple(
        max(
            _first_on(days, day, apart),
            bisect_left(starts, _moment(slot.end)),
            bisect_right(starts, _moment(slot.start)),
        )
        for slot, day in zip(slots, days, strict=True)
    )
    pinned = tuple(place for place, slot in enumerate(slots) if slot.id in problem.pinned)
    return Line(slots, costs, follows, pinned)


def day_of(slot: Slot) -> date:
    """Return the calendar day of a slot in Amsterdam."""
    return slot.start.astimezone(AMSTERDAM).date()


def best(line: Line, count: int, *, without: int | None = None) -> tuple[Choice, ...]:
    """Return the best set and the second-best, both with every pin; fewer when there are no more sets.

    Equal on the first three criteria: the earliest last date; then the earliest dates, from the first on.
    `without`: the place of a slot that is left out.
    """
    ends: dict[int, tuple[Choice, ...]] = {}
    for number in range(1, count + 1):
        ends = _first_dates(line, without) if number == 1 else _next_dates(line, ends, without)
        if not ends:
            return ()
    last_pin = line.pinned[-1] if line.pinned else -1
    whole = [choice for place, choices in ends.items() if place >= last_pin for choice in choices]
    return tuple(sorted(whole, key=lambda choice: (choice.cost, _last(line, choice), choice.places))[:_KEPT])


def most_dates(line: Line) -> int:
    """Return how many dates fit at most, together with all pins; 0 when the pins themselves do not."""
    most, number = 0, 0
    ends = _first_dates(line, None)
    last_pin = line.pinned[-1] if line.pinned else -1
    while ends:
        number += 1
        if any(place >= last_pin for place in ends):
            most = number
        ends = _next_dates(line, ends, None)
    return most


def _first_dates(line: Line, without: int | None) -> dict[int, tuple[Choice, ...]]:
    """Each slot as the first date: no pin lies before it."""
    upto = line.pinned[0] if line.pinned else len(line.slots) - 1
    return {place: (Choice(line.costs[place], (place,)),) for place in range(upto + 1) if place != without}


def _next_dates(
    line: Line, ends: Mapping[int, tuple[Choice, ...]], without: int | None
) -> dict[int, tuple[Choice, ...]]:
    """Add one date to sets that end with each slot; no pin is passed by."""
    freed: dict[int, list[int]] = {}
    for place in ends:
        freed.setdefault(line.follows[place], []).append(place)
    pins = frozenset(line.pinned)
    found: dict[int, tuple[Choice, ...]] = {}
    before: tuple[Choice, ...] = ()  # the best sets that the slot at hand may follow
    last_pin = -1
    for place in range(len(line.slots)):
        news = [choice for each in freed.get(place, ()) if each >= last_pin for choice in ends[each]]
        if news:
            before = _best_two([*before, *news])
        if before and place != without:
            found[place] = tuple(_added(choice, line, place) for choice in before)
        if place in pins:
            before, last_pin = (), place
    return found


def _added(choice: Choice, line: Line, place: int) -> Choice:
    (first, second, third), more = choice.cost, line.costs[place]
    return Choice((first + more[0], second + more[1], third + more[2]), (*choice.places, place))


def _best_two(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    return tuple(sorted(choices)[:_KEPT])


def _costs(slots: tuple[Slot, ...], persons: tuple[Person, ...]) -> tuple[Cost, ...]:
    """Return per slot: required persons who do not come, minus schools present, minus the sum of answers."""
    return tuple(_cost(slot, persons) for slot in slots)


def _cost(slot: Slot, persons: tuple[Person, ...]) -> Cost:
    refusals, answers, schools = 0, 0, set[str]()
    for person in persons:
        worth = WORTH[person.answers.get(slot.id, Answer.NO)]
        answers += worth
        if worth and person.school:
            schools.add(person.school)
        refusals += person.required and not worth
    return refusals, -len(schools), -answers


def _first_on(days: list[date], day: date, apart: timedelta) -> int:
    """Return the first place on a day late enough; behind the last when that day is not on the calendar."""
    try:
        return bisect_left(days, day + apart)
    except OverflowError:
        return len(days)


def _moment(moment: datetime) -> float:
    return moment.timestamp()


def _last(line: Line, choice: Choice) -> float:
    return _moment(line.slots[choice.places[-1]].start)
