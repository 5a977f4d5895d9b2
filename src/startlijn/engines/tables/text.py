"""Tables as text: find the encoding and the delimiter, then read strictly."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Literal

from startlijn.engines.tables.formulas import restored
from startlijn.engines.tables.shape import Record, Shaped, shape
from startlijn.engines.tables.terms import BadTable, Fault, Limits, Table

DELIMITERS = ";,\t|"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def read_text(data: bytes, limits: Limits) -> Table:
    """Return the table in these bytes of CSV or TSV. Raises BadTable."""
    text, encoding = decoded(data)
    control = _CONTROL.search(text)
    if control:
        raise BadTable(Fault.BINARY, row=text.count("\n", 0, control.start()) + 1)
    announced = _SEPARATOR_LINE.match(text)
    body = text[announced.end() :] if announced else text
    delimiter = announced[1] if announced else delimiter_of(body)
    complete = text.endswith(("\n", "\r"))
    shaped = _shaped(body, delimiter, limits, complete=complete, first=2 if announced else 1)
    return Table(
        headers=shaped.headers,
        rows=shaped.rows,
        numbers=shaped.numbers,
        encoding=encoding,
        delimiter=delimiter,
        complete=complete,
    )


def decoded(data: bytes) -> tuple[str, str]:
    """Return the text without byte order mark and the name of its encoding.

    Tried in order: what a byte order mark says, UTF-16 recognised by its zero bytes, UTF-8, cp1252.
    Raises BadTable where none fits, or where the bytes stop halfway a character.
    """
    encoding = _encoding_of(data)
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        row = _row_of(error)
        if error.reason in {"unexpected end of data", "truncated data"}:
            raise BadTable(Fault.TRUNCATED, row=row) from error
        if encoding != "utf-8":
            raise BadTable(Fault.UNKNOWN_ENCODING, row=row) from error
    try:
        return data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError as error:
        raise BadTable(Fault.UNKNOWN_ENCODING, row=_row_of(error)) from error


def _row_of(error: UnicodeDecodeError) -> int:
    return error.object.count(b"\n", 0, error.start) + 1


def _encoding_of(data: bytes) -> str:
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    start = data[:200]
    if start[1::2].count(0) * 2 > len(start[1::2]):
        return "utf-16-le"
    if start[0::2].count(0) * 2 > len(start[0::2]):
        return "utf-16-be"
    return "utf-8"


def delimiter_of(text: str) -> str:
    """Return the delimiter that occurs most in the first line, outside quotes; a comma if there is none."""
    counts: Counter[str] = Counter()
    quoted = False
    for letter in text.lstrip()[:65_536]:
        if letter == '"':
            quoted = not quoted
        elif not quoted and letter in "\r\n":
            break
        elif not quoted and letter in DELIMITERS:
            counts[letter] += 1
    return max(DELIMITERS, key=lambda each: counts[each]) if counts else ","


def _shaped(text: str, delimiter: str, limits: Limits, *, complete: bool, first: int) -> Shaped:
    def records(quoting: Literal[0, 3]) -> Iterator[Record]:
        return _records(_lines(text, delimiter, limits), delimiter, first, quoting)

    try:
        return shape(records(csv.QUOTE_MINIMAL), limits, pad=False)
    except BadTable as refusal:
        if refusal.code == Fault.RAGGED_ROW and not complete:
            *_, (last, _cells) = records(csv.QUOTE_MINIMAL)
            if refusal.row == last:
                raise BadTable(Fault.TRUNCATED, row=last) from refusal
        if refusal.code != Fault.BAD_QUOTES or text.lstrip().startswith('"'):
            raise
        try:  # a file that never quotes may hold a name that begins with a quote
            return shape(records(csv.QUOTE_NONE), limits, pad=False)
        except BadTable:
            raise refusal from None


def _lines(text: str, delimiter: str, limits: Limits) -> Iterator[str]:
    """Yield the lines; refuse one with more delimiters than all columns and one full cell could hold."""
    for line in io.StringIO(text, newline=""):
        if line.count(delimiter) > limits.columns + limits.cell:
            raise BadTable(Fault.TOO_MANY_COLUMNS, limit=limits.columns)
        yield line


def _records(lines: Iterator[str], delimiter: str, first: int, quoting: Literal[0, 3]) -> Iterator[Record]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True, quoting=quoting)
    number = first
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "field larger" in str(error):
                limit = csv.field_size_limit()
                raise BadTable(Fault.CELL_TOO_LONG, row=number, limit=limit) from error
            raise BadTable(Fault.BAD_QUOTES, row=number) from error
        yield number, [restored(cell) for cell in cells]
        number += 1
