"""A note of a talk stays between starter and coach: the leader of the school tries every way, in vain."""

import json
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import pytest
from playwright.sync_api import APIResponse, expect

from tests.journeys.conftest import OpenAs, environment_of
from tests.journeys.telling import Hand, Telling
from tests.journeys.test_induction import path_of, told

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
# Words that exist once, in the note alone; each is searched for by its first part.
WORKED, GOAL = "Vuurtorenwachter", "Klaproosveldje"
SECRETS = (WORKED, GOAL)
SEARCHED = ("/starters/facts/", "/people/", "/schools/", "/programmes/", "/journal/")
# A page sends what its form would send; the answer is what the server says, not what a script makes of it.
SEND = """async address => {
    const csrf = document.querySelector('[name=csrfmiddlewaretoken]').value
    const body = new URLSearchParams({csrfmiddlewaretoken: csrf, on: '2026-01-01', worked: 'x', goal: 'x'})
    return (await fetch(address, {method: 'POST', body, redirect: 'manual'})).status
}"""
House = dict[str, Any]


@pytest.fixture(scope="module")
def houses(data: Path) -> dict[str, House]:
    """For each telling a school with a talk to come, built beside the demo."""
    settings = {"DJANGO_SETTINGS_MODULE": "startlijn.config.settings"}
    command = [sys.executable, "-m", "tests.journeys.house_walls"]
    environment = environment_of(data) | settings
    done = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    built: dict[str, House] = json.loads(done.stdout)
    return built


def text_of(answer: APIResponse) -> str:
    """What an answer says; of an archive or a workbook every file in it."""
    body = answer.body()
    if not body.startswith(b"PK"):
        return body.decode(errors="replace")
    with ZipFile(BytesIO(body)) as archive:
        return "\n".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


def says_nothing(answer: APIResponse, status: int = 200) -> str:
    """The answer has this status and not a word of the note; return it."""
    text = text_of(answer)
    assert (answer.status, [word for word in SECRETS if word in text]) == (status, []), answer.url
    return text


def write_note(coach: Hand) -> tuple[str, str, str]:
    """The coach writes after a talk; return the address of the line, of the note and of a step."""
    coach.follow_name("Sil de Wit")
    line = path_of(coach)
    coach.follow("Write after a talk")
    coach.fill("worked", WORKED)
    coach.fill("goal", GOAL)
    coach.push("Save")
    notes = coach.main.locator("#notes")
    expect(notes).to_contain_text(WORKED)
    note = notes.locator("a[href*='/coaching/notes/']").get_attribute("href")
    step = coach.main.locator("#steps a.row-title").first.get_attribute("href")
    return line, str(note), str(step)


def calendar_address(coach: Hand) -> str:
    """The coach makes the secret address of the own calendar; return it."""
    coach.open("/calendar/")
    coach.push("Make an address")
    made = coach.main.locator("code").inner_text()
    return re.sub(r"^https?://[^/]+", "", made)


def identifier(address: str) -> str:
    """The identifier in an address."""
    return address.rstrip("/").rsplit("/", 1)[1]


def guess(leader: Hand, line: str, note: str, step: str) -> None:
    """Ask for the note and the line at addresses that take such things, to read and to change."""
    of_line, of_note, of_step = map(identifier, (line, note, step))
    leader.sees_nothing(note, line, f"{line}note/", f"{line}add/", step)
    leader.sees_nothing(f"/lines/{of_line}/", f"/starters/{of_line}/", "/line/", "/coaching/")
    leader.sees_nothing(
        f"/rights/why/contactnote/{of_note}/",
        f"/me/data/contactnote/{of_note}/",
        f"/dossier/shared/{of_note}/",
    )
    leader.open("/")
    writes = (note, f"{line}note/", f"/line/notes/{of_note}/remove/", f"/coaching/steps/{of_step}/cancel/")
    assert [leader.page.evaluate(SEND, address) for address in writes] == [404] * len(writes)


def search(leader: Hand) -> None:
    """Type parts of the words into every search field there is."""
    for address in SEARCHED:
        for word in SECRETS:
            leader.open(address)
            field = leader.main.locator("input[name=q]")
            field.fill(word[:-3])
            field.press("Enter")
            expect(leader.page).to_have_url(re.compile(rf"q={word[:-3]}"))
            assert word not in leader.page.content(), address
            leader.open(f"{address}?q={word[:-3]}")
            assert word not in leader.page.content(), address


