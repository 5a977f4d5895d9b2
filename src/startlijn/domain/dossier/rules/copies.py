"""The form of a dossier on paper: as plain data that is the same wherever it is, and its hash."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from startlijn.domain.dossier.rules.checking import good_link
from startlijn.domain.dossier.terms import (
    MOST_EVIDENCE,
    TEXT_LENGTH,
    BadCopyError,
    EvidenceFacts,
    EvidenceKind,
    Stage,
)

FORMAT = "startlijn-dossier"
FORMAT_VERSION = 1
CONTENT_ENTRY = "dossier.json"
_KEY = re.compile(r"^[a-z0-9][a-z0-9.-]{0,79}$")
_SHA256 = re.compile(r"^[0-9a-f]{64}$")


def canonical(content: Mapping[str, Any]) -> str:
    """Return plain data as JSON in one way only: what is equal gives the same text."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def sha256_of(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 (hex) of plain data, by its canonical JSON."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def path_of(sha256: str, name: str) -> str:
    """Return where a file lies in a copy."""
    return f"files/{sha256[:16]}-{name}"


def plain_item(facts: EvidenceFacts) -> dict[str, Any]:
    """Return a piece of evidence as plain data, without anything that is only true in this installation."""
    file = facts.file
    return {
        "kind": facts.kind.value,
        "title": facts.title,
        "text": facts.text,
        "link": facts.link,
        "happened_on": facts.happened_on.isoformat() if facts.happened_on else None,
        "added_at": facts.added_at.isoformat(),
        "indicators": sorted(facts.indicators),
        "content": dict(facts.content),
        "file": None
        if file is None
        else {"name": file.name, "media_type": file.media_type, "size": file.size, "sha256": file.sha256},
    }


def plain_dossier(
    *, profile: str, stage: Stage, started_in_training: bool, items: Iterable[Mapping[str, Any]]
) -> dict[str, Any]:
    """Return a whole dossier as plain data; the order of its items says nothing, so it is by their text."""
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "profile": profile,
        "stage": int(stage),
        "started_in_training": started_in_training,
        "items": sorted((dict(item) for item in items), key=canonical),
    }


def checked_content(content: object) -> Mapping[str, Any]:
    """Return a content that somebody brought when everything in it is what it should be.

    Raises `BadCopyError` that names the entry: nothing of a content that is half right is used.
    """
    try:
        return _checked(content)
    except (AssertionError, KeyError, TypeError, ValueError, OverflowError) as error:
        raise BadCopyError(entry=CONTENT_ENTRY) from error


def _must(condition: bool) -> None:
    if not condition:
        raise ValueError("not a dossier")


def _checked(content: Any) -> Mapping[str, Any]:
    _must(isinstance(content, dict) and content["format"] == FORMAT)
    _must(content["version"] == FORMAT_VERSION and isinstance(content["items"], list))
    _must(len(content["items"]) <= MOST_EVIDENCE)
    plain = plain_dossier(
        profile=_text(content["profile"], 80),
        stage=Stage(content["stage"]),
        started_in_training=bool(content["started_in_training"]),
        items=[_checked_item(item) for item in content["items"]],
    )
    _must(plain == content)
    return plain


def _text(value: Any, most: int) -> str:
    _must(isinstance(value, str) and len(value) <= most and "\0" not in value)
    text: str = value
    return text


def _checked_item(item: Any) -> dict[str, Any]:
    _must(isinstance(item, dict) and isinstance(item["content"], dict))
    _must(bool(_text(item["title"], 200).strip()))
    _must(not item["link"] or good_link(_text(item["link"], 500)))
    _must(isinstance(item["indicators"], list) and len(item["indicators"]) <= 200)
    _must(all(_KEY.match(_text(key, 80)) for key in item["indicators"]))
    _must(len(canonical(item["content"])) <= 200_000 and "\\u0000" not in canonical(item["content"]))
    added_at = datetime.fromisoformat(item["added_at"])
    _must(added_at.tzinfo is not None)
    return {
        "kind": EvidenceKind(item["kind"]).value,
        "title": item["title"],
        "text": _text(item["text"], TEXT_LENGTH),
        "link": item["link"],
        "happened_on": item["happened_on"] and date.fromisoformat(item["happened_on"]).isoformat(),
        "added_at": added_at.isoformat(),
        "indicators": sorted(set(item["indicators"])),
        "content": item["content"],
        "file": item["file"] and _checked_file(item["file"]),
    }


def _checked_file(file: Any) -> dict[str, Any]:
    _must(isinstance(file["size"], int) and bool(_SHA256.match(file["sha256"])))
    name = _text(file["name"], 120)
    _must(bool(name) and not set(name) & set("/\\"))
    return {
        "name": name,
        "media_type": _text(file["media_type"], 80),
        "size": file["size"],
        "sha256": file["sha256"],
    }
