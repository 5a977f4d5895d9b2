"""Reading about walls: what is behind them, what the policy answers, what an emergency opened."""

from startlijn.base.walls.queries.emergencies import (
    asked_by_me,
    board_to_ask_for,
    counts,
    emergencies,
    kinds,
    rows_about,
    second_persons,
    to_answer,
    to_look,
)
from startlijn.base.walls.queries.policy import matrix
from startlijn.base.walls.queries.refused import guarded_permissions, out_of_reach

__all__ = [
    "asked_by_me",
    "board_to_ask_for",
    "counts",
    "emergencies",
    "guarded_permissions",
    "kinds",
    "matrix",
    "out_of_reach",
    "rows_about",
    "second_persons",
    "to_answer",
    "to_look",
]
