"""Pages on rights and own data: for everybody with a role, complete, closed where they must be."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from startlijn.base.privacy.queries import recorded


@pytest.mark.parametrize("role", ["staff_council_member", "starter"])
def test_everybody_with_a_role_reads_what_is_recorded(world, role):
    page = world.browser(world.person(role, "school", world.school.pk)).get("/rights/")
    text = page.content.decode()
    assert (page.status_code, "Knows who somebody is" in text, "school leader" in text) == (200, True, True)


def test_every_table_is_folded_under_its_name(world):
    """A page of all tables is too long to read; folding works by keyboard and without JavaScript."""
    browser = world.browser(world.person("staff_council_member", "school", world.school.pk))
    page = browser.get("/rights/").content.decode()
    assert page.count('<details class="fold">') == len(recorded())
    assert '<details class="fold" open' not in page


def test_passer_by_goes_to_the_login(world):
    assert world.browser().get("/rights/").status_code == 302


def test_account_without_role_does_not_find_it(world):
    assert world.browser(world.person()).get("/rights/").status_code == 404


def test_own_role_is_marked(world):
    page = world.browser(world.person("coach", "school", world.school.pk)).get("/rights/").content.decode()
    assert "starter&#x27;s coach <" in page


def test_why_page_tells_the_roles(world):
    leader = world.person("school_leader", "school", world.school.pk)
    page = world.browser(leader).get(f"/rights/why/school/{world.school.pk}/").content.decode()
    assert (str(leader) in page, "school leader" in page) == (True, True)


@pytest.mark.parametrize("kind", ["account", "canteen"])
def test_why_page_of_another_kind_does_not_exist(world, kind):
    leader = world.person("school_leader", "school", world.school.pk)
    assert world.browser(leader).get(f"/rights/why/{kind}/{world.school.pk}/").status_code == 404


def test_why_page_of_a_stranger_does_not_exist(worlds):
    here, there = worlds
    leader = here.person("school_leader", "school", here.school.pk)
    assert here.browser(leader).get(f"/rights/why/school/{there.school.pk}/").status_code == 404


def test_holders_come_as_a_table(world):
    officer = world.person("privacy_officer")
    given = world.browser(officer).get("/rights/holders.csv")
    rows = list(csv.reader(io.StringIO(given.content.decode("utf-8-sig")), delimiter=";"))
    assert rows == [
        ["Name", "Role", "Kind of place", "Where", "From", "Until"],
        [str(officer), "privacy officer", "partnership", "Partnership zuid", "2024-08-01", ""],
    ]


def test_list_of_holders_costs_the_same_for_few_and_many(world):
    browser = world.browser(world.person("privacy_officer"))
    browser.get("/rights/holders/")
    with CaptureQueriesContext(connection) as few:
        browser.get("/rights/holders/")
    for _ in range(3):
        world.person("coach", "school", world.school.pk)
    with CaptureQueriesContext(connection) as many:
        browser.get("/rights/holders/")
    assert len(few) == len(many)


def test_own_data_are_shown_by_table(world):
    person = world.person("starter", "school", world.school.pk)
    page = world.browser(person).get("/me/data/").content.decode()
    assert ("People" in page, "Kept: Until 24 months" in page) == (True, True)
