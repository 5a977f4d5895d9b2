"""Pages about schools, boards and sub-regions: found at once, changed by who may, unseen by strangers."""

from datetime import date

import pytest

from startlijn.base.access.rules import operator
from startlijn.base.organisations.actions import apply_import, stage_import
from startlijn.base.organisations.models import Board, Membership, School, SubRegion
from startlijn.base.organisations.rules import registry_file
from startlijn.engines.duo import Location
from tests.conftest import AT
from tests.engines.duo.files import SECOND, duo_file


@pytest.fixture
def coordinator(world):
    return world.browser(world.person("coordinator"))


@pytest.fixture
def register(db):
    """Two sites of one board in the register, the first at its address."""
    point = Location("5211AB", "4-A", "Den Bosch", 51.69, 5.3)
    file = registry_file(name="vo.csv", content=duo_file({}, SECOND), locations=(point,))
    staged = stage_import(by=operator(), at=AT, file=file)
    return apply_import(by=operator(), at=AT, import_id=staged.pk)


def text(browser, address):
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("words", ["regenboog", "den bosch", "de lijn", "REGEN bosch"])
def test_search_finds_a_school_by_name_place_or_board(world, coordinator, words):
    world.add_school("De Vlieger", place="Tilburg", board=world.add_board("Bestuur Wind"))
    page = text(coordinator, f"/schools/?q={words}")
    assert ("De Regenboog" in page, "De Vlieger" in page) == (True, False)


@pytest.mark.parametrize("words", ["lijncollege", "hertogenbosch", "01AB", "40123"])
def test_search_finds_a_site_of_the_register_by_name_place_brin_or_board(coordinator, register, words):
    page = text(coordinator, f"/schools/?q={words}")
    assert "/schools/add/01AB00/" in page


def test_search_shows_no_register_to_who_may_not_read_it(world, register):
    educator = world.browser(world.person("school_educator", "school", world.school.pk))
    assert "01AB00" not in text(educator, "/schools/?q=lijncollege")


def test_school_educator_sees_only_the_own_school(world):
    world.add_school("De Vlieger")
    educator = world.browser(world.person("school_educator", "school", world.school.pk))
    page = text(educator, "/schools/")
    assert ("De Regenboog" in page, "De Vlieger" in page) == (True, False)


def test_empty_list_starts_the_first_step(world, coordinator):
    with world.here():
        Membership.objects.all().delete()
        School.objects.all().delete()
    assert "/register/add/" in text(coordinator, "/schools/")


def test_school_page_shows_how_precise_the_location_is(world, coordinator):
    page = text(coordinator, f"/schools/{world.school.pk}/")
    assert ("51.6900, 5.3000" in page, "at the address" in page, "Den Bosch" in page) == (True, True, True)


def test_school_page_names_people_only_to_who_may_read_them(world, coordinator):
    world.person("coach", "school", world.school.pk, name="Fatima")
    council = world.browser(world.person("staff_council_member", "school", world.school.pk))
    address = f"/schools/{world.school.pk}/"
    assert ("Fatima" in text(coordinator, address), "Fatima" in text(council, address)) == (True, False)


@pytest.mark.parametrize("page", ["", "edit/", "move/"])
def test_school_of_another_partnership_does_not_exist(worlds, page):
    here, there = worlds
    browser = here.browser(here.person("coordinator"))
    assert browser.get(f"/schools/{there.school.pk}/{page}").status_code == 404


def test_board_of_another_partnership_does_not_exist(worlds):
    here, there = worlds
    browser = here.browser(here.person("coordinator"))
    assert browser.get(f"/boards/{there.board.pk}/").status_code == 404
    assert "Bestuur De Lijn" in text(browser, f"/boards/{here.board.pk}/")


@pytest.mark.parametrize("address", ["/schools/add/", "/boards/add/", "/sub-regions/add/", "/register/"])
def test_school_educator_cannot_change_organisations(world, address):
    educator = world.browser(world.person("school_educator", "school", world.school.pk))
    assert educator.get(address).status_code == 404


def edited(world, **changes):
    form = {
        "name": "De Boog",
        "place": "Oss",
        "latitude": "51.77",
        "longitude": "5.52",
        "version": world.school.version,
    }
    return {**form, **changes}


def test_edit_changes_name_and_point_and_marks_it_as_set_by_hand(world, coordinator):
    answer = coordinator.post(f"/schools/{world.school.pk}/edit/", edited(world))
    assert answer.url == f"/schools/{world.school.pk}/"
    with world.here():
        school = School.objects.get(pk=world.school.pk)
    assert (school.name, school.latitude, school.precision, school.version) == ("De Boog", 51.77, "manual", 2)
    assert "De Boog" in text(coordinator, "/schools/?q=oss")


