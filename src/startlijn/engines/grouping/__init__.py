"""Forms groups so that nobody travels far and the rules hold, with a proof of how good the answer is.

`solve` searches, `evaluate` gives the value of groups as they are, `what_if` says what one wish would cost.
The method is described in docs/engines/grouping.md.
"""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from startlijn.engines.grouping.solving import evaluate, solve, what_if
    from startlijn.engines.grouping.travel import travel_minutes
else:

    def _late(module: str, name: str) -> Callable[..., Any]:
        """Return a function that is loaded when it is first called: numpy and HiGHS take 20 MB of memory."""

        def call(*given: Any, **named: Any) -> Any:
            return getattr(import_module(f"{__name__}.{module}"), name)(*given, **named)

        return call

    evaluate, solve, what_if = (_late("solving", name) for name in ("evaluate", "solve", "what_if"))
    travel_minutes = _late("travel", "travel_minutes")

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
