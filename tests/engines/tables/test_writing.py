import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from startlijn.engines.tables import (
    BadTable,
    Fault,
    Table,
    neutralised,
    read_table,
    restored,
    write_csv,
    write_xlsx,
)

ATTACKS = [
    '=HYPERLINK("http://x","y")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "  =1",
    "\u00a0=1",
    "\u200b=1",
    "＝1",
    "'=1",
    "''=1",
    "\n=1",
    "=cmd|' /C calc'!A0",
    "#N/A",
    "_x003D_1",
]
printable = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"))


def column_of(table: Table) -> list[str]:
    return [row[0] for row in table.rows]


@pytest.mark.parametrize("attack", ATTACKS)
def test_write_csv_starts_no_cell_with_a_formula(attack):
    text = write_csv(["naam"], [[attack]]).decode("utf-8-sig")
    cell = text.split("\r\n", 1)[1].strip('"')
    assert cell.lstrip()[:1] not in set("=+-@＝")


def test_write_csv_makes_headers_harmless_too():
    assert b'"\'=1"' in write_csv(["=1"], [])


def test_csv_round_trip_gives_back_every_text():
    table = read_table(write_csv(["naam", "n"], [[attack, 1] for attack in ATTACKS]))
    assert column_of(table) == ATTACKS


def test_xlsx_round_trip_gives_back_every_text():
    table = read_table(write_xlsx(["naam", "n"], [[attack, 1] for attack in ATTACKS], title="Lijst"))
    assert column_of(table) == ATTACKS


def test_write_xlsx_types_every_text_as_text():
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(["=1"], [[each] for each in ATTACKS], title="L")))
    kinds = {cell.data_type for row in book.active for cell in row}
    assert kinds == {"s"}


def test_write_csv_is_what_a_dutch_spreadsheet_opens_at_once():
    data = write_csv(["a", "b"], [["x;y", 1.5], ['z"', None], ["", -2]])
    assert data == '\ufeff"a";"b"\r\n"x;y";1.5\r\n"z""";""\r\n"";-2\r\n'.encode()


def test_write_xlsx_keeps_numbers_as_numbers():
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(["a", "b", "c"], [[1, 1.5, None]], title="L")))
    assert [cell.value for cell in book.active[2]] == [1, 1.5, None]


def test_write_xlsx_leaves_out_what_a_sheet_name_may_not_hold():
    table = read_table(write_xlsx(["a"], [["1"]], title="'Groep [1]: audit/intervisie voorjaar 2027'"))
    assert table.sheet == "Groep 1 auditintervisie voorjaa"


def test_writing_drops_characters_without_a_shape():
    rows = [["a\x00b\x1bc\ud800"]]
    assert column_of(read_table(write_csv(["x"], rows))) == ["abc"]
    assert column_of(read_table(write_xlsx(["x"], rows, title="L"))) == ["abc"]


def test_write_xlsx_refuses_text_longer_than_a_cell():
    with pytest.raises(BadTable) as refusal:
        write_xlsx(["a"], [["x" * 32_768]], title="L")
    assert (refusal.value.code, refusal.value.row) == (Fault.CELL_TOO_LONG, 2)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")) | printable)
def test_restored_is_the_inverse_of_neutralised(text):
    assert restored(neutralised(text)) == text


@given(st.text(alphabet="'=+-@ \t\r\na"))
def test_restored_is_the_inverse_of_neutralised_for_hostile_text(text):
    assert restored(neutralised(text)) == text


def test_restored_leaves_a_dutch_apostrophe_alone():
    assert restored("'s-Hertogenbosch") == "'s-Hertogenbosch"


@given(st.lists(st.tuples(st.text(alphabet="'=+-@;,|\"\t\r\naé"), printable), min_size=1, max_size=5))
def test_csv_round_trip_holds_for_any_text(rows):
    table = read_table(write_csv(["a", "b"], rows))
    filled = [row for row in rows if any(cell and not cell.isspace() for cell in row)]
    assert list(table.rows) == filled
