"""An intervision meeting is held with the timer and leaves no case behind; a learning group meets."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import OpenAs, environment_of
from tests.journeys.telling import Hand, Telling

pytestmark = pytest.mark.browser

NL_PHONE, EN_DESK = Telling("nl", "phone"), Telling("en", "desk", "dark")
ROOT = Path(__file__).resolve().parents[2]
KEPT = """() => {
  const found = {};
  for (const store of [localStorage, sessionStorage])
    for (const name of Object.keys(store)) {
      if (name === "htmx-current-path-for-history") continue;
      found[name] = Object.keys(JSON.parse(store.getItem(name)));
    }
  return found;
}"""


@pytest.fixture(scope="module")
def houses(data: Path) -> dict[str, dict[str, Any]]:
    """For each way of telling a small partnership of its own, built beside the demo."""
    settings = {"DJANGO_SETTINGS_MODULE": "startlijn.config.settings"}
    command = [sys.executable, "-m", "tests.journeys.house_meeting"]
    environment = environment_of(data) | settings
    done = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    built: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return built


def told(*tellings: Telling) -> pytest.MarkDecorator:
    """Tell the story in these ways."""
    return pytest.mark.parametrize("telling", tellings, ids=str)


def button(hand: Hand, english: str):
    """A button of the timer: it stays on the page."""
    return hand.main.get_by_role("button", name=hand.says(english), exact=True)


def turns(hand: Hand) -> list[str]:
    """Whose turn it is next time: who brings, who chairs."""
    rows = hand.main.locator(".section", has_text=hand.says("Next time")).first.locator(".row-title")
    return [text.split(": ")[1].split()[0] for text in rows.all_inner_texts()]


def hold_with_the_timer(hand: Hand) -> None:
    """Let the steps pass on the page's own clock, without network, and look what is kept."""
    page, clock = hand.page, hand.page.locator("[data-clock]")
    expect(clock).to_have_text("10:00")
    button(hand, "Start").press("Enter")
    page.clock.run_for(9 * 60_000 + 1000)
    expect(clock).to_have_text("0:59")
    expect(page.locator("[data-said]")).to_have_text(hand.says("One minute left"))
    button(hand, "Pause").press("Enter")
    page.clock.run_for(5 * 60_000)
    expect(clock).to_have_text("0:59")
    button(hand, "Start").press("Enter")
    page.context.set_offline(True)
    page.clock.run_for(2 * 60_000)
    expect(clock).to_have_text("+1:01")
    expect(page.locator("[data-said]")).to_have_text(hand.says("Time for the next step"))
    button(hand, "Next step").press("Enter")
    expect(clock).to_have_text("20:00")
    expect(page.locator("[aria-current=step]")).to_have_count(1)
    button(hand, "Earlier step").press("Enter")
    expect(button(hand, "Earlier step")).to_be_disabled()
    expect(button(hand, "Sound")).to_have_attribute("aria-pressed", "false")
    hand.look()
    assert page.evaluate(KEPT) == {"startlijn-timer:six-phase.2026-1": ["step", "left", "since"]}
    page.context.set_offline(False)
    # Nothing to type a case into: the only field is the time at which to begin.
    assert hand.main.locator("textarea, input:not([type=hidden]):not([type=time])").count() == 0


@told(NL_PHONE, EN_DESK)
def test_meeting_is_held_with_the_timer_and_leaves_no_case_behind(
    open_as: OpenAs, houses: dict[str, dict[str, Any]], telling: Telling
) -> None:
    house = houses[telling.width]
    group = f"/intervision/{house['group']}/"
    ank = telling.come_in(open_as, house["keys"]["ank"])
    ank.turn_to("Meetings")
    ank.follow("Intervision")
    ank.follow_name("Starters dinsdag")
    assert turns(ank) == ["Ank", "Bas"]
    ank.page.clock.install()
    ank.press(ank.main.locator("a[href*='six-phase'][href*='timer']"))
    hold_with_the_timer(ank)
    ank.follow("Record the meeting")
    expect(ank.page.locator("select[name=method]")).to_have_value("six-phase.2026-1")
    assert ank.main.locator("textarea").count() == 0
    ank.push("Record")
    ank.reads("Recorded. Each of you can say how it was.")
    held = ank.page.url
    ank.press(ank.main.locator("button[name=score][value='3']"))
    ank.reads("Shown when five of you have answered, so that nobody can tell who said what.")

    bas = telling.come_in(open_as, house["keys"]["bas"])
    bas.open(group)
    # Who has just had a role comes last.
    assert turns(bas) == ["Bas", "Ank"]
    path = "/" + held.split("/", 3)[3]
    nothing = [group, f"{group}record/", path, f"{path}change/", f"{path}takeaway/"]
    for who in ("leader", "educator", "stranger"):
        telling.come_in(open_as, house["keys"][who]).sees_nothing(*nothing)


@told(NL_PHONE, EN_DESK)
def test_learning_group_meets_with_agenda_and_board(
    open_as: OpenAs, houses: dict[str, dict[str, Any]], telling: Telling
) -> None:
    house = houses[telling.width]
    cor = telling.come_in(open_as, house["keys"]["cor"])
    cor.open("/plg/")
    cor.press(cor.main.get_by_role("button", name=telling.says("Open the board")).first)
    room = "/" + cor.page.url.split("/", 3)[3]
    cor.follow("New card")
    cor.fill("what", "Kennismaken met ouders")
    cor.push("Save")
    card = cor.main.locator(".board-card", has_text="Kennismaken met ouders")
    # With the keyboard alone: no dragging.
    with cor.page.expect_navigation():
        card.get_by_role("button").first.press("Enter")
    column = cor.main.locator(".board-column").nth(1)
    expect(column).to_contain_text("Kennismaken met ouders")
    cor.follow("Start the meeting")
    expect(cor.main.locator("[data-step]")).to_have_count(5)
    expect(cor.page.locator("[data-clock]")).to_have_text("15:00")
    cor.follow("Note something")
    cor.fill("text", "We beginnen in mei")
    cor.push("Note this")
    cor.open(room)
    cor.follow("On paper")
    for text in ("Kennismaken met ouders", "We beginnen in mei", "Els"):
        expect(cor.main).to_contain_text(text)
    nothing = [room, *(f"{room}{page}/" for page in ("agenda", "timer", "teams", "notes", "print"))]
    for who in ("leader", "educator", "stranger"):
        telling.come_in(open_as, house["keys"][who]).sees_nothing(*nothing)
