"""The induction line, told as stories: design, register, pair, confirm, put right, look again."""

import json
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from startlijn.base.seams import today
from tests.journeys.conftest import OpenAs, accessible, environment_of, sticks_out
from tests.journeys.telling import PATIENCE, Hand, Telling

pytestmark = pytest.mark.browser

NL_PHONE, NL_DESK = Telling("nl", "phone"), Telling("nl", "desk")
EN_PHONE, EN_DESK = Telling("en", "phone", "dark"), Telling("en", "desk")
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def houses(data: Path) -> dict[str, dict[str, Any]]:
    """For each story a small partnership of its own, built beside the demo."""
    settings = {"DJANGO_SETTINGS_MODULE": "startlijn.config.settings"}
    command = [sys.executable, "-m", "tests.journeys.house"]
    environment = environment_of(data) | settings
    done = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    built: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return built


def told(*tellings: Telling) -> pytest.MarkDecorator:
    """Tell the story in these ways."""
    return pytest.mark.parametrize("telling", tellings, ids=str)


def path_of(hand: Hand) -> str:
    """The address of the page at hand, without the part within the page."""
    return re.sub(r"^https?://[^/]+|[?#].*$", "", hand.page.url)


# --- A programme ---------------------------------------------------------------------------------------


@told(NL_DESK)
def test_programme_from_a_template_to_in_force(
    open_as: OpenAs, houses: dict[str, dict[str, Any]], telling: Telling
) -> None:
    house = houses["design"]
    hand = telling.come_in(open_as, house["keys"]["educator"])
    hand.turn_to("Programmes")
    hand.follow("Start from a template")
    hand.push("Start")
    version = path_of(hand)

    first, second, third = (hand.main.locator(f"#year-{year} .row") for year in (1, 2, 3))
    counted = [rows.count() for rows in (first, second, third)]
    assert all(counted), counted
    hand.press(first.first.locator("a.row-title"))
    hand.fill("starter_hours", "36")
    hand.fill("deviation", "Wij hebben kleinere klassen.")
    hand.push("Save")
    expect(first.first).to_contain_text("36")

    moved = first.last.locator("a.row-title").inner_text()
    hand.press(first.last.locator("a.row-title"))
    hand.press(hand.main.locator("button[name=year][value='2']"))
    expect(second.filter(has_text=moved)).to_have_count(1)

    hand.press(hand.main.locator("#year-3").get_by_role("link", name=telling.says("Add")).first)
    hand.fill("title_nl", "Samen eten op school")
    hand.fill("starter_hours", "3")
    hand.push("Add")
    expect(third.filter(has_text="Samen eten op school")).to_have_count(1)
    now = [rows.count() for rows in (first, second, third)]
    assert now == [counted[0] - 1, counted[1] + 1, counted[2] + 1]

    hand.follow("Next step")
    hand.push("Send to the staff council")
    hand.follow("Next step")
    hand.push("Note it")
    hand.follow("Next step")
    hand.push("Let it hold")
    hand.reads("This version holds from that school year on.")
    # Fifteen minutes were allowed; this is what the whole way takes.
    assert hand.clicks <= 15
    assert hand.fields <= 4

    hand.open(f"{version}compare/")
    hand.follow("Back to the version")
    programme = path_of(hand)
    stranger = telling.come_in(open_as, house["keys"]["stranger"])
    stranger.sees_nothing(version, f"{version}stage/", f"{version}booklet.pdf", programme)


# --- Starters and their coaches ------------------------------------------------------------------------

NAMES = ("Aya", "Bas", "Cleo", "Daan", "Esra", "Finn", "Gijs", "Hawa", "Iris", "Jur")


def file_of_hr(school: str) -> bytes:
    """Ten starters in a file as HR has it: Dutch heads, semicolons."""
    rows = ["voornaam;achternaam;e-mail;vanaf;school;soort;vakken;dagen"]
    began = (today() - timedelta(days=20)).isoformat()
    rows += [
        f"{name};de Boer;{name.lower()}@example.org;{began};{school};afgestudeerd;groep 5;ma di"
        for name in NAMES
    ]
    return "\r\n".join(rows).encode()


