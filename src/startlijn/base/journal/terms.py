"""Words of the journal."""

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


class Looking(StrEnum):
    """What kind of lines about oneself somebody wants to see."""

    LOOKED = "looked"
    TRIED = "tried"
    DONE = "done"


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
