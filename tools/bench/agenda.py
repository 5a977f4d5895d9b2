"""How fast the dates of a series are chosen, and what is lost by choosing them one after the other."""

import random
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import combinations, pairwise
from math import comb

from startlijn.engines.agenda import (
    AMSTERDAM,
    Answer,
    Hosting,
    Person,
    Problem,
    Slot,
    plan,
)

RUNS = 5
SCHOOLS = 17
# Slots, persons, dates, and the days over which the slots are spread.
CASES = ((12, 10, 4, 280), (24, 17, 4, 100), (60, 40, 6, 280), (60, 40, 6, 100), (500, 200, 12, 280))
MOST_SETS = 200_000  # more than this is not weighed one by one

Key = tuple[int, int, int, float]


def main() -> None:
    """Print the table of docs/engines/agenda.md."""
    print(
        "| Slots × persons × dates, spread over | This engine | Every set | Greedy: seconds | Greedy loses |"
    )
    print("|---|---|---|---|---|")
    for slots, persons, dates, days in CASES:
        problems = [_problem(random.Random(seed), slots, persons, dates, days) for seed in range(RUNS)]
        engine = statistics.median(_seconds(lambda problem=problem: plan(problem)) for problem in problems)
        greedy = statistics.median(_seconds(lambda problem=problem: _greedy(problem)) for problem in problems)
        every = "not tried"
        if comb(slots, dates) <= MOST_SETS:
            taken = [_seconds(lambda problem=problem: _every_set(problem)) for problem in problems]
            same = sum(_every_set(problem) == _key(problem, _dates(problem)) for problem in problems)
            every = f"{statistics.median(taken):.3f} s, the same value {same} of {RUNS} times"
        lost = sum(_loses(problem) for problem in problems)
        print(
            f"| {slots} × {persons} × {dates}, {days} days | {engine:.3f} s, proven | {every} "
            f"| {greedy:.3f} s | {lost} of {RUNS} times worse |"
        )


def _problem(dice: random.Random, slots: int, persons: int, dates: int, length: int) -> Problem:
    """Slots spread over so many days; people can come half of the time; three are required."""
    first = datetime(2026, 9, 1, 15, tzinfo=AMSTERDAM)
    days = [first + timedelta(days=length * number // slots) for number in range(slots)]
    moments = tuple(Slot(f"s{number}", day, day + timedelta(hours=2)) for number, day in enumerate(days))
    asked = tuple(
        Person(
            f"p{number}",
            f"school {number % SCHOOLS}",
            number < 3,
            {slot.id: dice.choice((Answer.YES, Answer.MAYBE, Answer.NO, Answer.NO)) for slot in moments},
        )
        for number in range(persons)
    )
    schools = tuple(dict.fromkeys(person.school for person in asked))
    minutes = {(one, other): dice.randrange(5, 60) for one in schools for other in schools}
    return Problem(moments, asked, dates, hosting=Hosting(schools, minutes=minutes))


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _dates(problem: Problem) -> list[Slot]:
    return [date.slot for date in plan(problem).dates]


def _loses(problem: Problem) -> bool:
    """Tell whether greedy finds a worse set, or none."""
    greedy = _greedy(problem)
    return len(greedy) < problem.count or _key(problem, greedy) > _key(problem, _dates(problem))


def _greedy(problem: Problem) -> list[Slot]:
    taken: list[Slot] = []
    for _number in range(problem.count):
        fits = [slot for slot in problem.slots if slot not in taken and _apart(problem, [*taken, slot])]
        if not fits:
            break
        taken.append(min(fits, key=lambda slot: _key(problem, [*taken, slot])))
    return taken


def _every_set(problem: Problem) -> Key:
    return min(
        _key(problem, slots) for slots in combinations(problem.slots, problem.count) if _apart(problem, slots)
    )


def _apart(problem: Problem, slots: Sequence[Slot]) -> bool:
    days = sorted(slot.start.date() for slot in slots)
    return all((after - before).days >= problem.min_days_between for before, after in pairwise(days))


def _key(problem: Problem, slots: Sequence[Slot]) -> Key:
    refusals = schools = answers = 0
    for slot in slots:
        said = [(person, person.answers[slot.id]) for person in problem.persons]
        refusals += sum(person.required and answer is Answer.NO for person, answer in said)
        schools += len({person.school for person, answer in said if answer is not Answer.NO})
        answers += sum({Answer.YES: 2, Answer.MAYBE: 1, Answer.NO: 0}[answer] for _person, answer in said)
    return refusals, -schools, -answers, max(slot.start.timestamp() for slot in slots)


if __name__ == "__main__":
    main()
