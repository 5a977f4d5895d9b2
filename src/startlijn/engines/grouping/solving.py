"""The engine's verbs: solve a problem, evaluate given groups, ask what if two members were together."""

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from startlijn.engines.grouping.arrays import Floats, Ints
from startlijn.engines.grouping.checking import check
from startlijn.engines.grouping.clash import smallest_clash
from startlijn.engines.grouping.counting import clash_by_counting
from startlijn.engines.grouping.explaining import changed, explain
from startlijn.engines.grouping.instance import Instance, build
from startlijn.engines.grouping.parts import Outcome, possible, solve_longest, solve_parts
from startlijn.engines.grouping.relaxing import relax
from startlijn.engines.grouping.terms import (
    BadProblem,
    Clash,
    Evaluation,
    Objective,
    Problem,
    Progress,
    Result,
    Status,
    WhatIf,
)
from startlijn.engines.grouping.travel import minutes_matrix
from startlijn.engines.grouping.watch import Watch, gap

CLASH_SECONDS = 2.0  # at most, for each rule that is tried to be left out


def solve(
    problem: Problem,
    *,
    seconds: float = 30.0,
    seed: int = 0,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    clock: Callable[[], float] = time.perf_counter,
) -> Result:
    """Form groups: the best found in `seconds`, with a proven bound.

    The same problem and seed give the same groups, unless time cuts the search off. `progress` is called with
    every better value or bound; when `cancelled` returns true the best so far is returned. `clock` gives
    seconds. Raises BadProblem when the input is unusable.
    """
    check(problem)
    watch = Watch(seconds, clock, cancelled, progress)
    minutes = minutes_matrix(problem)
    clash = clash_by_counting(problem)
    if clash:
        return _impossible(problem, minutes, watch, seed, clash)
    instance = build(problem, minutes)
    outcome = _search(problem, instance, watch, seed)
    if outcome.groups is None and outcome.settled:
        return _impossible(problem, minutes, watch, seed, _clash(problem, minutes, watch, seed))
    if outcome.groups is None:
        bound = outcome.bound if problem.objective is not Objective.LONGEST else outcome.longest_bound
        return Result(Status.UNKNOWN, (), problem.objective, None, bound, None, watch.spent(), seed=seed)
    return _answer(problem, minutes, instance, outcome, watch, seed)


def evaluate(problem: Problem, groups: tuple[tuple[str, ...], ...]) -> Evaluation:
    """Give the value of groups and the rules they break, without search; members left out are ignored.

    Raises BadProblem when the problem is unusable, an id is unknown or a member is in two groups.
    """
    check(replace(problem, start=groups))
    minutes = minutes_matrix(problem)
    place = {who.id: number for number, who in enumerate(problem.members)}
    numbers = [[place[member] for member in group] for group in groups if group]
    told = explain(problem, minutes, numbers)
    whole = sum(len(group) for group in numbers) == len(problem.members)
    valid = whole and all(rule.met for rule in told.rules if not rule.rule.startswith("wish_"))
    value = told.longest if problem.objective is Objective.LONGEST else told.total
    return Evaluation(
        value, told.total, valid, told.groups, told.rules, told.members, changed(problem, numbers)
    )


def what_if(
    problem: Problem,
    result: Result,
    first: str,
    second: str,
    *,
    seconds: float = 5.0,
    seed: int = 0,
    clock: Callable[[], float] = time.perf_counter,
) -> WhatIf:
    """Say what it would cost to put two members together: the best solution with the pair forced.

    `extra` compares with `result.value`. Raises BadProblem for an unknown id or twice the same.
    """
    ids = {who.id for who in problem.members}
    for member in (first, second):
        if member not in ids:
            raise BadProblem("unknown_member", "what_if", id=member)
    if first == second:
        raise BadProblem("same_member", "what_if", id=first)
    rules = replace(problem.rules, together=(*problem.rules.together, (first, second)))
    start = tuple(group.members for group in result.groups)
    forced = replace(problem, rules=rules, start=start)
    answer = solve(forced, seconds=seconds, seed=seed, clock=clock)
    extra = extra_bound = None
    if answer.value is not None and result.value is not None:
        extra = answer.value - result.value
    if answer.bound is not None and result.value is not None:
        extra_bound = max(0.0, answer.bound - result.value)
    return WhatIf(answer.status, answer.value, extra, extra_bound, answer.groups, answer.clash)


