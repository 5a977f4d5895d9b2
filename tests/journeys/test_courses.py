"""A course opens, schools enrol as pairs and singles, and a withdrawal promotes the right team."""

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

TELLINGS = (
    Telling("nl", "phone"),
    Telling("nl", "desk"),
    Telling("en", "phone", "dark"),
    Telling("en", "desk"),
)
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def houses(data: Path) -> dict[str, dict[str, Any]]:
    """For each telling a partnership of its own, built beside the demo."""
    settings = {"DJANGO_SETTINGS_MODULE": "startlijn.config.settings"}
    command = [sys.executable, "-m", "tests.journeys.house_courses"]
    environment = environment_of(data) | settings
    done = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    built: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return built


def enrol(hand: Hand, title: str, *names: str) -> str:
    """Enrol the own school; return the address of the enrolment."""
    hand.turn_to("Courses")
    hand.follow_name(title)
    hand.follow("Enrol my school")
    for number, name in enumerate(names, start=1):
        hand.fill(f"name_{number}", name)
    hand.push("Enrol")
    return hand.page.url


def type_in(hand: Hand, desk: str, school: str, *names: str) -> None:
    """Type in what a school said on the phone."""
    hand.open(f"{desk}intake/")
    hand.page.locator("input[name=source][value=phone]").check()
    option = hand.page.locator("select[name=school_id] option", has_text=school)
    hand.choose("school_id", str(option.get_attribute("value")))
    hand.fill("contact_name", "Sanne de Wit")
    hand.fill("contact_email", "sanne@example.org")
    for number, name in enumerate(names, start=1):
        hand.fill(f"name_{number}", name)
    hand.push("Save")


@pytest.mark.parametrize("telling", TELLINGS, ids=str)
def test_a_course_opens_fills_up_and_a_withdrawal_lets_the_right_team_in(
    open_as: OpenAs, houses: dict[str, dict[str, Any]], telling: Telling
) -> None:
    house = houses[str(telling)]
    keys, desk, title = house["keys"], house["desk"], house["title"]
    coordinator = telling.come_in(open_as, keys["coordinator"])
    coordinator.open(desk)
    coordinator.push("Open for schools")
    for number, school in enumerate(house["others"]):
        type_in(coordinator, desk, school, f"Ans {number}", f"Ben {number}")

    first = telling.come_in(open_as, keys["pair"])
    pair = enrol(first, title, "Pim Paars", "Pia Paars")
    first.reads("The team takes part")
    expect(first.main).to_contain_text("2 × € 1")

    # A pair does not fit on the one seat that is left: it waits, and a single person passes.
    second = telling.come_in(open_as, keys["also"])
    waits = enrol(second, title, "Ada Anders", "Abe Anders")
    second.reads("Your school is on the waiting list.")
    second.reads(
        "When a place comes free, the list is walked in order. Each team that fits by then gets in. "
        "A smaller team may pass when the place is too small for yours; you keep your place in the list."
    )
    type_in(coordinator, desk, "De Enkeling", "Els Enkel")
    type_in(coordinator, desk, "Wilgentuin", "Wil Tuin", "Wim Tuin")
    full = telling.says("Full: all %(most)s seats are taken.") % {"most": house["seats"]}
    expect(coordinator.main).to_contain_text(full)
    rows = coordinator.main.get_by_role("list", name=telling.says("Waiting list")).locator(".row")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("De Andere Oever")

    first.open(pair)
    first.follow("Withdraw")
    first.push("Withdraw")
    first.reads("The team has withdrawn.")
    second.open(waits)
    second.reads("The team takes part")

    # Who is passed reads why, and keeps the place in the list.
    third = telling.come_in(open_as, keys["educator"])
    third.turn_to("Courses")
    third.follow("My school")
    third.follow_name(title)
    expect(third.main).to_contain_text(
        telling.says("Number %(position)s in the waiting list") % {"position": 1}
    )

    colleague = telling.come_in(open_as, keys["colleague"])
    colleague.open(house["edition"])
    expect(colleague.main).not_to_contain_text("Anders")
    colleague.sees_nothing(desk, pair, waits)

    stranger = telling.come_in(open_as, keys["stranger"])
    stranger.sees_nothing(house["edition"], desk, pair, waits)
