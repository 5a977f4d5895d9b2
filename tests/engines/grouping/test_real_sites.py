"""The engine on real sites of secondary education (open data, where present)."""

import csv
from pathlib import Path

import pytest

from startlijn.engines.grouping import Member, Objective, Problem, Rules, Status, solve

SITES = "02.-alle-vestigingen-vo.csv"


@pytest.fixture
def sites(shared_data: Path) -> list[tuple[str, Member]]:
    """Province and member, for every site with coordinates."""
    with (shared_data / "onderwijslocaties.csv").open(encoding="utf-8", newline="") as file:
        places = {
            (row["POSTCODE"].replace(" ", ""), row["HUISNUMMER"].strip()): (
                float(row["GPS_LATITUDE"]),
                float(row["GPS_LONGITUDE"]),
            )
            for row in csv.DictReader(file)
        }
    with (shared_data / SITES).open(encoding="cp1252", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    found = []
    for row in rows:
        place = places.get((row["POSTCODE"].replace(" ", ""), row["HUISNUMMER-TOEVOEGING"].strip()))
        if place:
            board = {"board": row["BEVOEGD GEZAG NUMMER"]}
            found.append((row["PROVINCIE"], Member(row["VESTIGINGSCODE"], *place, attributes=board)))
    return found


def province(sites: list[tuple[str, Member]], name: str) -> tuple[Member, ...]:
    return tuple(member for home, member in sites if home == name)


def test_limburg_apart_by_board_names_the_board(sites: list[tuple[str, Member]]) -> None:
    members = province(sites, "Limburg")
    result = solve(Problem(members, 3, 4, Objective.HOST, Rules(apart_by=("board",))), seconds=30)
    first = result.clash[0]
    assert result.status is Status.INFEASIBLE
    assert (first.value, first.needed, first.available) == ("41391", 34, 24)
    assert "at least 10 have to share" in first.text
    assert result.relaxation is not None
    assert len(result.relaxation.broken) == 10


@pytest.mark.parametrize(("name", "value"), [("Zeeland", 792.0), ("Utrecht", 1205.0)])
def test_province_by_host_is_proven_optimal(sites: list[tuple[str, Member]], name: str, value: float) -> None:
    members = province(sites, name)
    result = solve(Problem(members, 3, 4, Objective.HOST, Rules(apart_by=("board",))), seconds=60)
    assert (result.status, result.value) == (Status.OPTIMAL, value)
