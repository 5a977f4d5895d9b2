"""On every small instance the engine finds what trying everything finds.

`STARTLIJN_SOAK=25` tries 25 times as many instances (`make soak`).
"""

import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from startlijn.engines.grouping import (
    AtMost,
    Member,
    NotAlone,
    Objective,
    Problem,
    Rules,
    Status,
    Wish,
    WishKind,
    evaluate,
    solve,
)
from tests.engines.grouping.oracle import Pairs, best, fewest_broken

SIZES = st.sampled_from([(1, 2), (1, 3), (2, 3), (2, 4), (3, 4), (3, 5), (4, 8), (2, 2)])
TIMES = int(os.environ.get("STARTLIJN_SOAK", "1"))
some = settings(max_examples=40 * TIMES, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def problems(draw: st.DrawFn, most: int = 8) -> Problem:
    smallest, largest = draw(SIZES)
    count = draw(st.integers(max(2, smallest), most))
    members = tuple(draw(_member(number)) for number in range(count))
    matrix = None
    if draw(st.booleans()):
        row = st.tuples(*[st.integers(0, 30)] * count)
        matrix = tuple(draw(row) for _ in range(count))
    return Problem(
        members,
        smallest,
        largest,
        draw(st.sampled_from(Objective)),
        draw(_rules([member.id for member in members])),
        minutes=matrix,
        groups=draw(st.none() | st.none() | st.integers(1, count)),
    )


@st.composite
def _member(draw: st.DrawFn, number: int) -> Member:
    attributes = {
        "board": draw(st.sampled_from(["", "a", "b", "c", "d"])),
        "region": draw(st.sampled_from(["n", "n", "n", "z"])),
        "themes": draw(st.sampled_from(["", "x", "x;y", "y;z"])),
    }
    slots = draw(st.none() | st.frozensets(st.sampled_from(["mon", "tue", "wed"]), min_size=1))
    lat, lon = draw(st.floats(51, 53)), draw(st.floats(4, 6.5))
    return Member(f"m{number}", lat, lon, attributes, slots)


@st.composite
def _rules(draw: st.DrawFn, ids: list[str]) -> Rules:
    sets = st.lists(st.sampled_from(ids), min_size=2, max_size=3, unique=True).map(tuple)
    few = st.lists(sets, max_size=1).map(tuple)
    pins = st.dictionaries(st.sampled_from(ids), st.sampled_from(["A", "B"]), max_size=2)
    wish = st.builds(
        Wish, st.sampled_from(WishKind), st.sampled_from(["board", "themes"]), st.integers(0, 20)
    )
    return Rules(
        apart_by=draw(st.sampled_from([(), (), ("board",)])),
        same=draw(st.sampled_from([(), (), (), ("region",)])),
        apart=draw(few),
        together=draw(few),
        history=draw(few),
        pinned=draw(pins),
        at_most=draw(st.sampled_from([(), (), (AtMost("board", 2),), (AtMost("board", 1),)])),
        not_alone=draw(st.sampled_from([(), (), (NotAlone("region", "z"),)])),
        common_slot=draw(st.booleans()),
        wishes=tuple(draw(st.lists(wish, max_size=2))),
    )


@some
@given(problems())
def test_solve_agrees_with_trying_everything(problem: Problem) -> None:
    truth = best(problem)
    result = solve(problem, seconds=60)
    if truth is None:
        assert result.status is Status.INFEASIBLE
        assert result.clash
        return
    assert result.status is Status.OPTIMAL
    assert (round(result.value or 0, 6), round(result.total or 0, 6)) == (
        round(truth[0], 6),
        round(truth[1], 6),
    )
    assert result.bound == result.value


@some
@given(problems())
def test_groups_of_a_result_keep_every_rule(problem: Problem) -> None:
    result = solve(problem, seconds=60)
    if result.status is not Status.OPTIMAL:
        return
    place = {member.id: number for number, member in enumerate(problem.members)}
    groups = [[place[member] for member in group.members] for group in result.groups]
    assert sorted(number for group in groups for number in group) == list(range(len(problem.members)))
    assert all(problem.smallest <= len(group) <= problem.largest for group in groups)
    assert Pairs(problem).allowed(groups)


@some
@given(problems())
def test_evaluate_gives_the_value_that_solve_found(problem: Problem) -> None:
    result = solve(problem, seconds=60)
    if result.status is not Status.OPTIMAL:
        return
    told = evaluate(problem, tuple(group.members for group in result.groups))
    assert (told.valid, told.value, told.total) == (True, result.value, result.total)


@some
@given(problems(), st.booleans())
def test_relaxation_breaks_the_fewest_pairs(problem: Problem, boards: bool) -> None:
    rules = Rules(apart_by=("board",) if boards else (), same=("region",), history=problem.rules.history)
    objective = Objective.PAIRS if problem.objective is Objective.LONGEST else problem.objective
    plain = Problem(problem.members, 2, 3, objective, rules)
    result = solve(plain, seconds=60)
    if result.status is not Status.INFEASIBLE or result.relaxation is None:
        return
    assert result.relaxation.proven
    relaxed = (len(result.relaxation.broken), round(result.relaxation.value, 6))
    truth = fewest_broken(plain)
    assert relaxed == (truth[0], round(truth[1], 6))


@settings(max_examples=5 * TIMES, deadline=None, suppress_health_check=list(HealthCheck))
@given(problems(most=10))
def test_solve_agrees_with_trying_everything_up_to_ten_members(problem: Problem) -> None:
    truth = best(problem)
    result = solve(problem, seconds=60)
    assert (result.status is Status.INFEASIBLE) == (truth is None)
    if truth is not None:
        assert round(result.value or 0, 6) == round(truth[0], 6)
