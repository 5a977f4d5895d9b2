"""The packaged gazetteer against what is known of Dutch places."""

import csv
import statistics
from collections import defaultdict
from pathlib import Path

import pytest

from startlijn import content
from startlijn.engines.gazetteer import AmbiguousPlaceError
from startlijn.engines.gazetteer.gazetteer import kilometres


@pytest.mark.parametrize(
    ("asked", "name"),
    [("Den Bosch", "'s-Hertogenbosch"), ("'s-Gravenhage", "Den Haag"), ("Damwoude", "Damwâld")],
)
def test_other_names_lead_to_the_place(asked: str, name: str) -> None:
    assert content.gazetteer().place(asked).name == name


def test_schalkwijk_is_the_village_and_not_the_district_of_haarlem() -> None:
    assert content.gazetteer().place("Schalkwijk").province == "Utrecht"


@pytest.mark.parametrize("name", ["Hengelo", "Beek", "Bergen", "Rijswijk", "Elst", "Zevenhuizen"])
def test_names_that_occur_twice_ask_for_the_province(name: str) -> None:
    with pytest.raises(AmbiguousPlaceError):
        content.gazetteer().place(name)


def test_no_two_places_share_name_and_province() -> None:
    places = content.gazetteer().places
    assert len({(place.name, place.province) for place in places}) == len(places)


def real_middles(data: Path) -> dict[tuple[str, str], tuple[float, float]]:
    """The middle of the secondary school sites of every place in the register."""
    with (data / "onderwijslocaties.csv").open(encoding="utf-8") as file:
        at = {row["POSTCODE"]: (row["GPS_LATITUDE"], row["GPS_LONGITUDE"]) for row in csv.DictReader(file)}
    points: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    with (data / "02.-alle-vestigingen-vo.csv").open(encoding="cp1252") as file:
        for row in csv.DictReader(file, delimiter=";"):
            found = at.get(row["POSTCODE"].replace(" ", ""))
            if found:
                points[row["PLAATSNAAM"].strip(), row["PROVINCIE"]].append((float(found[0]), float(found[1])))
    return {
        key: (statistics.median(p[0] for p in where), statistics.median(p[1] for p in where))
        for key, where in points.items()
    }


def test_every_place_with_a_secondary_school_is_found_within_four_kilometres(shared_data: Path) -> None:
    gazetteer = content.gazetteer()
    far = [
        name
        for (name, province), (lat, lon) in real_middles(shared_data).items()
        if kilometres(lat, lon, (place := gazetteer.place(name, province)).lat, place.lon) > 4
    ]
    # The only school of Biddinghuizen stands in the open field, seven kilometres from the village.
    assert far == ["BIDDINGHUIZEN"]
