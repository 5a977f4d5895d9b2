"""Names of places and municipalities with friendly capitals: `S GRAVENHAGE` becomes Den Haag.

DUO writes places in capitals, without accents, and adds a province where a name occurs twice (`ELST GLD`).
"""

import re

# What capitals cannot tell.
_KNOWN = {
    "'S-GRAVENHAGE": "Den Haag",
    "SUDWEST-FRYSLAN": "Súdwest-Fryslân",
    "NOARDEAST-FRYSLAN": "Noardeast-Fryslân",
    "FRYSLAN": "Fryslân",
}
_SUFFIXES = {"DR", "FL", "FR", "GLD", "GN", "LB", "NB", "NH", "OV", "UT", "ZH", "ZLD", "CA"}
_SMALL = {"aan", "bij", "d", "de", "den", "der", "en", "het", "in", "onder", "op", "over", "te", "ten", "ter"}
_SMALL |= {"tot", "van", "voor", "'t"}
_ABBREVIATED = {"ad": "aan den", "a/d": "aan den"}


def friendly_place(text: str) -> str:
    """Return the name of a place as people write it. A name that is not all capitals is left as it is.

    The province behind a name that occurs twice is dropped: our rows carry the province apart. A
    municipality behind it stays: `NES GEM AMELAND` becomes Nes (Ameland).
    """
    name = " ".join(text.split())
    if name != name.upper():
        return name
    name = _without_suffix(re.sub(r"^'?([ST])[ -](?=[A-Z]{3})", _article, name))
    name, _, municipality = name.partition(" GEM ")
    if municipality:
        return f"{friendly_place(name)} ({friendly_place(municipality)})"
    if name in _KNOWN:
        return _KNOWN[name]
    words = name.lower().split()
    return " ".join(_word(word, first=position == 0) for position, word in enumerate(words))


def _article(match: re.Match[str]) -> str:
    return "'S-" if match[1] == "S" else "'T "


def _without_suffix(name: str) -> str:
    words = name.split()
    return " ".join(words[:-1]) if len(words) > 1 and words[-1].replace(".", "") in _SUFFIXES else name


def _word(word: str, *, first: bool) -> str:
    if not first and word in _ABBREVIATED:
        return _ABBREVIATED[word]
    if not first and word in _SMALL:
        return word
    return "-".join(_capital(part, first=first or index > 0) for index, part in enumerate(word.split("-")))


def _capital(part: str, *, first: bool) -> str:
    if part in {"'s", "'t"} or (part in _SMALL and not first):
        return part
    return f"IJ{part[2:]}" if part.startswith("ij") else part.capitalize()
