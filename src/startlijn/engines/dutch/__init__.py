"""Words of Dutch texts as a search sees them: folded, without function words, and brought back to a stem.

Plain Python: no clock, no disk. PostgreSQL (`dutch`) makes the same stems of the same folded words, so that a
search finds the same on both databases.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from snowballstemmer import stemmer

from startlijn.engines.dutch.small_words import SMALL_WORDS

LONGEST_WORD = 40
MOST_ASKED = 10  # words of one question that count
LONGEST_QUESTION = 200
_SHORTEST_BEGINNING = 3  # a stem of so many letters also finds longer words that begin with it
_RUN = re.compile(r"[^\W_]+")
_PART = re.compile(r"[a-z]+|[0-9]+")
_LETTERS = "ghijklmnopqrstuv"  # for letters outside the Latin alphabet: their number, in sixteen letters
# The older algorithm of Snowball: the newer one brings "begeleiding" back to "beleid".
_STEMMER = stemmer("dutch_porter")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: from `start` until, not including, `end`, and as it is compared."""

    start: int
    end: int
    folded: str


def tidy(text: str) -> str:
    """Return a text with composed letters and without what no reader sees, such as NUL; lines stay lines."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(each for each in composed if each in "\n\t" or unicodedata.category(each)[0] != "C")


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text that say something, in order; "coördinatie-uren" holds two.

    >>> [word.folded for word in words("De coördinatie van 3 uren")]
    ['coordinatie', '3', 'uren']
    """
    for found in _RUN.finditer(text):
        for part in _PART.findall(_folded(found.group())):
            if part not in SMALL_WORDS:
                yield Word(found.start(), found.end(), part[:LONGEST_WORD])


def stem(word: str) -> str:
    """Return the stem of a folded word; numbers stay as they are.

    >>> stem("begeleiding"), stem("begeleiden")
    ('begeleid', 'begeleid')
    """
    found: str = word if word.isdigit() else _STEMMER.stemWord(word)
    return found


def question(text: str) -> tuple[str, ...]:
    """Return the stems that somebody asks for, each once, in order; none when nothing can be looked for."""
    found = (stem(word.folded) for word in words(tidy(text[:LONGEST_QUESTION])))
    return tuple(dict.fromkeys(found))[:MOST_ASKED]


def begins(stem_asked: str) -> bool:
    """Tell whether a stem also finds longer words: Dutch glues words together ("begeleidingsplan")."""
    return len(stem_asked) >= _SHORTEST_BEGINNING and not stem_asked.isdigit()


def answers(found: str, asked: str) -> bool:
    """Tell whether a stem in a text answers a stem that was asked."""
    return found == asked or (begins(asked) and found.startswith(asked))


def marks(text: str, asked: Sequence[str]) -> list[Word]:
    """Return the words of a text that answer what was asked, in order, without overlap."""
    marked: list[Word] = []
    for word in words(text):
        if any(answers(stem(word.folded), each) for each in asked) and (
            not marked or marked[-1].end <= word.start
        ):
            marked.append(word)
    return marked


def _folded(run: str) -> str:
    """Return letters without accents and case; digits as 0 to 9; other alphabets spelled in Latin letters."""
    parts = []
    for each in unicodedata.normalize("NFKD", run.casefold()):
        if each.isascii():
            parts.append(each if each.isalnum() else "")
        elif each.isdigit():
            parts.append(str(unicodedata.digit(each)))
        elif each.isalpha():
            parts.append("".join(_LETTERS[int(digit, 16)] for digit in f"{ord(each):x}"))
    return "".join(parts)
