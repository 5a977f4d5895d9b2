import pytest

from startlijn.engines.tables import BadTable, Fault, Limits, read_table

ROWS = (("00AH", "Súdwest"), ("01AB", "Café"))


def refusal_of(data: bytes, **limits: int) -> tuple[Fault, int | None]:
    with pytest.raises(BadTable) as refusal:
        read_table(data, limits=Limits(**limits))
    return refusal.value.code, refusal.value.row


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "utf-16", "cp1252"])
def test_read_table_recognises_the_encoding(encoding):
    table = read_table("code;place\r\n00AH;Súdwest\r\n01AB;Café\r\n".encode(encoding))
    assert (table.encoding, table.rows) == (encoding, ROWS)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_read_table_recognises_utf_16_without_a_mark(encoding):
    table = read_table("code;place\r\n00AH;Súdwest\r\n01AB;Café\r\n".encode(encoding))
    assert (table.encoding, table.rows) == (encoding, ROWS)


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("quote", ["", '"'])
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_read_table_recognises_delimiter_quotes_and_line_ends(delimiter, quote, line_end):
    lines = [("code", "place"), *ROWS]
    text = line_end.join(delimiter.join(f"{quote}{cell}{quote}" for cell in line) for line in lines)
    table = read_table((text + line_end).encode())
    assert (table.delimiter, table.headers, table.rows) == (delimiter, ("code", "place"), ROWS)


def test_read_table_does_not_count_delimiters_inside_quotes():
    table = read_table(b'"a,b,c,d";"e"\n"1,2,3,4";"5"\n')
    assert (table.delimiter, table.headers) == (";", ("a,b,c,d", "e"))


def test_read_table_follows_the_separator_line_of_a_spreadsheet_and_keeps_counting_rows():
    table = read_table(b"sep=|\r\na;b|c\r\n1|2\r\n")
    assert (table.delimiter, table.headers, table.numbers) == ("|", ("a;b", "c"), (3,))


def test_read_table_keeps_cells_exactly_as_written():
    table = read_table(b'code;name;empty\n007; a ;" "\n')
    assert table.rows == (("007", " a ", " "),)


def test_read_table_tidies_the_spaces_of_headers_and_drops_nameless_empty_columns_at_the_end():
    table = read_table(b" BRIN  NUMMER ;b;;\n1;2;;\n")
    assert (table.headers, table.rows) == (("BRIN NUMMER", "b"), (("1", "2"),))


def test_read_table_skips_blank_rows_but_counts_them():
    table = read_table(b"\na;b\n\n1;2\n ; \n3;4\n")
    assert (table.rows, table.numbers) == ((("1", "2"), ("3", "4")), (4, 6))


def test_read_table_reads_a_file_with_one_column():
    table = read_table(b"id\na\nb\n")
    assert (table.headers, table.rows) == (("id",), (("a",), ("b",)))


def test_read_table_keeps_line_ends_inside_quotes():
    assert read_table(b'a;b\n"x\r\ny";2\n').rows == (("x\r\ny", "2"),)


def test_records_give_row_numbers_and_cells_by_header():
    assert list(read_table(b"a;b\n1;2\n").records()) == [(2, {"a": "1", "b": "2"})]


def test_read_table_reads_a_name_that_begins_with_a_quote_in_a_file_that_never_quotes():
    table = read_table(b'code;name;place\n1;"De Jutter" Vlieland;x\n2;b;y\n')
    assert table.rows[0] == ("1", '"De Jutter" Vlieland', "x")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a;b\n1;2\n3\n5;6\n", (Fault.RAGGED_ROW, 3)),
        (b"a;b\n1;2\n3;4;5\n", (Fault.RAGGED_ROW, 3)),
        (b"a;b\n1;2\n3", (Fault.TRUNCATED, 3)),
        (b"a;b\n1;2\n3\n4", (Fault.RAGGED_ROW, 3)),
        (b'"a";"b"\n"1";"2"\n"3;4\n"5";"6"\n', (Fault.BAD_QUOTES, 3)),
        (b'a;b\n1;2\n"3;4\n5\n', (Fault.BAD_QUOTES, 3)),
        (b"a;b\n1;\x00\n", (Fault.BINARY, 2)),
        (b"a;b\n1;2\n3;\x1b[31m\n", (Fault.BINARY, 3)),
        (b"a;b\n1;\x81\n", (Fault.UNKNOWN_ENCODING, 2)),
        (b"\xef\xbb\xbfa;b\n1;\xe9\n", (Fault.UNKNOWN_ENCODING, 2)),
        ("a;b\n1;é".encode()[:-1], (Fault.TRUNCATED, 2)),
        ("a;b\n1;é".encode("utf-16")[:-1], (Fault.TRUNCATED, None)),
        (b"a;;b\n1;2;3\n", (Fault.EMPTY_HEADER, 1)),
        (b"a;b;a\n1;2;3\n", (Fault.DOUBLE_HEADER, 1)),
    ],
)
def test_read_table_refuses_with_a_code_and_a_row(data, expected):
    code, row = refusal_of(data)
    assert code == expected[0]
    assert expected[1] in {None, row}


def test_read_table_says_how_many_cells_a_ragged_row_has():
    with pytest.raises(BadTable) as refusal:
        read_table(b"a;b\n1;2;3\n")
    assert dict(refusal.value.details) == {"expected": 2, "found": 3}


def test_read_table_tells_whether_the_text_stops_at_a_line_end():
    assert (read_table(b"a;b\n1;2").complete, read_table(b"a;b\n1;2\n").complete) == (False, True)


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({"rows": 2}, (Fault.TOO_MANY_ROWS, None)),
        ({"columns": 1}, (Fault.TOO_MANY_COLUMNS, 1)),
        ({"cells": 5}, (Fault.TOO_MANY_CELLS, None)),
        ({"cell": 3}, (Fault.CELL_TOO_LONG, 3)),
    ],
)
def test_read_table_keeps_to_its_limits(limits, expected):
    assert refusal_of(b"a;b\n1;2\n3;four\n5;6\n", **limits) == expected


def test_read_table_counts_blank_rows_towards_the_limit():
    assert refusal_of(b"a;b\n\n\n\n1;2\n", rows=3)[0] == Fault.TOO_MANY_ROWS


def test_read_table_refuses_a_line_of_nothing_but_delimiters_before_it_is_split():
    assert refusal_of(b"a;b\n" + b";" * 50_000 + b"\n") == (Fault.TOO_MANY_COLUMNS, None)


def test_read_table_names_the_column_of_a_cell_that_is_too_long():
    with pytest.raises(BadTable) as refusal:
        read_table(b"a;b\n1;four\n", limits=Limits(cell=3))
    assert refusal.value.column == "b"


def test_read_table_refuses_a_cell_longer_than_the_parser_itself_allows():
    assert refusal_of(b"a;b\n1;" + b"x" * 200_000 + b"\n") == (Fault.CELL_TOO_LONG, 2)
