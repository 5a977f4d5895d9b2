"""Logging in as a persona: in demo mode only, and only as a persona."""

import importlib

import pytest
from django.conf import settings as configured
from django.urls import Resolver404, clear_url_caches, resolve

import startlijn.config.urls
import startlijn.web.accounts.urls
import startlijn.web.urls
from startlijn.demo.partnership import describe
from startlijn.web.accounts.urls import demo_addresses


def reload_addresses():
    for module in (startlijn.web.accounts.urls, startlijn.web.urls, startlijn.config.urls):
        importlib.reload(module)
    clear_url_caches()


@pytest.fixture
def demo_mode(settings):
    settings.DEMO = True
    reload_addresses()
    yield
    settings.DEMO = False
    reload_addresses()


@pytest.fixture
def persona(world):
    """The main persona, in the database; returns the key and the person."""
    from startlijn.base.people import actions as people
    from tests.conftest import AT

    demo = describe()
    main = next(one for one in demo.personas if one.main)
    described = next(person for person in demo.people if person.key == main.person)
    with world.here():
        person = people.add_person(
            by=world.operator,
            at=AT,
            given_name=described.given_name,
            family_name=described.family_name,
            email=described.email,
        )
    return main.key, person


def test_page_shows_who_one_can_be_and_why(world, persona, demo_mode):
    key, person = persona
    text = world.browser().get("/demo/").content.decode()
    assert f'data-persona="{key}"' in text
    assert str(person) in text
    assert text.count("data-persona=") == 1


def test_one_button_logs_in_as_the_persona(world, persona, demo_mode):
    key, person = persona
    browser = world.browser()
    assert browser.post("/demo/become/", {"persona": key}).url == "/"
    assert browser.get("/me/").wsgi_request.actor.person_id == person.pk


@pytest.mark.parametrize("chosen", ["", "nobody", "zuid1@example.org"])
def test_nobody_else_can_be_chosen(world, persona, demo_mode, chosen):
    world.person("administrator")
    browser = world.browser()
    assert browser.post("/demo/become/", {"persona": chosen}).status_code == 404
    assert browser.get("/me/").status_code == 302


def test_stopped_persona_cannot_be_chosen(world, persona, demo_mode):
    from startlijn.base.accounts import actions as accounts
    from tests.conftest import AT

    key, person = persona
    accounts.close_account(by=world.operator, at=AT, account_id=person.account_id)
    assert world.browser().post("/demo/become/", {"persona": key}).status_code == 404


@pytest.mark.skipif(configured.DEMO, reason="these settings are the demo's")
def test_addresses_are_not_there_outside_demo_mode(world, persona):
    for path in ("/demo/", "/demo/become/"):
        with pytest.raises(Resolver404):
            resolve(path)
        assert world.browser().post(path, {"persona": persona[0]}).status_code == 404


def test_addresses_follow_the_setting():
    assert demo_addresses(False) == []
    assert [one.name for one in demo_addresses(True)] == ["demo", "demo_become"]


def test_views_refuse_even_when_somebody_leaves_the_addresses_in(world, persona, demo_mode, settings):
    settings.DEMO = False
    browser = world.browser()
    assert browser.get("/demo/").status_code == 404
    assert browser.post("/demo/become/", {"persona": persona[0]}).status_code == 404
    assert browser.get("/me/").status_code == 302
