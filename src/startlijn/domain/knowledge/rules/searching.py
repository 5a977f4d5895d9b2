"""What is looked in, what is asked for, and why something was found."""

from collections.abc import Sequence
from dataclasses import dataclass

from startlijn.domain.knowledge.terms import Part
from startlijn.engines.dutch import begins, marks, question, stem, tidy, words

_AROUND = 90
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Indexed:
    """What is kept of a text for searching: folded words, and their stems, each with spaces between."""

    words: str
    stems: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A bit of text as a page shows it; `marked` when it is a word that was found."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Why:
    """Why a product was found: the words as they stand there, in which parts, and a bit of the text."""

    words: tuple[str, ...]
    parts: tuple[Part, ...]
    title: tuple[Piece, ...]
    excerpt: tuple[Piece, ...]


def indexed(*texts: str) -> Indexed:
    """Return what to keep of texts for searching."""
    found = [word.folded for text in texts for word in words(tidy(text))]
    return Indexed(" ".join(found), " ".join(map(stem, found)))


def asked(text: str) -> tuple[str, ...]:
    """Return the stems of a question; all of them must be in what is found."""
    return question(text)


def for_postgresql(stems: Sequence[str]) -> str:
    """Return a question as PostgreSQL reads it (`tsquery`, configuration `simple`: stems are ready).

    >>> for_postgresql(("begeleid", "20"))
    "'begeleid':* & '20'"
    """
    return " & ".join(f"'{each}':*" if begins(each) else f"'{each}'" for each in stems)


def for_sqlite(stems: Sequence[str], column: str = "") -> str:
    """Return a question as SQLite reads it (FTS5), in one column or in all.

    >>> for_sqlite(("begeleid", "20"), "stems")
    '{stems} : ("begeleid"* AND "20")'
    """
    terms = " AND ".join(f'"{each}"*' if begins(each) else f'"{each}"' for each in stems)
    return f"{{{column}}} : ({terms})" if column else terms


def why(title: str, text: str, file_name: str, stems: Sequence[str]) -> Why:
    """Return why a product answers a question: pieces of text, never markup; the page escapes them."""
    parts = {Part.TITLE: title, Part.TEXT: text, Part.FILE: file_name}
    found = {part: marks(content, stems) for part, content in parts.items()}
    seen = dict.fromkeys(
        content[mark.start : mark.end].casefold() for part, content in parts.items() for mark in found[part]
    )
    return Why(
        words=tuple(seen)[:_MOST_WORDS],
        parts=tuple(part for part in Part if found[part]),
        title=pieces(title, stems),
        excerpt=excerpt(text, stems),
    )


def pieces(text: str, stems: Sequence[str]) -> tuple[Piece, ...]:
    """Return a text cut into what was found and what stands between."""
    made: list[Piece] = []
    position = 0
    for mark in marks(text, stems):
        made.append(Piece(text[position : mark.start], marked=False))
        made.append(Piece(text[mark.start : mark.end], marked=True))
        position = mark.end
    made.append(Piece(text[position:], marked=False))
    return tuple(piece for piece in made if piece.text)


def excerpt(text: str, stems: Sequence[str]) -> tuple[Piece, ...]:
    """Return the text around the first word that was found; its beginning when there is none."""
    found = marks(text, stems)
    centre = found[0].start if found else 0
    begin = max(0, centre - _AROUND)
    end = min(len(text), centre + 2 * _AROUND)
    if begin:
        begin = text.find(" ", begin, centre) + 1 or begin
    if end < len(text):
        end = max(text.rfind(" ", centre, end), centre + 1)
    shown = f"{'… ' if begin else ''}{' '.join(text[begin:end].split())}{' …' if end < len(text) else ''}"
    return pieces(shown, stems)