def call(leader: Hand, house: House, line: str, note: str) -> None:
    """Ask the API with an own key: it works for what a leader may, and knows nothing of a talk."""
    of_line, of_note = identifier(line), identifier(note)

    def ask(address: str) -> APIResponse:
        bearer = {"Authorization": f"Bearer {house['token']}"}
        return leader.page.request.get(f"/api{address}", headers=bearer)

    for address in (f"/schools/{house['school_id']}/practice", "/people", "/programmes", "/observations"):
        says_nothing(ask(address))
    guesses = [f"/{kind}/{of_note}" for kind in ("notes", "coaching", "people", "lines", "observations")]
    for address in ("/lines", f"/lines/{of_line}", "/coaching/waiting", "/line/waiting", *guesses):
        says_nothing(ask(address), 404)


def take_along(leader: Hand, house: House, line: str) -> None:
    """Read and download what a leader gets of starters: their list, the figures, the plan, own data."""
    request = leader.page.request
    leader.open("/starters/facts/")
    expect(leader.main).to_contain_text("Sil de Wit")
    for address in (
        path_of(leader),
        f"/starters/facts/{identifier(line)}/",
        f"/lines/{identifier(line)}/plan/",
    ):
        leader.open(address)
        says_nothing(request.get(address))
    figures = f"/practice/{house['school_id']}/"
    leader.open(figures)
    for kind in ("csv", "xlsx"):
        table = says_nothing(request.get(f"{figures}figures.{kind}"))
        assert len(table) > 200, table
    leader.open("/me/data/")
    form = leader.main.locator("form[action='/me/data/take/']")
    with leader.page.expect_download() as waiting:
        form.get_by_role("button").click()
    with ZipFile(waiting.value.path()) as archive:
        own = "\n".join(archive.read(name).decode(errors="replace") for name in archive.namelist())
    assert ("Lot" in own, [word for word in SECRETS if word in own]) == (True, [])


def read_calendar(leader: Hand, feed: str, step: str) -> None:
    """A leader's own calendar has no moment of it; even the coach's own feed holds nothing of the talk."""
    leader.sees_nothing(f"/calendar/steps/{identifier(step)}.ics", f"/calendar/{uuid4().hex}.ics")
    says_nothing(leader.page.request.get("/calendar/"))
    calendar = says_nothing(leader.page.request.get(feed))
    assert ("BEGIN:VEVENT" in calendar, "Sil" in calendar) == (True, False)


@told(Telling("nl", "phone"), Telling("en", "desk"))
def test_leader_tries_every_way_to_a_note_and_the_starter_reads_that_it_was_tried(
    open_as: OpenAs, houses: dict[str, House], telling: Telling
) -> None:
    house = houses[str(telling)]
    coach = telling.come_in(open_as, house["keys"]["coach"])
    line, note, step = write_note(coach)
    feed = calendar_address(coach)
    starter = telling.come_in(open_as, house["keys"]["starter"])
    starter.open("/who-looked/?kind=tried")
    starter.reads("Nothing of this kind")

    leader = telling.come_in(open_as, house["keys"]["leader"])
    guess(leader, line, note, step)
    search(leader)
    call(leader, house, line, note)
    take_along(leader, house, line)
    read_calendar(leader, feed, step)

    outsider = telling.come_in(open_as, house["keys"]["outsider"])
    of_line, of_note = identifier(line), identifier(note)
    outsider.sees_nothing(
        note, line, f"{line}note/", step, f"/lines/{of_line}/plan/", f"/starters/facts/{of_line}/"
    )
    outsider.sees_nothing(f"/practice/{house['school_id']}/figures.csv", f"/lines/{of_line}/")
    outsider.open("/")
    assert outsider.page.evaluate(SEND, f"/line/notes/{of_note}/remove/") == 404

    starter.open("/who-looked/")
    starter.choose("kind", "tried")
    starter.push("Filter")
    tried = starter.main.locator("#found .row")
    role = telling.says("school leader").capitalize()
    expect(tried.first).to_contain_text(telling.says("asked for something about you and saw nothing"))
    # One line for the note, one for the line and one for the step, however often each was tried.
    assert tried.locator(".row-title").all_inner_texts() == [role] * 3
    name = house["leader"]
    for word in (name, name.split()[0]):
        expect(starter.main).not_to_contain_text(re.compile(rf"\b{word}\b"))
    # Nothing was changed either: the note is still there for the two whose it is.
    starter.turn_to("My line")
    for word in SECRETS:
        expect(starter.main.locator("#notes")).to_contain_text(word)
    coach.open(note)
    expect(coach.page.locator("[name=worked]")).to_have_value(WORKED)
