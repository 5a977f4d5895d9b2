"""Reading groups: every page and file goes through these; each takes the actor."""

from startlijn.domain.groups.queries.proposals import compare, move_costs, proposal_view, what_if
from startlijn.domain.groups.queries.published import (
    board_groups,
    facilitators,
    group_page,
    own_groups,
    published_groups,
)
from startlijn.domain.groups.queries.rounds import (
    round_page,
    rounds_for,
    school_round_page,
    schools_to_add,
    sign_up_page,
)

__all__ = [
    "board_groups",
    "compare",
    "facilitators",
    "group_page",
    "move_costs",
    "own_groups",
    "proposal_view",
    "published_groups",
    "round_page",
    "rounds_for",
    "school_round_page",
    "schools_to_add",
    "sign_up_page",
    "what_if",
]
