"""What happens at a wall: refused tries are noted, emergency access is asked, allowed, used."""

from startlijn.base.walls.actions.emergencies import (
    allow_emergency,
    ask_emergency,
    look_in_emergency,
    refuse_emergency,
)
from startlijn.base.walls.actions.refused import note_refusal

__all__ = ["allow_emergency", "ask_emergency", "look_in_emergency", "note_refusal", "refuse_emergency"]
