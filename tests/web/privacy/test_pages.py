"""Pages of who guards privacy: two people erase, rows stay as they are, what is due is told beforehand."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from startlijn.base.access.models import Restriction
from startlijn.base.people.models import Person, RoleAssignment
from startlijn.base.privacy.models import ErasureRequest
from startlijn.base.privacy.queries import recorded
from startlijn.base.seams import fixed
from tests.conftest import AT


@pytest.fixture
def gone(world) -> Person:
    with fixed(at=datetime(2024, 1, 1, tzinfo=UTC)):
        person = world.person("coach", "school", world.school.pk, name="Anna")
    with world.here():
        RoleAssignment.objects.filter(person=person).update(finished_on=date(2024, 8, 2))
    return person


@pytest.fixture
def officers(world):
    return [world.browser(world.person("privacy_officer")) for _ in range(2)]


def _text(answer) -> str:
    return " ".join(answer.content.decode().split())


def _request(world) -> ErasureRequest:
    with world.here():
        return ErasureRequest.objects.get()


def test_one_officer_asks_and_another_erases(world, gone, officers):
    first, second = officers
    first.post(f"/privacy/people/{gone.pk}/erase/")
    address = f"/privacy/erasures/{_request(world).pk}/"
    waiting = _text(second.get("/privacy/"))
    assert (str(gone) in waiting, "Erase for good" in _text(second.get(address))) == (True, True)
    second.post(address)
    assert Person.objects.get(pk=gone.pk).given_name == ""
    assert "somebody without a name" not in _text(second.get("/privacy/"))


def test_who_asked_is_told_to_leave_it_to_somebody_else(world, gone, officers):
    first, _second = officers
    first.post(f"/privacy/people/{gone.pk}/erase/")
    address = f"/privacy/erasures/{_request(world).pk}/"
    assert "Erase for good" not in _text(first.get(address))
    assert "Erasing takes two people" in _text(first.post(address, follow=True))
    assert Person.objects.get(pk=gone.pk).given_name == "Anna"


def test_preview_tells_what_happens(gone, officers):
    page = _text(officers[0].get(f"/privacy/people/{gone.pk}/"))
    assert ("goes when the person is erased" in page, "stays without a name" in page) == (True, True)


def test_who_still_works_is_refused_with_the_reason(world, officers):
    working = world.person("coach", "school", world.school.pk)
    page = officers[0].post(f"/privacy/people/{working.pk}/erase/", follow=True)
    assert "still works here" in _text(page)


def test_request_is_taken_back(world, gone, officers):
    officers[0].post(f"/privacy/people/{gone.pk}/erase/")
    officers[1].post(f"/privacy/erasures/{_request(world).pk}/withdraw/")
    assert (
        _request(world).withdrawn_at is not None,
        "No request waits" in _text(officers[0].get("/privacy/")),
    ) == (
        True,
        True,
    )


def test_restricting_is_shown_to_the_person_and_ended(world, officers):
    starter = world.person("starter", "school", world.school.pk)
    officers[0].post(f"/privacy/people/{starter.pk}/restrict/", {"ground": "accuracy"})
    own = world.browser(starter)
    shown = "Your data stay as they are" in _text(own.get("/me/data/"))
    with world.here():
        row = Restriction.objects.get()
    officers[1].post(f"/privacy/restrictions/{row.pk}/lift/")
    assert (shown, "Your data stay as they are" in _text(own.get("/me/data/"))) == (True, False)


def test_restricting_without_a_reason_is_asked_again(world, officers):
    starter = world.person("starter", "school", world.school.pk)
    page = officers[0].post(f"/privacy/people/{starter.pk}/restrict/", {})
    assert (page.status_code, "required" in _text(page)) == (200, True)


def test_change_of_somebody_under_restriction_says_why_not(world, officers):
    starter = world.person("starter", "school", world.school.pk)
    officers[0].post(f"/privacy/people/{starter.pk}/restrict/", {"ground": "accuracy"})
    administrator = world.browser(world.person("administrator"))
    with world.here():
        role = RoleAssignment.objects.get(person=starter)
    page = administrator.post(f"/people/{starter.pk}/role/{role.pk}/end/")
    assert (page.status_code, "Nothing was saved" in _text(page)) == (409, True)
    with world.here():
        assert RoleAssignment.objects.get(person=starter).finished_on is None


def test_what_goes_tonight(gone, officers):
    with fixed(at=AT):
        page = _text(officers[0].get("/privacy/due/"))
    assert ("1 person is erased" in page, "1 row goes" in page) == (True, True)


def test_looking_ahead(world, officers):
    person = world.person("coach", "school", world.school.pk)
    with world.here():
        RoleAssignment.objects.filter(person=person).update(finished_on=date(2026, 8, 1))
    before, after = (
        _text(officers[0].get(f"/privacy/due/?on={day}")) for day in ("2028-07-31", "2028-08-02")
    )
    assert ("Nothing is due" in before, "1 row goes" in after) == (True, True)


@pytest.mark.parametrize("day", ["", "yesterday", "2026-02-31"])
def test_strange_day_is_asked_again(officers, day):
    assert officers[0].get(f"/privacy/due/?on={day}").status_code == 200


def test_people_are_found_by_name(world, gone, officers):
    found, lost = (_text(officers[0].get(f"/privacy/?q={text}")) for text in ("ann jansen", "nobody"))
    assert (str(gone) in found, "Nobody found" in lost) == (True, True)


@pytest.mark.parametrize(("role", "place"), [("administrator", "partnership"), ("school_leader", "school")])
def test_others_find_no_page(world, gone, role, place):
    browser = world.browser(world.person(role, place, world.school.pk if place == "school" else None))
    assert [
        browser.get(address).status_code
        for address in ("/privacy/", "/privacy/due/", f"/privacy/people/{gone.pk}/")
    ] == [404, 404, 404]


def test_officer_of_one_board_sees_nobody(world, gone):
    browser = world.browser(world.person("privacy_officer", "board", world.board.pk))
    assert (str(gone) in _text(browser.get("/privacy/")), browser.get("/privacy/due/").status_code) == (
        False,
        404,
    )


def test_officer_of_another_partnership_finds_nobody(worlds, gone):
    _here, there = worlds
    browser = there.browser(there.person("privacy_officer"))
    assert browser.get(f"/privacy/people/{gone.pk}/").status_code == 404


def test_register_holds_no_person(world, gone):
    member = world.person("staff_council_member", "school", world.school.pk)
    page = _text(world.browser(member).get("/privacy/register/"))
    assert ("Knows who somebody is" in page, "Anna" in page, str(gone) in page) == (True, False, False)


def test_register_comes_as_a_file(world):
    member = world.person("staff_council_member", "school", world.school.pk)
    told = world.browser(member).get("/privacy/register.json").json()
    fields = {table["table"]: table["fields"] for table in told["tables"]}
    assert "given_name" in fields["base.Person"]


def test_page_before_erasing_costs_two_queries_for_each_table_at_most(world, gone, officers):
    officers[0].post(f"/privacy/people/{gone.pk}/erase/")
    address = f"/privacy/erasures/{_request(world).pk}/"
    officers[1].get(address)
    with CaptureQueriesContext(connection) as asked:
        officers[1].get(address)
    assert len(asked) <= 15 + 2 * len(recorded())
