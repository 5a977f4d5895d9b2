"""Two versions of one text beside each other, the words that differ marked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Piece:
    """A run of text that either stands in both versions, or (`changed`) only in this one."""

    text: str
    changed: bool


def compare(mine: str, theirs: str) -> tuple[list[Piece], list[Piece]]:
    """Return the pieces of both texts; joined again, the pieces of a side are exactly its text."""
    left, right = _words(mine), _words(theirs)
    mine_pieces: list[Piece] = []
    theirs_pieces: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        _add(mine_pieces, "".join(left[a:b]), changed=kind != "equal")
        _add(theirs_pieces, "".join(right[c:d]), changed=kind != "equal")
    return mine_pieces, theirs_pieces


def _words(text: str) -> list[str]:
    """Split a text into words and what stands between them."""
    return re.findall(r"\w+|\s+|[^\w\s]", text)


def _add(pieces: list[Piece], text: str, *, changed: bool) -> None:
    """Add a run of text, unless it is empty."""
    if text:
        pieces.append(Piece(text, changed))
