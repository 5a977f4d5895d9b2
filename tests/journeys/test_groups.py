"""The year of the project worker and the school educator: from a file to groups, told as stories."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.engines.duo.files import duo_file
from tests.journeys.conftest import OpenAs, accessible, sticks_out
from tests.journeys.keyboard import press, tab_to
from tests.journeys.words import WORDS, Words

pytestmark = pytest.mark.browser

PLACES = ("'S-HERTOGENBOSCH", "ROSMALEN", "VUGHT", "BOXTEL", "DRUNEN", "SCHIJNDEL")
PASSWORD = "een lange zin als wachtwoord"


@dataclass(frozen=True)
class Story:
    """One telling of the story: its language, screen, colours and own names."""

    number: int
    language: str
    width: str
    theme: Literal["light", "dark"]
    axe: bool  # whether axe reads each page: in one story per language, screen and theme

    @property
    def says(self) -> Words:
        return WORDS[self.language]

    @property
    def look(self) -> dict[str, str]:
        return {"language": self.language, "width": self.width, "theme": self.theme}

    @property
    def round(self) -> str:
        return f"Auditgroepen {self.language} {self.width}"

    @property
    def schools(self) -> list[str]:
        """Names that no other telling uses."""
        return [f"Lijnschool {self.number}{letter}" for letter in "ABCDEF"]

    def check(self, page: Page) -> None:
        """Look at the page: readable for everybody, and within the window."""
        if self.axe:
            assert accessible(page) == [], page.url
        assert sticks_out(page) == 0, page.url

    def file(self, folder: Path) -> Path:
        """A file in the layout of DUO: a school in each of six places, each of its own board."""
        rows = [
            {
                "BEVOEGD GEZAG NUMMER": f"9{self.number}00{n}",
                "INSTELLINGSCODE": f"7{self.number}A{'ABCDEF'[n]}",
                "VESTIGINGSCODE": f"7{self.number}A{'ABCDEF'[n]}00",
                "VESTIGINGSNAAM": name,
                "PLAATSNAAM": place,
            }
            for n, (name, place) in enumerate(zip(self.schools, PLACES, strict=True))
        ]
        path = folder / f"02.-alle-vestigingen-vo-{self.number}.csv"
        path.write_bytes(duo_file(*rows))
        return path


STORIES = [
    Story(1, "nl", "phone", "dark", axe=True),
    Story(2, "nl", "desk", "dark", axe=False),
    Story(3, "en", "phone", "light", axe=False),
    Story(4, "en", "desk", "light", axe=True),
]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: f"{story.language}-{story.width}")
def test_from_a_file_to_a_group_that_only_its_schools_see(
    open_as: OpenAs, invited: Callable[[str], str], tmp_path: Path, story: Story
) -> None:
    worker = open_as("projectmedewerker", **story.look)
    bring_schools_in(worker, story, tmp_path)
    round_address = start_round(worker, story)

    educator = open_as("schoolopleider", **story.look)
    sign_up_own_school(educator, story)
    type_in_the_others(worker, story, round_address)
    proposal_address = propose(worker, story)
    educator.goto("/groups/own/")
    expect(educator.locator("main")).not_to_contain_text(story.round)

    pin_and_move(worker, story)
    published_address = publish(worker, story)
    group_address = see_own_group(educator, story)

    board = open_as("bestuurder", **story.look)
    board.goto("/groups/own/")
    expect(board.get_by_role("heading", name=story.round)).to_be_visible()
    story.check(board)

    addresses = [group_address, proposal_address, published_address, f"{round_address}groups.pdf"]
    assert found(educator, addresses) == [200, 404, 404, 404]
    assert found(open_as("teamleider"), addresses) == [404] * 4
    assert found(open_as("zij-instromer"), [*addresses, round_address]) == [404] * 5
    elsewhere = coordinator_elsewhere(open_as, invited, story)
    assert found(elsewhere, [*addresses, round_address]) == [404] * 5
    expect(elsewhere.get_by_role("heading", name=story.says.not_there)).to_be_visible()
    story.check(elsewhere)


def go(page: Page, target: Locator) -> None:
    """Press a link or button, and wait until the page it leads to is there."""
    with page.expect_navigation():
        target.click()


def bring_schools_in(page: Page, story: Story, folder: Path) -> None:
    """A file of DUO comes in through the page, is looked at and approved; its schools join a sub-region."""
    says = story.says
    page.goto("/register/")
    go(page, page.get_by_role("link", name=says.bring_in).first)
    story.check(page)
    page.locator("#id_file").set_input_files(story.file(folder))
    go(page, page.get_by_role("button", name=says.read))
    for name in story.schools:
        expect(page.locator("main")).to_contain_text(name)
    story.check(page)
    go(page, page.get_by_role("button", name=says.write))
    expect(page.locator("main")).to_contain_text(says.written)
    for name in story.schools:
        page.goto(f"/schools/?q={name}")
        go(page, page.get_by_role("link", name=f"{says.add} {name}"))
        page.locator("#id_sub_region").select_option(label="Den Bosch")
        if name == story.schools[0]:
            story.check(page)
        go(page, page.locator("main").get_by_role("button", name=says.add, exact=True))
    page.goto(f"/schools/?q=Lijnschool {story.number}")
    expect(page.get_by_role("link", name=re.compile(f"^Lijnschool {story.number}"))).to_have_count(6)
    story.check(page)


def start_round(page: Page, story: Story) -> str:
    """A round for one sub-region is started and opened; return its address."""
    says = story.says
    page.goto("/groups/")
    story.check(page)
    go(page, page.get_by_role("link", name=says.start_round))
    page.locator("#id_name").fill(story.round)
    page.locator("#id_sub_region_id").select_option(label="Den Bosch")
    story.check(page)
    go(page, page.get_by_role("button", name=says.start, exact=True))
    go(page, page.get_by_role("button", name=says.open_for_schools))
    expect(page.get_by_role("button", name=says.open_for_schools)).to_have_count(0)
    story.check(page)
    return page.url


def sign_up_own_school(page: Page, story: Story) -> None:
    """A school educator finds the open round on the first page, answers three questions, and takes part."""
    says = story.says
    page.goto("/")
    story.check(page)
    go(page, page.get_by_role("link", name=story.round, exact=True))
    story.check(page)
    go(page, page.get_by_role("link", name=says.sign_up))
    for name in ("has_multi_year_programme", "is_in_policy", "lives_in_school"):
        page.locator(f"[name={name}][value=yes]").check()
    story.check(page)
    go(page, page.locator("main").get_by_role("button", name=says.sign_up, exact=True))
    expect(page.locator("main")).to_contain_text(says.takes_part)
    story.check(page)


def type_in_the_others(page: Page, story: Story, address: str) -> None:
    """The project worker types in the sign-ups that came by e-mail."""
    page.goto(address)
    for name in story.schools:
        go(page, page.get_by_role("link", name=story.says.type_in).first)
        option = page.locator("#id_school_id option", has_text=name)
        page.locator("#id_school_id").select_option(value=option.get_attribute("value"))
        page.locator("#id_contact_name").fill("Iemand van school")
        page.locator("#id_contact_email").fill("iemand@example.org")
        go(page, page.locator("main").get_by_role("button", name=story.says.sign_up, exact=True))
    expect(page.locator("main")).to_contain_text(story.schools[-1])
    story.check(page)


def propose(page: Page, story: Story) -> str:
    """A proposal is asked for, and comes; return its address."""
    go(page, page.get_by_role("button", name=story.says.propose))
    expect(page.locator("#group-1")).to_be_visible(timeout=90_000)
    expect(page.locator(".desk-group")).to_have_count(2)
    story.check(page)
    return page.url.split("?")[0].split("#")[0]


def pin_and_move(page: Page, story: Story) -> None:
    """One school is pinned; another moves from the larger group to the smaller, its price shown first."""
    says = story.says
    largest = page.locator(".desk-group").filter(has=page.locator(".desk-member:nth-child(4)"))
    go(page, largest.get_by_role("button", name=re.compile(rf"^{says.pin}\b")).first)
    expect(page.locator(".tag", has_text=says.pinned)).to_have_count(1)
    go(page, largest.get_by_role("link", name=re.compile(rf"^{says.move}\b")).last)
    story.check(page)
    go(page, page.get_by_role("button", name=re.compile(rf"^{says.move_here}\b")).first)
    expect(page.locator(".tag", has_text=says.pinned)).to_have_count(2)
    story.check(page)


def publish(page: Page, story: Story) -> str:
    """Publishing asks first; then the groups are there, also on paper. Return the address of the groups."""
    says = story.says
    go(page, page.get_by_role("link", name=says.publish, exact=True))
    story.check(page)
    go(page, page.locator("main").get_by_role("button", name=says.publish, exact=True))
    expect(page).to_have_url(re.compile("/published/$"))
    expect(page.locator("main")).to_contain_text(says.published)
    story.check(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF").click()
    assert download.value.path().read_bytes()[:5] == b"%PDF-"
    return page.url


def see_own_group(page: Page, story: Story) -> str:
    """The school educator finds the own group from the first page: where, with whom and why."""
    says = story.says
    page.goto("/")
    go(page, page.locator(".card").get_by_role("link", name=story.round))
    main = page.locator("main")
    expect(main).to_contain_text(says.meet_at)
    expect(main.locator(".desk-member", has_text=says.your_school)).to_contain_text("De Druppelsteen")
    expect(main.get_by_text("Lijnschool").first).to_be_visible()
    expect(main.get_by_text(says.why_this_group).first).to_be_visible()
    story.check(page)
    return page.url


def found(page: Page, addresses: list[str]) -> list[int]:
    """Return what the server answers this person at each address."""
    answers = [page.request.get(address, max_redirects=0).status for address in addresses]
    page.goto(addresses[-1])
    return answers


def coordinator_elsewhere(open_as: OpenAs, invited: Callable[[str], str], story: Story) -> Page:
    """Somebody who runs the rounds of another partnership, and so may open every page of the desk there."""
    page = open_as(None, **story.look)
    page.goto(invited(f"noor{story.number}@example.org"))
    story.check(page)
    for field in page.locator("main input[type=password]").all():
        field.fill(PASSWORD)
    go(page, page.locator("main form button").last)
    expect(page).not_to_have_url(re.compile("/in/"))
    page.goto("/groups/new/")
    expect(page.locator("#id_name")).to_be_visible()
    return page


def check(page: Page) -> None:
    """Look at the page: readable for everybody, and within the window."""
    assert (accessible(page), sticks_out(page)) == ([], 0), page.url


def test_rules_that_cannot_hold_together_are_named_with_a_way_out(open_as: OpenAs) -> None:
    page = open_as("projectmedewerker", width="phone")
    page.goto("/groups/new/")
    page.locator("#id_name").fill("Auditgroepen Venlo")
    page.locator("#id_sub_region_id").select_option(label="Venlo")
    go(page, page.get_by_role("button", name="Start", exact=True))
    go(page, page.get_by_role("button", name="Open for schools"))
    for _ in range(7):
        go(page, page.get_by_role("link", name="Sign a school up").first)
        page.locator("#id_contact_name").fill("Iemand van school")
        page.locator("#id_contact_email").fill("iemand@example.org")
        go(page, page.locator("main").get_by_role("button", name="Sign up", exact=True))

    # Three of the seven schools have one board, and there are two groups.
    go(page, page.get_by_role("button", name="Make a proposal"))
    expect(page.get_by_role("button", name="Take this way out")).to_be_visible(timeout=90_000)
    expect(page.locator("main")).to_contain_text("Scholenkring Maashegge")
    check(page)
    go(page, page.get_by_role("button", name="Take this way out"))
    expect(page.get_by_role("heading", name=re.compile(r"^Group 1\b"))).to_be_visible()
    expect(page.locator("main")).to_contain_text("Not every rule is kept here")
    check(page)
    go(page, page.get_by_role("link", name="Publish", exact=True))
    check(page)
    go(page, page.get_by_role("button", name="Publish", exact=True))
    expect(page.locator("#toasts")).to_contain_text("rule")
    expect(page).to_have_url(re.compile("/proposal/"))


def test_whole_path_needs_the_keyboard_alone(open_as: OpenAs) -> None:
    page = open_as(None)
    page.goto("/demo/")
    press(page, page.locator('[data-persona="projectmedewerker"]'))
    expect(page.get_by_role("heading", name="Hello Sanne Brouwers")).to_be_visible()
    press(page, page.get_by_role("navigation").get_by_role("link", name="Rounds"))
    press(page, page.get_by_role("link", name="Auditgroepen 2026-2027", exact=True))
    tab_to(page, page.get_by_text("Show the schools"))
    page.keyboard.press("Space")
    expect(page.get_by_role("link", name="De Boekweitmolen")).to_be_visible()
    page.keyboard.press("Space")
    press(page, page.get_by_role("button", name="Make a proposal"))
    expect(page.locator("#group-1")).to_be_visible(timeout=90_000)

    press(page, page.get_by_role("button", name=re.compile(r"^Pin\b")).first, "Space")
    expect(page.locator(".tag", has_text="pinned")).to_have_count(1)
    press(page, page.get_by_role("link", name=re.compile(r"^Move\b")).nth(1))
    expect(page.get_by_role("heading", name=re.compile("^Move "))).to_be_visible()
    press(page, page.get_by_role("button", name=re.compile(r"^Move here\b")).first, "Space")
    expect(page.locator(".tag", has_text="pinned")).to_have_count(2)
    before = page.locator("h1").inner_text()
    press(page, page.get_by_role("button", name="Improve from here"))
    expect(page.locator("#group-1")).to_be_visible(timeout=90_000)
    expect(page.locator("h1")).not_to_have_text(before)

    press(page, page.get_by_role("link", name="Publish", exact=True))
    press(page, page.locator("main").get_by_role("button", name="Publish", exact=True))
    expect(page).to_have_url(re.compile("/published/$"))
    press(page, page.get_by_label("Where you are").get_by_role("link", name="Auditgroepen 2026-2027"))
    press(page, page.get_by_role("link", name="Undo publishing"))
    tab_to(page, page.locator("#id_reason"))
    page.keyboard.type("A school was forgotten.")
    press(page, page.get_by_role("button", name="Take the groups back"))
    expect(page.locator("#toasts")).to_contain_text("Taken back")


def test_desk_works_without_javascript(open_as: OpenAs) -> None:
    page = open_as("projectmedewerker", javascript=False)
    page.goto("/groups/")
    go(page, page.get_by_role("link", name="Auditgroepen 2026-2027", exact=True))
    go(page, page.get_by_role("button", name="Make a proposal"))
    for _ in range(120):
        if page.locator("#group-1").count():
            break
        go(page, page.get_by_role("link", name="Look again"))
    expect(page.get_by_role("heading", name=re.compile(r"^Group 1\b"))).to_be_visible()
    go(page, page.get_by_role("link", name=re.compile(r"^Move\b")).first)
    expect(page.get_by_role("heading", name=re.compile("^Move "))).to_be_visible()
    go(page, page.locator("form[method=get] button"))
    expect(page.get_by_role("heading", name="Why not together?")).to_be_visible()
