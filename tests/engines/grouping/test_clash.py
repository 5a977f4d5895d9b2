from dataclasses import replace

from startlijn.engines.grouping import AtMost, Member, NotAlone, Problem, Result, Rules, Status, solve
from tests.engines.grouping.examples import line, towns


def boards(*names: str) -> tuple[Member, ...]:
    return tuple(
        Member(f"m{n}", 52, 5 + n / 100, {"board": name, "region": name[-1:]}) for n, name in enumerate(names)
    )


def codes(result: Result) -> list[tuple[str, str]]:
    return [(clash.rule, clash.code) for clash in result.clash]


def test_members_that_do_not_fit_the_sizes_are_counted() -> None:
    result = solve(Problem(line(5.0, 5.1, 5.2, 5.3, 5.4), 3, 4))
    assert result.status is Status.INFEASIBLE
    assert codes(result) == [("size", "members_do_not_fit")]
    assert result.clash[0].needed == 5


def test_sizes_that_do_not_fit_are_relaxed_to_the_nearest() -> None:
    result = solve(Problem(line(5.0, 5.1, 5.2, 5.3, 5.4), 3, 4))
    assert result.relaxation is not None
    assert [len(group.members) for group in result.relaxation.groups] == [5]


def test_large_board_is_named_with_its_figures() -> None:
    result = solve(Problem(boards("x", "x", "x", "x", "y", "y", "z"), 3, 4, rules=Rules(apart_by=("board",))))
    first = result.clash[0]
    assert (first.rule, first.column, first.value) == ("apart_by", "board", "x")
    assert (first.needed, first.available) == (4, 2)
    assert (
        first.text == "board x has 4 members; at most 2 groups can take one each; at least 2 have to share."
    )
    assert codes(result)[1:] == [("size", "most_groups")]


def test_relaxation_breaks_as_few_pairs_as_can_be() -> None:
    result = solve(Problem(boards("x", "x", "x", "x", "y", "y", "z"), 3, 4, rules=Rules(apart_by=("board",))))
    assert result.relaxation is not None
    assert (len(result.relaxation.broken), result.relaxation.proven) == (2, True)


def test_at_most_is_counted_too() -> None:
    rules = Rules(at_most=(AtMost("board", 2),))
    result = solve(Problem(boards("x", "x", "x", "x", "x", "y"), 3, 3, rules=rules))
    assert (result.clash[0].needed, result.clash[0].available) == (5, 4)


def test_region_that_fills_no_groups_is_named() -> None:
    members = boards("n", "n", "n", "n", "n", "z", "z", "z")
    result = solve(Problem(members, 3, 4, rules=Rules(same=("region",))))
    assert codes(result) == [("same", "class_does_not_fit"), ("size", "most_groups")]
    assert (result.clash[0].value, len(result.clash[0].members)) == ("n", 5)


def test_together_and_apart_contradict() -> None:
    rules = Rules(together=(("s0", "s1"), ("s1", "s2")), apart=(("s0", "s2"),))
    result = solve(towns(24, rules))
    assert codes(result) == [("together", "kept_together"), ("apart", "kept_apart")]
    assert result.clash[1].members == ("s0", "s2")


def test_together_set_that_is_too_large() -> None:
    result = solve(towns(24, Rules(together=(("s0", "s1", "s2", "s3", "s4"),))))
    assert codes(result) == [("together", "kept_together"), ("size", "group_too_large")]
    assert (result.clash[0].needed, result.clash[0].available) == (5, 4)


def test_only_one_of_a_kind_is_always_alone() -> None:
    members = (*boards("x", "y", "z"), Member("mbo", 52, 5, {"board": "q", "region": "mbo"}))
    result = solve(Problem(members, 2, 2, rules=Rules(not_alone=(NotAlone("region", "mbo"),))))
    assert codes(result) == [("not_alone", "only_one")]


def test_member_without_a_slot_in_common_with_enough_others() -> None:
    members = tuple(replace(m, slots=frozenset({"mon" if m.id == "a" else "tue"})) for m in line(5, 5, 5, 5))
    result = solve(Problem(members, 2, 2, rules=Rules(common_slot=True)))
    assert codes(result) == [("common_slot", "too_few_others"), ("size", "most_groups")]
    assert result.clash[0].members == ("a",)


def test_all_pairs_forbidden_names_the_smallest_set_of_rules() -> None:
    rules = Rules(apart_by=("board",), history=(tuple(f"s{n}" for n in range(24)),))
    result = solve(towns(24, rules))
    assert {clash.rule for clash in result.clash} == {"history", "size"}


def test_odd_split_is_proven_impossible_and_every_rule_named_is_needed() -> None:
    """Two threes that may not mix cannot be split into pairs; without one of the bars they can."""
    bars = tuple((a, b) for a in "abc" for b in "def")
    result = solve(Problem(line(5, 5, 5, 5, 5, 5), 2, 2, rules=Rules(apart=bars)))
    assert result.status is Status.INFEASIBLE
    named = [clash.members for clash in result.clash if clash.rule == "apart"]
    kept = tuple(bar for bar in bars if bar in named)
    for bar in kept:
        fewer = tuple(other for other in kept if other != bar)
        assert solve(Problem(line(5, 5, 5, 5, 5, 5), 2, 2, rules=Rules(apart=fewer))).status is Status.OPTIMAL