@told(EN_DESK)
def test_ten_starters_from_a_file_and_one_by_hand_get_a_coach(
    open_as: OpenAs, houses: dict[str, dict[str, Any]], telling: Telling
) -> None:
    house = houses["starters"]
    hr = telling.come_in(open_as, house["keys"]["hr"])
    hr.turn_to("Starters")
    hr.follow("From a file")
    sent = {"name": "starters.csv", "mimeType": "text/csv", "buffer": file_of_hr(house["school"])}
    hr.page.locator("#id_file").set_input_files(files=sent)
    hr.push("Read this file")
    expect(hr.main.locator(".row")).to_have_count(10)
    hr.push("Bring these in")
    hr.follow("To the starters")
    for name in NAMES:
        expect(hr.main.get_by_role("link", name=f"{name} de Boer")).to_be_visible()

    hr.follow("Register a starter")
    hr.fill("given_name", "Kiki")
    hr.fill("family_name", "de Boer")
    hr.fill("email", "kiki@example.org")
    hr.push("Register")
    expect(hr.main.locator("#found .row")).to_have_count(11)

    educator = telling.come_in(open_as, house["keys"]["educator"])
    educator.turn_to("Starters")
    educator.follow_name("Aya de Boer")
    starter = path_of(educator)
    educator.follow("Line and coach")
    line = path_of(educator)
    educator.follow("Choose a coach")
    pairing = path_of(educator)
    # Who teaches the same stands first, is chosen already, and the page says why.
    best = educator.main.locator(".radio-card").first
    expect(best).to_contain_text("Cas")
    expect(best).to_contain_text("groep 5")
    expect(best.get_by_role("radio")).to_be_checked()
    educator.push("Choose this coach")
    expect(educator.main.locator("dl.facts")).to_contain_text("Cas")

    coach = telling.come_in(open_as, house["keys"]["coach"])
    coach.follow_name("Aya de Boer")
    coach.reads("What this starter needs")
    guided = path_of(coach)
    stranger = telling.come_in(open_as, house["keys"]["stranger"])
    stranger.sees_nothing(starter, line, pairing, guided)


# --- What took place, from both sides ------------------------------------------------------------------


@told(NL_PHONE)
def test_coach_ticks_in_one_click_and_starter_confirms_from_a_letter(
    open_as: OpenAs, houses: dict[str, dict[str, Any]], telling: Telling
) -> None:
    house, says = houses["practice"], telling.says
    coach = telling.come_in(open_as, house["keys"]["coach"])
    asked = coach.main.get_by_role(
        "button", name=re.compile(rf"^{says('I gave this')}\b.*Koffie met je coach")
    )
    coach.press(asked)
    coach.reads("Noted. Thank you.")
    expect(asked).to_have_count(0)
    assert (coach.clicks, coach.fields) == (1, 0)

    found = re.findall(r"Koffie met je coach\nhttp://\S+?(/confirm/\S+/)", house["letter"])
    assert len(found) == 1
    letter = found[0]
    nobody = telling.come_in(open_as)
    nobody.open(letter)
    nobody.reads("You are not logged in. This link shows only this moment.")
    nobody.push("Confirm")
    nobody.reads("Noted. Thank you.")
    assert (nobody.clicks, nobody.fields) == (1, 0)
    nobody.open("/line/")
    expect(nobody.page).to_have_url(re.compile("/in/"))
    nobody.open(letter)
    expect(nobody.page.get_by_role("heading", name=says("This link no longer works"))).to_be_visible()

    starter = telling.come_in(open_as, house["keys"]["starter"])
    starter.open("/line/")
    moment = starter.main.locator("#steps .row", has_text="Koffie met je coach")
    expect(moment).to_contain_text(says("it took place"))
    starter.press(moment.locator("a.row-title"))
    expect(starter.main.locator("dl.facts dd", has_text="45")).to_have_count(2)
    own = path_of(starter)
    coach.turn_to("My starters")
    coach.follow_name("Sil de Wit")
    guided = path_of(coach)
    stranger = telling.come_in(open_as, house["keys"]["stranger"])
    stranger.sees_nothing(own, guided, f"/lines/{house['trajectory']}/", letter)


# --- What has to be put right --------------------------------------------------------------------------


@told(EN_PHONE)
def test_list_to_put_right_leads_to_a_coach(
    open_as: OpenAs, houses: dict[str, dict[str, Any]], telling: Telling
) -> None:
    house = houses["right"]
    educator = telling.come_in(open_as, house["keys"]["educator"])
    educator.turn_to("To put right")
    lacking = educator.main.locator(".row", has_text=telling.says("There is no coach yet"))
    expect(lacking).to_contain_text("Sil de Wit")
    educator.press(lacking.get_by_role("link", name=telling.says("Choose a coach")))
    pairing = path_of(educator)
    educator.push("Choose this coach")
    line = path_of(educator)
    assert (educator.clicks, educator.fields) == (3, 0)
    educator.turn_to("To put right")
    expect(lacking).to_have_count(0)
    educator.reads("Nothing to put right")
    stranger = telling.come_in(open_as, house["keys"]["stranger"])
    stranger.sees_nothing(line, pairing)


# --- Looking at the programme again --------------------------------------------------------------------


