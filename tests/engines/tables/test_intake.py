import io

import pytest

from startlijn.engines.tables import BadTable, Fault, Limits, read_table


class Counting(io.RawIOBase):
    """An endless file that remembers how much was read of it."""

    def __init__(self) -> None:
        self.given = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        assert size >= 0, "reads without a limit"
        self.given += size
        return b"a" * size


def test_read_table_stops_one_byte_past_the_limit_of_a_huge_file():
    endless = Counting()
    with pytest.raises(BadTable) as refusal:
        read_table(endless, limits=Limits(size=1_000))
    assert (refusal.value.code, dict(refusal.value.details)) == (Fault.TOO_LARGE, {"limit": 1_000})
    assert endless.given == 1_001


def test_read_table_takes_bytes_and_handles_alike():
    data = b"id;name\n1;a\n"
    assert read_table(io.BytesIO(data)) == read_table(data)


@pytest.mark.parametrize("data", [b"", b" \r\n\t\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n;;\n"])
def test_read_table_refuses_a_file_with_nothing_in_it(data):
    with pytest.raises(BadTable) as refusal:
        read_table(data)
    assert refusal.value.code == Fault.EMPTY


@pytest.mark.parametrize(
    ("data", "code", "found"),
    [
        (b"%PDF-1.7 a;b\n", Fault.BINARY, "pdf"),
        (b"\x89PNG\r\n\x1a\n", Fault.BINARY, "png"),
        (b"\xff\xd8\xff\xe0", Fault.BINARY, "jpeg"),
        (b"\x1f\x8b\x08\x00", Fault.BINARY, "gzip"),
        (b"SQLite format 3\x00", Fault.BINARY, "database"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", Fault.OLD_EXCEL, None),
        (b"\xef\xbb\xbf\n <!DOCTYPE html><html>", Fault.WEB_PAGE, None),
        (b"<HTML><body>", Fault.WEB_PAGE, None),
    ],
)
def test_read_table_names_what_it_was_given_by_the_first_bytes(data, code, found):
    with pytest.raises(BadTable) as refusal:
        read_table(data)
    assert (refusal.value.code, refusal.value.details.get("found")) == (code, found)


def test_bad_table_tells_its_place_in_plain_text_for_a_log():
    refusal = BadTable(Fault.RAGGED_ROW, row=7, column="NAAM", expected=3)
    assert str(refusal) == "ragged_row (row 7, column NAAM, {'expected': 3})"
