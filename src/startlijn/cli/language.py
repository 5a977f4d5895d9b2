"""The language of the command line: that of the terminal, Dutch or English, without starting Django."""

import gettext
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_CATALOGUES = Path(__file__).resolve().parent.parent / "locale"


def language(environment: Mapping[str, str]) -> str:
    """Return "nl" or "en": what LANGUAGE, LC_ALL, LC_MESSAGES or LANG asks for, in this order, else "en"."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")
        if value:
            return "nl" if value.lower().startswith("nl") else "en"
    return "en"


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation("django", _CATALOGUES, languages=[code], fallback=True)


def translate(message: str) -> str:
    """Return the message in the language of the terminal; its English self when there is no translation."""
    return _catalogue(language(os.environ)).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the message for one or for many, in the language of the terminal."""
    return _catalogue(language(os.environ)).ngettext(one, many, count)


def number(value: float, decimals: int = 0) -> str:
    """Write a number as the language does: 1,271.6 in English, 1.271,6 in Dutch."""
    text = f"{value:,.{decimals}f}"
    if language(os.environ) == "nl":
        return text.translate(str.maketrans(",.", ".,"))
    return text
