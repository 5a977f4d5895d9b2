"""Joint assessment: a starter hands in, two judge blind, advise together; a third decides; the last word."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

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
LATER = ("Brieven van leerlingen", "Mijn doelen")
SECRET, STRONG, WORDS = "Alleen gezien door wie oordeelt", "Rustige lessen", "Dit was een goed gesprek"


@pytest.fixture(scope="module")
def houses(data: Path) -> dict[str, dict[str, Any]]:
    """For each telling a partnership of its own, built beside the demo."""
    settings = {"DJANGO_SETTINGS_MODULE": "startlijn.config.settings"}
    command = [sys.executable, "-m", "tests.journeys.house_assessment"]
    environment = environment_of(data) | settings
    done = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    built: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return built


def tick(hand: Hand, name: str, value: str) -> None:
    """Choose one of some radio buttons or boxes."""
    hand.page.locator(f"input[name='{name}'][value='{value}']").check()


def judge(hand: Hand, items: list[str], other: dict[str, str] | None = None) -> None:
    """Give every indicator a level."""
    for key in items:
        tick(hand, f"item-{key}", (other or {}).get(key, "2"))


def forms_a_panel(hand: Hand, pk: str, *people: str) -> None:
    """The coordinator asks assessors of two organisations."""
    hand.open(f"/assessments/arrange/{pk}/")
    for person in people:
        hand.choose("person_id", person)
        hand.push("Ask this assessor")


def declares(hand: Hand, pk: str) -> None:
    """An assessor says that there is no conflict of interest."""
    hand.open(f"/assessments/judge/{pk}/")
    hand.reads("Before you read anything")
    tick(hand, "conflict", "no")
    hand.push("Declare")


def hands_in(hand: Hand, pk: str, piece: str) -> None:
    """The starter hands in a piece of the dossier."""
    hand.open(f"/assessments/{pk}/submit/")
    tick(hand, "evidence", piece)
    hand.fill("statement", "Kijk vooral naar mijn begin van de les.")
    hand.push("Hand in")


def judges_alone(hand: Hand, pk: str, house: dict[str, Any], other: dict[str, str] | None = None) -> None:
    """An assessor reads what was handed in and judges."""
    hand.open(f"/assessments/judge/{pk}/file/")
    hand.open(f"/assessments/judge/{pk}/judgement/")
    judge(hand, house["items"], other)
    hand.fill(f"'area-{house['areas'][0]}'", SECRET)
    hand.push("Give my judgement")


def gives_the_panel_more(starter: Hand, pk: str, house: dict[str, Any]) -> None:
    """The starter releases two items to the panel."""
    starter.open(f"/assessments/{pk}/")
    starter.follow("Give the panel more pieces")
    for piece in house["more"]:
        tick(starter, "evidence", piece)
    tick(starter, "receiver", pk)
    starter.push("Share")
    for title in LATER:
        expect(starter.main).to_contain_text(title)


def reads_what_came_later(hand: Hand, pk: str) -> str:
    """Somebody in the panel opens both items; return where they are."""
    hand.open(f"/assessments/judge/{pk}/")
    hand.page.get_by_role("link", name=LATER[0]).first.click()
    for title in LATER:
        expect(hand.main).to_contain_text(title)
    return str(urlsplit(hand.page.url).path)


@pytest.mark.parametrize("telling", TELLINGS, ids=str)
def test_from_handing_in_to_the_starters_last_word(
    open_as: OpenAs, houses: dict[str, dict[str, Any]], telling: Telling
) -> None:
    house = houses[str(telling)]
    hands = {key: telling.come_in(open_as, house["keys"][key]) for key in ("starter", "near", "far")}
    starter, near, far = hands["starter"], hands["near"], hands["far"]

    starter.turn_to("My dossier")
    starter.follow("My assessments")
    starter.follow("Ask for an assessment")
    tick(starter, "aim", "basic")
    starter.push("Ask")
    found = re.search(r"/assessments/([0-9a-f-]{36})/", starter.page.url)
    assert found is not None
    pk = found[1]

    coordinator = telling.come_in(open_as, house["keys"]["coordinator"])
    forms_a_panel(coordinator, pk, house["near"], house["far"])
    declares(near, pk)
    declares(far, pk)
    hands_in(starter, pk, house["piece"])

    gives_the_panel_more(starter, pk, house)
    given = reads_what_came_later(near, pk)
    judges_alone(near, pk, house)
    for hand, address in ((far, "judge/"), (starter, ""), (coordinator, "arrange/")):
        hand.open(f"/assessments/{address}{pk}/")
        expect(hand.main).not_to_contain_text(SECRET)
    judges_alone(far, pk, house, {house["items"][0]: "3"})
    near.open(f"/assessments/judge/{pk}/")
    near.reads("Beside each other")

    near.follow("Write the advice together")
    judge(near, house["items"])
    near.fill("strengths", STRONG)
    near.fill("reasons", "Gezien in alle lessen.")
    tick(near, "outcome", "reached")
    near.push("Save the advice")
    for hand in (near, far):
        hand.open(f"/assessments/judge/{pk}/")
        tick(hand, "agrees", "yes")
        hand.push("Sign")

    executive = telling.come_in(open_as, house["keys"]["executive"])
    executive.open(f"/assessments/decide/{pk}/")
    executive.reads("What the panel says")
    tick(executive, "outcome", "reached")
    executive.push("Decide")

    starter.open(f"/assessments/{pk}/")
    for text in (STRONG, SECRET, house["names"]["executive"]):
        expect(starter.main).to_contain_text(text)
    starter.follow("Add your own words")
    starter.fill("text", WORDS)
    starter.push("Save")
    expect(starter.main).to_contain_text(WORDS)

    hr = telling.come_in(open_as, house["keys"]["hr"])
    hr.open(f"/assessments/follow/{pk}/")
    for text in (STRONG, SECRET, WORDS):
        expect(hr.main).not_to_contain_text(text)
    for key in ("stranger", "coach"):
        other = telling.come_in(open_as, house["keys"][key])
        sides = ("", "judge/", "arrange/", "decide/", "follow/")
        other.sees_nothing(
            *(f"/assessments/{side}{pk}/" for side in sides),
            f"/assessments/judge/{pk}/file/",
            given,
            f"/assessments/judge/{pk}/judgement/",
            f"/assessments/judge/{pk}/advice/",
        )
