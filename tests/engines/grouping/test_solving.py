from collections.abc import Callable
from dataclasses import replace

import pytest

from startlijn.engines.grouping import (
    Member,
    Objective,
    Problem,
    Progress,
    Result,
    Rules,
    Status,
    Wish,
    WishKind,
    evaluate,
    solve,
    travel_minutes,
    what_if,
)
from tests.engines.grouping.examples import line, matrix, towns


def sets(result: Result) -> set[frozenset[str]]:
    return {frozenset(group.members) for group in result.groups}


class Ticking:
    """A clock that moves on by a fixed step each time it is read."""

    def __init__(self, step: float) -> None:
        self.step = step
        self.now = 0.0

    def __call__(self) -> float:
        self.now += self.step
        return self.now


def test_travel_minutes_between_amersfoort_and_utrecht() -> None:
    assert travel_minutes(52.155, 5.387, 52.090, 5.121) == 44


def test_travel_minutes_to_the_same_place_is_the_departure_time() -> None:
    assert travel_minutes(52.0, 5.0, 52.0, 5.0) == 10


def test_solve_puts_neighbours_together() -> None:
    result = solve(Problem(line(5.0, 5.01, 6.0, 6.01), 2, 2))
    assert sets(result) == {frozenset("ab"), frozenset("cd")}
    assert (result.status, result.gap) == (Status.OPTIMAL, 0.0)


def test_solve_counts_the_journey_to_the_host_in_its_own_direction() -> None:
    minutes = matrix(3, (1, 0, 5), (2, 0, 7), (0, 1, 50), (0, 2, 50))
    result = solve(Problem(line(5, 5, 5), 3, 3, Objective.HOST, minutes=minutes))
    assert (result.value, result.groups[0].host) == (12.0, "a")


def test_pairs_count_the_mean_of_both_directions() -> None:
    result = solve(Problem(line(5, 5), 2, 2, minutes=matrix(2, (0, 1, 10), (1, 0, 25))))
    assert result.value == 17.5


def test_longest_comes_before_the_sum() -> None:
    near = [(i, j, 20.0) for i in (0, 1) for j in (2, 3)] + [(j, i, 20.0) for i in (0, 1) for j in (2, 3)]
    minutes = matrix(4, (0, 1, 1), (1, 0, 1), (2, 3, 30), (3, 2, 30), *near)
    result = solve(Problem(line(5, 5, 5, 5), 2, 2, Objective.LONGEST, minutes=minutes))
    assert (result.value, result.total) == (20.0, 40.0)


def test_same_seed_gives_the_same_groups() -> None:
    problem = towns(40, Rules(apart_by=("board",)))
    first, second = (solve(problem, seed=3) for _ in range(2))
    assert first.groups == second.groups


def test_fixed_number_of_groups_is_kept() -> None:
    assert len(solve(replace(towns(24), groups=6)).groups) == 6


def test_together_apart_and_pins_hold() -> None:
    rules = Rules(together=(("s0", "s1"),), apart=(("s2", "s3"),), pinned={"s4": "x", "s5": "x", "s6": "y"})
    result = solve(towns(24, rules))
    home = {member.id: member.group for member in result.members}
    assert home["s0"] == home["s1"]
    assert home["s2"] != home["s3"]
    assert home["s4"] == home["s5"] != home["s6"]
    assert all(rule.met for rule in result.rules)


def test_same_column_solves_each_value_apart_and_adds_the_bounds() -> None:
    problem = towns(40, Rules(same=("region",)))
    whole = solve(problem)
    parts = [
        solve(replace(problem, members=tuple(m for m in problem.members if m.attributes["region"] == name)))
        for name in ("north", "south")
    ]
    assert whole.status is Status.OPTIMAL
    assert whole.bound == sum(part.bound or 0 for part in parts)


def test_wish_costs_its_minutes_for_each_broken_pair() -> None:
    members = tuple(Member(str(n), 52, 5, {"phase": "one"}) for n in range(3))
    wish = Wish(WishKind.MIX, "phase", 7)
    assert solve(Problem(members, 3, 3, rules=Rules(wishes=(wish,)))).value == 30 + 3 * 7


def test_share_wish_costs_the_part_in_which_sets_differ() -> None:
    members = (Member("a", 52, 5, {"q": "x;y"}), Member("b", 52, 5, {"q": "y;z"}))
    wish = Wish(WishKind.SHARE, "q", 30)
    assert solve(Problem(members, 2, 2, rules=Rules(wishes=(wish,)))).value == pytest.approx(10 + 20)


def test_time_limit_cuts_off_and_leaves_a_bound_below_the_value() -> None:
    clock = Ticking(0.05)
    result = solve(towns(80, objective=Objective.PAIRS), seconds=4.0, clock=clock)
    assert result.status in (Status.FEASIBLE, Status.OPTIMAL)
    assert (result.bound or 0) <= (result.value or 0)
    assert result.seconds <= 4.4


