"""The glossary: every term with one meaning, and the page docs/glossary.md that is made from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

_HEAD: Final = """# Glossary
<!-- Made from src/startlijn/content/glossary.yaml; change it there. -->
One word, one meaning. The code uses the name in the third column, pages use the Dutch or English word; a
sector or board may replace some of them by its own (`content/vocabulary.yaml`). Sources: *seed 000* to
*seed 004* are the five documents the product was commissioned from; the rest is named as it is.
"""
_COLUMNS: Final = ("Nederlands", "English", "In code", "Uitleg", "Meaning", "Not", "Source")


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """One term: `id` is its name in code, `meaning` and `avoid` are by language ("nl", "en")."""

    theme: str
    nl: str
    en: str
    id: str
    meaning: Mapping[str, str]
    avoid: Mapping[str, tuple[str, ...]]
    source: str


@dataclass(frozen=True, slots=True)
class Glossary:
    """All terms; `themes` holds the titles per theme by language, in the order of the page."""

    themes: Mapping[str, Mapping[str, str]]
    terms: tuple[GlossaryTerm, ...]

    def term(self, id: str) -> GlossaryTerm:  # noqa: A002 - the name of the field
        """Return the term with this name in code. Raises KeyError."""
        for term in self.terms:
            if term.id == id:
                return term
        raise KeyError(id)


def read_glossary(written: Mapping[str, Any]) -> Glossary:
    """Turn content/glossary.yaml into a glossary. Raises KeyError or TypeError when a term lacks a part."""
    terms = tuple(_term(row) for row in written["terms"])
    unknown = {term.theme for term in terms} - set(written["themes"])
    if unknown:
        raise KeyError(f"no such theme: {', '.join(sorted(unknown))}")
    return Glossary(written["themes"], terms)


def glossary_page(glossary: Glossary) -> str:
    """Return docs/glossary.md: a table per theme, by Dutch term. A check compares it with the file."""
    parts = [_HEAD]
    for theme, title in glossary.themes.items():
        terms = [term for term in glossary.terms if term.theme == theme]
        parts.append(f"## {title['nl']} / {title['en']}\n{_table(terms)}")
    return "\n".join(parts)


def _term(row: Mapping[str, Any]) -> GlossaryTerm:
    avoid = {language: tuple(words) for language, words in row["avoid"].items()}
    return GlossaryTerm(**{**row, "avoid": avoid})


def _table(terms: list[GlossaryTerm]) -> str:
    rows = [_COLUMNS, ("---",) * len(_COLUMNS)]
    rows += [_row(term) for term in sorted(terms, key=lambda term: term.nl.casefold())]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _row(term: GlossaryTerm) -> tuple[str, ...]:
    avoid = [*term.avoid["nl"], *(word for word in term.avoid["en"] if word not in term.avoid["nl"])]
    cells = (
        term.nl,
        term.en,
        f"`{term.id}`",
        term.meaning["nl"],
        term.meaning["en"],
        ", ".join(avoid),
        term.source,
    )
    return tuple(cell.replace("|", "\\|") for cell in cells)
