"""One's own data on a page and as a file: complete, with who sees it, own words beside it, being erased."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from startlijn.base.people.models import Person, RoleAssignment
from startlijn.base.people.queries import actor_of_person
from startlijn.base.privacy import queries
from startlijn.base.privacy.models import ErasureRequest, OwnStatement
from startlijn.base.tenancy import everywhere
from startlijn.engines.sealed import unseal
from startlijn.reports.documents.own_data import own_data_file
from tests.conftest import AT


@pytest.fixture
def starter(world) -> Person:
    return world.person("starter", "school", world.school.pk)


@pytest.fixture
def own(world, starter):
    return world.browser(starter)


def opened(content: bytes):
    return unseal(content, most=10_000_000)


def _content(answer) -> dict[str, object]:
    return json.loads(opened(answer.content).entries["own-data.json"])


def test_own_data_come_as_one_file(own, starter):
    given = own.post("/me/data/take/")
    tables = {table["table"]: table for table in _content(given)["tables"]}
    assert (given.headers["Content-Disposition"], tables["base.Person"]["rows"][0]["given_name"]) == (
        'attachment; filename="startlijn-own-data.zip"',
        "Noor",
    )


def test_file_can_be_read_by_people(own, starter):
    page = opened(own.post("/me/data/take/").content).entries["own-data.html"].decode()
    assert (str(starter) in page, starter.account.email in page, "<script" in page) == (True, True, False)


def test_own_data_hold_no_secret(own, starter):
    entries = opened(own.post("/me/data/take/").content).entries
    everything = b"".join(entries.values()).decode()
    assert ('"password"' in everything, starter.account.password in everything) == (True, False)


def test_somebody_without_role_still_gets_the_own_data(world):
    given = world.browser(world.person()).post("/me/data/take/")
    assert (given.status_code, len(_content(given)["tables"]) > 3) == (200, True)


def test_same_data_give_the_same_content(world, starter):
    actor = actor_of_person(starter.pk, partnership_id=world.partnership.pk, at=AT)
    tables = queries.own_data(actor)
    first, second = (own_data_file(tables, person="Noor", made_at=at) for at in (AT, AT.replace(hour=12)))
    assert opened(first).about["content_sha256"] == opened(second).about["content_sha256"]


def test_page_of_one_kind_shows_rows_and_who_sees_them(world, own, starter):
    leader = world.person("school_educator", "school", world.school.pk, name="Mira")
    page = " ".join(own.get("/me/data/roleassignment/").content.decode().split())
    assert ("De Regenboog" in page, "school educator" in page, str(leader) in page) == (True, True, False)


def test_page_of_a_kind_that_holds_nothing(own):
    page = own.get("/me/data/apitoken/")
    assert (page.status_code, "Nothing about you" in page.content.decode()) == (200, True)


@pytest.mark.parametrize("kind", ["school", "canteen", "session"])
def test_page_of_what_is_about_nobody_does_not_exist(own, kind):
    assert own.get(f"/me/data/{kind}/").status_code == 404


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999", "9" * 30])
def test_strange_page_number_is_a_page(own, page):
    assert own.get(f"/me/data/roleassignment/?page={page}").status_code == 200


def test_page_of_one_kind_costs_the_same_for_few_and_many(world, own, starter):
    address = "/me/data/roleassignment/"
    own.get(address)
    with CaptureQueriesContext(connection) as few:
        own.get(address)
    with world.here():
        role = RoleAssignment.objects.get(person=starter)
        for year in range(2010, 2020):
            role.pk, role.started_on, role.finished_on = None, date(year, 1, 1), date(year, 2, 1)
            role.save(force_insert=True)
    with CaptureQueriesContext(connection) as many:
        own.get(address)
    assert (len(few), len(few) < 20) == (len(many), True)


def _own_role(world, starter) -> str:
    with world.here():
        return f"/me/data/roleassignment/{RoleAssignment.objects.get(person=starter).pk}/"


def test_own_words_are_kept_and_shown(world, own, starter):
    address = _own_role(world, starter)
    saved = own.post(address, {"text": "I began in September."})
    page = own.get("/me/data/roleassignment/").content.decode()
    assert (saved.status_code, saved.headers["Location"], "I began in September." in page) == (
        302,
        "/me/data/roleassignment/",
        True,
    )


def test_form_of_own_words_reminds_of_what_does_not_belong_in_it(world, own, starter):
    assert "nothing about health" in own.get(_own_role(world, starter)).content.decode()


def test_own_words_that_are_too_long_stay_in_the_form(world, own, starter):
    page = own.post(_own_role(world, starter), {"text": "x" * 2001})
    with everywhere("a test looks at every partnership"):
        assert (page.status_code, "x" * 2001 in page.content.decode(), OwnStatement.objects.count()) == (
            200,
            True,
            0,
        )


def test_record_of_somebody_else_does_not_exist(world, own):
    other = world.person("starter", "school", world.school.pk)
    address = _own_role(world, other)
    assert (own.get(address).status_code, own.post(address, {"text": "x"}).status_code) == (404, 404)


def test_asking_to_be_erased_while_working_is_refused_with_the_reason(own):
    own.post("/me/data/erase/")
    assert "End the roles first" in own.get("/me/data/").content.decode()


def test_asking_and_taking_it_back(world, own, starter):
    with world.here():
        RoleAssignment.objects.filter(person=starter).update(finished_on=date(2026, 1, 1))
    own.post("/me/data/erase/")
    asked = "You asked to be erased" in own.get("/me/data/").content.decode()
    own.post("/me/data/keep/")
    with world.here():
        row = ErasureRequest.objects.get()
    assert (asked, row.withdrawn_at is not None, row.asked_by_id) == (True, True, starter.pk)


def test_nothing_to_take_back_does_not_exist(own):
    assert own.post("/me/data/keep/").status_code == 404
