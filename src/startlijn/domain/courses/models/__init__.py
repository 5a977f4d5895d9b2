"""The tables of courses: what is offered, and who takes part."""

from startlijn.domain.courses.models.completion import Completion, OpinionCount, OpinionGiven
from startlijn.domain.courses.models.enrolments import Enrolment, Participant
from startlijn.domain.courses.models.ledger import LedgerEntry
from startlijn.domain.courses.models.offer import Course, Edition, Tariff

__all__ = [
    "Completion",
    "Course",
    "Edition",
    "Enrolment",
    "LedgerEntry",
    "OpinionCount",
    "OpinionGiven",
    "Participant",
    "Tariff",
]
