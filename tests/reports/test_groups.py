"""Published groups as CSV, XLSX and PDF."""

import re
import zlib
from dataclasses import replace

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.template.loader import render_to_string
from django.utils import translation

from startlijn.engines.tables import read_table
from startlijn.reports.datasets.groups import csv_of, rows, xlsx_of
from startlijn.reports.documents.groups import pdf_of
from startlijn.reports.documents.own_files import OutsideError, OwnFiles


def test_rows_have_one_school_each_in_order_of_group(groups) -> None:
    assert [row[:3] + row[4:6] for row in rows(groups)] == [
        [1, "Noord 1", "Den Bosch", "yes", 0],
        [1, "Noord 2", "Den Bosch", "", 12],
        [2, "=Zuid 1", "Den Bosch", "yes", 0],
        [2, "Zuid 2", "Den Bosch", "", 12],
    ]


@pytest.mark.parametrize("write", [csv_of, xlsx_of])
def test_file_is_read_back_as_it_was(groups, write) -> None:
    table = read_table(write(groups))
    assert table.headers[:4] == ("Group", "School", "Place", "Board")
    assert [row[1] for row in table.rows] == ["Noord 1", "Noord 2", "=Zuid 1", "Zuid 2"]
    assert {row[8] for row in table.rows} == {"sanne@example.org"}


def test_formula_in_a_name_does_not_run(groups) -> None:
    assert '"=Zuid 1"' not in csv_of(groups).decode("utf-8-sig")


def test_file_is_in_the_language_of_the_reader(groups) -> None:
    with translation.override("nl"):
        assert read_table(csv_of(groups)).headers[1] == "School"
        assert rows(groups)[0][4] == translation.gettext("yes")


def test_contacts_that_may_not_be_seen_stay_out(groups) -> None:
    hidden = tuple(
        replace(
            group, members=tuple(replace(each, contact_email="", contact_name="") for each in group.members)
        )
        for group in groups
    )
    assert b"sanne@example.org" not in csv_of(hidden)


def test_document_holds_every_group_and_school(groups) -> None:
    html = render_to_string(
        "documents/groups.html", {"groups": groups, "facts": groups[0].round, "language": "en"}
    )
    assert [name in html for name in ("Noord 1", "Noord 2", "Zuid 1", "Zuid 2", "Audit groups")] == [True] * 5


def unpacked(data: bytes) -> bytes:
    """A PDF with its packed parts beside it, so that a test can look inside."""
    packed = re.findall(rb"stream\n(.*?)\nendstream", data, re.DOTALL)
    return data + b"".join(zlib.decompressobj().decompress(part) for part in packed if part[:1] == b"x")


def test_document_is_a_tagged_pdf_in_the_language_of_the_reader(groups) -> None:
    with translation.override("nl"):
        data = unpacked(pdf_of(groups))
    assert data.startswith(b"%PDF-")
    assert b"/Lang (nl)" in data
    assert b"/MarkInfo" in data


def test_document_carries_its_own_type(groups) -> None:
    assert re.search(rb"/FontName\s*/\w*\+?Source-Sans-3", unpacked(pdf_of(groups)))


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/x.css",
        "file:///etc/passwd",
        "https://static.invalid/startlijn/icon-180.png",
        "https://static.invalid/nothing.css",
    ],
)
def test_document_loads_nothing_from_outside(address: str) -> None:
    with pytest.raises(OutsideError):
        OwnFiles().fetch(address)


def test_document_cannot_climb_out_of_the_static_files() -> None:
    with pytest.raises(SuspiciousFileOperation):
        OwnFiles().fetch("https://static.invalid/../config/settings.css")
