"""A team makes something, mends it and shares it; another school takes it along; the hours are reached."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import OpenAs, environment_of
from tests.journeys.telling import PATIENCE, Hand, Telling

pytestmark = pytest.mark.browser

TELLINGS = (
    Telling("nl", "phone"),
    Telling("nl", "desk", "dark"),
    Telling("en", "phone"),
    Telling("en", "desk"),
)
ROOT = Path(__file__).resolve().parents[2]
TITLE, LETTER = "Eerste schoolweek", "sanne@voorbeeld.nl"


@pytest.fixture(scope="module")
def houses(data: Path) -> dict[str, dict[str, Any]]:
    """For each telling a partnership of its own, built beside the demo."""
    settings = {"DJANGO_SETTINGS_MODULE": "startlijn.config.settings"}
    command = [sys.executable, "-m", "tests.journeys.house_knowledge"]
    environment = environment_of(data) | settings
    done = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    built: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return built


def here(hand: Hand) -> str:
    """The address of the page."""
    return urlsplit(hand.page.url).path


def make_and_publish(maker: Hand) -> str:
    """Make something in which an e-mail address stands, mend it and publish; return its address."""
    maker.open("/courses/knowledge/")
    maker.follow("Made by my teams")
    maker.reads("You have not made anything here yet")
    maker.follow("Make something")
    maker.fill("title", TITLE)
    maker.fill("text", f"Zo loopt de begeleiding in week één. Vragen? Mail {LETTER}.")
    maker.push("Save")
    product = here(maker)
    maker.follow("Publish")
    expect(maker.main.locator("mark")).to_have_text([LETTER])
    maker.follow("Mend it")
    maker.fill("text", "Zo loopt de begeleiding in week één. Vragen? Loop binnen bij je maatje.")
    maker.push("Save")
    maker.follow("Publish")
    maker.reads("Nothing found that looks like personal data")
    maker.push("Publish")
    maker.reads("Look through it first, and tick that there are no personal data in it.")
    maker.page.locator("[name=confirmed]").check()
    maker.push("Publish")
    maker.reads("In the knowledge base")
    return product


@pytest.mark.parametrize("telling", TELLINGS, ids=str)
def test_a_product_is_shared_and_the_hours_are_reached(
    open_as: OpenAs, houses: dict[str, dict[str, Any]], telling: Telling, tmp_path: Path
) -> None:
    house = houses[str(telling)]
    maker = telling.come_in(open_as, house["keys"]["maker"])
    product = make_and_publish(maker)

    reader = telling.come_in(open_as, house["keys"]["reader"])
    reader.open("/courses/knowledge/")
    reader.fill("q", "begeleiden")
    expect(reader.main.locator("mark")).to_have_text(["begeleiding"], timeout=PATIENCE)
    reader.look()
    reader.follow_name(TITLE)
    published = here(reader)
    reader.push("Say thanks")
    reader.follow("Take along")
    reader.push("Take along")
    expect(reader.main).to_contain_text(f"{TITLE}, De Regenboog")
    copy = here(reader)

    ledger = f"/courses/work/{house['part']}/"
    maker.open("/courses/work/")
    maker.follow_name("Inductie maken")
    maker.follow("Write down")
    maker.page.locator("[name=kind][value=talk]").check()
    maker.fill("words", "Gesprek over het programma")
    maker.push("Save")
    maker.reads("You reached the hours")
    maker.follow("Say what you thought")
    for sentence in ("useful", "together", "recommend"):
        maker.page.locator(f"[name={sentence}][value='5']").check()
    maker.push("Send")
    maker.follow("Statement")
    maker.push("Take my statement")
    with maker.page.expect_download(timeout=PATIENCE) as waiting:
        maker.main.get_by_role("link", name=maker.says("Download the statement")).click()
    kept = tmp_path / "statement.pdf"
    waiting.value.save_as(kept)
    assert kept.read_bytes().startswith(b"%PDF")

    reader.sees_nothing(product, ledger, f"{ledger}statement/download/")
    maker.sees_nothing(copy)
    stranger = telling.come_in(open_as, house["keys"]["elsewhere"])
    stranger.sees_nothing(published, product, copy, ledger, f"{ledger}statement/")
    stranger.open("/courses/knowledge/?q=begeleiden")
    stranger.reads("Nothing found")
