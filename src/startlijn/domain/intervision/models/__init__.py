"""The tables of intervision. None has a place for a case: it is spoken, never stored."""

from startlijn.domain.intervision.models.composing import Composition, CompositionPlace, IntervisionWish
from startlijn.domain.intervision.models.groups import IntervisionGroup, IntervisionMember
from startlijn.domain.intervision.models.sessions import (
    IntervisionSession,
    SessionPresence,
    SessionSatisfaction,
    SessionTakeaway,
)

__all__ = [
    "Composition",
    "CompositionPlace",
    "IntervisionGroup",
    "IntervisionMember",
    "IntervisionSession",
    "IntervisionWish",
    "SessionPresence",
    "SessionSatisfaction",
    "SessionTakeaway",
]
