"""The library, told as a story: read beforehand what may be asked, and where it comes from."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from startlijn.content.instruments import instrument
from tests.journeys.conftest import OpenAs, environment_of
from tests.journeys.telling import Telling

pytestmark = pytest.mark.browser

TELLINGS = (Telling("nl", "phone"), Telling("en", "desk", "dark"))
ROOT = Path(__file__).resolve().parents[2]
OWN = "/instruments/team-talk.2026-1/"


@pytest.fixture(scope="module")
def keys(data: Path) -> dict[str, str]:
    """How to come in, by who it is."""
    settings = {"DJANGO_SETTINGS_MODULE": "startlijn.config.settings"}
    command = [sys.executable, "-m", "tests.journeys.house_instruments"]
    environment = environment_of(data) | settings
    done = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, str] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("telling", TELLINGS, ids=str)
def test_coach_reads_what_may_be_asked_and_a_stranger_reads_nothing_of_their_own(
    open_as: OpenAs, keys: dict[str, str], telling: Telling
) -> None:
    profile, own = instrument("competence-profile.2026-1"), {"nl": "Teamgesprek", "en": "Team talk"}
    hand = telling.come_in(open_as, keys["coach"])
    hand.turn_to("Programmes")
    hand.follow("Forms and questionnaires")
    hand.follow_name(getattr(profile.title, telling.language))
    level = profile.by_key["didactics-goals"].levels[2].descriptor
    expect(hand.main).to_contain_text(getattr(level, telling.language))
    hand.reads("Where it comes from")

    hand.open("/instruments/?kind=scan")
    hand.follow_name(own[telling.language])
    hand.reads("The answers")

    stranger = telling.come_in(open_as, keys["stranger"])
    stranger.open("/instruments/")
    expect(stranger.main).not_to_contain_text(own[telling.language])
    stranger.sees_nothing(OWN)
