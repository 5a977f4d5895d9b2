"""The real open data, where they are at hand: the figures of domain.md §5."""

from collections import Counter

import pytest

from startlijn.engines.duo import (
    BadFile,
    Kind,
    Precision,
    Trouble,
    compare,
    place,
    read_locations,
    read_sites,
)
from startlijn.engines.tables import BadTable, Fault, read_table


@pytest.fixture
def sites(shared_data):
    return read_sites(read_table((shared_data / "02.-alle-vestigingen-vo.csv").read_bytes()))


@pytest.fixture
def locations(shared_data):
    return read_locations(read_table((shared_data / "onderwijslocaties.csv").read_bytes()))


def test_read_sites_reads_all_secondary_schools(sites):
    assert (sites.kind, len(sites.rows)) == (Kind.VO_SITES, 1620)
    assert len({site.board_number for site in sites.rows}) == 276
    assert [(each.code, each.row) for each in sites.problems] == [
        (Trouble.PHONE_AS_WEBSITE, 27),
        (Trouble.BAD_WEBSITE, 1437),
    ]


def test_place_finds_an_address_for_all_but_22_sites(sites, locations):
    placed = place(sites.rows, locations.rows)
    assert Counter(each.precision for each in placed) == {
        Precision.ADDRESS: 1598,
        Precision.PLACE: 6,
        Precision.MUNICIPALITY: 12,
        Precision.NONE: 4,
    }


def test_compare_finds_nothing_between_the_file_and_itself(sites):
    difference = compare(sites.rows, sites.rows)
    assert (difference.is_empty, difference.unchanged) == (True, 1620)


def test_read_sites_refuses_the_real_file_cut_anywhere_in_a_row(shared_data):
    data = (shared_data / "02.-alle-vestigingen-vo.csv").read_bytes()
    with pytest.raises(BadTable) as refusal:
        read_table(data[: len(data) // 2])
    assert refusal.value.code == Fault.TRUNCATED


def test_read_locations_refuses_the_file_of_sites(shared_data):
    table = read_table((shared_data / "02.-alle-vestigingen-vo.csv").read_bytes())
    with pytest.raises(BadFile, match="wrong_kind"):
        read_locations(table)
