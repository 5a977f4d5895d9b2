"""What is wrong with a file, in a sentence that says what to do."""

from pathlib import Path

from startlijn.cli.language import number
from startlijn.cli.language import translate as _
from startlijn.engines.tables import BadTable, Fault, Table, read_table


class InputError(Exception):
    """A file or option that cannot be used; the text is a whole sentence in the language of the terminal."""

    def __init__(
        self, what: str, *, file: Path | None = None, row: int | None = None, column: str = ""
    ) -> None:
        super().__init__(_placed(what, file, row, column))


def _placed(what: str, file: Path | None, row: int | None, column: str) -> str:
    figures = {"file": file and file.name, "row": row, "column": column, "what": what}
    if file is None:
        return what
    if row is not None and column:
        return _("%(file)s, row %(row)s, column “%(column)s”: %(what)s") % figures
    if row is not None:
        return _("%(file)s, row %(row)s: %(what)s") % figures
    if column:
        return _("%(file)s, column “%(column)s”: %(what)s") % figures
    return _("%(file)s: %(what)s") % figures


def table_of(file: Path) -> Table:
    """Return the table in a file. Raises `InputError` when it cannot be opened, or is no table."""
    try:
        with file.open("rb") as opened:
            return read_table(opened)
    except OSError as error:
        raise unreadable(file, error) from error
    except BadTable as error:
        raise refused(file, error) from error


def unreadable(file: Path, error: OSError) -> InputError:
    """Say that the file cannot be opened, and why."""
    if isinstance(error, FileNotFoundError):
        return InputError(_("There is no such file. Check the name and the folder."), file=file)
    if isinstance(error, IsADirectoryError):
        return InputError(_("This is a folder. Give the name of a file."), file=file)
    return InputError(_("This file cannot be opened: %(reason)s.") % {"reason": error.strerror}, file=file)


def refused(file: Path, error: BadTable) -> InputError:
    """Turn a refusal of the table reader into a sentence with file, row and column."""
    figures = {
        name: number(value) if isinstance(value, int) else value for name, value in error.details.items()
    }
    if error.code == Fault.TOO_LARGE:
        figures["limit"] = number(int(error.details["limit"]) / 1024**2)
    return InputError(_sentence(error.code) % figures, file=file, row=error.row, column=error.column or "")


def _sentence(code: Fault) -> str:
    return {
        Fault.TOO_LARGE: _("The file is larger than %(limit)s MB. Leave out what is not needed."),
        Fault.EMPTY: _("There is nothing in this file."),
        Fault.BINARY: _("This is not a table. Save it as CSV or XLSX."),
        Fault.WEB_PAGE: _("This is a web page, not a table. Download the file itself."),
        Fault.OLD_EXCEL: _(
            "This is an old Excel file, or one with a password. Save it as XLSX without a password."
        ),
        Fault.NOT_A_WORKBOOK: _("This zip file is not a spreadsheet. Take the table out of it first."),
        Fault.MACROS: _("This workbook holds macros. Save it as a plain XLSX workbook."),
        Fault.LOCKED: _("This file has a password. Save it without one."),
        Fault.UNSAFE_ARCHIVE: _(
            "This file is packed in a way that is not safe. Save it again from your spreadsheet."
        ),
        Fault.DAMAGED: _("This spreadsheet is damaged. Open it, and save it again."),
        Fault.TOO_SLOW: _("Reading this file takes too long. Save the sheet as CSV."),
        Fault.NO_SHEET: _("There is no sheet “%(wanted)s” in this file."),
        Fault.UNKNOWN_ENCODING: _("The letters of this file cannot be read. Save it as CSV in UTF-8."),
        Fault.BAD_QUOTES: _("A quotation mark opens or closes in the wrong place."),
        Fault.TRUNCATED: _("The file stops halfway. Download or save it again."),
        Fault.RAGGED_ROW: _("This row has %(found)s cells, the header has %(expected)s."),
        Fault.EMPTY_HEADER: _("Column %(position)s has no name. Write a name above it."),
        Fault.DOUBLE_HEADER: _("Two columns have this name. Give each its own."),
        Fault.TOO_MANY_ROWS: _("There are more than %(limit)s rows."),
        Fault.TOO_MANY_COLUMNS: _("There are more than %(limit)s columns."),
        Fault.TOO_MANY_CELLS: _("There are more than %(limit)s cells."),
        Fault.CELL_TOO_LONG: _("There are more than %(limit)s characters in one cell."),
    }[code]
