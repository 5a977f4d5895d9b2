"""Chooses the dates of a series of meetings at once, and who hosts each, with a proof that no set is better.

`plan` is the whole surface; the method is described in docs/engines/agenda.md.
"""

from startlijn.engines.agenda.planning import plan
from startlijn.engines.agenda.terms import (
    AMSTERDAM,
    Answer,
    Attendance,
    BadProblem,
    Clash,
    ClashCode,
    Criterion,
    Hosting,
    Person,
    Plan,
    PlannedDate,
    Problem,
    Reason,
    ReasonCode,
    RunnerUp,
    Slot,
    Status,
    Value,
)

__all__ = [
    "AMSTERDAM",
    "Answer",
    "Attendance",
    "BadProblem",
    "Clash",
    "ClashCode",
    "Criterion",
    "Hosting",
    "Person",
    "Plan",
    "PlannedDate",
    "Problem",
    "Reason",
    "ReasonCode",
    "RunnerUp",
    "Slot",
    "Status",
    "Value",
    "plan",
]
