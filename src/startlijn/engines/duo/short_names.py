"""A friendly short name proposed from a long legal one. People may change it; matching never uses it.

The rule, on words from left to right:
1. a list of kinds of education is left out (`voor Vwo Havo Mavo Vbo Lwoo`), with the `voor` before it;
2. denomination plus `Scholengemeenschap` is left out (`Christelijke Scholengemeenschap Liudger`), as is
   `Stichting` in front;
3. what follows `locatie` or `vestiging`, a dash, or the list of kinds, is the name of the site: used alone
   when it is a school's name by itself (`College`, `Lyceum`, …), else behind the name of the school;
4. when only the place is left, the words of step 1 stay; when nothing is, the official name does.
"""

import re
from collections.abc import Collection


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LEVELS = _words(
    "vwo havo mavo vbo vmbo lwoo iwoo pro gym gymn gymnasium ath atheneum lyc lyceum praktijkonderwijs "
    "kbl bbl tl bk vmbotl basis kader tto eoa loot technasium"
)
_NAME_LEVELS = _words("lyceum gymnasium atheneum praktijkonderwijs")
_DENOMINATIONS = _words(
    "algemeen algemene bijzondere chr christelijk christelijke evangelische geref gereformeerde "
    "gemeentelijke interconfessioneel interconfessionele islamitische kath katholiek katholieke openbaar "
    "openbare oecumenische pc protestants protestantse reformatorisch reformatorische regionale rk r.k "
    "rooms roomskatholiek rooms-katholieke"
)
_JOINTS = _DENOMINATIONS | _words("en afd bijzonder bijz opb")
_COMMUNITIES = _words("scholengemeenschap schoolgemeenschap scholengem sgm scholengroep scholengr scholengrp")
_SITE_MARKS = _words("loc locatie vest vestiging vst")
_SCHOOL = re.compile(
    r"college|coll\b|lyceum|gymnasium|school|mavo|havo|vmbo|vwo|isk\b|academie|academy|campus|praktijk|^sg ",
    re.IGNORECASE,
)
_EDGES = " ,;.-–&"


def short_name(official: str, places: Collection[str] = ()) -> str:
    """Return a friendly name for a school site, from its official name (DUO's VESTIGINGSNAAM).

    `places` are names that say nothing by themselves: the place and the municipality of the site.
    """
    whole = " ".join(official.split())
    spaced = re.sub(r"\b(loc|vest)\.(?=\w)", r"\1. ", whole, flags=re.IGNORECASE)
    school, site = _split(re.sub(r"voor(?=[A-Z])", "voor ", spaced).split())
    proposal = _combined(_joined(_without_community(school)), _joined(_without_list(site)[0] or site))
    if proposal in places:
        proposal = _joined(school + site)
    return proposal if len(proposal) >= 3 else whole


def short_board_name(official: str) -> str:
    """Return a friendly name for a board: without `Stichting` or `Vereniging` in front."""
    whole = " ".join(official.split())
    rest = re.sub(r"^(stichting|stg|vereniging|ver)\b\.?\s+(?!(tot|voor|van|der)\b)", "", whole, flags=re.I)
    return rest[:1].upper() + rest[1:] if len(rest) >= 3 else whole


def _split(words: list[str]) -> tuple[list[str], list[str]]:
    """Return the words of the school and those of its site."""
    for at, word in enumerate(words):
        if _plain(word) in _SITE_MARKS:
            return _without_list(words[:at])[0], words[at + 1 :]
        if _plain(word) == "hoofdlocatie":
            return _without_list(words[:at])[0], []
    before, after = _without_list(words)
    if after:
        return before, after
    for at in range(len(before) - 1, 0, -1):
        if before[at].strip("-–") == "":
            return before[:at], before[at + 1 :]
    return before, []


def _without_list(words: list[str]) -> tuple[list[str], list[str]]:
    """Return the words before and behind the list of kinds of education; all words where there is none."""
    for start, word in enumerate(words):
        introduced = _plain(word) in {"voor", "v"}
        end = _end_of_list(words, start + introduced)
        kinds = [each for each in words[start + introduced : end] if _is_level(each)]
        if not introduced and len(kinds) > 1 and _plain(kinds[0]) in _NAME_LEVELS:
            continue  # Vincent van Gogh Lyceum Havo Mavo: the lyceum belongs to the name
        if (introduced and kinds) or len(kinds) > 1:
            return words[:start], words[end:]
    return words, []


def _end_of_list(words: list[str], start: int) -> int:
    """Return where the list of kinds that starts here ends; `start` when there is none."""
    end = at = start
    while at < len(words) and (_is_level(words[at]) or _plain(words[at]) in _JOINTS):
        at += 1
        if _is_level(words[at - 1]):
            end = at
    return end


def _is_level(word: str) -> bool:
    parts = [part for part in re.split(r"[/-]", _plain(word)) if part]
    return bool(parts) and all(part in _LEVELS for part in parts)


def _without_community(words: list[str]) -> list[str]:
    if len(words) > 1 and _plain(words[0]) in {"stichting", "stg"}:
        words = words[1:]
    for at, word in enumerate(words):
        last = at == len(words) - 1
        if _plain(word) not in _COMMUNITIES and not (last and _plain(word) == "school"):
            continue
        first = at
        while first and _plain(words[first - 1]) in _DENOMINATIONS:
            first -= 1
        if first < at or at == 0 or (last and _SCHOOL.search(" ".join(words[:first]))):
            return words[:first] + words[at + 1 :]
    return words


def _combined(school: str, site: str) -> str:
    if not site:
        return school
    if not school:
        return site
    if all(_is_level(word) for word in site.split()):
        return f"{school} {site}"
    first, *_ = school.split()
    begins_alike = len(first) > 3 and site.casefold().startswith(first.casefold())
    return site if begins_alike or _SCHOOL.search(site) else f"{school} {site}"


def _joined(words: list[str]) -> str:
    return " ".join(words).strip(_EDGES)


def _plain(word: str) -> str:
    return word.strip(",.;:()").casefold()
