"""Tables of guidance."""

from startlijn.domain.guidance.models.apart import BothRoles
from startlijn.domain.guidance.models.coaching import CoachPairing, CoachProfile, ContactNote, NeedsIntake
from startlijn.domain.guidance.models.practice import (
    CalendarFeed,
    RegistrationMoment,
    Step,
    Tick,
    TickLink,
)
from startlijn.domain.guidance.models.trajectories import Employment, Move, Pause, Trajectory

__all__ = [
    "BothRoles",
    "CalendarFeed",
    "CoachPairing",
    "CoachProfile",
    "ContactNote",
    "Employment",
    "Move",
    "NeedsIntake",
    "Pause",
    "RegistrationMoment",
    "Step",
    "Tick",
    "TickLink",
    "Trajectory",
]
