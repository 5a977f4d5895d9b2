"""The words of tables: what comes out, what is allowed, and what may be wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read at most. Sizes in bytes (`cell` in characters), `seconds` of wall clock."""

    size: int = 16 * MEBIBYTE
    expanded: int = 128 * MEBIBYTE
    ratio: int = 100
    entries: int = 1_000
    memory: int = 1024 * MEBIBYTE
    seconds: int = 8
    rows: int = 200_000
    columns: int = 1_000
    cells: int = 2_000_000
    cell: int = 32_767


LIMITS = Limits()


class Fault(StrEnum):
    """What may be wrong with a file. Every door has a sentence for each of these.

    `row` is the row as a spreadsheet shows it (the header is usually row 1); `column` is the header.
    """

    TOO_LARGE = "too_large"  # details: limit (bytes)
    EMPTY = "empty"  # nothing in it
    BINARY = "binary"  # details: found (pdf, png, …); row where known
    WEB_PAGE = "web_page"  # a saved web page
    OLD_EXCEL = "old_excel"  # .xls, or a workbook with a password: save as .xlsx
    NOT_A_WORKBOOK = "not_a_workbook"  # a zip file, but no XLSX or ODS
    MACROS = "macros"  # a workbook that carries programs
    LOCKED = "locked"  # a zip entry with a password
    UNSAFE_ARCHIVE = "unsafe_archive"  # details: reason (see `archive.py`)
    DAMAGED = "damaged"  # a workbook that cannot be read
    TOO_SLOW = "too_slow"  # reading took longer than allowed
    NO_SHEET = "no_sheet"  # details: wanted
    UNKNOWN_ENCODING = "unknown_encoding"  # row
    BAD_QUOTES = "bad_quotes"  # row where a quote opens or ends wrongly
    TRUNCATED = "truncated"  # row; the file stops halfway a line
    RAGGED_ROW = "ragged_row"  # row; details: expected, found (cells)
    EMPTY_HEADER = "empty_header"  # row; details: position (1 = first column)
    DOUBLE_HEADER = "double_header"  # row, column
    TOO_MANY_ROWS = "too_many_rows"  # details: limit
    TOO_MANY_COLUMNS = "too_many_columns"  # details: limit
    TOO_MANY_CELLS = "too_many_cells"  # details: limit
    CELL_TOO_LONG = "cell_too_long"  # row, column; details: limit


class BadTable(ValueError):
    """A file that is refused, as a code with its place, so that a door can say it in the reader's language.

    `row` counts as a spreadsheet does (None: the whole file), `column` is the header (None: the whole row).
    """

    def __init__(
        self,
        code: Fault,
        *,
        row: int | None = None,
        column: str | None = None,
        **details: str | int,
    ) -> None:
        super().__init__(code, row, column, details)
        self.code = code
        self.row = row
        self.column = column
        self.details: Mapping[str, str | int] = details

    def __str__(self) -> str:
        return f"{self.code} (row {self.row}, column {self.column}, {dict(self.details)})"


@dataclass(frozen=True, slots=True)
class Table:
    """One table as text: every row has as many cells as there are headers, exactly as written.

    `numbers` are the row numbers as a spreadsheet shows them. `encoding` and `delimiter` are None for a
    workbook, `sheet` is None for text. `complete` is False when text stops without a line end.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    complete: bool = True

    def records(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield (row number, cells by header) for every row."""
        for number, row in zip(self.numbers, self.rows, strict=True):
            yield number, dict(zip(self.headers, row, strict=True))
