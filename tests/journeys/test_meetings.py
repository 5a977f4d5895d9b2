"""A poll of seventeen people ends in four dates with a host each, in everybody's calendar."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from tests.journeys.conftest import OpenAs, environment_of
from tests.journeys.telling import Telling

pytestmark = pytest.mark.browser

TELLINGS = (
    Telling("nl", "phone"),
    Telling("nl", "desk", "dark"),
    Telling("en", "phone"),
    Telling("en", "desk"),
)
ROOT = Path(__file__).resolve().parents[2]
ADDRESS = re.compile(r"http\S+/meetings/calendar/[\w-]{43}\.ics")


@pytest.fixture(scope="module")
def houses(data: Path) -> dict[str, dict[str, Any]]:
    """For each telling a partnership of its own with a poll, built beside the demo."""
    settings = {"DJANGO_SETTINGS_MODULE": "startlijn.config.settings"}
    command = [sys.executable, "-m", "tests.journeys.house_meetings"]
    environment = environment_of(data) | settings
    done = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    built: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return built


def path_of(address: str) -> str:
    """Return an address without its server."""
    return "/" + address.split("/", 3)[3]


@pytest.mark.parametrize("telling", TELLINGS, ids=str)
def test_a_poll_of_seventeen_ends_in_four_dates_and_hosts(
    open_as: OpenAs, houses: dict[str, dict[str, Any]], telling: Telling
) -> None:
    house = houses[str(telling)]
    desk = f"/meetings/plan/{house['series']}/"
    planner = telling.come_in(open_as, house["keys"]["planner"])
    planner.turn_to("Meetings")
    planner.follow("Plan meetings")
    planner.follow_name(house["title"])
    expect(planner.main).to_contain_text("15")
    row = planner.main.locator("#people .row", has_text="Gast 15")
    row.locator("summary").click()
    link = path_of(row.locator("code").inner_text())

    guest = telling.come_in(open_as)
    guest.open(link)
    for choices in guest.main.locator("fieldset.answer").all():
        choices.get_by_text(guest.says("yes").capitalize(), exact=True).click()
    guest.push("Save my answers")
    guest.reads("Thank you, your answers are in")

    member = telling.come_in(open_as, house["keys"]["member"])
    member.press(member.main.get_by_role("link", name=house["title"], exact=True).first)
    member.main.locator("fieldset.answer").first.get_by_text(
        member.says("no").capitalize(), exact=True
    ).click()
    for choices in member.main.locator("fieldset.answer").all()[1:]:
        choices.get_by_text(member.says("yes").capitalize(), exact=True).click()
    member.push("Save my answers")

    planner.open(desk)
    expect(planner.main).to_contain_text("17")
    planner.follow("See the proposal")
    expect(planner.main.locator("section.proposed")).to_have_count(4)
    hosts = [choice.input_value() for choice in planner.main.locator("section.proposed select").all()]
    assert (len(hosts), all(hosts)) == (4, True)
    planner.push("Plan these dates")
    expect(planner.main.locator("#meetings .row")).to_have_count(4)

    planner.follow("Calendar of the series")
    planner.push("Make an address")
    address = ADDRESS.findall(planner.main.inner_text())[0]
    feed = guest.page.request.get(path_of(address))
    assert len(Calendar.from_ical(feed.body()).walk("VEVENT")) == 4
    guest.open(link)
    expect(guest.main.locator(".row")).to_have_count(4)

    member.open("/meetings/")
    expect(member.main.get_by_role("link", name=house["title"], exact=True).first).to_be_visible()
    member.open(f"/meetings/series/{house['series']}/")
    files = [
        item.get_attribute("href") or ""
        for item in member.main.get_by_role("link", name=re.compile(member.says("Calendar file"))).all()
    ]
    events = [
        event
        for file in files
        for event in Calendar.from_ical(member.page.request.get(file).body()).walk("VEVENT")
    ]
    assert {event["DTSTART"].dt.hour for event in events} == {15}
    assert (len(events), [e for e in events if "Milan" in str(e["SUMMARY"])]) == (4, [])

    stranger = telling.come_in(open_as, house["keys"]["stranger"])
    stranger.sees_nothing(
        desk, f"{desk}proposal/", f"{desk}calendar/", f"/meetings/series/{house['series']}/", *files
    )
