"""Two registrations of one person, on the pages: look first, then one, never by who may not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from startlijn.base.people.models import Person, RoleAssignment
from tests.conftest import AT


@pytest.fixture
def coordinator(world):
    return world.browser(world.person("coordinator"))


@pytest.fixture
def two(world):
    keep = world.person("coach", "school", world.school.pk, name="Karim")
    return keep, world.person("starter", name="Karim")


def text(answer):
    return " ".join(answer.content.decode().split())


def address(keep, gone):
    return f"/people/{keep.pk}/merge/{gone.pk}/"


def test_other_registration_is_offered_and_looking_changes_nothing(world, coordinator, two):
    keep, gone = two
    assert f"/people/{keep.pk}/merge/" in text(coordinator.get(f"/people/{keep.pk}/"))
    assert address(keep, gone) in text(coordinator.get(f"/people/{keep.pk}/merge/"))
    page = text(coordinator.get(address(keep, gone)))
    assert "This cannot be undone." in page
    assert f"Logging in goes with {keep.account.email}." in page
    assert f"{gone.account.email} no longer gives access." in page
    assert address(gone, keep) in page
    assert Person.objects.get(pk=gone.pk).merged_into_id is None


def test_confirmed_they_are_one(world, coordinator, two):
    keep, gone = two
    answer = coordinator.post(address(keep, gone), follow=True)
    assert "The two are one now" in text(answer)
    assert "Starter" in text(answer)
    assert Person.objects.get(pk=gone.pk).merged_into_id == keep.pk
    assert coordinator.get(address(keep, gone)).status_code == 404


def test_what_stands_in_the_way_is_said_and_there_is_no_button(world, coordinator, two, monkeypatch):
    from startlijn.domain.guidance.queries import mergers
    from startlijn.domain.guidance.terms import OwnCoachError

    monkeypatch.setattr(mergers, "why_not_one", lambda *given: OwnCoachError())
    page = text(coordinator.get(address(*two)))
    assert "Nobody can be their own coach." in page
    assert "Make one person" not in page


@pytest.mark.parametrize("role", ["school_educator", "coach"])
def test_for_others_there_is_no_page(world, two, role):
    browser = world.browser(world.person(role, "school", world.school.pk))
    keep, gone = two
    answers = [
        browser.get(f"/people/{keep.pk}/merge/"),
        browser.get(address(keep, gone)),
        browser.post(address(keep, gone)),
    ]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert f"/people/{keep.pk}/merge/" not in text(browser.get(f"/people/{keep.pk}/"))


def test_search_without_result_says_what_to_do(coordinator, two):
    page = text(coordinator.get(f"/people/{two[0].pk}/merge/?q=zzz"))
    assert "Nobody has “zzz” in the name or e-mail address." in page


def test_page_asks_as_often_for_somebody_with_many_roles(world, coordinator, two):
    keep, gone = two

    def asked():
        coordinator.get(address(keep, gone))
        with CaptureQueriesContext(connection) as found:
            assert coordinator.get(address(keep, gone)).status_code == 200
        return len(found)

    few = asked()
    for number in range(6):
        school = world.add_school(f"School {number}")
        with world.here():
            RoleAssignment.objects.create(
                partnership=world.partnership, person=gone, role="coach", school=school, started_on=AT.date()
            )
    assert (asked(), few <= 22) == (few, True)
