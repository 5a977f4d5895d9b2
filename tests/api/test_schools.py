"""Schools, boards and sub-regions over the API."""

from datetime import datetime, timedelta
from urllib.parse import quote

import pytest

from startlijn.base.access.terms import Permission
from startlijn.base.organisations.actions import create_sub_region, merge_school, move_school
from tests.api.conftest import caller_of
from tests.conftest import AT

LATER = AT + timedelta(days=1)


def names(page):
    return [item["name"] for item in page["items"]]


def since(moment: datetime) -> str:
    return quote(moment.isoformat())


def test_school_is_given_with_board_sub_region_and_place(world, coordinator):
    assert coordinator.get(f"/schools/{world.school.pk}") == {
        "id": str(world.school.pk),
        "name": "De Regenboog",
        "place": "Den Bosch",
        "sector": "po",
        "board": {"id": str(world.board.pk), "name": "Bestuur De Lijn"},
        "sub_region": {"id": str(world.sub_region.pk), "name": "Den Bosch"},
        "site_code": None,
        "latitude": 51.69,
        "longitude": 5.3,
        "precision": "address",
        "holiday_region": None,
        "training_school": False,
        "closed_on": None,
        "merged_into": None,
        "updated_at": "2026-11-02T09:00:00Z",
        "version": 1,
    }


def test_list_holds_the_same_school(world, coordinator):
    page = coordinator.get("/schools")
    assert page["items"] == [coordinator.get(f"/schools/{world.school.pk}")]
    assert {name: page[name] for name in ("count", "page", "page_size", "next_page")} == {
        "count": 1,
        "page": 1,
        "page_size": 50,
        "next_page": None,
    }


def test_list_is_given_in_pages(world, coordinator):
    for name in ("Anker", "Boei", "Cirkel"):
        world.add_school(name)
    first, second = (coordinator.get(f"/schools?page_size=2&page={page}") for page in (1, 2))
    assert (names(first), first["next_page"]) == (["Anker", "Boei"], 2)
    assert (names(second), second["next_page"]) == (["Cirkel", "De Regenboog"], None)
    assert names(coordinator.get("/schools?page_size=2&page=3")) == []


def test_list_is_searched_by_words_board_and_sub_region(world, coordinator):
    with world.here():
        far = create_sub_region(by=world.operator, at=AT, name="Venlo")
    wind = world.add_board("Bestuur Wind")
    world.add_school("De Vlieger", board=wind, sub_region=far)
    world.add_school("De Wimpel", board=wind)
    assert names(coordinator.get("/schools?q=wind%20vlieger")) == ["De Vlieger"]
    assert names(coordinator.get(f"/schools?board={wind.pk}")) == ["De Vlieger", "De Wimpel"]
    assert names(coordinator.get(f"/schools?board={wind.pk}&sub_region={far.pk}")) == ["De Vlieger"]


def test_former_sub_region_does_not_count(world, coordinator):
    with world.here():
        far = create_sub_region(by=world.operator, at=AT, name="Venlo")
        move_school(
            by=world.operator, at=AT, school_id=world.school.pk, sub_region_id=far.pk, from_on=AT.date()
        )
    assert names(coordinator.get(f"/schools?sub_region={world.sub_region.pk}")) == []
    assert names(coordinator.get(f"/schools?sub_region={far.pk}")) == ["De Regenboog"]


def test_updated_since_gives_what_changed_moved_or_closed(world, coordinator):
    with world.here():
        far = create_sub_region(by=world.operator, at=AT, name="Venlo")
    moved, closed = world.add_school("De Vlieger"), world.add_school("De Wimpel")
    with world.here():
        move_school(by=world.operator, at=LATER, school_id=moved.pk, sub_region_id=far.pk, from_on=AT.date())
        merge_school(by=world.operator, at=LATER, school_id=closed.pk, into_id=world.school.pk, on=AT.date())
    page = coordinator.get(f"/schools?updated_since={since(LATER)}")
    assert [(row["name"], row["closed_on"], row["merged_into"]) for row in page["items"]] == [
        ("De Vlieger", None, None),
        ("De Wimpel", "2026-11-02", str(world.school.pk)),
    ]
    assert names(coordinator.get("/schools")) == ["De Regenboog", "De Vlieger"]


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_updated_since_takes_every_moment(coordinator, moment):
    assert coordinator.ask("GET", f"/schools?updated_since={quote(moment)}").status_code == 200


