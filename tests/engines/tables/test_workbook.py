import datetime as dt
import io
import sys
import warnings
import zipfile

import openpyxl
import pytest

from startlijn.engines.tables import BadTable, Fault, Limits, read_table, write_xlsx
from tests.engines.tables.workbooks import archive, ods, parts_of


def workbook(*sheets: tuple[str, list[list[object]]], hidden: tuple[str, ...] = ()) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if name in hidden:
            sheet.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def code_of(data: bytes, limits: Limits | None = None, sheet: str | None = None) -> Fault:
    with pytest.raises(BadTable) as refusal:
        read_table(data, limits=limits or Limits(), sheet=sheet)
    return refusal.value.code


def reason_of(data: bytes, limits: Limits | None = None) -> object:
    with pytest.raises(BadTable) as refusal:
        read_table(data, limits=limits or Limits())
    assert refusal.value.code == Fault.UNSAFE_ARCHIVE
    return refusal.value.details["reason"]


def test_read_table_shows_workbook_cells_as_a_person_would_type_them():
    values = [7, 52.9849746, 0.1 + 0.2, "007", True, dt.date(2026, 11, 21), dt.datetime(2026, 11, 21, 9, 5)]  # noqa: DTZ001
    table = read_table(workbook(("S", [["a", "b", "c", "d", "e", "f", "g"], values])))
    assert table.rows == (("7", "52.9849746", "0.3", "007", "TRUE", "2026-11-21", "2026-11-21 09:05:00"),)


def test_read_table_counts_workbook_rows_as_the_spreadsheet_does():
    rows = [[], ["", "a", "b"], [], ["", 1, 2], ["", 3]]
    with pytest.raises(BadTable) as refusal:  # column A has cells in no row and therefore no header
        read_table(workbook(("S", rows)))
    assert (refusal.value.code, refusal.value.row) == (Fault.EMPTY_HEADER, 2)
    table = read_table(workbook(("S", [[], ["a", "b"], [], [1, 2], [3]])))
    assert (table.numbers, table.rows) == ((4, 5), (("1", "2"), ("3", "")))


def test_read_table_takes_the_first_visible_sheet_with_text():
    book = workbook(("Hidden", [["x"], [1]]), ("Empty", []), ("Full", [["a"], [1]]), hidden=("Hidden",))
    table = read_table(book)
    assert (table.sheet, table.headers) == ("Full", ("a",))


def test_read_table_takes_the_sheet_that_is_asked_for():
    book = workbook(("One", [["a"], [1]]), ("Two", [["b"], [2]]))
    assert read_table(book, sheet="Two").headers == ("b",)
    assert code_of(book, sheet="Three") == Fault.NO_SHEET


def test_read_table_refuses_an_empty_workbook():
    assert code_of(workbook(("S", []))) == Fault.EMPTY


def test_read_table_reads_ods():
    table = read_table(ods([["code", "place"], ["00AH", "Súdwest"]]))
    assert (table.sheet, table.headers, table.rows) == ("Scholen", ("code", "place"), (("00AH", "Súdwest"),))


def test_read_table_refuses_a_zip_that_is_no_workbook():
    assert code_of(archive({"readme.txt": "hello"})) == Fault.NOT_A_WORKBOOK
    assert code_of(archive({"mimetype": "application/epub+zip", "content.xml": "<a/>"})) == (
        Fault.NOT_A_WORKBOOK
    )


