"""The induction line in other ways: with the keyboard alone, without JavaScript, and with forms refused."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from startlijn.base.seams import today
from tests.journeys.conftest import OpenAs, environment_of
from tests.journeys.keyboard import press, tab_to
from tests.journeys.telling import PATIENCE, Hand, Telling
from tests.journeys.test_induction import path_of, told

pytestmark = pytest.mark.browser

EN_DESK, NL_PHONE, NL_DESK = Telling("en", "desk"), Telling("nl", "phone"), Telling("nl", "desk")
ROOT = Path(__file__).resolve().parents[2]
Houses = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def houses(data: Path) -> Houses:
    """The partnerships of these stories, built beside the demo."""
    settings = {"DJANGO_SETTINGS_MODULE": "startlijn.config.settings"}
    command = [sys.executable, "-m", "tests.journeys.house", "keyboard", "plain", "pages"]
    environment = environment_of(data) | settings
    done = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    built: Houses = json.loads(done.stdout)
    return built


# --- With the keyboard alone ---------------------------------------------------------------------------


def pressed(hand: Hand, role: Any, name: str) -> None:
    """Go to a link or button of the page with Tab, press it, and look at where it leads."""
    press(hand.page, hand.main.get_by_role(role, name=hand.says(name)).first)
    hand.look()


@told(EN_DESK)
def test_coach_is_chosen_talk_is_noted_and_need_is_told_by_keyboard_alone(
    open_as: OpenAs, houses: Houses, telling: Telling
) -> None:
    house = houses["keyboard"]
    educator = telling.come_in(open_as, house["keys"]["educator"])
    menu = educator.page.get_by_role("navigation", name=telling.says("Main"))
    press(educator.page, menu.get_by_role("link", name=telling.says("To put right")))
    pressed(educator, "link", "Choose a coach")
    tab_to(educator.page, educator.main.get_by_role("radio").first)
    pressed(educator, "button", "Choose this coach")
    expect(educator.main.locator("dl.facts")).to_contain_text("Cas")

    coach = telling.come_in(open_as, house["keys"]["coach"])
    press(coach.page, coach.main.get_by_role("link", name="Sil de Wit").first)
    guided = path_of(coach)
    pressed(coach, "link", "Write after a talk")
    for name, text in (("worked", "Rust bij het begin van de les."), ("goal", "Elke dag op tijd stoppen.")):
        tab_to(coach.page, coach.page.locator(f"[name={name}]"))
        coach.page.keyboard.type(text)
    pressed(coach, "button", "Save")
    expect(coach.main.locator("#notes")).to_contain_text("Rust bij het begin van de les.")

    starter = telling.come_in(open_as, house["keys"]["starter"])
    menu = starter.page.get_by_role("navigation", name=telling.says("Main"))
    press(starter.page, menu.get_by_role("link", name=telling.says("My line")))
    expect(starter.main).to_contain_text("Elke dag op tijd stoppen.")
    starter.open("/line/needs/")
    tab_to(starter.page, starter.page.locator("[name=own_words]"))
    starter.page.keyboard.type("Meekijken bij een collega.")
    pressed(starter, "button", "Save")
    coach.open(guided)
    expect(coach.main).to_contain_text("Meekijken bij een collega.")
    stranger = telling.come_in(open_as, house["keys"]["stranger"])
    stranger.sees_nothing(guided, "/line/needs/")


# --- Without JavaScript --------------------------------------------------------------------------------


def plain_page(open_as: OpenAs, telling: Telling, key: str | None = None) -> Page:
    """A browser that runs no scripts, in which the owner of a key is logged in."""
    page = open_as(None, language=telling.language, width=telling.width, javascript=False)
    if key is not None:
        page.goto("/heartbeat")
        page.context.add_cookies([{"name": "sessionid", "value": key, "url": page.url}])
    page.goto("/", timeout=PATIENCE)
    return page


def go(page: Page, role: Any, name: str | re.Pattern[str]) -> None:
    """Follow a link or push a button of the page."""
    with page.expect_navigation(timeout=PATIENCE):
        page.locator("main").get_by_role(role, name=name).first.click()


@told(NL_PHONE)
def test_starter_is_registered_paired_and_confirms_without_javascript(
    open_as: OpenAs, houses: Houses, telling: Telling
) -> None:
    house, says = houses["plain"], telling.says
    educator = plain_page(open_as, telling, house["keys"]["educator"])
    educator.locator(".navigation-menu > summary").click()
    with educator.expect_navigation(timeout=PATIENCE):
        educator.locator(".navigation-menu").get_by_role("link", name="Starters").click()
    go(educator, "link", says("Register a starter"))
    educator.locator("[name=given_name]").fill("Noor")
    go(educator, "button", says("Register"))
    # Refused: the address lacks. What was typed stands there still.
    expect(educator.locator("[name=given_name]")).to_have_value("Noor")
    educator.locator("[name=email]").fill("noor.plain@example.org")
    go(educator, "button", says("Register"))
    go(educator, "link", "Noor")
    go(educator, "link", says("Line and coach"))
    go(educator, "link", says("Choose a coach"))
    go(educator, "button", says("Choose this coach"))
    expect(educator.locator("main dl.facts")).to_contain_text("Cas")
    line = re.sub(r"^https?://[^/]+|[?#].*$", "", educator.url)

    coach = plain_page(open_as, telling, house["keys"]["coach"])
    go(coach, "link", "Noor")
    go(coach, "link", says("Plan something"))
    coach.locator("[name=title]").fill("Koffie")
    coach.locator("[name=planned_on]").fill(today().isoformat())
    coach.locator("[name=minutes]").fill("30")
    coach.locator("[name=with_coach]").check()
    go(coach, "button", says("Put on the line"))
    coach.goto("/")
    go(coach, "button", re.compile(rf"^{says('I gave this')}.*Koffie"))
    expect(coach.locator("body")).to_contain_text(says("Noted. Thank you."))
    stranger = telling.come_in(open_as, house["keys"]["stranger"])
    stranger.sees_nothing(line)


# --- Every form refused --------------------------------------------------------------------------------

# Who, where, and what is filled in wrongly; what is not named is emptied.
REFUSED: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("educator", "/starters/register/", {}),
    ("educator", "/starters/import/", {}),
    ("educator", "/starters/ask/", {}),
    ("educator", "/starters/{trajectory}/work/", {"fte": "9"}),
    ("educator", "/starters/{trajectory}/pause/", {}),
    ("educator", "/starters/{trajectory}/pause/", {"started_on": "2026-02-01", "finished_on": "2026-01-01"}),
    ("educator", "/starters/{trajectory}/extend/", {"days": "-1"}),
    ("educator", "/starters/{trajectory}/leave/", {}),
    ("educator", "/starters/{trajectory}/complete/", {"finished_on": "2001-01-01"}),
    ("educator", "/starters/{trajectory}/start/", {"started_on": "2099-01-01"}),
    ("educator", "/lines/{trajectory}/coach/", {}),
    ("educator", "/programmes/version/{draft}/add/", {}),
    ("coach", "/coaching/{trajectory}/note/", {}),
    ("starter", "/line/add/", {}),
    ("coordinator", "/people/add/", {}),
    ("coordinator", "/schools/{school_id}/merge/?into=&on=", {}),
)


def refuse(hand: Hand, given: dict[str, str]) -> None:
    """Empty the form but for what is given, send it, and look at what it says."""
    form = hand.main.locator("form.form").first
    for field in form.locator("input:not([type=hidden]), textarea").all():
        kind = field.get_attribute("type")
        if kind in {"checkbox", "radio", "file"}:
            continue
        field.fill(given.get(field.get_attribute("name") or "", ""))
    hand.press(form.locator("button").first)


@told(NL_PHONE, Telling("en", "desk", "dark"))
def test_forms_that_are_refused_say_what_is_wrong_and_are_readable(
    open_as: OpenAs, houses: Houses, telling: Telling
) -> None:
    house = houses["pages"]
    hands: dict[str, Hand] = {}
    silent = []
    for who, address, given in REFUSED:
        if who not in hands:
            hands[who] = telling.come_in(open_as, house["keys"][who])
        hand = hands[who]
        hand.open(address.format(**house))
        if "?" not in address:
            refuse(hand, given)
        wrong = hand.main.locator(".error-summary, [aria-invalid=true]")
        if not wrong.count() or not wrong.first.is_visible():
            silent.append((who, address))
    assert silent == []