def test_moment_without_time_zone_is_refused(coordinator):
    problem = coordinator.get("/schools?updated_since=2026-01-01T00:00:00", 422)
    assert [error["at"] for error in problem["errors"]] == ["query.updated_since"]


def test_school_is_renamed(world, coordinator):
    path = f"/schools/{world.school.pk}"
    given = coordinator.send("PATCH", path, {"name": "De Boog", "version": 1})
    assert (given["name"], given["version"]) == ("De Boog", 2)
    assert coordinator.get(path) == given


def test_school_renamed_meanwhile_gives_both(world, coordinator):
    path = f"/schools/{world.school.pk}"
    coordinator.send("PATCH", path, {"name": "De Boog", "version": 1})
    problem = coordinator.send("PATCH", path, {"name": "De Brug", "version": 1}, 409)
    assert (problem["code"], problem["yours"]) == ("changed_meanwhile", {"name": "De Brug", "version": 1})
    assert problem["current"] == coordinator.get(path)
    assert problem["current"]["name"] == "De Boog"


def test_name_of_another_school_in_the_place_is_refused(world, coordinator):
    other = world.add_school("De Vlieger")
    problem = coordinator.send("PATCH", f"/schools/{other.pk}", {"name": "De Regenboog", "version": 1}, 409)
    assert problem["code"] == "name_taken"


@pytest.mark.parametrize(
    ("body", "at"),
    [
        ({"name": "De Boog"}, "body.version"),
        ({"name": "De Boog", "version": 1, "place": "Tilburg"}, "body.place"),
        ({"name": " ", "version": 1}, "body.name"),
        ({"name": "Boog\x00", "version": 1}, "body.name"),
        ({"name": "x" * 201, "version": 1}, "body.name"),
        ({"name": "De Boog", "version": 0}, "body.version"),
        ([], "body"),
    ],
)
def test_renaming_that_makes_no_sense_is_refused(world, coordinator, body, at):
    problem = coordinator.send("PATCH", f"/schools/{world.school.pk}", body, 422)
    assert [error["at"] for error in problem["errors"]] == [at]


def test_educator_sees_the_own_school_only(world, educator):
    other = world.add_school("De Vlieger")
    assert names(educator.get("/schools")) == ["De Regenboog"]
    assert educator.get(f"/schools/{other.pk}", 404)["code"] == "not_found"


def test_educator_cannot_rename(world, educator):
    given = {"name": "De Boog", "version": 1}
    assert educator.send("PATCH", f"/schools/{world.school.pk}", given, 404)["code"] == "not_found"


def test_stranger_finds_nothing(world, stranger):
    path = f"/schools/{world.school.pk}"
    assert stranger.get(path, 404)["code"] == "not_found"
    assert stranger.send("PATCH", path, {"name": "De Boog", "version": 1}, 404)["code"] == "not_found"
    assert stranger.get(f"/schools?board={world.board.pk}")["count"] == 0


def test_boards_and_sub_regions_are_listed_with_their_schools(world, coordinator):
    world.add_board("Bestuur Wind")
    assert coordinator.get("/boards?q=lijn")["items"] == [
        {"id": str(world.board.pk), "name": "Bestuur De Lijn", "number": None, "school_count": 1}
    ]
    assert names(coordinator.get("/boards")) == ["Bestuur De Lijn", "Bestuur Wind"]
    assert coordinator.get("/sub-regions") == [
        {"id": str(world.sub_region.pk), "name": "Den Bosch", "school_count": 1}
    ]


def test_stranger_sees_other_boards_and_sub_regions(world, another_world, stranger):
    assert [row["id"] for row in stranger.get("/boards")["items"]] == [str(another_world.board.pk)]
    assert [row["id"] for row in stranger.get("/sub-regions")] == [str(another_world.sub_region.pk)]


@pytest.mark.parametrize("path", ["/schools", "/boards", "/sub-regions"])
def test_list_asks_as_much_for_three_as_for_one(world, path, counted):
    caller = caller_of(world, world.actor("coordinator"), Permission.ORGANISATIONS_READ)
    one = counted(caller, path)
    for name in ("Wind", "Wolk"):
        with world.here():
            region = create_sub_region(by=world.operator, at=AT, name=name)
        world.add_school(f"De {name}", board=world.add_board(f"Bestuur {name}"), sub_region=region)
    assert counted(caller, path) == one
