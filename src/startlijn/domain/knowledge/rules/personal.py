"""What looks like personal data in a text. It shows places; people decide (domain.md §6).

Every pattern is bounded, so that no text can make it slow.
"""

import re
from collections.abc import Iterable, Iterator

from startlijn.domain.knowledge.terms import Finding, Part, PersonalKind, Span
from startlijn.engines.dutch import tidy

MOST_FINDINGS = 100
_AROUND = 40
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_PHONE = re.compile(r"(?<![\d+])(?:\+31|0031|0)(?:[ \-.()/]{0,3}\d){9}(?!\d)")
_NUMBER = re.compile(r"(?<![\d.,-])\d(?:[ .-]?\d){7,8}(?![\d-])")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_CAPITALS = r"[A-ZÀ-Þ][\w’'-]{0,30}\.?"
_NAME_LINE = re.compile(
    rf"\s{{0,8}}(?:\d{{1,2}}[.)]?\s|[-•*]\s)?\s{{0,4}}{_CAPITALS}"
    rf"(?:\s(?:van|de|der|den|het|ten|ter|el|'t|{_CAPITALS})){{1,4}}\s{{0,8}}(?:[,;:\t].{{0,200}})?"
)
_FEWEST_LINES = 4  # of names below each other: a class list
_SMALL_PARTS = frozenset({"van", "de", "der", "den", "het", "ten", "ter", "el", "t"})
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def eleven_test(digits: str) -> bool:
    """Tell whether digits pass the eleven test of citizen service numbers (BSN).

    >>> eleven_test("111222333"), eleven_test("123456789")
    (True, False)
    """
    if len(digits) not in (8, 9) or int(digits) == 0:
        return False
    padded = digits.zfill(9)
    total = sum(int(digit) * weight for digit, weight in zip(padded, _WEIGHTS, strict=True))
    return total % 11 == 0


def spans(text: str, names: Iterable[tuple[str, str]] = ()) -> list[Span]:
    """Return the places in a text that look personal, in order and without overlap.

    `names`: first and last names of the people known at the school. Surer kinds win where two overlap. After
    `MOST_FINDINGS` it stops: that is more than anybody mends one by one.
    """
    taken: list[Span] = []
    for found in (*_sure(text), *_class_lists(text), *_names(text, names)):
        if len(taken) == MOST_FINDINGS:
            break
        if all(found.end <= other.start or found.start >= other.end for other in taken):
            taken.append(found)
    return sorted(taken, key=lambda span: span.start)


def findings(text: str, part: Part, names: Iterable[tuple[str, str]] = ()) -> list[Finding]:
    """Return what `spans` finds, each with the words around it, ready to show."""
    clean = tidy(text)
    return [
        Finding(
            span.kind,
            part,
            clean[max(0, span.start - _AROUND) : span.start],
            clean[span.start : span.end],
            clean[span.end : span.end + _AROUND],
        )
        for span in spans(clean, names)
    ]


def _sure(text: str) -> Iterator[Span]:
    for found in _EMAIL.finditer(text):
        yield Span(PersonalKind.EMAIL, found.start(), found.end())
    for found in _PHONE.finditer(text):
        yield Span(PersonalKind.PHONE, found.start(), found.end())
    for found in _NUMBER.finditer(text):
        if eleven_test(re.sub(r"\D", "", found.group())):
            yield Span(PersonalKind.BSN, found.start(), found.end())


def _class_lists(text: str) -> Iterator[Span]:
    """Yield runs of lines that each look like a name."""
    begin, lines, position = 0, 0, 0
    for line in (*text.split("\n"), ""):
        if _NAME_LINE.fullmatch(line):
            begin = begin if lines else position
            lines += 1
        else:
            if lines >= _FEWEST_LINES:
                yield Span(PersonalKind.CLASS_LIST, begin, position - 1)
            lines = 0
        position += len(line) + 1


def _names(text: str, names: Iterable[tuple[str, str]]) -> Iterator[Span]:
    """Yield names: a first name with the last name, and each alone when it is written with a capital."""
    parts: set[str] = set()
    for given, family in names:
        parts |= {word.casefold() for word in _WORD.findall(f"{given} {family}")}
    parts -= _SMALL_PARTS
    parts = {part for part in parts if len(part) > 2}
    begin, end = -1, -1
    for word in _WORD.finditer(text):
        known = word.group().casefold() in parts and word.group()[0].isupper()
        small = word.group().casefold() in _SMALL_PARTS
        joined = begin >= 0 and len(text[end : word.start()]) == 1 and text[end].isspace()
        if joined and (known or small):
            end = word.end()
            continue
        if begin >= 0:
            yield _trimmed(text, begin, end)
        begin, end = (word.start(), word.end()) if known else (-1, -1)
    if begin >= 0:
        yield _trimmed(text, begin, end)


def _trimmed(text: str, begin: int, end: int) -> Span:
    """Return a name without the small words behind it ("Sanne van" is "Sanne")."""
    words = list(_WORD.finditer(text, begin, end))
    while words[-1].group().casefold() in _SMALL_PARTS:
        words.pop()
    return Span(PersonalKind.NAME, begin, words[-1].end())
