"""A programme as a table: the columns, the rows of a version, and reading a file back, all or nothing.

Headers and words are those of the reader's language when writing; when reading, the code, the English and the
Dutch words are all understood.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _

from startlijn.base.organisations.rules import refusal
from startlijn.domain.induction.rules.comparing import field_label, shown
from startlijn.domain.induction.rules.elements import CONTENT, Element, NewElement, faults_of
from startlijn.domain.induction.rules.reasons import Reason
from startlijn.domain.induction.terms import (
    MOST_ELEMENTS,
    BadProgrammeFileError,
    Criterion,
    ElementForm,
    ElementKind,
    Funding,
    Owner,
    Period,
    StarterType,
)
from startlijn.engines.tables import LIMITS, BadTable, Cell, Table, formula_cells, read_table

KEY = "key"
COLUMNS = (
    "year",
    "period",
    "title_nl",
    "title_en",
    *(name for name in CONTENT if name not in {"year", "period", "title_nl", "title_en"}),
    KEY,
)
_NEEDED = ("title_nl", "year", "form", "kind", "starter_hours")
_LISTS: Mapping[str, type[TextChoices]] = {"criteria": Criterion, "starter_types": StarterType}
_WORDS: Mapping[str, type[TextChoices]] = {
    "period": Period,
    "form": ElementForm,
    "kind": ElementKind,
    "owner": Owner,
    "second_owner": Owner,
    "funding": Funding,
}
_YES = {"yes": True, "ja": True, "1": True, "true": True, "x": True}
_NO = {"no": False, "nee": False, "0": False, "false": False, "": False}
_MOST_PROBLEMS = 100
_LIMITS = replace(LIMITS, rows=MOST_ELEMENTS, columns=100)


@dataclass(frozen=True, slots=True)
class FileElement:
    """An element as a file says it, with its row; `key` is empty for a new one."""

    row: int
    key: UUID | None
    element: NewElement


def headers() -> list[str]:
    """Return the headers of the table in the active language."""
    return [_header(name) for name in COLUMNS]


def rows_of(elements: Sequence[Element]) -> list[list[Cell]]:
    """Return one row per element, in the active language; hours and years are numbers."""
    return [[_cell(each, name) for name in COLUMNS] for each in elements]


def _header(name: str) -> str:
    if name == KEY:
        return gettext("key (leave as it is)")
    return gettext("why it differs from the template") if name == "deviation" else field_label(name)


def _cell(element: Element, name: str) -> Cell:
    value = getattr(element, name)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, bool):
        return shown(value)
    if isinstance(value, int):
        return value
    if isinstance(value, date):
        return value.isoformat()
    return "; ".join(shown(each) for each in value) if isinstance(value, tuple) else shown(value)


def read_programme(content: bytes) -> tuple[FileElement, ...]:
    """Return the elements of a CSV or XLSX file, in order.

    Raises `BadProgrammeFileError` with everything that is wrong, by row and column (at most 100 sentences).
    """
    try:
        table = read_table(content, limits=_LIMITS)
    except BadTable as error:
        raise BadProgrammeFileError(refusal(error)) from error
    columns, problems = _columns(table.headers)
    if not problems and not table.rows:
        problems.append(gettext("There is a header, but there are no rows below it."))
    if problems:
        raise BadProgrammeFileError(problems)
    problems += _formulas(content, table)
    found = []
    for number, cells in table.records():
        reader = _Reader(number, cells, columns, problems)
        element = reader.element()
        if element is not None:
            found.append(FileElement(number, reader.key(), element))
    problems += _doubles(found, columns)
    if problems:
        raise BadProgrammeFileError(problems[:_MOST_PROBLEMS])
    return tuple(found)


def _formulas(content: bytes, table: Table) -> list[str]:
    """Name the cells that hold a formula: its saved outcome may be old."""
    if table.sheet is None:
        return []
    told = gettext("There is a formula in this cell. Paste the outcome as a value.")
    return [
        _placed(row, table.headers[column - 1] if column <= len(table.headers) else str(column), told)
        for row, column in formula_cells(content, table.sheet)
    ]


def _columns(given: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Return which header holds which field, and what is wrong with the headers."""
    known = _known_headers()
    columns: dict[str, str] = {}
    problems = []
    for header in given:
        name = known.get(_plain(header))
        if name is None:
            problems.append(_placed(None, header, gettext("This column is not known. Leave it out.")))
        elif name in columns:
            problems.append(_placed(None, header, gettext("Two columns say the same. Leave one out.")))
        else:
            columns[name] = header
    missing = [name for name in _NEEDED if name not in columns]
    problems += [_placed(None, _header(name), gettext("This column is missing.")) for name in missing]
    return columns, problems


@cache
def _known_headers() -> dict[str, str]:
    known = {_plain(name): name for name in COLUMNS}
    for language in ("en", "nl"):
        with override(language):
            known |= {_plain(_header(name)): name for name in COLUMNS}
    return known


@cache
def _known_words(words: type[TextChoices]) -> dict[str, str]:
    known = {_plain(value): value for value in words.values}
    for language in ("en", "nl"):
        with override(language):
            known |= {_plain(str(label)): value for value, label in words.choices}
    return known


