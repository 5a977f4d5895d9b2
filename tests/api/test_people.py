"""People over the API: names and roles, no addresses."""

import pytest

from startlijn.base.access.terms import Permission
from tests.api.conftest import caller_of


def names(page):
    return sorted(item["name"] for item in page["items"])


@pytest.fixture
def coach(world):
    return world.person("coach", "school", world.school.pk, name="Fatima")


def test_person_is_given_with_roles_and_nothing_more(world, coordinator, coach):
    assert coordinator.get(f"/people/{coach.pk}") == {
        "id": str(coach.pk),
        "name": str(coach),
        "roles": [
            {
                "role": "coach",
                "place": "school",
                "place_name": "De Regenboog",
                "started_on": "2024-08-01",
                "finished_on": None,
                "holds": True,
            }
        ],
    }


def test_list_finds_people_by_name(coordinator, coach):
    page = coordinator.get("/people?q=fatima")
    assert page["items"] == [coordinator.get(f"/people/{coach.pk}")]


def test_educator_knows_the_people_of_the_own_school(world, educator, coach):
    other = world.add_school("De Vlieger")
    hidden = world.person("coach", "school", other.pk, name="Bram")
    assert [name for name in names(educator.get("/people")) if not name.startswith("Noor")] == [str(coach)]
    assert educator.get(f"/people/{hidden.pk}", 404)["code"] == "not_found"


def test_stranger_knows_nobody(stranger, coach):
    assert stranger.get(f"/people/{coach.pk}", 404)["code"] == "not_found"
    assert stranger.get("/people?q=fatima")["count"] == 0


def test_list_asks_as_much_for_three_as_for_one(world, counted):
    caller = caller_of(world, world.actor("coordinator"), Permission.PEOPLE_READ)
    one = counted(caller, "/people")
    for name in ("Bram", "Cor"):
        world.person("coach", "school", world.school.pk, name=name)
    assert counted(caller, "/people") == one
