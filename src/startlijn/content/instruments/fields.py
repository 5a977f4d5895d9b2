"""Reading the fields of a node: each verb returns the value, or notes what is wrong and a stand-in."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final, TypeVar

from startlijn.content.instruments.faults import Fault, FaultCode
from startlijn.content.instruments.nodes import Leaf, Node, Row, Table
from startlijn.content.instruments.shapes import Text

MOST_LETTERS: Final = 4000
LANGUAGES: Final = ("nl", "en")
STAND_IN: Final = Text("", "")
_KEY: Final = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_VERSION: Final = re.compile(r"[0-9a-z][0-9a-z-]{0,19}")
_WHOLE: Final = re.compile(r"-?[0-9]{1,6}")
_YES_NO: Final = {"true": True, "yes": True, "false": False, "no": False}

WordT = TypeVar("WordT", bound=StrEnum)


class Fields:
    """One table under reading: `item` says which item it belongs to, `faults` is shared by the whole file."""

    def __init__(self, node: Node, faults: list[Fault], item: str = "", name: str = "") -> None:
        self.faults, self.item, self.name, self.line = faults, item, name, node.line
        self.fields: dict[str, Node] = {}
        if isinstance(node, Table):
            self.fields = node.fields
        else:
            self.wrong(FaultCode.WRONG_KIND, "", node.line)
        self.readable = isinstance(node, Table)

    def wrong(self, code: FaultCode, field: str, line: int = 0, **figures: str | int) -> None:
        """Note something that is wrong."""
        whole = ".".join(part for part in (self.name, field) if part)
        self.faults.append(Fault(code, line or self.line, self.item, whole, figures))

    def within(self, field: str, node: Node, item: str = "") -> "Fields":
        """Return the fields of a table that stands in a field of this one."""
        return Fields(node, self.faults, item or self.item, field)

    def line_of(self, field: str) -> int:
        """Return the line on which a field stands, or that of the table."""
        found = self.fields.get(field)
        return found.line if found is not None else self.line

    def knows_only(self, *known: str) -> None:
        """Note the fields that are none of these, so that a slip of the pen does not go unseen."""
        for field, node in self.fields.items():
            if field not in known:
                self.wrong(FaultCode.UNKNOWN_FIELD, field[:60], node.line, known=", ".join(known))

    def node(self, field: str, *, needed: bool = True) -> Node | None:
        """Return the node of a field; None, and a fault when it is needed, where it is missing."""
        found = self.fields.get(field)
        if found is None and needed and self.readable:
            self.wrong(FaultCode.MISSING, field)
        return found

    def leaf(self, field: str, *, needed: bool = True) -> Leaf | None:
        """Return the text node of a field; None with a fault where something else stands there."""
        found = self.node(field, needed=needed)
        if found is None or isinstance(found, Leaf):
            return found
        self.wrong(FaultCode.WRONG_KIND, field, found.line)
        return None

    def rows(self, field: str, *, most: int, needed: bool = True) -> tuple[Node, ...]:
        """Return the nodes of a list that has to hold something, and not too much."""
        found = self.node(field, needed=needed)
        if found is None:
            return ()
        if not isinstance(found, Row):
            self.wrong(FaultCode.WRONG_KIND, field, found.line)
            return ()
        if not found.nodes:
            self.wrong(FaultCode.BLANK, field, found.line)
        if len(found.nodes) > most:
            self.wrong(FaultCode.TOO_MANY, field, found.line, most=most)
        return tuple(found.nodes[:most])

    def plain(self, field: str, *, most: int = 200, needed: bool = True) -> str:
        """Return a text of at most so many letters, without signs that cannot be seen."""
        leaf = self.leaf(field, needed=needed)
        if leaf is None:
            return ""
        text = leaf.text.strip()
        if not text:
            self.wrong(FaultCode.BLANK, field, leaf.line)
        if len(text) > most:
            self.wrong(FaultCode.TOO_LONG, field, leaf.line, most=most)
        if not all(sign.isprintable() or sign == "\n" for sign in text):
            self.wrong(FaultCode.NOT_PLAIN, field, leaf.line)
        return text

    def both(self, *, most: int) -> Text:
        """Return the text that stands in the fields `nl` and `en` of this table."""
        nl, en = (self.plain(language, most=most) for language in LANGUAGES)
        return Text(nl, en)

    def text(self, field: str, *, most: int) -> Text:
        """Return a text in both languages: a table with `nl` and `en`."""
        node = self.node(field)
        return STAND_IN if node is None else self._told(field, node, most)

    def perhaps(self, field: str, *, most: int) -> Text | None:
        """Return a text in both languages, or None where the field is not there."""
        node = self.node(field, needed=False)
        return None if node is None else self._told(field, node, most)

    def either(self, field: str, *, most: int) -> Text:
        """Return a text in both languages, or one that is the same in both, such as the name of a licence."""
        if not isinstance(self.fields.get(field), Leaf):
            return self.text(field, most=most)
        alike = self.plain(field, most=most)
        return Text(alike, alike)

    def _told(self, field: str, node: Node, most: int) -> Text:
        inner = self.within(field, node)
        inner.knows_only(*LANGUAGES)
        return inner.both(most=most)

    def key(self, field: str, *, needed: bool = True) -> str:
        """Return a short name: small letters, digits, "-" and "_"."""
        return self._matching(field, _KEY, needed=needed)

    def version(self, field: str) -> str:
        """Return the name of a version, such as "2026-1"."""
        return self._matching(field, _VERSION, needed=True)

    def _matching(self, field: str, pattern: re.Pattern[str], *, needed: bool) -> str:
        leaf = self.leaf(field, needed=needed)
        if leaf is None:
            return ""
        if pattern.fullmatch(leaf.text) is None:
            self.wrong(FaultCode.NOT_A_KEY, field, leaf.line, found=shown(leaf.text))
            return ""
        return leaf.text

    def day(self, field: str) -> date:
        """Return a day, written as 2026-08-01."""
        leaf = self.leaf(field)
        if leaf is None:
            return date.min
        try:
            return date.fromisoformat(leaf.text)
        except ValueError:
            self.wrong(FaultCode.NOT_A_DATE, field, leaf.line, found=shown(leaf.text))
            return date.min

    def yes(self, field: str) -> bool:
        """Return true or false; false where it does not stand there."""
        leaf = self.leaf(field, needed=False)
        if leaf is None:
            return False
        if leaf.text.lower() not in _YES_NO:
            self.wrong(FaultCode.NOT_A_WORD, field, leaf.line, found=shown(leaf.text), known="true, false")
        return _YES_NO.get(leaf.text.lower(), False)

    def whole(self, field: str, least: int, most: int) -> int:
        """Return a whole number within limits."""
        leaf = self.leaf(field)
        if leaf is None:
            return least
        if _WHOLE.fullmatch(leaf.text) is None:
            self.wrong(FaultCode.NOT_A_NUMBER, field, leaf.line, found=shown(leaf.text))
            return least
        return int(self._between(field, leaf, Decimal(leaf.text), least, most))

    def share(self, field: str) -> Decimal:
        """Return a number from 0 to 1; 0 where it does not stand there."""
        leaf = self.leaf(field, needed=False)
        if leaf is None:
            return Decimal(0)
        try:
            number = Decimal(leaf.text) if len(leaf.text) < 8 else Decimal("NaN")
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            self.wrong(FaultCode.NOT_A_NUMBER, field, leaf.line, found=shown(leaf.text))
            return Decimal(0)
        return self._between(field, leaf, number, 0, 1)

    def _between(self, field: str, leaf: Leaf, number: Decimal, least: int, most: int) -> Decimal:
        if least <= number <= most:
            return number
        self.wrong(FaultCode.NOT_BETWEEN, field, leaf.line, found=shown(leaf.text), least=least, most=most)
        return Decimal(least)

    def word(self, field: str, words: type[WordT]) -> WordT:
        """Return one of the words of an enum."""
        leaf = self.leaf(field)
        return next(iter(words)) if leaf is None else self._one_of(field, leaf, words)

    def words(self, field: str, words: type[WordT], *, needed: bool = True) -> tuple[WordT, ...]:
        """Return a list of words of an enum, each once."""
        found: list[WordT] = []
        for leaf in self._leaves(field, len(words), needed=needed):
            word = self._one_of(field, leaf, words)
            if word in found:
                self.wrong(FaultCode.TWICE, field, leaf.line, found=shown(leaf.text))
            found.append(word)
        return tuple(found)

    def _leaves(self, field: str, most: int, *, needed: bool) -> Iterator[Leaf]:
        for node in self.rows(field, most=most, needed=needed):
            if isinstance(node, Leaf):
                yield node
            else:
                self.wrong(FaultCode.WRONG_KIND, field, node.line)

    def _one_of(self, field: str, leaf: Leaf, words: type[WordT]) -> WordT:
        known = [word.value for word in words]
        if leaf.text in known:
            return words(leaf.text)
        self.wrong(FaultCode.NOT_A_WORD, field, leaf.line, found=shown(leaf.text), known=", ".join(known))
        return next(iter(words))


def shown(text: str) -> str:
    """Return what stands in a file, short and safe to show."""
    return "".join(sign if sign.isprintable() else "?" for sign in text[:40])
