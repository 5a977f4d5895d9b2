"""A starter joins a learning network, a board shares something, and a school is closed on days of its own."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import OpenAs, environment_of
from tests.journeys.telling import Telling

pytestmark = pytest.mark.browser

NL_PHONE, EN_DESK = Telling("nl", "phone"), Telling("en", "desk", "dark")
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def houses(data: Path) -> dict[str, dict[str, Any]]:
    """For each way of telling a small partnership of its own, built beside the demo."""
    settings = {"DJANGO_SETTINGS_MODULE": "startlijn.config.settings"}
    command = [sys.executable, "-m", "tests.journeys.house_networks"]
    environment = environment_of(data) | settings
    done = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    built: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return built


@pytest.mark.parametrize("telling", [NL_PHONE, EN_DESK], ids=str)
def test_starter_joins_a_network_and_a_stranger_sees_nothing(
    open_as: OpenAs, houses: dict[str, dict[str, Any]], telling: Telling
) -> None:
    house = houses[telling.width]
    eef = telling.come_in(open_as, house["keys"]["educator"])
    eef.turn_to("Meetings")
    eef.follow("Learning networks")
    eef.follow("Start a network")
    eef.fill("name", "Orde in de klas")
    eef.fill("about", "Wat werkt bij jou?")
    eef.push("Start")
    eef.reads("The network is there. Tell people about it, and plan its first dates.")

    ank = telling.come_in(open_as, house["keys"]["ank"])
    ank.open("/networks/")
    ank.follow_name("Orde in de klas")
    network = ank.page.url
    ank.follow("Join")
    ank.push("Join")
    ank.reads("You are in. The dates come into your list of meetings.")
    ank.look()

    ben = telling.come_in(open_as, house["keys"]["board"])
    ben.open("/networks/boards/")
    ben.follow("Share something")
    ben.fill("title", "Een vrije middag")
    ben.fill("text", "We houden de woensdagmiddag vrij.")
    ben.push("Share")
    ben.reads("Shared. Who follows your board gets a mail.")
    ben.look()

    eef.open("/holidays/own/add/")
    eef.fill("name", "Carnaval")
    eef.fill("first", "2027-02-08")
    eef.fill("last", "2027-02-12")
    eef.push("Save")
    eef.reads("Saved. No meeting is proposed on days on which the school is closed.")
    eef.look()

    path = "/" + network.split("/", 3)[3]
    # That a network exists is no secret in the partnership; who is in it is, and only who runs it ends it.
    vera = telling.come_in(open_as, house["keys"]["stranger"])
    vera.open(path)
    assert vera.main.get_by_text("Ank", exact=False).count() == 0
    vera.sees_nothing(f"{path}video/", f"{path}end/")
