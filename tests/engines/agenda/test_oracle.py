"""On every small agenda the engine finds what trying everything finds.

`STARTLIJN_SOAK=25` tries 25 times as many (`make soak`).
"""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from startlijn.engines.agenda import Answer, Hosting, Person, Problem, Slot, Status, Value, plan
from tests.engines.agenda.oracle import Key, all_hosts, allowed, best_sets, host_key, key

TIMES = int(os.environ.get("STARTLIJN_SOAK", "1"))
some = settings(max_examples=150 * TIMES, deadline=None, suppress_health_check=list(HealthCheck))
SCHOOLS = ("A", "B", "C")
# Around the clock change of 25 October 2026 and the turn of the year with its ISO week 53.
STARTS = (datetime(2026, 10, 23, 13, tzinfo=UTC), datetime(2026, 12, 27, 14, tzinfo=UTC))


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    first = draw(st.sampled_from(STARTS))
    slots = tuple(
        _slot(f"s{number}", first, *draw(st.tuples(st.integers(0, 200), st.integers(0, 40))))
        for number in range(draw(st.integers(1, 8)))
    )
    ids = [slot.id for slot in slots]
    answers = st.dictionaries(st.sampled_from(ids), st.sampled_from(Answer))
    persons = tuple(
        Person(f"p{number}", draw(st.sampled_from(["", *SCHOOLS])), draw(st.booleans()), draw(answers))
        for number in range(draw(st.integers(0, 5)))
    )
    pinned = draw(st.frozensets(st.sampled_from(ids), max_size=2))
    return Problem(
        slots,
        persons,
        draw(st.integers(1, 4)),
        draw(st.sampled_from([0, 0, 1, 2, 3, 7])),
        pinned=pinned if draw(st.booleans()) else frozenset(),
        hosting=draw(_hosting(ids)),
    )


def _slot(name: str, first: datetime, hours: int, length: int) -> Slot:
    start = first + timedelta(hours=hours)
    return Slot(name, start, start + timedelta(hours=length // 2))


@st.composite
def _hosting(draw: st.DrawFn, ids: list[str]) -> Hosting:
    pairs = [(one, other) for one in SCHOOLS for other in SCHOOLS if one != other]
    closed = st.dictionaries(st.sampled_from(SCHOOLS), st.frozensets(st.sampled_from(ids)))
    return Hosting(
        SCHOOLS,
        closed=draw(closed),
        hosted=draw(st.dictionaries(st.sampled_from(SCHOOLS), st.integers(0, 3))),
        minutes=draw(st.dictionaries(st.sampled_from(pairs), st.integers(0, 60))),
    )


def as_key(value: Value) -> Key:
    return value.refusals, -value.schools, -value.answers, value.last_date.timestamp()


@some
@given(problems())
def test_no_set_is_better_and_the_runner_up_is_second(problem: Problem) -> None:
    every = best_sets(problem)
    found = plan(problem)
    if not every:
        assert (found.status, found.dates, found.value) == (Status.INFEASIBLE, (), None)
        assert found.clashes
        return
    assert found.status == Status.OPTIMAL
    assert tuple(date.slot.id for date in found.dates) == every[0][1]
    assert found.value is not None
    assert found.value == found.bound
    assert as_key(found.value) == every[0][0]
    second = found.runner_up and tuple(slot.id for slot in found.runner_up.slots)
    assert second == (every[1][1] if len(every) > 1 else None)


@some
@given(problems())
def test_no_hosts_are_fairer_or_nearer(problem: Problem) -> None:
    found = plan(problem)
    ids = [date.slot.id for date in found.dates]
    hosts = tuple(date.host for date in found.dates)
    if not ids:
        return
    assert hosts in set(all_hosts(problem, ids))
    assert host_key(problem, ids, hosts) == min(
        host_key(problem, ids, each) for each in all_hosts(problem, ids)
    )


@some
@given(problems())
def test_the_plan_is_never_worse_than_taking_the_best_slot_each_time(problem: Problem) -> None:
    greedy = _best_slot_each_time(problem)
    found = plan(problem)
    if greedy:
        assert found.value is not None
        assert as_key(found.value) <= key(problem, greedy)


def _best_slot_each_time(problem: Problem) -> list[Slot]:
    """Take the slot that is best now and still fits, `count` times; nothing when that does not work out."""
    free = replace(problem, pinned=frozenset())
    taken: list[Slot] = []
    for _number in range(problem.count):
        fits = [slot for slot in problem.slots if slot not in taken and allowed(free, [*taken, slot])]
        if not fits:
            return []
        taken.append(min(fits, key=lambda slot: key(problem, [*taken, slot])))
    return taken if allowed(problem, taken) else []


@some
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_slots_and_persons_changes_nothing(problem: Problem, dice: object) -> None:
    slots, persons = list(problem.slots), list(problem.persons)
    dice.shuffle(slots)  # type: ignore[attr-defined]
    dice.shuffle(persons)  # type: ignore[attr-defined]
    turned = plan(replace(problem, slots=tuple(slots), persons=tuple(persons)))
    found = plan(problem)
    assert [date.slot for date in turned.dates] == [date.slot for date in found.dates]
    assert [date.host for date in turned.dates] == [date.host for date in found.dates]
    assert (turned.value, turned.runner_up) == (found.value, found.runner_up)
