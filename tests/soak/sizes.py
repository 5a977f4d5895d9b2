"""How much a long run does: each number can be set, so that a short run is the same test."""

import os

SOAK = bool(os.environ.get("STARTLIJN_SOAK"))  # also the short tests then run at full width


def size(name: str, long: int) -> int:
    """Return the number that the setting `STARTLIJN_SOAK_<NAME>` gives, else what a long run does."""
    return int(os.environ.get(f"STARTLIJN_SOAK_{name}", long))
