"""The journal on screen: own lines for everybody, all lines for who watches over the partnership."""

import ast
import re

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from startlijn.base.journal.terms import READ, REDACT, REFUSED, SHORTEN
from startlijn.base.organisations import actions as organisations
from startlijn.web.journal.words import DEEDS, deed
from tests.conftest import AT
from tests.house_rules.sources import Module, functions, modules

DEED = re.compile(r"^[a-z_]+\.[a-z_]+$")


def recorded(module: Module) -> set[str]:
    """Return the codes of deeds in a file: given as `action=`, or to a function that hands its own on."""
    handing_on = {item.name for item in functions(module) if "action" in {arg.arg for arg in item.args.args}}
    found = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            given = [word.value for word in node.keywords if word.arg == "action"]
            given += node.args if ast.unparse(node.func) in handing_on else []
            found |= {item.value for one in given for item in ast.walk(one) if isinstance(item, ast.Constant)}
    return {value for value in found if isinstance(value, str) and DEED.match(value)}


def test_every_deed_has_words():
    # Those that other code has to recognise have a name of their own.
    known = {READ, REFUSED, REDACT, SHORTEN} | {
        code for module in modules() if module.is_room("actions") for code in recorded(module)
    }
    assert known == set(DEEDS)


def test_code_of_a_later_version_is_shown_as_it_is():
    assert deed("moon.land") == "moon.land"


def test_words_are_english_when_asked():
    with translation.override("en"):
        assert str(deed("school.create")) == "added a school"


def page(world, person, **query) -> str:
    return world.browser(person).get("/journal/", query).content.decode()


def test_privacy_officer_sees_what_everybody_did(world):
    officer = world.person("privacy_officer")
    assert ("operator" in page(world, officer), "added a school" in page(world, officer)) == (True, True)


def test_others_see_only_what_they_did_themselves(world):
    coordinator = world.actor("coordinator")
    with world.here():
        organisations.create_board(by=coordinator, at=AT, name="Bestuur Zelf")
    person = world.person("starter", "school", world.school.pk)
    own = page(world, person)
    assert ("No line yet" in own, "added a board" in own) == (True, False)


def test_line_is_found_by_its_code(world):
    officer = world.person("privacy_officer")
    found, missed = page(world, officer, q="school.create"), page(world, officer, q="nothing.of.the.kind")
    assert ("added a school" in found, "No line found" in missed) == (True, True)


def test_page_costs_the_same_for_few_lines_and_many(world):
    browser = world.browser(world.person("privacy_officer"))
    browser.get("/journal/")
    with CaptureQueriesContext(connection) as few:
        browser.get("/journal/")
    for number in range(5):
        world.add_school(f"School {number}")
    with CaptureQueriesContext(connection) as many:
        browser.get("/journal/")
    assert len(few) == len(many)
