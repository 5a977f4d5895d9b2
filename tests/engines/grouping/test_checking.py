import math
from dataclasses import replace

import pytest

from startlijn.engines.grouping import (
    AtMost,
    BadProblem,
    Member,
    NotAlone,
    Problem,
    Rules,
    Wish,
    WishKind,
    evaluate,
    solve,
    what_if,
)
from tests.engines.grouping.examples import line, matrix, towns

GOOD = Problem(line(5.0, 5.1, 5.2, 5.3, board="x"), 2, 2)


def with_first(member: Member) -> Problem:
    return replace(GOOD, members=(member, *GOOD.members[1:]))


def with_cell(value: float) -> Problem:
    return replace(GOOD, minutes=matrix(4, (0, 1, value)))


BAD = [
    ("empty_id", with_first(Member("", 52, 5))),
    ("duplicate_id", with_first(Member("b", 52, 5))),
    ("no_place", with_first(Member("z"))),
    ("place_not_a_number", with_first(Member("z", math.nan, 5))),
    ("place_not_a_number", with_first(Member("z", 52, math.inf))),
    ("place_not_on_earth", with_first(Member("z", 91, 5))),
    ("size_below_one", replace(GOOD, smallest=0)),
    ("sizes_reversed", replace(GOOD, smallest=3)),
    ("size_too_large", replace(GOOD, largest=51)),
    ("too_few_members", replace(GOOD, smallest=5, largest=6)),
    ("too_few_members", replace(GOOD, members=())),
    ("no_groups", replace(GOOD, groups=0)),
    ("matrix_not_square", replace(GOOD, minutes=matrix(3))),
    ("matrix_not_square", replace(GOOD, minutes=(*matrix(4)[:3], (0.0, 1.0)))),
    ("minutes_not_a_number", with_cell(math.nan)),
    ("minutes_not_a_number", with_cell(math.inf)),
    ("minutes_negative", with_cell(-1)),
    ("minutes_too_large", with_cell(1e308)),
    ("unknown_member", replace(GOOD, rules=Rules(apart=(("a", "nobody"),)))),
    ("unknown_member", replace(GOOD, rules=Rules(pinned={"nobody": "x"}))),
    ("unknown_member", replace(GOOD, start=(("nobody",),))),
    ("member_twice", replace(GOOD, start=(("a", "b"), ("a",)))),
    ("unknown_column", replace(GOOD, rules=Rules(apart_by=("bord",)))),
    ("unknown_column", replace(GOOD, rules=Rules(not_alone=(NotAlone("bord", "x"),)))),
    ("limit_below_one", replace(GOOD, rules=Rules(at_most=(AtMost("board", 0),)))),
    ("minutes_negative", replace(GOOD, rules=Rules(wishes=(Wish(WishKind.MIX, "board", -5),)))),
    ("too_many_rules", replace(GOOD, rules=Rules(wishes=(Wish(WishKind.MIX, "board", 5),) * 100_000))),
    ("too_many_rules", replace(GOOD, rules=Rules(history=(("a", "b"),) * 100_000))),
    (
        "too_many_slots",
        with_first(Member("z", 52, 5, slots=frozenset(str(number) for number in range(65)))),
    ),
]


@pytest.mark.parametrize(("code", "problem"), BAD)
def test_bad_input_is_refused_with_a_code(code: str, problem: Problem) -> None:
    with pytest.raises(BadProblem) as refusal:
        solve(problem)
    assert refusal.value.code == code


def test_refusal_points_at_the_cell() -> None:
    with pytest.raises(BadProblem) as refusal:
        solve(with_cell(-1))
    assert refusal.value.where == "row 1, column 2"


def test_too_many_members_are_refused() -> None:
    members = tuple(Member(str(number), 52, 5) for number in range(20_001))
    with pytest.raises(BadProblem, match="too_many_members"):
        solve(Problem(members, 3, 4))


def test_evaluate_refuses_a_member_in_two_groups() -> None:
    with pytest.raises(BadProblem, match="member_twice"):
        evaluate(GOOD, (("a", "b"), ("b", "c")))


@pytest.mark.parametrize(("second", "code"), [("nobody", "unknown_member"), ("s0", "same_member")])
def test_what_if_refuses(second: str, code: str) -> None:
    problem = towns(12)
    with pytest.raises(BadProblem, match=code):
        what_if(problem, solve(problem), "s0", second)
