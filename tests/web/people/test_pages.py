"""Pages about people: who may see whom, and what happens with wrong input."""

import pytest

from startlijn.base.people.models import Person, RoleAssignment


@pytest.fixture
def coordinator(world):
    return world.browser(world.person("coordinator"))


def test_search_finds_somebody_by_part_of_the_name(world, coordinator):
    world.person("school_educator", "school", world.school.pk, name="Fatima")
    world.person("school_educator", "school", world.school.pk, name="Bram")
    page = coordinator.get("/people/?q=fati").content.decode()
    assert ("Fatima" in page, "Bram" in page) == (True, False)


def test_people_of_another_partnership_do_not_exist(worlds):
    here, there = worlds
    stranger = there.person("coordinator")
    browser = here.browser(here.person("coordinator"))
    assert browser.get(f"/people/{stranger.pk}/").status_code == 404


def test_school_educator_cannot_add_people(world):
    browser = world.browser(world.person("school_educator", "school", world.school.pk))
    assert browser.get("/people/add/").status_code == 404


def test_added_person_gets_a_role_and_appears(world, coordinator):
    answer = coordinator.post(
        "/people/add/", {"given_name": "Sanne", "family_name": "Smit", "language": "nl"}
    )
    person = Person.objects.get(given_name="Sanne")
    assert answer.url == f"/people/{person.pk}/role/"
    coordinator.post(
        answer.url, {"role": "coach", "place": f"school:{world.school.pk}", "started_on": "2026-08-01"}
    )
    assert "Sanne Smit" in coordinator.get("/people/").content.decode()


def test_address_used_before_is_explained_and_nothing_is_written(world, coordinator):
    taken = world.person("coach", "school", world.school.pk).account.email
    before = Person.objects.count()
    answer = coordinator.post("/people/add/", {"given_name": "Sanne", "email": taken, "language": "nl"})
    assert ("already here" in answer.content.decode(), Person.objects.count()) == (True, before)


def test_role_at_a_wrong_kind_of_place_is_refused_with_the_right_kinds(world, coordinator):
    person = world.person()
    answer = coordinator.post(
        f"/people/{person.pk}/role/",
        {"role": "coordinator", "place": f"school:{world.school.pk}", "started_on": "2026-08-01"},
    )
    assert "This role can be held at: partnership." in answer.content.decode()


def test_role_ends_at_once(world, coordinator):
    person = world.person("school_educator", "school", world.school.pk)
    browser = world.browser(person)
    with world.here():
        held = RoleAssignment.objects.get(person=person)
    assert browser.get("/people/").status_code == 200
    coordinator.post(f"/people/{person.pk}/role/{held.pk}/end/")
    assert browser.get("/people/").status_code == 404


@pytest.mark.parametrize("people", [1, 6])
def test_number_of_queries_does_not_depend_on_the_number_of_people(
    world, coordinator, people, django_assert_max_num_queries
):
    for _ in range(people):
        world.person("coach", "school", world.school.pk)
    with django_assert_max_num_queries(12):
        assert coordinator.get("/people/").status_code == 200
