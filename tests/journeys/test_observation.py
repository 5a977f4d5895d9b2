"""A lesson in a classroom without network: nothing is lost, and what was seen is sent once."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenAs, environment_of
from tests.journeys.keyboard import press, tab_to
from tests.journeys.telling import PATIENCE, Hand, Telling

pytestmark = pytest.mark.browser

NL_PHONE, EN_DESK = Telling("nl", "phone"), Telling("en", "desk", "dark")
ROOT = Path(__file__).resolve().parents[2]
SEEN = "item-climate-welcome"
NOTE = "note-climate-welcome"
TYPED = "Iedereen krijgt een groet bij de deur"
KEPT = """async () => {
  const db = await new Promise((done) => {
    const asked = indexedDB.open("startlijn-lessons", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("drafts", {keyPath: "key"});
    asked.onsuccess = () => done(asked.result);
  });
  const drafts = await new Promise((done) => {
    const asked = db.transaction("drafts").objectStore("drafts").getAll();
    asked.onsuccess = () => done(asked.result);
  });
  db.close();
  const pages = await (await caches.open("startlijn-lesson-pages")).keys();
  // Where one is, for the back button: an address without anything personal.
  const other = [...Object.keys(localStorage), ...Object.keys(sessionStorage)];
  const strange = other.filter((name) => name !== "htmx-current-path-for-history");
  return {drafts: drafts.length, pages: pages.length, local: strange};
}"""


@pytest.fixture(scope="module")
def houses(data: Path) -> dict[str, dict[str, Any]]:
    """For each story a small partnership of its own, built beside the demo."""
    settings = {"DJANGO_SETTINGS_MODULE": "startlijn.config.settings"}
    command = [sys.executable, "-m", "tests.journeys.house_lessons"]
    environment = environment_of(data) | settings
    done = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    built: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return built


def told(*tellings: Telling) -> pytest.MarkDecorator:
    """Tell the story in these ways."""
    return pytest.mark.parametrize("telling", tellings, ids=str)


def kept(page: Page) -> dict[str, Any]:
    """What stands on this device: drafts, pages kept, and whatever else a page may keep."""
    found: dict[str, Any] = page.evaluate(KEPT)
    return found


def log_in(page: Page, key: str) -> None:
    """Let this browser be logged in as the owner of a key."""
    page.goto("/heartbeat")
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": page.url}])


def open_form(hand: Hand, house: dict[str, Any]) -> None:
    """Open the form, and wait until the device keeps it and the worker answers for it."""
    hand.open(f"/observations/{house['lesson']}/fill/")
    expect(hand.page.locator("html[data-kept=yes]")).to_have_count(1, timeout=PATIENCE)
    hand.page.wait_for_function("navigator.serviceWorker.controller !== null", timeout=PATIENCE)


def type_note(hand: Hand, text: str = TYPED) -> None:
    """Answer one thing, and type a note letter by letter."""
    hand.page.locator(f"input[name={SEEN}][value='3']").check()
    note = hand.page.locator(f"textarea[name={NOTE}]")
    if not note.is_visible():
        hand.page.locator("details", has=note).locator("summary").click()
    note.press_sequentially(text)
    expect(hand.page.locator("[data-draft-state]")).to_contain_text(
        hand.says("Kept on this device with every letter you type.")
    )


def stands_there(hand: Hand, text: str = TYPED) -> None:
    """What was typed stands in the form."""
    expect(hand.page.locator(f"textarea[name={NOTE}]")).to_have_value(text, timeout=PATIENCE)
    expect(hand.page.locator(f"input[name={SEEN}][value='3']")).to_be_checked()


@told(NL_PHONE, EN_DESK)
def test_without_network_nothing_is_lost_and_it_is_sent_once(
    open_as: OpenAs, houses: dict[str, dict[str, Any]], telling: Telling
) -> None:
    house = houses[telling.width]
    lesson = f"/observations/{house['lesson']}/"
    coach = telling.come_in(open_as, house["keys"]["coach"])
    coach.reads("Lessons to look at together")
    coach.press(coach.main.locator("a.row-title", has_text="Groep 5").first)
    coach.reads(
        "Only the two of you read this. It never becomes part of an assessment, "
        "unless the starter chooses so."
    )
    coach.follow("Fill in how I saw it")
    open_form(coach, house)
    expect(coach.main).not_to_contain_text("Sil")
    assert kept(coach.page) == {"drafts": 0, "pages": 1, "local": []}

    coach.page.context.set_offline(True)
    type_note(coach)
    answer = coach.page.reload()
    assert answer is not None
    assert answer.from_service_worker
    stands_there(coach)
    coach.look()
    coach.reads("What you typed earlier on this device stands here again.")
    coach.main.get_by_role("button", name=telling.says("Save"), exact=True).click()
    coach.reads("No network. Everything is kept on this device, and sent when the network is back.")
    coach.page.reload()
    stands_there(coach)
    assert kept(coach.page) == {"drafts": 1, "pages": 1, "local": []}

    coach.page.context.set_offline(False)
    coach.page.wait_for_url(f"**{lesson}", timeout=PATIENCE)
    coach.look()
    expect(coach.main).to_contain_text(TYPED)
    assert kept(coach.page) == {"drafts": 0, "pages": 0, "local": []}
    coach.follow("Change what I filled in")
    # Saved once: the first version.
    expect(coach.page.locator("[name=expected_version]")).to_have_value("1")

    starter = telling.come_in(open_as, house["keys"]["starter"])
    starter.open(lesson)
    expect(starter.main).to_contain_text(TYPED)
    starter.follow("Write after the talk")
    starter.fill("worked", "De groet bij de deur")
    starter.fill("goal", "Elke les de naam noemen")
    starter.push("Save")
    expect(starter.main).to_contain_text("Elke les de naam noemen")
    starter.open("/observations/growth/")
    starter.follow("Lessons")

    nothing = [lesson, *(f"{lesson}{page}/" for page in ("print", "fill", "pupils", "talk", "call-off"))]
    for who in ("leader", "educator", "peer", "stranger"):
        telling.come_in(open_as, house["keys"][who]).sees_nothing(*nothing)


@told(EN_DESK)
def test_a_login_that_ran_out_loses_nothing(
    open_as: OpenAs, houses: dict[str, dict[str, Any]], telling: Telling
) -> None:
    house = houses["expired"]
    coach = telling.come_in(open_as, house["keys"]["coach"])
    open_form(coach, house)
    type_note(coach)
    coach.page.context.clear_cookies(name="sessionid")
    coach.main.get_by_role("button", name="Save", exact=True).click()
    coach.reads("You are no longer logged in. What you typed stands on this device.")
    coach.look()
    link = coach.main.get_by_role("link", name="Log in and go on")
    assert "next=%2Fobservations%2F" in (link.get_attribute("href") or "")
    coach.press(link)
    assert "/in/" in coach.page.url
    log_in(coach.page, house["keys"]["coach"])
    coach.page.goto("/observations/")
    # It was to be sent: it goes by itself now.
    coach.reads("What you filled in without network was sent.")
    assert kept(coach.page)["drafts"] == 0
    coach.open(f"/observations/{house['lesson']}/")
    expect(coach.main).to_contain_text(TYPED)
    telling.come_in(open_as, house["keys"]["stranger"]).sees_nothing(f"/observations/{house['lesson']}/")


@told(NL_PHONE)
def test_two_devices_are_shown_and_not_overwritten(
    open_as: OpenAs, houses: dict[str, dict[str, Any]], telling: Telling
) -> None:
    house = houses["conflict"]
    phone = telling.come_in(open_as, house["keys"]["coach"])
    tablet = telling.come_in(open_as, house["keys"]["coach"])
    for hand, text in ((phone, TYPED), (tablet, "Iets heel anders")):
        open_form(hand, house)
        type_note(hand, text)
    tablet.push("Save")
    expect(tablet.main).to_contain_text("Iets heel anders")
    phone.main.get_by_role("button", name=telling.says("Save"), exact=True).click()
    phone.reads("Something newer was saved")
    phone.look()
    both = phone.main.locator(".difference").first
    expect(both).to_contain_text("Iets heel anders")
    expect(both).to_contain_text("groet bij de deur")
    assert kept(phone.page)["drafts"] == 1
    phone.push("Keep mine")
    expect(phone.main).to_contain_text(TYPED)
    assert kept(phone.page)["drafts"] == 0
    telling.come_in(open_as, house["keys"]["leader"]).sees_nothing(f"/observations/{house['lesson']}/")


@told(EN_DESK)
def test_the_form_works_without_javascript_and_by_keyboard(
    open_as: OpenAs, houses: dict[str, dict[str, Any]], telling: Telling
) -> None:
    house = houses["plain"]
    page = open_as(None, language="en", width="desk", javascript=False)
    log_in(page, house["keys"]["coach"])
    page.goto(f"/observations/{house['lesson']}/fill/")
    page.locator(f"input[name={SEEN}][value='3']").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("main")).to_contain_text("Clearly there")
    coach = telling.come_in(open_as, house["keys"]["coach"])
    coach.open(f"/observations/{house['lesson']}/fill/")
    tab_to(coach.page, coach.page.locator(f"input[name={SEEN}][value='3']"))
    coach.page.keyboard.press("ArrowRight")
    press(coach.page, coach.main.get_by_role("button", name="Save", exact=True))
    coach.look()
    expect(coach.main).to_contain_text("A strength")


@told(EN_DESK)
def test_a_shared_device_shows_nobody_what_another_typed(
    open_as: OpenAs, houses: dict[str, dict[str, Any]], telling: Telling
) -> None:
    house = houses["shared"]
    coach = telling.come_in(open_as, house["keys"]["coach"])
    open_form(coach, house)
    type_note(coach)
    coach.page.context.clear_cookies(name="sessionid")
    log_in(coach.page, house["keys"]["starter"])
    # The starter fills in the own view of the same lesson: nothing of the coach stands there.
    coach.open(f"/observations/{house['lesson']}/fill/")
    expect(coach.page.locator(f"textarea[name={NOTE}]")).to_have_value("")
    # Logging out says that something was not sent, and then clears the device.
    coach.page.locator(".user-menu summary").click()
    out = coach.page.get_by_role("button", name="Log out")
    out.click()
    expect(coach.page.locator(".user-menu-sheet [role=alert]")).to_contain_text("was not sent yet")
    with coach.page.expect_navigation():
        out.click()
    assert kept(coach.page) == {"drafts": 0, "pages": 0, "local": []}


@told(EN_DESK)
def test_what_can_no_longer_be_sent_is_given_back(
    open_as: OpenAs, houses: dict[str, dict[str, Any]], telling: Telling
) -> None:
    house = houses["late"]
    coach = telling.come_in(open_as, house["keys"]["coach"])
    open_form(coach, house)
    type_note(coach)
    starter = telling.come_in(open_as, house["keys"]["starter"])
    starter.open(f"/observations/{house['lesson']}/call-off/")
    starter.push("Call off")
    coach.main.get_by_role("button", name="Save", exact=True).click()
    coach.page.wait_for_url("**/observations/", timeout=PATIENCE)
    coach.reads("This lesson can no longer be filled in. Here is what you typed: copy what you need.")
    expect(coach.main.locator(".draft-waiting")).to_contain_text(TYPED)
    coach.look()
    coach.main.get_by_role("button", name="Throw it away").click()
    expect(coach.main.locator(".draft-waiting")).to_be_hidden()
    assert kept(coach.page) == {"drafts": 0, "pages": 0, "local": []}


@told(Telling("nl", "phone", "dark"), Telling("nl", "desk"))
def test_every_other_page_is_readable_and_within_the_window(
    open_as: OpenAs, houses: dict[str, dict[str, Any]], telling: Telling
) -> None:
    house = houses["pages"]
    lesson = f"/observations/{house['lesson']}/"
    coach = telling.come_in(open_as, house["keys"]["coach"])
    for address in (
        "/observations/",
        "/observations/ask/",
        f"/observations/questions/of/{house['trajectory']}/",
    ):
        coach.open(address)
    starter = telling.come_in(open_as, house["keys"]["starter"])
    starter.open("/observations/questions/")
    starter.fill("question", "Hoe begin ik rustig?")
    starter.push("Add")
    starter.press(starter.main.locator("a.row-title").first)
    for way in ("", "coaching/", "peer/", "watch/", "determination/"):
        starter.open(f"/observations/plan/{way}")
    for page in ("", "print/", "moment/", "pupils/", "talk/", "call-off/", "remove/"):
        starter.open(f"{lesson}{page}")
    starter.open(f"{lesson}pupils/")
    starter.fill("count-climate-welcome-1", "2")
    starter.push("Save")
    expect(starter.main.locator(".error-summary")).to_be_focused()
    starter.fill("count-climate-welcome-1", "9")
    starter.push("Save")
    expect(starter.main.locator(".beside")).to_contain_text("9 leerlingen")
    leader = telling.come_in(open_as, house["keys"]["leader"])
    leader.open("/observations/ask/")
    leader.sees_nothing(lesson, f"{lesson}pupils/")
