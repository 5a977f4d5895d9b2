"""Tables out: CSV and XLSX in which nothing can run (trust.md P21; RFC 4180)."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from startlijn.engines.tables.formulas import is_dangerous, neutralised, without_unprintable
from startlijn.engines.tables.terms import LIMITS, BadTable, Fault

# Late where they are used: openpyxl takes 30 MB, and most processes never write a workbook.
if TYPE_CHECKING:
    from openpyxl.cell import Cell as TypedCell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Cell = str | int | float | None

# Workbooks read _x0041_ as the letter A, unless the underscore is itself written so.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def write_csv(headers: Sequence[str], rows: Iterable[Sequence[Cell]], *, delimiter: str = ";") -> bytes:
    """Return a CSV file that a Dutch spreadsheet opens at once: `;`, UTF-8 with byte order mark, CRLF.

    All text is quoted. Text that looks like a formula gets an apostrophe in front, which `read_table` takes
    off again. None becomes an empty cell.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    for row in (headers, *rows):
        writer.writerow([_csv_cell(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _csv_cell(cell: Cell) -> str | int | float:
    if cell is None:
        return ""
    return neutralised(cell) if isinstance(cell, str) else cell


def write_xlsx(headers: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str) -> bytes:
    """Return a workbook with one sheet, its first row fixed; text is typed as text, so nothing is a formula.

    `title` names the sheet; what a sheet name may not hold is left out. Raises BadTable for a text longer
    than a spreadsheet cell can hold (32,767 characters).
    """
    checked = [
        [_printable(number, cell) for cell in row] for number, row in enumerate((headers, *rows), start=1)
    ]
    from openpyxl import Workbook  # late, see above

    workbook = Workbook(write_only=True)
    sheet: WriteOnlyWorksheet = workbook.create_sheet(_sheet_name(title))
    sheet.freeze_panes = "A2"
    for row in checked:
        sheet.append([_typed(sheet, cell) for cell in row])
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _sheet_name(title: str) -> str:
    kept = "".join(letter for letter in without_unprintable(title) if letter not in "[]:*?/\\")
    return kept.strip("' ")[:31] or "1"


def _printable(number: int, cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    text = without_unprintable(cell)
    if len(text) > LIMITS.cell:
        raise BadTable(Fault.CELL_TOO_LONG, row=number, limit=LIMITS.cell)
    return _ESCAPE.sub("_x005F_", text)


def _typed(sheet: "WriteOnlyWorksheet", cell: Cell) -> "TypedCell | Cell":
    if not isinstance(cell, str) or not (is_dangerous(cell) or cell.startswith("#")):
        return cell
    from openpyxl.cell import WriteOnlyCell  # late, see above

    typed: TypedCell = WriteOnlyCell(sheet, cell)
    typed.data_type = "s"  # neither a formula nor an error code such as #N/A
    typed.quotePrefix = is_dangerous(cell)  # stays text when a person edits the cell
    return typed
