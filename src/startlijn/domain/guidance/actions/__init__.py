"""Verbs of guidance: each checks the right, writes all or nothing, and leaves a line in the journal."""

from startlijn.domain.guidance.actions.appointments import add_employment, change_employment, end_employment
from startlijn.domain.guidance.actions.registering import (
    change_starter,
    follow_programme,
    register_starter,
    undo_registration,
)

__all__ = [
    "add_employment",
    "change_employment",
    "change_starter",
    "end_employment",
    "follow_programme",
    "register_starter",
    "undo_registration",
]
