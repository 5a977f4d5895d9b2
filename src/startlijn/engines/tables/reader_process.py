"""Run as a process of its own: a workbook on standard input, one JSON answer on standard output.

Imports nothing of Startlijn, so that it starts fast and can harm nothing. Started by `workbook.py` with
a JSON request as its only argument. Answer: `{sheet, first, rows}` or `{code, details}`.
"""

import datetime as dt
import io
import json
import sys
from collections.abc import Iterator
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum


class RefusedError(Exception):
    """A sheet that goes over a limit: code and details."""


def confine(memory: int, seconds: int) -> None:
    """Limit the memory (bytes) and processor time (seconds) of this process, where the system can."""
    try:
        import resource  # absent on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def chosen(workbook: CalamineWorkbook, wanted: str | None) -> CalamineSheet:
    """Return the wanted sheet, else the first visible one with text in it, else the first."""
    if wanted is not None:
        if wanted not in workbook.sheet_names:
            raise RefusedError("no_sheet", {"wanted": wanted})
        return workbook.get_sheet_by_name(wanted)
    visible = [each.name for each in workbook.sheets_metadata if each.visible == SheetVisibleEnum.Visible]
    if not visible:
        raise RefusedError("no_sheet", {"wanted": ""})
    sheets = (workbook.get_sheet_by_name(name) for name in visible)
    return next((sheet for sheet in sheets if sheet.height), workbook.get_sheet_by_name(visible[0]))


def text_of(value: object) -> str:
    """Return a cell as a person would type it: whole numbers without point, dates as 2026-11-21."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)


def texts(sheet: CalamineSheet, first_column: int, request: dict[str, Any]) -> Iterator[list[str]]:
    """Yield the rows as text, within the limits on cells and characters."""
    characters = 0
    for row in sheet.to_python():
        cells = [""] * first_column + [text_of(value) for value in row]
        characters += sum(map(len, cells))
        if max(map(len, cells)) > request["cell"]:
            raise RefusedError("cell_too_long", {"limit": request["cell"]})
        if characters > request["characters"]:
            raise RefusedError("too_many_cells", {"limit": request["cells"]})
        yield cells


def answer(data: bytes, request: dict[str, Any]) -> dict[str, Any]:
    """Return the sheet as rows of text; `first` is the number of the first row."""
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheet = chosen(workbook, request["sheet"])
    if sheet.start is None or not sheet.height:
        return {"code": "empty"}
    first_row, first_column = sheet.start
    if sheet.total_width > request["columns"]:
        raise RefusedError("too_many_columns", {"limit": request["columns"]})
    if sheet.height > request["rows"] + 1:
        raise RefusedError("too_many_rows", {"limit": request["rows"]})
    if sheet.height * sheet.total_width > request["cells"]:
        raise RefusedError("too_many_cells", {"limit": request["cells"]})
    return {"sheet": sheet.name, "first": first_row + 1, "rows": list(texts(sheet, first_column, request))}


def main() -> None:
    """Read standard input and answer on standard output."""
    request = json.loads(sys.argv[1])
    confine(request["memory"], request["seconds"])
    try:
        result = answer(sys.stdin.buffer.read(), request)
    except RefusedError as refusal:
        code, details = refusal.args
        result = {"code": code, "details": details}
    except MemoryError:
        result = {"code": "too_many_cells", "details": {"limit": request["cells"]}}
    except (CalamineError, OSError, ValueError):
        result = {"code": "damaged"}
    sys.stdout.write(json.dumps(result))


if __name__ == "__main__":
    main()
