"""How a line of the journal is hashed."""

import hashlib
import json
from collections.abc import Mapping


def line_hash(previous_hash: str, content: Mapping[str, object]) -> str:
    """Return the SHA-256 (hex) of a line: the hash before it and its content as canonical JSON."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True, default=str)
    return hashlib.sha256(f"{previous_hash}\n{text}".encode()).hexdigest()
