"""Words of the journal."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

FIRST_HASH = "0" * 64

# The deeds of who looks, and of who asks for what does not exist for them.
READ = "data.read"
REFUSED = "data.refused"
SHOWN = "shown"
NOT_FOUND = "not_found"
# The deed of taking the name of who was erased out of the lines: it vouches for what is left of them.
REDACT = "journal.redact"

# The deed of removing the oldest lines: it vouches for them, and for what is left of names taken out since.
SHORTEN = "journal.shorten"


class Looking(StrEnum):
    """What kind of lines about oneself somebody wants to see."""

    LOOKED = "looked"
    TRIED = "tried"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Beginning:
    """Where a chain begins: how many lines are gone by their term, and the hash of the last of them.

    `again`: what lines that took out names vouch for since then, by the number of the line.
    """

    lines: int
    last_hash: str
    again: Mapping[str, Mapping[str, object]]

    def covers(self, number: int, own_hash: str) -> bool:
        """Tell whether a line is among those that are gone; of the last of them the hash has to fit."""
        return number < self.lines or (number, own_hash) == (self.lines, self.last_hash)


@dataclass(frozen=True, slots=True)
class ChainReport:
    """The state of one chain: how many lines, its last hash, and the first line that does not fit."""

    lines: int
    last_hash: str
    broken_at: int | None

    @property
    def whole(self) -> bool:
        """Tell whether every line fits the one before it."""
        return self.broken_at is None
