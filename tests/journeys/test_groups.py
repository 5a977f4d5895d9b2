"""The project worker's year: from schools in a file to published groups, told as stories."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenAs, accessible

pytestmark = pytest.mark.browser

HEADS = (
    "PROVINCIE;BEVOEGD GEZAG NUMMER;INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM;STRAATNAAM;"
    "HUISNUMMER-TOEVOEGING;POSTCODE;PLAATSNAAM;GEMEENTENUMMER;GEMEENTENAAM;DENOMINATIE;TELEFOONNUMMER;"
    "INTERNETADRES;ONDERWIJSSTRUCTUUR;STRAATNAAM CORRESPONDENTIEADRES;"
    "HUISNUMMER-TOEVOEGING CORRESPONDENTIEADRES;POSTCODE CORRESPONDENTIEADRES;"
    "PLAATSNAAM CORRESPONDENTIEADRES;NODAAL GEBIED CODE;NODAAL GEBIED NAAM;RPA-GEBIED CODE;RPA-GEBIED NAAM;"
    "WGR-GEBIED CODE;WGR-GEBIED NAAM;COROPGEBIED CODE;COROPGEBIED NAAM;ONDERWIJSGEBIED CODE;"
    "ONDERWIJSGEBIED NAAM;RMC-REGIO CODE;RMC-REGIO NAAM;VAKANTIEREGIO"
)
WORDS = {
    "en": {
        "start": "Start a round", "begin": "Start", "open": "Open for schools",
        "sign_up": "Sign a school up", "sign": "Sign up", "propose": "Make a proposal", "group": "Group 1",
        "move": "Move", "here": "Move here", "publish": "Publish",
        "pinned": "pinned",
        "way_out": "Take this way out",
    },
    "nl": {
        "start": "Start een ronde", "begin": "Start", "open": "Openstellen voor scholen",
        "sign_up": "Een school aanmelden", "sign": "Aanmelden", "propose": "Maak een voorstel",
        "group": "Groep 1",
        "move": "Verplaatsen", "here": "Hierheen verplaatsen", "publish": "Publiceren", "pinned": "vastgezet",
        "way_out": "Neem deze uitweg",
    },
}  # fmt: skip


def _check(page: Page) -> None:
    """Every page of a story is accessible and does not scroll sideways."""
    assert accessible(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def _register_file(folder: Path) -> Path:
    """A small file in the real layout: two sites of one board in Den Bosch."""
    empty = ";".join([" "] * 4)
    areas = ";".join([" "] * 12)
    rows = [
        f"Noord-Brabant;99001;77AA;77AA0{n};Vmbo {name};Dorpsstraat;{n};521{n} AB;'S-HERTOGENBOSCH;0796;"
        f"'S-HERTOGENBOSCH;Openbaar; ;www.example.org;VBO/MAVO;{empty};{areas};Zuid"
        for n, name in enumerate(("De Waterlelie", "De Oeverzwaluw"))
    ]
    path = folder / "02.-alle-vestigingen-vo.csv"
    path.write_bytes("\r\n".join([HEADS, *rows, ""]).encode("cp1252"))
    return path


@pytest.mark.parametrize(("language", "width"), [("nl", "desk"), ("en", "phone")])
def test_project_worker_goes_from_a_file_to_published_groups(
    open_as: OpenAs, tmp_path: Path, language: str, width: str
) -> None:
    says = WORDS[language]
    page = open_as("projectmedewerker", language=language, width=width)

    # A file of DUO comes in through the page, is looked at, and approved.
    page.goto("/register/add/")
    _check(page)
    page.locator("input[type=file]").first.set_input_files(_register_file(tmp_path))
    page.locator("main form button.nl-button--primary, main form button").last.click()
    expect(page.locator("main")).to_contain_text("Waterlelie")
    _check(page)
    page.locator('main form[action$="/apply/"] button').click()
    expect(page.locator("#toasts")).to_be_visible()

    # A round for one sub-region, opened, with schools typed in from e-mails.
    page.goto("/groups/")
    _check(page)
    page.get_by_role("link", name=says["start"]).click()
    page.locator("#id_name").fill(f"Venlo {language} {width}")
    page.locator("#id_sub_region_id").select_option(label="Venlo")
    _check(page)
    page.get_by_role("button", name=says["begin"], exact=True).click()
    page.get_by_role("button", name=says["open"]).click()
    for _ in range(7):
        page.get_by_role("link", name=says["sign_up"]).first.click()
        page.locator("#id_contact_name").fill("Iemand van school")
        page.locator("#id_contact_email").fill("iemand@example.org")
        page.get_by_role("button", name=says["sign"], exact=True).click()
    _check(page)

    # Three of the seven schools have one board, and there are two groups: it says so, with a way out.
    page.get_by_role("button", name=says["propose"]).click()
    expect(page.get_by_role("button", name=says["way_out"])).to_be_visible(timeout=90_000)
    expect(page.locator("main")).to_contain_text("Scholenkring Maashegge")
    _check(page)
    page.get_by_role("button", name=says["way_out"]).click()
    expect(page.get_by_role("heading", name=re.compile(rf"^{says['group']}\b"))).to_be_visible()
    _check(page)

    # One school is moved, with the price shown first.
    page.get_by_role("link", name=re.compile(f"^{says['move']}")).first.click()
    _check(page)
    page.get_by_role("button", name=re.compile(f"^{says['here']}")).first.click()
    expect(page.locator("main")).to_contain_text(says["pinned"])

    # Publishing asks first, and tells.
    page.get_by_role("link", name=says["publish"], exact=True).click()
    _check(page)
    page.locator("[name=accept_broken]").check()
    page.get_by_role("button", name=says["publish"], exact=True).click()
    expect(page).to_have_url(re.compile("/published/$"))
    _check(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF").click()
    assert download.value.path().read_bytes()[:5] == b"%PDF-"


def test_school_educator_signs_up_and_sees_the_group_only_after_publishing(open_as: OpenAs) -> None:
    school = open_as("schoolopleider", width="phone")
    school.goto("/groups/")
    school.get_by_role("link", name="Auditgroepen 2026-2027").click()
    _check(school)
    school.get_by_role("link", name="Sign up").click()
    for name in ("has_multi_year_programme", "is_in_policy", "lives_in_school"):
        school.locator(f"[name={name}][value=yes]").check()
    _check(school)
    school.get_by_role("button", name="Sign up", exact=True).click()
    expect(school.locator("main")).to_contain_text("takes part")
    round_address = school.url
    school.goto("/groups/own/")
    expect(school.locator("main")).not_to_contain_text("Auditgroepen 2026-2027")

    worker = open_as("projectmedewerker")
    worker.goto(round_address)
    worker.get_by_role("button", name="Make a proposal").click()
    expect(worker.get_by_role("heading", name=re.compile(r"^Group 1\b"))).to_be_visible(timeout=90_000)
    proposal_address = worker.url
    school.goto("/groups/own/")
    expect(school.locator("main")).not_to_contain_text("Auditgroepen 2026-2027")
    worker.get_by_role("link", name="Publish", exact=True).click()
    worker.get_by_role("button", name="Publish", exact=True).click()
    expect(worker).to_have_url(re.compile("/published/$"))

    school.goto("/groups/own/")
    expect(school.locator("main")).to_contain_text("Auditgroepen 2026-2027")
    expect(school.locator("main")).to_contain_text("De Druppelsteen")
    _check(school)

    # A board sees its own schools; strangers find nothing, not even that there is something.
    board = open_as("bestuurder")
    board.goto("/groups/own/")
    expect(board.locator("main")).to_contain_text("Auditgroepen 2026-2027")
    _check(board)
    for stranger in ("starter", "bestuurder"):
        page = open_as(stranger)
        answer = page.goto(proposal_address)
        assert answer is not None
        assert answer.status == 404
    answer = open_as("starter").goto(round_address)
    assert answer is not None
    assert answer.status == 404


def test_desk_works_without_javascript_and_with_the_keyboard_alone(open_as: OpenAs) -> None:
    page = open_as("projectmedewerker", javascript=False)
    page.goto("/groups/")
    page.get_by_role("link", name="Auditgroepen 2026-2027").focus()
    page.keyboard.press("Enter")
    button = page.get_by_role("button", name="Make a proposal")
    if button.count():
        button.focus()
        page.keyboard.press("Enter")
        for _ in range(120):
            if page.get_by_role("heading", name=re.compile(r"^Group 1\b")).count():
                break
            page.get_by_role("link", name="Look again").focus()
            page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name=re.compile(r"^Group 1\b"))).to_be_visible()
        page.get_by_role("link", name=re.compile("^Move")).first.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name=re.compile("^Move here")).first).to_be_visible()
