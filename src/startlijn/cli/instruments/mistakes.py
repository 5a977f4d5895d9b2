"""What is wrong with a file, as data for --json and as sentences for people."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from startlijn.cli.language import translate as _

if TYPE_CHECKING:
    from startlijn.content.instruments import BadInstrumentError

MOST_BYTES = 16 * 1024 * 1024


def content_of(file: Path) -> bytes:
    """Return what is in the file; a little more than any instrument may hold is enough. Raises `OSError`."""
    with file.open("rb") as opened:
        return opened.read(MOST_BYTES)


def mistakes(error: "BadInstrumentError") -> list[dict[str, Any]]:
    """Return each mistake with its line, item, field, code and sentence."""
    from startlijn.domain.instruments.rules.sentences import sentence  # late: Django must be set up first

    return [
        {
            "line": fault.line or None,
            "item": fault.item,
            "field": fault.field,
            "code": fault.code.value,
            "message": sentence(fault),
        }
        for fault in error.faults
    ]


def mistake(message: str, code: str) -> list[dict[str, Any]]:
    """Return one mistake that is about the file or the command as a whole."""
    return [{"line": None, "item": "", "field": "", "code": code, "message": message}]


def unopened(error: OSError) -> list[dict[str, Any]]:
    """Say that a file cannot be opened, and why."""
    reason = error.strerror or type(error).__name__
    return mistake(_("This file cannot be opened: %(reason)s.") % {"reason": reason}, "unreadable")


def print_mistakes(file: Path, found: Sequence[dict[str, Any]]) -> None:
    """Write each mistake on a line of its own, where errors go."""
    for each in found:
        print(f"startlijn: {file.name}: {each['message']}", file=sys.stderr)
