"""Codes as DUO means them: leading zeros given back, one spelling each (domain.md §5, traps)."""

import re
from urllib.parse import urlsplit

from startlijn.engines.duo.terms import Trouble

_BRIN = re.compile(r"\d{2}[A-Z]{2}")
_SITE = re.compile(r"\d{2}[A-Z]{2}\d{2}")
_BOARD = re.compile(r"\d{5}|\d{3}[A-Z]\d{3}")
_POSTCODE = re.compile(r"[1-9]\d{3}[A-Z]{2}")
_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE)


def brin_of(text: str) -> str | None:
    """Return the four characters of a school (`00AH`), with lost zeros; None when it is no BRIN."""
    return _whole(_BRIN, _compact(text).zfill(4))


def site_code_of(text: str, brin: str) -> str | None:
    """Return the six characters of a site, also when the file gives only its two digits; None when neither.

    The caller checks that the site is one of this school.
    """
    compact = _compact(text)
    if compact.isdecimal() and len(compact) <= 2:
        return brin + compact.zfill(2)
    return _whole(_SITE, compact.zfill(6))


def board_number_of(text: str) -> str | None:
    """Return the number of a board: five digits, with lost zeros, or a RIO identifier; None when neither."""
    return _whole(_BOARD, _compact(text).zfill(5))


def postcode_of(text: str) -> str | None:
    """Return a postcode as 1234AB; None when it is none."""
    return _whole(_POSTCODE, _compact(text))


def house_number_key(text: str) -> tuple[str, ...]:
    """Return a house number for comparing: `13-C`, `13 c` and `13C` are one, `1-3` and `13` are two."""
    return tuple(re.findall(r"\d+|[A-Z]+", text.upper()))


def website_of(text: str) -> tuple[str, Trouble | None]:
    """Return a web address with its scheme, and what is wrong with it (then the address is empty)."""
    tidy = text.strip()
    if not tidy:
        return "", None
    digits = re.sub(r"\D", "", tidy)
    if len(digits) >= 9 and not re.search(r"[a-z]", tidy, re.IGNORECASE):
        return "", Trouble.PHONE_AS_WEBSITE
    address = tidy if "://" in tidy else f"https://{tidy}"
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return "", Trouble.BAD_WEBSITE
    if parts.scheme.lower() not in {"http", "https"} or not _HOST.fullmatch(host) or "@" in parts.netloc:
        return "", Trouble.BAD_WEBSITE
    if any(letter.isspace() or letter in "<>\"'" for letter in address):
        return "", Trouble.BAD_WEBSITE
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.scheme.lower()}://{host}{parts.path}{query}", None


def _compact(text: str) -> str:
    return re.sub(r"[\s-]", "", text).upper()


def _whole(pattern: re.Pattern[str], text: str) -> str | None:
    return text if pattern.fullmatch(text) else None