def test_no_time_at_all_claims_nothing() -> None:
    result = solve(towns(40, Rules(apart_by=("board",))), seconds=0.0)
    assert result.status in (Status.UNKNOWN, Status.FEASIBLE)


def test_cancel_returns_the_best_so_far() -> None:
    seen: list[Progress] = []

    def stop() -> bool:
        return any(progress.value is not None for progress in seen)

    result = solve(towns(80), progress=seen.append, cancelled=stop)
    assert result.status is Status.FEASIBLE
    assert sorted(member.id for member in result.members) == sorted(f"s{n}" for n in range(80))


def test_progress_tells_a_falling_value_and_a_rising_bound() -> None:
    seen: list[Progress] = []
    solve(towns(60), progress=seen.append)
    values = [progress.value for progress in seen if progress.value is not None]
    bounds = [progress.bound for progress in seen if progress.bound is not None]
    assert values == sorted(values, reverse=True)
    assert bounds == sorted(bounds)
    assert seen[-1].phase == "done"


def test_start_that_is_best_changes_nobody() -> None:
    problem = Problem(line(5.0, 5.01, 6.0, 6.01), 2, 2)
    assert solve(replace(problem, start=(("b", "a"), ("d", "c")))).changed == ()


def test_changed_names_those_with_other_mates() -> None:
    problem = Problem(line(5.0, 5.01, 6.0, 6.01, 7.0, 7.01), 2, 2)
    result = solve(replace(problem, start=(("a", "c"), ("b", "d"), ("e", "f"))))
    assert result.changed == ("a", "b", "c", "d")


def test_start_with_a_newcomer_and_somebody_gone_is_taken() -> None:
    problem = towns(24)
    before = solve(replace(problem, members=problem.members[:23]))
    start = tuple(group.members for group in before.groups)
    assert solve(replace(problem, start=start)).value == solve(problem).value


def test_member_report_names_the_rule_between_neighbours() -> None:
    members = tuple(
        replace(m, attributes={"board": "x"} if m.id in "ab" else {}) for m in line(5.0, 5.01, 6.0, 6.01)
    )
    result = solve(Problem(members, 2, 2, rules=Rules(apart_by=("board",))))
    first = result.members[0]
    assert (first.nearest[0].id, first.nearest[0].rule, first.nearest[0].column) == ("b", "apart_by", "board")
    rule = next(rule for rule in result.rules if rule.rule == "apart_by")
    assert (rule.met, rule.binding) == (True, ("x",))


def test_member_report_says_cost_where_no_rule_is_between() -> None:
    result = solve(Problem(line(5.0, 5.01, 6.0, 6.01), 2, 2))
    assert {near.rule for member in result.members for near in member.nearest} == {"cost"}


def test_group_shares_add_up_to_the_value() -> None:
    result = solve(towns(24, objective=Objective.PAIRS))
    assert sum(group.minutes for group in result.groups) == result.value


@pytest.mark.parametrize("objective", list(Objective))
def test_what_if_equals_solving_with_the_pair_forced(objective: Objective) -> None:
    problem = towns(24, objective=objective)
    result = solve(problem)
    answer = what_if(problem, result, "s0", "s1")
    forced = solve(replace(problem, rules=Rules(together=(("s0", "s1"),))))
    assert (answer.status, answer.value) == (forced.status, forced.value)
    assert answer.extra == (forced.value or 0) - (result.value or 0)


def test_what_if_of_two_of_one_board_names_the_rule() -> None:
    problem = towns(24, Rules(apart_by=("board",)))
    answer = what_if(problem, solve(problem), "s0", "s6")
    assert (answer.status, answer.extra) == (Status.INFEASIBLE, None)
    assert {clash.rule for clash in answer.clash} == {"together", "apart_by"}


def test_evaluate_tells_the_value_and_what_is_broken() -> None:
    members = tuple(replace(member, attributes={"board": "x"}) for member in line(5.0, 5.0, 6.0))
    problem = Problem(members, 1, 2, rules=Rules(apart_by=("board",)))
    told = evaluate(problem, (("a", "b"), ("c",)))
    assert (told.value, told.valid) == (10.0, False)
    assert next(rule for rule in told.rules if rule.rule == "apart_by").broken == (0,)


def test_evaluate_with_somebody_left_out_is_not_valid() -> None:
    assert evaluate(Problem(line(5.0, 5.0, 6.0), 1, 2), (("a", "b"),)).valid is False


@pytest.fixture
def counting() -> tuple[list[int], Callable[[], bool]]:
    calls: list[int] = []

    def cancelled() -> bool:
        calls.append(1)
        return False

    return calls, cancelled


def test_cancelled_is_asked_during_the_search(counting: tuple[list[int], Callable[[], bool]]) -> None:
    calls, cancelled = counting
    solve(towns(24), cancelled=cancelled)
    assert len(calls) > 3