def _plain(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


def _placed(row: int | None, column: str, what: object) -> str:
    figures = {"row": row, "column": column, "what": what}
    if row is None:
        return gettext("Column “%(column)s”: %(what)s") % figures
    return gettext("Row %(row)s, column “%(column)s”: %(what)s") % figures


def _doubles(found: Sequence[FileElement], columns: Mapping[str, str]) -> list[str]:
    """Name each row with a key that stood in the file before."""
    seen: dict[UUID, int] = {}
    problems = []
    for each in found:
        first = seen.setdefault(each.key, each.row) if each.key else each.row
        if first != each.row:
            reason = Reason(
                _("Row %(first)s has the same key. Leave this cell empty for a copy."), {"first": first}
            )
            problems.append(_placed(each.row, columns[KEY], reason))
    return problems


@dataclass(slots=True)
class _Reader:
    """One row under reading."""

    row: int
    cells: Mapping[str, str]
    columns: Mapping[str, str]
    problems: list[str]
    wrong: set[str] = field(default_factory=set)

    def element(self) -> NewElement | None:
        """Return the element of the row; None when something is wrong, which is then among the problems."""
        values = {name: self._value(name) for name in CONTENT if name in self.columns}
        if self.wrong:
            return None
        element = NewElement(**{name: value for name, value in values.items() if value is not None})  # type: ignore[arg-type]
        for name, reason in faults_of(element).items():
            self._report(name, reason)
        return None if self.wrong else element

    def key(self) -> UUID | None:
        """Return the key of the row, if it has one."""
        text = self._text(KEY) if KEY in self.columns else ""
        try:
            return UUID(text) if text else None
        except ValueError:
            self._report(
                KEY,
                Reason(
                    _("“%(found)s” is not a key. Leave this cell empty for something new."),
                    {"found": text[:60]},
                ),
            )
            return None

    def _value(self, name: str) -> object:
        readers: Mapping[str, Callable[[str], object]] = {
            "year": self._whole,
            "times": self._whole,
            "starter_hours": self._hours,
            "coach_hours": self._hours,
            "fixed_coach": self._yes,
            "is_generic": self._yes,
            "funding_ends_on": self._day,
            **dict.fromkeys(_WORDS, self._word),
            **dict.fromkeys(_LISTS, self._words),
        }
        if not self._text(name) and name not in {"fixed_coach", "is_generic"}:
            if name in _NEEDED:
                self._report(name, Reason(_("This cell is empty, and it may not be.")))
            return None
        return readers.get(name, self._text)(name)

    def _text(self, name: str) -> str:
        return " ".join(self.cells.get(self.columns[name], "").split())

    def _whole(self, name: str) -> int | None:
        text = self._text(name)
        if not re.fullmatch(r"\d{1,4}", text):
            self._report(name, Reason(_("“%(found)s” is not a whole number."), {"found": text[:60]}))
            return None
        return int(text)

    def _hours(self, name: str) -> Decimal | None:
        text = self._text(name).replace(",", ".")
        try:
            hours = Decimal(text)
        except InvalidOperation:
            hours = Decimal("NaN")
        if not re.fullmatch(r"\d{1,6}(\.\d{1,10})?", text):
            self._report(name, Reason(_("“%(found)s” is not a number of hours."), {"found": text[:60]}))
            return None
        return hours

    def _yes(self, name: str) -> bool | None:
        text = self._text(name).casefold()
        if text not in _YES | _NO:
            self._must_choose(name, text, ("ja", "nee", "yes", "no"))
        return None if not text else (_YES | _NO).get(text)

    def _day(self, name: str) -> date | None:
        text = self._text(name)
        for shape in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"):
            try:
                return datetime.strptime(text, shape).date()  # noqa: DTZ007 - a day has no time zone
            except ValueError:
                continue
        self._report(
            name, Reason(_("“%(found)s” is not a day. Write it as 2027-07-31."), {"found": text[:60]})
        )
        return None

    def _word(self, name: str) -> str | None:
        return self._known(name, self._text(name), _WORDS[name])

    def _words(self, name: str) -> tuple[str, ...]:
        words, text = _LISTS[name], self._text(name)
        whole = _known_words(words).get(_plain(text))
        parts = [text] if whole else re.split(r"[;|]" if ";" in text or "|" in text else ",", text)
        found = {self._known(name, part.strip(), words) for part in parts if part.strip()}
        return tuple(words(value) for value in words.values if value in found)

    def _known(self, name: str, text: str, words: type[TextChoices]) -> str | None:
        value = _known_words(words).get(_plain(text))
        if value is None:
            self._must_choose(name, text, tuple(str(label) for label in words.labels))
            return None
        found: str = words(value)
        return found

    def _must_choose(self, name: str, text: str, allowed: Collection[str]) -> None:
        figures = {"found": text[:60], "allowed": ", ".join(allowed)}
        self._report(name, Reason(_("“%(found)s” is not possible here. Choose from: %(allowed)s."), figures))

    def _report(self, name: str, reason: Reason) -> None:
        self.wrong.add(name)
        self.problems.append(_placed(self.row, self.columns.get(name, _header(name)), reason))
