"""The register over the API."""

import pytest

from startlijn.base.access.rules import operator
from startlijn.base.access.terms import Permission
from startlijn.base.organisations.actions import apply_import, stage_import
from startlijn.base.organisations.rules import registry_file
from startlijn.engines.duo import Location
from tests.api.conftest import caller_of
from tests.conftest import AT
from tests.engines.duo.files import SECOND, duo_file


@pytest.fixture
def register(db):
    """Two sites of one board in the register, the first at its address."""
    point = Location("5211AB", "4-A", "Den Bosch", 51.69, 5.3)
    file = registry_file(name="vo.csv", content=duo_file({}, SECOND), locations=(point,))
    staged = stage_import(by=operator(), at=AT, file=file)
    return apply_import(by=operator(), at=AT, import_id=staged.pk)


def test_site_is_found_with_its_place_and_board(coordinator, register):
    page = coordinator.get("/registry/sites?q=01AB00")
    assert page["count"] == 1
    found = page["items"][0]
    assert (found["site_code"], found["brin"], found["board"]["number"]) == ("01AB00", "01AB", "40123")
    assert (found["latitude"], found["longitude"], found["precision"]) == (51.69, 5.3, "address")


def test_search_without_words_is_refused(coordinator, register):
    assert coordinator.get("/registry/sites", 422)["errors"][0]["at"] == "query.q"


def test_who_may_not_read_the_register_finds_no_such_address(educator, register):
    assert educator.get("/registry/sites?q=lijncollege", 404)["code"] == "not_found"


def test_search_asks_as_much_for_two_as_for_one(world, register, counted):
    caller = caller_of(world, world.actor("coordinator"), Permission.REGISTRY_READ)
    assert caller.get("/registry/sites?q=40123")["count"] == 2
    assert counted(caller, "/registry/sites?q=40123") == counted(caller, "/registry/sites?q=01AB00")
