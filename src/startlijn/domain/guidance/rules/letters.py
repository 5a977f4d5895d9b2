"""When a letter asks to confirm a step: soon after its day, twice at most, never every day."""

from datetime import datetime, timedelta

from startlijn.domain.guidance.terms import LINK_LIFE

ASKED_WITHIN = timedelta(days=14)  # older steps wait on the page, not in a letter
MOST_LETTERS = 2  # about one step, to one side
MOST_STEPS = 8  # in one letter
_APART = timedelta(days=7) - timedelta(hours=2)  # the clock does not start to the minute


def may_ask(asked: int, last_ends: datetime | None, at: datetime) -> bool:
    """Tell whether to ask about a step again: `asked` times before, the last link works until `last_ends`."""
    if asked == 0 or last_ends is None:
        return True
    return asked < MOST_LETTERS and at - (last_ends - LINK_LIFE) >= _APART
