"""What counts as evidence, and for how long it may be given to somebody."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import urlsplit

from startlijn.domain.dossier.terms import (
    MOST_RELEASE_DAYS,
    WITH_FILE,
    BadLinkError,
    BadPeriodError,
    EmptyEvidenceError,
    EmptyTextError,
    EvidenceKind,
    NewEvidence,
    UnknownIndicatorError,
)


def good_link(link: str) -> bool:
    """Tell whether a link leads to a page over https or to an e-mail address, and nowhere else."""
    if any(each.isspace() or ord(each) < 32 for each in link):
        return False
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    if parts.scheme == "https":
        return bool(parts.hostname)
    return parts.scheme == "mailto" and "@" in parts.path


def checked(given: NewEvidence, *, known: Collection[str], has_file: bool) -> NewEvidence:
    """Return what somebody put in, tidied; `has_file` when a file is kept already.

    Raises `EmptyTextError` without a title, `BadLinkError`, `UnknownIndicatorError`, `EmptyEvidenceError`.
    """
    tidy = replace(
        given,
        title=" ".join(given.title.split()),
        text=given.text.strip(),
        link=given.link.strip(),
        indicators=tuple(dict.fromkeys(given.indicators)),
    )
    if not tidy.title:
        raise EmptyTextError
    if tidy.link and not good_link(tidy.link):
        raise BadLinkError
    if not set(tidy.indicators) <= set(known):
        raise UnknownIndicatorError
    with_file = tidy.kind in WITH_FILE and (has_file or tidy.upload is not None)
    enough = {
        EvidenceKind.TEXT: bool(tidy.text),
        EvidenceKind.LINK: bool(tidy.link),
        EvidenceKind.FILE: with_file,
        EvidenceKind.CERTIFICATE: with_file or bool(tidy.text),
        EvidenceKind.EARLIER: with_file or bool(tidy.text),
    }
    if not enough.get(tidy.kind, True):
        raise EmptyEvidenceError
    return tidy


def must_be_short(today: date, last: date) -> date:
    """Return the day after the last; raise `BadPeriodError` when that is no day from today, or too far."""
    furthest = today + timedelta(days=MOST_RELEASE_DAYS - 1)
    if not today <= last <= furthest:
        raise BadPeriodError(last=furthest)
    return last + timedelta(days=1)


def in_order(indicators: Iterable[str], keys: Iterable[str]) -> tuple[str, ...]:
    """Return indicators in the order of the profile; those that it does not have come last."""
    place = {key: number for number, key in enumerate(keys)}
    return tuple(sorted(indicators, key=lambda key: (place.get(key, len(place)), key)))
