"""The pages that no story visits, each looked at: schools, boards, people, rights, journal."""

from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import OpenAs, accessible, sticks_out

pytestmark = pytest.mark.browser

LISTS = (
    "/",
    "/schools/",
    "/schools/add/",
    "/boards/",
    "/boards/add/",
    "/sub-regions/",
    "/sub-regions/add/",
    "/register/",
    "/people/",
    "/people/add/",
    "/rights/",
    "/me/data/",
)
OF_ADMINISTRATORS = ("/rights/holders/", "/journal/")
# Of a list its first line, and the pages below that.
BELOW = {"/schools/": ("", "edit/", "move/"), "/boards/": ("",), "/people/": ("", "role/", "access/")}


def pages_below(page: Page) -> list[str]:
    """Return the addresses of the first school, board and person, and what can be done with them."""
    found = []
    for address, ways in BELOW.items():
        page.goto(address)
        first = page.locator("main a.row-title").first.get_attribute("href")
        found += [f"{first}{way}" for way in ways]
    return found


@pytest.mark.parametrize(
    ("language", "width", "theme"), [("nl", "phone", "dark"), ("en", "desk", "light")], ids=["nl", "en"]
)
def test_every_page_is_readable_and_within_the_window(
    open_as: OpenAs, language: str, width: str, theme: Literal["light", "dark"]
) -> None:
    coordinator, administrator = (
        open_as(who, language=language, width=width, theme=theme) for who in ("coordinator", "beheerder")
    )
    seen = {}
    for page, addresses in (
        (coordinator, [*LISTS, *pages_below(coordinator)]),
        (administrator, OF_ADMINISTRATORS),
    ):
        for address in addresses:
            answer = page.goto(address)
            assert answer is not None
            seen[address] = (answer.status, accessible(page), sticks_out(page))
    assert {address: what for address, what in seen.items() if what != (200, [], 0)} == {}
