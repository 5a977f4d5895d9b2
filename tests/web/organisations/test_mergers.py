"""A school that goes on in another one, on the pages: choose, look, confirm."""

import pytest

from startlijn.base.organisations.models import School


@pytest.fixture
def coordinator(world):
    return world.browser(world.person("coordinator"))


@pytest.fixture
def into(world):
    return world.add_school("De Vlieger")


def text(answer):
    return " ".join(answer.content.decode().split())


def address(world):
    return f"/schools/{world.school.pk}/merge/"


def stored(world):
    with world.here():
        return School.objects.get(pk=world.school.pk)


def test_first_one_looks_and_nothing_changes(world, coordinator, into):
    world.person("school_educator", "school", world.school.pk, name="Fatima")
    assert "De Vlieger" in text(coordinator.get(address(world)))
    page = text(coordinator.get(address(world), {"into": into.pk, "on": "2026-11-02"}))
    assert "Let De Regenboog go on in De Vlieger?" in page
    assert "This cannot be undone." in page
    assert "Fatima" in page
    assert stored(world).closed_on is None


def test_confirmed_the_school_closes_and_points_on(world, coordinator, into):
    answer = coordinator.post(address(world), {"into": into.pk, "on": "2026-11-02"}, follow=True)
    assert "De Regenboog goes on in the other school." in text(answer)
    assert stored(world).merged_into_id == into.pk
    page = text(coordinator.get(f"/schools/{world.school.pk}/"))
    assert "It went on in De Vlieger." in page
    assert address(world) not in page


def test_mistake_keeps_what_was_typed(world, coordinator, into):
    page = text(coordinator.get(address(world), {"into": into.pk, "on": "someday"}))
    assert 'value="someday"' in page
    assert f'value="{into.pk}" selected' in page


def test_closed_school_is_refused_on_the_form(world, coordinator, into):
    given = {"into": into.pk, "on": "2026-11-02"}
    coordinator.post(address(world), given)
    assert "De Regenboog is closed already." in text(coordinator.post(address(world), given))


def test_who_does_not_manage_schools_finds_no_page(world, into):
    browser = world.browser(world.person("school_educator", "school", world.school.pk))
    assert [browser.get(address(world)).status_code, browser.post(address(world)).status_code] == [404, 404]
