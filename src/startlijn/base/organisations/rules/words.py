"""How names are searched."""

import unicodedata


def search_text(*parts: str) -> str:
    """Return the parts folded for search: lower case, without accents and apostrophes, single spaces.

    >>> search_text("'s-Hertogenbosch", "Curaçao ")
    's-hertogenbosch curacao'
    """
    joined = unicodedata.normalize("NFKD", " ".join(parts)).casefold()
    kept = (letter for letter in joined if not unicodedata.combining(letter) and letter not in "'’`")
    return " ".join("".join(kept).split())
