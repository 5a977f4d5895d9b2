"""Cells of a workbook that hold a formula: their stored outcome may be missing, or old."""

import io
from zipfile import BadZipFile

from startlijn.engines.tables.terms import BadTable, Fault


def formula_cells(data: bytes, sheet: str, *, most: int = 100) -> tuple[tuple[int, int], ...]:
    """Return the cells of a sheet that hold a formula: row and column, counted from 1; at most so many.

    For bytes that `read_table` accepted as XLSX; nothing for a workbook of another kind. Raises BadTable.
    """
    # openpyxl takes memory: only who reads a workbook loads it
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException  # late, as above

    found: list[tuple[int, int]] = []
    if not data.startswith(b"PK") or b"opendocument" in data[:200]:
        return ()
    try:
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        for row in workbook[sheet].iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    found.append((int(cell.row or 0), int(cell.column or 0)))
            if len(found) >= most:
                break
    except (BadZipFile, InvalidFileException, KeyError, ValueError, TypeError) as error:
        raise BadTable(Fault.DAMAGED) from error
    return tuple(found[:most])
