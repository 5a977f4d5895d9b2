"""Forms groups so that nobody travels far and the rules hold, with a proof of how good the answer is.

`solve` searches, `evaluate` gives the value of groups as they are, `what_if` says what one wish would cost.
The method is described in docs/engines/grouping.md.
"""

from startlijn.engines.grouping.solving import evaluate, solve, what_if
from startlijn.engines.grouping.terms import (
    AtMost,
    BadProblem,
    Clash,
    Evaluation,
    Group,
    Member,
    MemberReport,
    Neighbour,
    NotAlone,
    Objective,
    Problem,
    Progress,
    Relaxation,
    Result,
    RuleReport,
    Rules,
    Status,
    WhatIf,
    Wish,
    WishKind,
)
from startlijn.engines.grouping.travel import travel_minutes

__all__ = [
    "AtMost",
    "BadProblem",
    "Clash",
    "Evaluation",
    "Group",
    "Member",
    "MemberReport",
    "Neighbour",
    "NotAlone",
    "Objective",
    "Problem",
    "Progress",
    "Relaxation",
    "Result",
    "RuleReport",
    "Rules",
    "Status",
    "WhatIf",
    "Wish",
    "WishKind",
    "evaluate",
    "solve",
    "travel_minutes",
    "what_if",
]
