"""How a story is told: in a language, on a screen, with a hand whose clicks and fields are counted."""

import gettext
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from playwright.sync_api import Locator, Page, expect

import startlijn
from tests.journeys.conftest import OpenAs, accessible, sticks_out

LOCALE = Path(startlijn.__file__).parent / "locale"
PATIENCE = 60_000  # milliseconds; a busy machine is slow


class _Missing(gettext.NullTranslations):
    """What is asked when a text is not in Dutch."""

    def gettext(self, message: str) -> str:
        raise AssertionError(f"not in Dutch: {message}")


@cache
def _dutch() -> gettext.NullTranslations:
    found = gettext.translation("django", LOCALE, languages=["nl"])
    found.add_fallback(_Missing())
    return found


@dataclass(frozen=True)
class Telling:
    """One telling of a story: its language, screen and colours."""

    language: str
    width: str
    theme: Literal["light", "dark"] = "light"

    def __str__(self) -> str:
        return f"{self.language}-{self.width}"

    def says(self, english: str) -> str:
        """Return a text of the screen in the language of this telling; it has to be there in Dutch."""
        return english if self.language == "en" else _dutch().gettext(english)

    def come_in(self, open_as: OpenAs, key: str | None = None) -> "Hand":
        """A browser in which the owner of a key is logged in; of nobody without a key."""
        page = open_as(None, language=self.language, width=self.width, theme=self.theme)
        hand = Hand(page, self)
        if key is not None:
            page.goto("/heartbeat")
            page.context.add_cookies([{"name": "sessionid", "value": key, "url": page.url}])
        hand.open("/")
        return hand


class Hand:
    """Somebody at a page: presses and types, looks at each page reached, and counts what it takes."""

    def __init__(self, page: Page, telling: Telling) -> None:
        self.page, self.says = page, telling.says
        self.main = page.locator("main")
        self.clicks = self.fields = 0

    def open(self, address: str) -> None:
        """Go to an address and look."""
        self.page.goto(address, timeout=PATIENCE)
        self.look()

    def look(self) -> None:
        """The page is readable for everybody and within the window."""
        assert (accessible(self.page), sticks_out(self.page)) == ([], 0), self.page.url

    def press(self, goal: Locator) -> None:
        """Press a button or follow a link, and look at where it leads."""
        self.clicks += 1
        with self.page.expect_navigation(timeout=PATIENCE):
            goal.click(timeout=PATIENCE)
        self.look()

    def follow(self, english: str) -> None:
        """Follow the link with these words."""
        self.follow_name(self.says(english))

    def follow_name(self, name: str) -> None:
        """Follow the link with the name of somebody or something, which no language changes."""
        self.press(self.main.get_by_role("link", name=name, exact=True).first)

    def turn_to(self, english: str) -> None:
        """Follow a link of the navigation."""
        menu = self.page.get_by_role("navigation")
        folded = menu.locator("summary")
        if folded.is_visible():
            folded.click()
        self.press(menu.get_by_role("link", name=self.says(english), exact=True).first)

    def push(self, english: str) -> None:
        """Push the button with these words."""
        self.press(self.main.get_by_role("button", name=self.says(english), exact=True).first)

    def fill(self, name: str, value: str) -> None:
        """Fill a field in."""
        self.fields += 1
        self.page.locator(f"[name={name}]").fill(value)

    def choose(self, name: str, value: str) -> None:
        """Choose from a list."""
        self.fields += 1
        self.page.locator(f"select[name={name}]").select_option(value)

    def reads(self, english: str) -> None:
        """These words stand on the page."""
        expect(self.main).to_contain_text(self.says(english), timeout=PATIENCE)

    def sees_nothing(self, *addresses: str) -> None:
        """None of the addresses is there for this person; the page says so, also to look at."""
        statuses = [self.page.request.get(address, max_redirects=0).status for address in addresses]
        assert statuses == [404] * len(addresses), list(zip(addresses, statuses, strict=True))
        self.open(addresses[0])
        expect(self.page.get_by_role("heading", name=self.says("This page is not here"))).to_be_visible()
