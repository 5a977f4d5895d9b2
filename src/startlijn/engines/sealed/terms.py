"""Words of sealed files."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MANIFEST = "manifest.json"
SIGNATURE = "manifest.sig"
AROUND = "zip"  # the ZIP file around the parts, which are themselves as they were
MOST_ENTRIES = 2_000


class NotSealed(ValueError):
    """No sealed file at all: no ZIP, or without a list."""


class BrokenSeal(ValueError):
    """A part is not as it was: `entry` names it."""

    def __init__(self, entry: str) -> None:
        super().__init__(entry)
        self.entry = entry


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed file that is whole: its parts by name, what the list says besides, and who signed (hex).

    `repacked`: the parts are as they were, and the ZIP file around them was made again or changed.
    """

    entries: Mapping[str, bytes]
    about: Mapping[str, Any]
    signer: str
    repacked: bool
