"""The main job on the demo: audit groups of three and four, never with the own board (seed 001 line 23)."""

import pytest

from startlijn.demo.partnership import describe
from startlijn.engines.grouping import Member, Objective, Problem, Rules, Status, solve


@pytest.mark.parametrize("same", [(), ("sub_region",)], ids=["whole region", "within sub-regions"])
def test_audit_groups_are_proven_optimal(same: tuple[str, ...]) -> None:
    members = tuple(
        Member(each.key, each.lat, each.lon, {"board": each.board, "sub_region": each.sub_region})
        for each in describe().schools
    )
    rules = Rules(apart_by=("board",), same=same)
    result = solve(Problem(members, 3, 4, Objective.HOST, rules), seconds=30)
    assert result.status is Status.OPTIMAL
    assert sorted(key for group in result.groups for key in group.members) == sorted(m.id for m in members)