@pytest.mark.parametrize("part", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml"])
def test_read_table_refuses_macros(part):
    assert code_of(with_part(part, b"program")) == Fault.MACROS


def test_read_table_refuses_a_workbook_cut_in_half():
    book = workbook(("S", [["a"], [1]]))
    assert code_of(book[: len(book) // 2]) == Fault.DAMAGED


def test_read_table_refuses_a_workbook_without_sheets_that_can_be_read():
    assert code_of(archive({"xl/workbook.xml": "<workbook/>"})) == Fault.DAMAGED


def with_part(name: str, content: str | bytes) -> bytes:
    return archive({**parts_of(workbook(("S", [["a"], [1]]))), name: content})


def test_read_table_refuses_a_bomb_by_its_ratio_before_unpacking_it():
    assert reason_of(with_part("xl/media/a.bin", b"0" * 40_000_000)) == "ratio"


def test_read_table_refuses_a_bomb_by_its_total():
    assert reason_of(with_part("xl/a.bin", b"0" * 3_000_000), Limits(expanded=2_000_000)) == "expanded"


def test_read_table_counts_what_really_comes_out_when_the_directory_lies():
    honest = with_part("xl/zeros.bin", b"0" * 3_000_000)
    size = (3_000_000).to_bytes(4, "little")
    liar = honest.replace(size, (1_000).to_bytes(4, "little"))
    assert liar != honest
    assert code_of(liar, Limits(expanded=2_000_000)) in {Fault.UNSAFE_ARCHIVE, Fault.DAMAGED}


def test_read_table_refuses_too_many_entries():
    parts = {f"xl/{number}.xml": "<a/>" for number in range(30)}
    assert reason_of(archive({"xl/workbook.xml": "<a/>", **parts}), Limits(entries=20)) == "entries"


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/passwd", "xl/../../evil", "C:evil", "xl\\..\\..\\a"])
def test_read_table_refuses_names_that_leave_their_folder(name):
    assert reason_of(with_part(name, "x")) == "path"


def test_read_table_refuses_two_entries_of_one_name():
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(out, "w") as target:
            target.writestr("xl/workbook.xml", "<a/>")
            target.writestr("xl/Workbook.xml", "<b/>")
    assert reason_of(out.getvalue()) == "double"


def test_read_table_refuses_other_ways_of_packing():
    assert reason_of(archive({"xl/workbook.xml": "<a/>"}, zipfile.ZIP_LZMA)) == "method"


def test_read_table_refuses_a_locked_entry():
    locked = bytearray(archive({"xl/workbook.xml": "<a/>"}))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert code_of(bytes(locked)) == Fault.LOCKED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "subset",
    [
        '<!DOCTYPE a [<!ENTITY lol "lol"><!ENTITY big "&lol;&lol;&lol;">]>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
    ],
)
def test_read_table_refuses_document_types(subset, encoding):
    markup = f'<?xml version="1.0" encoding="{encoding}"?>{subset}<a>x</a>'.encode(encoding)
    assert reason_of(with_part("xl/sharedStrings.xml", markup)) == "markup"


def test_read_table_survives_a_sheet_that_claims_the_last_cell_of_the_grid():
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    assert code_of(with_part("xl/worksheets/sheet1.xml", sheet)) in {
        Fault.DAMAGED,
        Fault.TOO_MANY_ROWS,
        Fault.TOO_MANY_COLUMNS,
        Fault.TOO_MANY_CELLS,
    }


def test_read_table_survives_rows_repeated_without_end():
    assert code_of(ods([["a"] * 100], repeat=1_000_000)) in {
        Fault.DAMAGED,
        Fault.TOO_MANY_ROWS,
        Fault.TOO_MANY_CELLS,
        Fault.TOO_SLOW,
    }


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(rows=2), Fault.TOO_MANY_ROWS),
        (Limits(columns=2), Fault.TOO_MANY_COLUMNS),
        (Limits(cells=8), Fault.TOO_MANY_CELLS),
        (Limits(cell=3), Fault.CELL_TOO_LONG),
    ],
)
def test_read_table_keeps_to_its_limits_for_workbooks_too(limits, code):
    book = write_xlsx(["a", "b", "c"], [["1", "2", "3"], ["four", "5", "6"], ["7", "8", "9"]], title="S")
    assert code_of(book, limits) == code


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot limit the memory of a process")
def test_read_table_says_damaged_when_the_reader_runs_out_of_memory():
    assert code_of(workbook(("S", [["a"], [1]])), Limits(memory=1_000_000)) in {
        Fault.DAMAGED,
        Fault.TOO_MANY_CELLS,
    }