def test_edit_of_the_name_alone_leaves_the_precision(world, coordinator):
    form = edited(world, latitude="51.69", longitude="5.3")
    coordinator.post(f"/schools/{world.school.pk}/edit/", form)
    with world.here():
        assert School.objects.get(pk=world.school.pk).precision == "address"


def test_edit_after_somebody_else_shows_both_texts_and_keeps_theirs(world, coordinator):
    coordinator.post(f"/schools/{world.school.pk}/edit/", edited(world))
    answer = coordinator.post(f"/schools/{world.school.pk}/edit/", edited(world, name="De Pijl"))
    page = answer.content.decode()
    assert (answer.status_code, "Pijl" in page, "Boog" in page) == (409, True, True)
    with world.here():
        assert School.objects.get(pk=world.school.pk).name == "De Boog"


def test_edit_refuses_half_a_point(world, coordinator):
    answer = coordinator.post(f"/schools/{world.school.pk}/edit/", edited(world, longitude=""))
    assert "Give both numbers" in answer.content.decode()


def test_move_ends_the_old_membership_on_the_day_the_new_one_begins(world, coordinator):
    with world.here():
        veghel = SubRegion.objects.create(partnership=world.partnership, name="Veghel")
    coordinator.post(
        f"/schools/{world.school.pk}/move/", {"sub_region": str(veghel.pk), "from_on": "2027-01-01"}
    )
    with world.here():
        rows = list(
            Membership.objects.order_by("started_on").values_list(
                "sub_region__name", "started_on", "finished_on"
            )
        )
    assert rows == [
        ("Den Bosch", date(2024, 8, 1), date(2027, 1, 1)),
        ("Veghel", date(2027, 1, 1), None),
    ]


def test_move_before_the_present_membership_is_explained(world, coordinator):
    answer = coordinator.post(
        f"/schools/{world.school.pk}/move/",
        {"sub_region": str(world.sub_region.pk), "from_on": "2020-01-01"},
    )
    assert "Choose a day after the beginning" in answer.content.decode()


def test_add_from_register_brings_board_and_location_along(world, coordinator, register):
    form = {"name": "Het Lijntje", "sub_region": str(world.sub_region.pk), "started_on": "2026-08-01"}
    answer = coordinator.post("/schools/add/01AB00/", form)
    with world.here():
        school = School.objects.get(name="Het Lijntje")
        board = Board.objects.get(registry_board="40123")
    assert answer.url == f"/schools/{school.pk}/"
    assert (school.board_id, school.latitude, school.precision) == (board.pk, 51.69, "address")
    assert "/schools/add/01AB00/" not in text(coordinator, "/schools/?q=01AB")


def test_add_from_register_twice_is_explained(world, coordinator, register):
    form = {"name": "Het Lijntje", "sub_region": str(world.sub_region.pk), "started_on": "2026-08-01"}
    coordinator.post("/schools/add/01AB00/", form)
    answer = coordinator.post("/schools/add/01AB00/", {**form, "name": "Anders"})
    assert "is here already" in answer.content.decode()
    with world.here():
        assert School.objects.filter(registry_site="01AB00").count() == 1


def test_unknown_site_of_the_register_is_404(coordinator):
    assert coordinator.get("/schools/add/99ZZ99/").status_code == 404


def test_add_by_hand_makes_a_school(world, coordinator):
    form = {
        "name": "De Vlieger",
        "place": "Oss",
        "board": str(world.board.pk),
        "sector": "po",
        "sub_region": str(world.sub_region.pk),
        "started_on": "2026-08-01",
    }
    coordinator.post("/schools/add/", form)
    with world.here():
        assert School.objects.get(name="De Vlieger").precision == "none"
    assert "already" in coordinator.post("/schools/add/", form).content.decode()


@pytest.mark.parametrize(("address", "model"), [("/boards/add/", Board), ("/sub-regions/add/", SubRegion)])
def test_add_makes_a_board_or_a_sub_region_once(world, coordinator, address, model):
    coordinator.post(address, {"name": "Veghel"})
    answer = coordinator.post(address, {"name": "Veghel"})
    assert "This name is here already." in answer.content.decode()
    with world.here():
        assert model.objects.filter(name="Veghel").count() == 1


@pytest.mark.parametrize("address", ["/schools/", "/boards/", "/sub-regions/"])
def test_number_of_queries_does_not_depend_on_the_number_of_rows(
    world, coordinator, address, django_assert_num_queries
):
    coordinator.get(address)
    with CountedQueries() as one:
        coordinator.get(address)
    for number in range(3):
        world.add_school(f"School {number}", board=world.add_board(f"Board {number}"))
    with django_assert_num_queries(one.count):
        coordinator.get(address)


class CountedQueries:
    """Counts the queries inside."""

    def __enter__(self):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        self._captured = CaptureQueriesContext(connection)
        self._captured.__enter__()
        return self

    def __exit__(self, *reason):
        self._captured.__exit__(*reason)
        self.count = len(self._captured)
