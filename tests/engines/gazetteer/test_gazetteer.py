"""Finding places in a small gazetteer."""

import pytest

from startlijn.engines.gazetteer import (
    AmbiguousPlaceError,
    BadGazetteerError,
    Gazetteer,
    UnknownPlaceError,
    read_gazetteer,
)

HEADER = "name,lat,lon,population,province,also\n"
TEXT = HEADER + (
    "'s-Hertogenbosch,51.6992,5.3042,160783,Noord-Brabant,Den Bosch\n"
    "Bergen,52.6692,4.7042,29715,Noord-Holland,\n"
    "Nieuw-Bergen,51.6000,6.0417,3100,Limburg,Bergen\n"
    "Oudega (Smallingerland),53.1250,5.9989,1715,Friesland,\n"
    "Oudega (Súdwest-Fryslân),52.9921,5.5491,595,Friesland,\n"
    "Vlijmen,51.6950,5.2150,,Noord-Brabant,\n"
)


@pytest.fixture
def gazetteer() -> Gazetteer:
    return read_gazetteer(TEXT)


@pytest.mark.parametrize("name", ["'s-Hertogenbosch", "Den Bosch", "DEN BOSCH", "s hertogenbosch"])
def test_place_is_found_by_any_of_its_names(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.place(name).name == "'s-Hertogenbosch"


def test_place_asks_when_two_have_the_name(gazetteer: Gazetteer) -> None:
    with pytest.raises(AmbiguousPlaceError) as caught:
        gazetteer.place("Bergen")
    assert [place.province for place in caught.value.candidates] == ["Noord-Holland", "Limburg"]


@pytest.mark.parametrize(("name", "province"), [("Bergen", "Limburg"), ("Bergen", "LB"), ("Bergen L", None)])
def test_place_is_decided_by_the_province(gazetteer: Gazetteer, name: str, province: str | None) -> None:
    assert gazetteer.place(name, province).name == "Nieuw-Bergen"


def test_place_asks_when_one_province_has_the_name_twice(gazetteer: Gazetteer) -> None:
    with pytest.raises(AmbiguousPlaceError) as caught:
        gazetteer.place("Oudega", "Friesland")
    assert len(caught.value.candidates) == 2


def test_place_suggests_what_is_spelled_alike(gazetteer: Gazetteer) -> None:
    with pytest.raises(UnknownPlaceError) as caught:
        gazetteer.place("Vlymen")
    assert caught.value.suggestions == ("Vlijmen",)


def test_find_is_empty_in_a_province_that_does_not_exist(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Bergen", "Atlantis") == ()


def test_starting_with_puts_the_largest_first(gazetteer: Gazetteer) -> None:
    assert [place.name for place in gazetteer.starting_with("ber")] == ["Bergen", "Nieuw-Bergen"]


def test_starting_with_nothing_finds_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.starting_with(" ") == ()


def test_nearest_orders_by_distance(gazetteer: Gazetteer) -> None:
    nearest = gazetteer.nearest(51.7, 5.25, count=3)
    assert [place.name for place in nearest] == ["Vlijmen", "'s-Hertogenbosch", "Nieuw-Bergen"]


def test_within_keeps_to_the_radius(gazetteer: Gazetteer) -> None:
    assert [place.name for place in gazetteer.within(51.6992, 5.3042, 7.0)] == ["'s-Hertogenbosch", "Vlijmen"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Nowhere,abc,5.3,1,Utrecht,\n", "could not convert"),
        ("Nowhere,51.5,nan,1,Utrecht,\n", "outside the Netherlands"),
        ("Paris,48.85,2.35,1,Utrecht,\n", "outside the Netherlands"),
        ("Nowhere,51.5,5.3,1,Atlantis,\n", "not a province"),
        ("Nowhere,51.5,5.3\n", "not every column"),
        ("Nowhere,51.5,5.3,1,Utrecht,,more\n", "not every column"),
    ],
)
def test_read_gazetteer_names_the_line_that_is_wrong(line: str, reason: str) -> None:
    with pytest.raises(BadGazetteerError, match=reason) as caught:
        read_gazetteer(TEXT + line)
    assert caught.value.line == 8


def test_read_gazetteer_refuses_another_header() -> None:
    with pytest.raises(BadGazetteerError) as caught:
        read_gazetteer("naam,breedte\n")
    assert caught.value.line == 1
