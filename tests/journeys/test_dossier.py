"""A dossier that is of the starter: kept, shared by the piece, taken back, and brought in elsewhere."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.engines.media import samples
from tests.journeys.conftest import OpenAs, environment_of
from tests.journeys.telling import PATIENCE, Hand, Telling

pytestmark = pytest.mark.browser

TELLINGS = (
    Telling("nl", "phone"),
    Telling("nl", "desk"),
    Telling("en", "phone", "dark"),
    Telling("en", "desk"),
)
ROOT = Path(__file__).resolve().parents[2]
PROUD, BOARD, DIARY = "De start na de pauze", "Foto van het bord", "Alleen voor mij"


@pytest.fixture(scope="module")
def houses(data: Path) -> dict[str, dict[str, Any]]:
    """For each telling a partnership of its own, and one to go to, built beside the demo."""
    settings = {"DJANGO_SETTINGS_MODULE": "startlijn.config.settings"}
    command = [sys.executable, "-m", "tests.journeys.house_dossier"]
    environment = environment_of(data) | settings
    done = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    built: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return built


def add(hand: Hand, kind: str, title: str, text: str = "", *, shows: tuple[str, ...] = ()) -> str:
    """Add a piece by hand; return its address."""
    hand.open(f"/dossier/add/{kind}/")
    hand.fill("title", title)
    if text:
        hand.fill("text", text)
    if kind == "file":
        sent = {"name": "bord.jpg", "mimeType": "image/jpeg", "buffer": samples.jpeg(extra=samples.exif())}
        hand.page.locator("#id_file").set_input_files(files=sent)
    for key in shows:
        hand.page.locator(f"input[name=indicators][value={key}]").check()
    hand.push("Save")
    link = hand.main.locator("#pieces").get_by_role("link", name=title, exact=True)
    return str(link.get_attribute("href"))


def share(hand: Hand, *titles: str) -> None:
    """Share pieces with the coach."""
    hand.turn_to("My dossier")
    hand.follow("Share pieces")
    for title in titles:
        hand.main.get_by_label(title, exact=True).check()
    hand.main.locator("label", has_text="Cas").locator("input[name=receiver]").check()
    hand.push("Share")


@pytest.mark.parametrize("telling", TELLINGS, ids=str)
def test_a_dossier_is_shared_by_the_piece_and_moves_along(
    open_as: OpenAs, houses: dict[str, dict[str, Any]], telling: Telling, tmp_path: Path
) -> None:
    house = houses[str(telling)]
    starter = telling.come_in(open_as, house["keys"]["starter"])
    starter.turn_to("My dossier")
    starter.reads("Your dossier is still empty")
    proud = add(starter, "text", PROUD, "Binnen drie minuten aan het werk.", shows=("management-time",))
    board = add(starter, "file", BOARD)
    diary = add(starter, "text", DIARY, "Nog niet voor anderen.")
    starter.reads("What you already show")

    share(starter, PROUD, BOARD)
    expect(starter.main.get_by_role("link", name=PROUD, exact=True)).to_be_visible()

    coach = telling.come_in(open_as, house["keys"]["coach"])
    coach.turn_to("Shared with me")
    expect(coach.main.locator(".row")).to_have_count(2)
    expect(coach.main).not_to_contain_text(DIARY)
    coach.follow_name(PROUD)
    expect(coach.main).to_contain_text("Binnen drie minuten aan het werk.")
    read = [address.replace("/item/", "/shared/") for address in (proud, board, diary)]
    coach.open(read[1])
    file = coach.page.request.get(f"{read[1]}file/")
    assert (file.status, samples.SECRET in file.body()) == (200, False)
    assert file.headers["content-disposition"] == 'attachment; filename="bord.jpg"'
    assert "sandbox" in file.headers["content-security-policy"]
    coach.sees_nothing(read[2], proud, board, diary, f"{board}file/")

    leader = telling.come_in(open_as, house["keys"]["leader"])
    leader.turn_to("Shared with me")
    leader.reads("Nothing to read now")
    leader.sees_nothing(*read, proud, diary)

    starter.open("/who-looked/")
    expect(starter.main).to_contain_text(house["coach"])
    starter.open("/dossier/shares/")
    starter.push("Take everything back")
    coach.sees_nothing(*read, f"{read[1]}file/")

    starter.open("/dossier/copy/")
    with starter.page.expect_download(timeout=PATIENCE) as waiting:
        starter.main.get_by_role("link", name=starter.says("Download my dossier")).click()
    copy = tmp_path / "dossier.zip"
    waiting.value.save_as(copy)

    newcomer = telling.come_in(open_as, house["keys"]["newcomer"])
    newcomer.sees_nothing(proud, board, diary)
    newcomer.turn_to("My dossier")
    newcomer.follow("Bring in a dossier from elsewhere")
    newcomer.page.locator("#id_file").set_input_files(files=copy)
    newcomer.push("Bring in")
    for title in (PROUD, BOARD, DIARY):
        expect(newcomer.main.locator("#pieces").get_by_role("link", name=title, exact=True)).to_be_visible()

    stranger = telling.come_in(open_as, house["keys"]["stranger"])
    stranger.sees_nothing(proud, board, diary, *read, "/dossier/", "/dossier/copy.zip")
