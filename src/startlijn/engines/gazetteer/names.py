"""How people spell Dutch places, and how two spellings of one place are recognised."""

import re
import unicodedata
from typing import Final

PROVINCES: Final[dict[str, tuple[str, ...]]] = {
    "Drenthe": ("dr",),
    "Flevoland": ("fl",),
    "Friesland": ("fr", "frl", "fryslan"),
    "Gelderland": ("gld", "ge", "gl"),
    "Groningen": ("gn", "gr"),
    "Limburg": ("l", "lb", "li", "lim"),
    "Noord-Brabant": ("nb", "n b", "nbr"),
    "Noord-Holland": ("nh", "n h"),
    "Overijssel": ("ov", "o"),
    "Utrecht": ("ut", "u"),
    "Zeeland": ("zld", "ze", "z"),
    "Zuid-Holland": ("zh", "z h"),
}
"""The twelve provinces with the short forms that follow a place name in addresses ("Bergen NH")."""

_BRACKETS: Final = re.compile(r"^(?P<name>.+?)\s*\((?P<inside>[^)]*)\)\s*$")
_NOT_LETTERS: Final = re.compile(r"[^a-z0-9]+")
_SAINT: Final = re.compile(r"\bst\b")
_ON_THE: Final = re.compile(r"\b(?:aan|a) (?:den|de|d)\b")


def place_key(name: str) -> str:
    """Return the form under which spellings of one name are equal.

    Capitals, accents, apostrophes and hyphens do not count; "St." is "Sint", "a/d" is "aan den" is "aan de".
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = _NOT_LETTERS.sub(" ", plain).strip()
    return _ON_THE.sub("aan de", _SAINT.sub("sint", plain))


def province_named(text: str) -> str | None:
    """Return the province that `text` names in full or in short, or None."""
    key = place_key(text)
    for province, short_forms in PROVINCES.items():
        if key == place_key(province) or key in short_forms:
            return province
    return None


def split_province(text: str) -> tuple[str, str | None]:
    """Split "Bergen (NH)" or "BERGEN NH" into the name and the province; None where none is named."""
    bracketed = _BRACKETS.match(text)
    if bracketed:
        province = province_named(bracketed["inside"])
        return (bracketed["name"], province) if province else (text.strip(), None)
    name, _, last_word = text.strip().rpartition(" ")
    province = province_named(last_word) if last_word.isupper() else None
    return (name, province) if name and province else (text.strip(), None)


def without_brackets(name: str) -> str:
    """Return "Oudega" for "Oudega (Smallingerland)"."""
    bracketed = _BRACKETS.match(name)
    return bracketed["name"] if bracketed else name
