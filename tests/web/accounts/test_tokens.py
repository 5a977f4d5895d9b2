"""API tokens on the own account: made, shown once, taken back."""

import re

import pytest
from django.urls import reverse

from startlijn.base.people.models import ApiToken
from startlijn.base.tenancy import everywhere
from tests.web.accounts.conftest import PASSWORD, log_in


@pytest.fixture
def owner(world, member):
    """A browser that has just given the password again."""
    browser = world.browser()
    log_in(browser, member.account.email)
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return browser


def make(browser, **changed):
    given = {"purpose": "Timetable", "permissions": ["groups.read"], "days": "30"} | changed
    return browser.post(reverse("new_token"), given)


def test_token_is_shown_once(owner):
    page = make(owner).content.decode()
    token = re.search(r"startlijn_[\w-]{43}", page)[0]
    listed = owner.get(reverse("tokens")).content.decode()
    assert "Timetable" in listed
    assert token not in listed


def test_making_a_token_asks_for_the_password_again(world, member):
    browser = world.browser()
    log_in(browser, member.account.email)
    assert make(browser).url.startswith(reverse("account_reauthenticate"))
    with everywhere("counting in a test"):
        assert ApiToken.objects.count() == 0


def test_token_cannot_ask_for_more_than_its_owner_may(owner):
    assert make(owner, permissions=["rounds.manage"]).status_code == 200
    with everywhere("counting in a test"):
        assert ApiToken.objects.count() == 0


@pytest.mark.parametrize("days", ["91", "0", "365"])
def test_token_lives_ninety_days_at_most(owner, days):
    make(owner, days=days)
    with everywhere("counting in a test"):
        assert ApiToken.objects.count() == 0


def test_token_is_taken_back(owner):
    make(owner)
    with everywhere("looking in a test"):
        token = ApiToken.objects.get()
    page = reverse("revoke_token", args=[token.pk])
    assert "Take this token back?" in owner.get(page).content.decode()
    owner.post(page)
    assert "does not work any more" in owner.get(reverse("tokens")).content.decode()


def test_somebody_elses_token_does_not_exist(world, owner, coordinator):
    make(owner)
    with everywhere("looking in a test"):
        token = ApiToken.objects.get()
    stranger = world.browser(coordinator)
    page = reverse("revoke_token", args=[token.pk])
    assert stranger.get(page).status_code == 404
    assert stranger.post(page).status_code == 404
    assert "Timetable" not in stranger.get(reverse("tokens")).content.decode()


def test_list_costs_the_same_for_more_tokens(owner, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    make(owner)
    owner.get(reverse("tokens"))
    with CaptureQueriesContext(connection) as one:
        owner.get(reverse("tokens"))
    make(owner)
    make(owner)
    with CaptureQueriesContext(connection) as three:
        owner.get(reverse("tokens"))
    assert len(three) == len(one)
