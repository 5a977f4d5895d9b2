"""The government's file: every break becomes days in Amsterdam; a file with an odd one is refused whole."""

import json
import random
from datetime import date

import pytest

from startlijn.base.refusals import RefusedError
from startlijn.content.holidays import BreakName
from startlijn.domain.calendar.rules.government import announced
from startlijn.domain.calendar.terms import Announced, NotTheFileError, OddDaysError, UnknownInFileError
from startlijn.engines.schoolyear import SchoolYear
from tests.domain.calendar.files import ROWS_2026, as_bytes, government

YEAR = SchoolYear(2026)


def test_moments_in_utc_become_days_in_amsterdam():
    assert announced(as_bytes(government()))[:2] == (
        Announced("noord", YEAR, BreakName.AUTUMN, date(2026, 10, 10), date(2026, 10, 18)),
        Announced("midden", YEAR, BreakName.AUTUMN, date(2026, 10, 17), date(2026, 10, 25)),
    )


def test_the_whole_country_is_three_regions():
    christmas = [each for each in announced(as_bytes(government())) if each.name is BreakName.CHRISTMAS]
    assert [(each.region, each.first, each.last) for each in christmas] == [
        (region, date(2026, 12, 19), date(2027, 1, 3)) for region in ("noord", "midden", "zuid")
    ]


def test_a_file_of_all_years_is_a_list():
    summer = ("Zomervakantie", "zuid", "2027-07-23T22:00:00.000Z", "2027-09-04T22:00:00.000Z")
    both = [government(), government(summer)]
    assert len(announced(as_bytes(both))) == 6


def test_days_without_a_time_count_as_they_stand():
    row = ("Meivakantie", "zuid", "2027-04-24", "2027-05-02")
    (found,) = announced(as_bytes(government(row)))
    assert (found.first, found.last) == (date(2027, 4, 24), date(2027, 5, 2))


@pytest.mark.parametrize(
    ("row", "error", "said"),
    [
        # Whoever takes the first ten characters of a moment in UTC gets a Friday.
        (
            ("Herfstvakantie", "noord", "2026-10-09", "2026-10-17"),
            OddDaysError,
            "2026-2027, autumn, noord: 2026-10-09 – 2026-10-17",
        ),
        (
            ("Herfstvakantie", "noord", "2027-10-16", "2027-10-24"),
            OddDaysError,
            "2026-2027, autumn, noord: 2027-10-16 – 2027-10-24",
        ),
        (
            ("Meivakantie", "noord", "2027-05-08", "2027-05-02"),
            OddDaysError,
            "2026-2027, may, noord: 2027-05-08 – 2027-05-02",
        ),
        (("Krokusvakantie", "noord", "2027-02-20", "2027-02-28"), UnknownInFileError, "Krokusvakantie"),
        (("Meivakantie", "west", "2027-04-24", "2027-05-02"), UnknownInFileError, "west"),
        (("Meivakantie", "zuid", "soon", "2027-05-02"), UnknownInFileError, "soon"),
    ],
)
def test_an_odd_break_is_named(row, error, said):
    with pytest.raises(error) as refusal:
        announced(as_bytes(government(ROWS_2026[0], row)))
    assert refusal.value.figures == {"what": said}


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xfe", b"[1]", b"{}", b'{"content": 1}', b'{"content": []}', b"[" * 100_000, b"<html>"],
)
def test_what_is_not_the_file_is_refused(data):
    with pytest.raises(NotTheFileError):
        announced(data)


def test_broken_files_are_read_or_refused():
    dice = random.Random(20261010)
    whole = json.dumps(government()).encode()
    pieces = [b"null", b"[]", b"{}", b'"', b"9999-12-31T23:59:59Z", b"1", b"-", b"\xff", b"Infinity"]
    for _number in range(300):
        data = bytearray(whole)
        for _change in range(dice.randint(1, 3)):
            at = dice.randrange(len(data))
            data[at : at + dice.choice((0, 1, 12))] = dice.choice(pieces)
        try:
            assert announced(bytes(data))
        except RefusedError:
            continue