def _search(problem: Problem, instance: Instance, watch: Watch, seed: int) -> Outcome:
    start = _start(problem, instance)
    if problem.objective is Objective.LONGEST:
        return solve_longest(instance, start, watch, seed)
    return solve_parts(instance, start, watch, seed)


def _start(problem: Problem, instance: Instance) -> Ints | None:
    """Group number per unit from the present groups; who has none joins the smallest group."""
    groups = [group for group in problem.start if group][: instance.greatest]
    if not groups:
        return None
    number = {member: index for index, group in enumerate(groups) for member in group}
    ids = [who.id for who in problem.members]
    sizes = np.zeros(len(groups), dtype=np.int64)
    start = np.full(instance.size, -1)
    for newcomers in (False, True):
        for unit, members in enumerate(instance.units):
            held = [number[ids[member]] for member in members if ids[member] in number]
            if start[unit] < 0 and (held or newcomers):
                room = (
                    held[0]
                    if held and sizes[held[0]] + len(members) <= instance.largest
                    else int(sizes.argmin())
                )
                start[unit] = room
                sizes[room] += len(members)
    return start if sizes.max() <= instance.largest + 1 else None


def _clash(problem: Problem, minutes: Floats, watch: Watch, seed: int) -> tuple[Clash, ...]:
    def can_be(lighter: Problem) -> bool | None:
        if clash_by_counting(lighter):
            return False
        part = Watch(min(CLASH_SECONDS, watch.left()), watch.clock, watch.cancelled)
        return possible(build(lighter, minutes), part, seed)

    return smallest_clash(problem, can_be)


def _impossible(
    problem: Problem, minutes: Floats, watch: Watch, seed: int, clash: tuple[Clash, ...]
) -> Result:
    relaxation = relax(problem, minutes, watch, seed, clash)
    return Result(
        Status.INFEASIBLE,
        (),
        problem.objective,
        None,
        None,
        None,
        watch.spent(),
        clash=clash,
        relaxation=relaxation,
        seed=seed,
    )


def _answer(
    problem: Problem, minutes: Floats, instance: Instance, outcome: Outcome, watch: Watch, seed: int
) -> Result:
    groups = members_of(instance, outcome.groups or ())
    told = explain(problem, minutes, groups)
    assert all(rule.met for rule in told.rules if not rule.rule.startswith("wish_"))
    assert sorted(member for group in groups for member in group) == list(range(len(problem.members)))
    value, bound = told.total, min(outcome.bound, told.total)
    if problem.objective is Objective.LONGEST:
        value, bound = told.longest, min(outcome.longest_bound, told.longest)
    if outcome.settled:
        bound = value
    watch.tell("done", value, bound)
    return Result(
        status=Status.OPTIMAL if outcome.settled else Status.FEASIBLE,
        groups=told.groups,
        objective=problem.objective,
        value=value,
        bound=bound,
        gap=gap(value, bound),
        seconds=watch.spent(),
        total=told.total,
        total_bound=told.total if outcome.settled else min(outcome.bound, told.total),
        rules=told.rules,
        members=told.members,
        changed=changed(problem, groups),
        seed=seed,
    )


def members_of(instance: Instance, groups: tuple[tuple[int, ...], ...]) -> list[list[int]]:
    """Member numbers of groups of units, ascending, groups by their first member."""
    return sorted(sorted(member for unit in group for member in instance.units[unit]) for group in groups)
