"""School holidays: what is shipped, and what a wrong file says."""

from copy import deepcopy
from datetime import date

import pytest

from startlijn.content import document, holidays
from startlijn.content.holidays import REGIONS, BadHolidayError, read_holidays
from startlijn.content.sector_rules import Certainty
from startlijn.engines.schoolyear import SchoolYear

YEARS = [SchoolYear(year) for year in range(2022, 2028)]


@pytest.fixture
def written():
    return deepcopy(document("holidays/midden.yaml"))


def test_three_regions_have_six_school_years():
    found = {region: list(holidays().regions[region]) for region in REGIONS}
    assert found == dict.fromkeys(REGIONS, YEARS)


def test_every_break_has_its_usual_length():
    lengths = {
        (each.name.value, (each.last - each.first).days + 1)
        for region in REGIONS
        for each in holidays().clock(region).breaks
    }
    assert lengths == {("autumn", 9), ("christmas", 16), ("spring", 9), ("may", 9), ("summer", 44)}


def test_autumn_of_2026_comes_earlier_in_the_north():
    later = {region: holidays().clock(region).after(date(2026, 10, 9), 1) for region in REGIONS}
    assert later == {
        "noord": date(2026, 10, 19),
        "midden": date(2026, 10, 12),
        "zuid": date(2026, 10, 12),
    }


def test_working_days_over_christmas():
    clock = holidays().clock("midden")
    assert clock.between(date(2026, 12, 18), date(2027, 1, 8)) == 5


def test_certainty_is_that_of_the_least_certain_break():
    clock = holidays().clock("zuid")
    assert [
        clock.certainty(date(2026, 11, 2), date(2026, 11, 27)),
        clock.certainty(date(2026, 10, 2), date(2026, 11, 27)),
        clock.certainty(date(2027, 2, 1), date(2027, 3, 1)),
    ] == [Certainty.SEEN, Certainty.KNOWN, Certainty.OPEN]


def test_school_year_that_is_not_known_is_open():
    assert holidays().clock("noord").certainty(date(2028, 6, 1), date(2028, 9, 1)) is Certainty.OPEN


def test_unknown_region_is_refused():
    with pytest.raises(KeyError):
        holidays().clock("west")


WRONG = [
    (lambda file: file.update(region="west"), "unknown_region", "west"),
    (lambda file: file.update(years=None), "missing", "midden.years"),
    (lambda file: file["years"][0].update(year="2022"), "not_a_year", "midden.2022"),
    (lambda file: file["years"][0]["breaks"].pop(), "missing", "midden.2022-2023.breaks"),
    (lambda file: file["years"][0]["breaks"][0].update(name="x"), "missing", "midden.2022-2023.x.name"),
    (
        lambda file: file["years"][0]["breaks"][0].update(extra=1),
        "unknown_field",
        "midden.2022-2023.autumn.extra",
    ),
    (
        lambda file: file["years"][0]["breaks"][0].update(certainty="sure"),
        "unknown_certainty",
        "midden.2022-2023.autumn",
    ),
    (
        lambda file: file["years"][0]["breaks"][0].update(first="soon"),
        "not_a_date",
        "midden.2022-2023.autumn",
    ),
    (
        lambda file: file["years"][0]["breaks"][0].update(last=date(2022, 10, 9)),
        "backwards",
        "midden.2022-2023.autumn",
    ),
    (
        lambda file: file["years"][0]["breaks"][0].update(first=date(2022, 10, 21)),
        "not_the_weekend",
        "midden.2022-2023.autumn",
    ),
    (
        lambda file: file["years"][0]["breaks"][0].update(first=date(2023, 10, 21), last=date(2023, 10, 29)),
        "other_year",
        "midden.2022-2023.autumn",
    ),
    (
        lambda file: file["years"][0]["breaks"][1].update(first=date(2022, 10, 29)),
        "overlapping",
        "midden.2022-2023.christmas",
    ),
]


@pytest.mark.parametrize(("spoil", "code", "where"), WRONG)
def test_wrong_file_says_what_and_where(written, spoil, code, where):
    spoil(written)
    with pytest.raises(BadHolidayError) as caught:
        read_holidays([written])
    assert (caught.value.code, caught.value.where) == (code, where)


def test_region_comes_once(written):
    with pytest.raises(BadHolidayError) as caught:
        read_holidays([written, written])
    assert caught.value.code == "region_twice"
