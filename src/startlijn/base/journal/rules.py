"""How a line of the journal is hashed, and how lines without a name are vouched for."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from typing import Any


def line_hash(previous_hash: str, content: Mapping[str, object]) -> str:
    """Return the SHA-256 (hex) of a line: the hash before it and its content as canonical JSON."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True, default=str)
    return hashlib.sha256(f"{previous_hash}\n{text}".encode()).hexdigest()


def none_left(actor_id: str) -> dict[str, object]:
    """Return what a line says of somebody of whom every line without a name is gone."""
    return {"person": actor_id, "lines": 0, "digest": ""}


class LinesWithoutName:
    """Lines from which a name was taken, kept as one digest for each person until a later line vouches.

    What is left of a line and the hash that it has are in the digest. The line that vouches is in the chain
    itself, so nothing can be changed in the lines before it, named or not (docs/decisions/0020).
    """

    def __init__(self) -> None:
        self._first: dict[str, int] = {}
        self._lines: Counter[str] = Counter()
        self._digests: dict[str, Any] = {}

    def add(self, number: int, actor_id: str, content: Mapping[str, object], own_hash: str) -> None:
        """Take in the next line of somebody, as it is without the name."""
        self._first.setdefault(actor_id, number)
        self._lines[actor_id] += 1
        digest = self._digests.setdefault(actor_id, hashlib.sha256())
        digest.update(line_hash(own_hash, content).encode())

    def vouched(self, actor_id: str) -> dict[str, object]:
        """Return what a line says to vouch for the lines of somebody that were taken in."""
        digest = self._digests[actor_id].hexdigest()
        return {"person": actor_id, "lines": self._lines[actor_id], "digest": digest}

    def settle(self, number: int, vouched: Mapping[str, object]) -> int | None:
        """Compare with what a line vouches for; return the first line that does not fit, None when all do."""
        actor_id = str(vouched.get("person", ""))
        if actor_id not in self._first:
            return None if vouched == none_left(actor_id) else number
        if self.vouched(actor_id) != dict(vouched):
            return self._first[actor_id]
        self.forget(actor_id)
        return None

    def forget(self, actor_id: str) -> None:
        """Be done with somebody for whom a line vouched."""
        for kept in (self._first, self._lines, self._digests):
            kept.pop(actor_id, None)

    def left(self, actor_id: str) -> dict[str, object]:
        """Return what a line says to vouch for what is left of somebody, which may be nothing."""
        return self.vouched(actor_id) if actor_id in self._first else none_left(actor_id)

    def unsettled(self) -> int | None:
        """Return the first line for which nothing vouches; None when there is none."""
        return min(self._first.values(), default=None)