def answers(hand: Hand, text: str, score: str) -> None:
    """From the first page: say what one thinks of every question."""
    hand.follow_name("Starten op De Wilgentuin")
    for field in hand.main.locator("select[name$=_score]").all():
        field.select_option(score)
    hand.main.locator("textarea").first.fill(text)
    hand.push("Save my answers")
    hand.reads("You have answered")


@told(NL_DESK)
def test_review_ends_in_the_next_version(
    open_as: OpenAs, houses: dict[str, dict[str, Any]], telling: Telling
) -> None:
    house, says = houses["review"], telling.says
    educator = telling.come_in(open_as, house["keys"]["educator"])
    educator.turn_to("Programmes")
    educator.follow_name("Starten op De Wilgentuin")
    educator.follow("Look at it again")
    educator.push("Open the review")
    review = path_of(educator)

    coach = telling.come_in(open_as, house["keys"]["coach"])
    answers(coach, "De vaste coach werkt goed.", "4")
    starter = telling.come_in(open_as, house["keys"]["starter"])
    answers(starter, "In jaar 2 zie ik weinig.", "1")
    expect(starter.main).not_to_contain_text("De vaste coach werkt goed.")

    educator.open(review)
    educator.push("Look at the differences")
    educator.reads("seen differently: talk about it")
    for text in ("De vaste coach werkt goed.", "In jaar 2 zie ik weinig."):
        expect(educator.main).to_contain_text(text)
    educator.follow("Choose points")
    educator.fill("title_1", "Jaar 2 krijgt een vaste ochtend")
    owner = educator.main.locator("#id_owner_1 option", has_text="Cas").get_attribute("value")
    educator.choose("owner_1", owner or "")
    educator.fill("due_1", (today() + timedelta(days=90)).isoformat())
    educator.push("Save")
    expect(educator.main).to_contain_text("Jaar 2 krijgt een vaste ochtend")
    educator.push("Close and start the next version")
    educator.reads("A draft: only who may change it sees it.")
    draft = path_of(educator)
    expect(educator.main).to_contain_text(
        re.compile(rf"{says('Version %(number)s')[:5]}\w+ 2", re.IGNORECASE)
    )
    educator.follow("Texts")
    expect(educator.main.locator("#id_changes")).to_have_value(re.compile("Jaar 2 krijgt een vaste ochtend"))

    starter.open("/reviews/")
    starter.follow_name("Starten op De Wilgentuin")
    expect(starter.main).to_contain_text("Jaar 2 krijgt een vaste ochtend")
    stranger = telling.come_in(open_as, house["keys"]["stranger"])
    stranger.sees_nothing(review, path_of(starter), draft)


# --- Every page ----------------------------------------------------------------------------------------

PREFIXES = ("/programmes/", "/line", "/coach", "/practice/", "/starters/", "/reviews/", "/calendar/")
IDENTIFIER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ADDRESSES = "links => links.map(link => link.pathname)"


def faults_behind(hand: Hand, kinds: set[str], *more: str) -> dict[str, Any]:
    """Follow the links from the first page and `more`, to one of each kind of page; return what is wrong."""
    found: dict[str, Any] = {}
    waiting = ["/", *more]
    wanted = set(waiting)
    for address in waiting:
        answer = hand.page.goto(address, timeout=PATIENCE)
        seen = (answer and answer.status, accessible(hand.page), sticks_out(hand.page))
        if seen != (200, [], 0):
            found[address] = seen
        kinds.add(IDENTIFIER.sub("…", path_of(hand)))
        for link in hand.page.locator("main a, nav a").evaluate_all(ADDRESSES):
            kind = IDENTIFIER.sub("…", link)
            if link.startswith(PREFIXES) and link.endswith("/") and kind not in kinds | wanted:
                wanted.add(kind)
                waiting.append(link)
    return found


@told(Telling("nl", "phone", "dark"), EN_DESK)
def test_every_page_behind_a_link_is_readable_and_within_the_window(
    open_as: OpenAs, houses: dict[str, dict[str, Any]], telling: Telling
) -> None:
    house = houses["pages"]
    # The first page of a kind does not lead to every page below it: a draft, who has a coach, other rights.
    versions = [f"/programmes/version/{house[which]}/" for which in ("version", "draft")]
    more = {
        "educator": (*versions, f"/lines/{house['trajectory']}/coach/"),
        "board": (f"/programmes/boards/{house['board']}/edit/",),
        "pool": ("/starters/",),
    }
    found: dict[str, Any] = {}
    kinds: set[str] = set()
    for who in ("educator", "starter", "coach", "leader", "board", "hr", "pool", "coordinator"):
        hand = telling.come_in(open_as, house["keys"][who])
        faults = faults_behind(hand, kinds, *more.get(who, ()))
        found |= {f"{who} {address}": what for address, what in faults.items()}
    assert found == {}
    assert len(kinds) >= 69, sorted(kinds)
