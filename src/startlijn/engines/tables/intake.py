"""The one way in: size first, then the first bytes, then the right reader."""

from typing import BinaryIO

from startlijn.engines.tables.terms import LIMITS, BadTable, Fault, Limits, Table
from startlijn.engines.tables.text import read_text
from startlijn.engines.tables.workbook import read_workbook

_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = {
    b"%PDF": "pdf",
    b"\x89PNG": "png",
    b"\xff\xd8\xff": "jpeg",
    b"GIF8": "gif",
    b"\x1f\x8b": "gzip",
    b"BZh": "bzip2",
    b"\xfd7zXZ": "xz",
    b"7z\xbc\xaf": "7z",
    b"Rar!": "rar",
    b"\x7fELF": "program",
    b"MZ": "program",
    b"SQLite format 3": "database",
    b"PAR1": "parquet",
    b"{\\rtf": "rtf",
}
_WEB_PAGE = (b"<!doctype html", b"<html")


def read_table(source: bytes | BinaryIO, *, limits: Limits = LIMITS, sheet: str | None = None) -> Table:
    """Return the table in a CSV, TSV, XLSX or ODS file, whatever its name.

    `source` is the bytes or an open binary file, of which never more than `limits.size` + 1 bytes are read.
    `sheet` names the sheet of a workbook. Raises BadTable, and nothing else, for anything wrong inside.
    """
    data = source if isinstance(source, bytes) else source.read(limits.size + 1)
    if len(data) > limits.size:
        raise BadTable(Fault.TOO_LARGE, limit=limits.size)
    if not data.strip():
        raise BadTable(Fault.EMPTY)
    if data.startswith(_ZIP):
        return read_workbook(data, limits, sheet)
    _refuse_foreign(data)
    return read_text(data, limits)


def _refuse_foreign(data: bytes) -> None:
    if data.startswith(_OLD_EXCEL):
        raise BadTable(Fault.OLD_EXCEL)
    if data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_WEB_PAGE):
        raise BadTable(Fault.WEB_PAGE)
    for start, found in _FOREIGN.items():
        if data.startswith(start):
            raise BadTable(Fault.BINARY, found=found)
