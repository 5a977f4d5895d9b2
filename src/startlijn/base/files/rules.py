"""Judgements on files: names, keys, and how much one person may keep."""

import re
import secrets
import unicodedata
from datetime import UTC, datetime

from startlijn.base.files.terms import LONGEST_NAME, MEBIBYTE, QuotaError
from startlijn.engines.media import MediaType

_UNWANTED = re.compile(r'[\\/:*?"<>|%;]+')
_KEY = re.compile(r"^[0-9a-f]{2}/(?P<moment>0[0-9a-f]{11})[0-9a-f]{20}$")


def clean_name(name: str, media_type: MediaType) -> str:
    """Return a name that is safe on every computer, with the ending that belongs to the content."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(
        each
        for each in unicodedata.normalize("NFC", last)
        if unicodedata.category(each)[0] not in "CZ" or each == " "
    )
    stem = _UNWANTED.sub(" ", shown)
    stem, dot, ending = stem.rpartition(".")
    if not dot or len(ending) > 5:
        stem = f"{stem}{dot}{ending}"
    stem = " ".join(stem.split()).strip(" .")
    ending = media_type.extension
    return f"{stem[: LONGEST_NAME - len(ending) - 1].rstrip(' .') or 'file'}.{ending}"


def new_key(at: datetime) -> str:
    """Return where the contents of a new file lie: spread over folders, with the moment, and saying nothing.

    Never the same twice, also not where chance is held still: contents outlive a transaction undone.
    """
    name = f"{int(at.timestamp() * 1000):012x}{secrets.token_hex(10)}"
    return f"{name[-2:]}/{name}"


def made_at(key: str) -> datetime | None:
    """Return when a key was made (aware); None when it is not one of ours."""
    found = _KEY.match(key)
    if found is None:
        return None
    return datetime.fromtimestamp(int(found["moment"], 16) / 1000, UTC)


def must_fit(kept: int, size: int, limit_mib: int) -> None:
    """Raise `QuotaError` when a file of `size` bytes does not fit beside what somebody keeps already."""
    if kept + size > limit_mib * MEBIBYTE:
        raise QuotaError(limit=limit_mib)
