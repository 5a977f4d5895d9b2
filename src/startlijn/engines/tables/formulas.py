"""Text that a spreadsheet would run as a formula, made harmless and back (trust.md P21, T8).

A cell that starts with = + - @ tab or return, also after spaces, is a formula to a spreadsheet that opens a
CSV file. An apostrophe in front makes it text. Our own reader takes that apostrophe off again.
"""

import re

_SPACES = r"\s\u200b-\u200f\u2060\ufeff"
_DANGEROUS = re.compile(rf"'*(?:[\t\r]|[{_SPACES}']*[=+\-@＝＋－＠])")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def is_dangerous(text: str) -> bool:
    """Tell whether a spreadsheet may take this text for a formula."""
    return _DANGEROUS.match(text) is not None


def neutralised(text: str) -> str:
    """Return the text as it may stand in a CSV file: printable, and never a formula."""
    printable = without_unprintable(text)
    return f"'{printable}" if is_dangerous(printable) else printable


def restored(text: str) -> str:
    """Return what `neutralised` was given: the inverse for printable text."""
    return text[1:] if text.startswith("'") and is_dangerous(text[1:]) else text


def without_unprintable(text: str) -> str:
    """Return the text without characters that no file format can hold (they have no shape on screen)."""
    return _UNPRINTABLE.sub("", text)
