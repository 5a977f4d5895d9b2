"""Joris adds a passkey and comes back with it; every page of getting in is readable for everybody."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenAs, accessible

pytestmark = pytest.mark.browser
PAGES = (
    "/me/",
    "/me/tokens/",
    "/me/tokens/new/",
    "/in/second-step/",
    "/in/second-step/app/",
    "/in/passkeys/",
    "/in/passkeys/add/",
    "/in/password/first/",
    "/in/elsewhere/",
    "/in/out/",
)
VISITOR_PAGES = ("/in/", "/in/password/forgotten/", "/in/no-account/", "/in/invitation/", "/demo/")


def give_device(page: Page) -> None:
    """Give the browser a device that keeps passkeys and whose owner always agrees."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def test_passkey_is_added_and_opens_the_account(open_as: OpenAs):
    page = open_as("schoolopleider")
    give_device(page)
    page.goto("/in/passkeys/add/")
    page.get_by_label("Name of this passkey").fill("Work laptop")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", name="Is it really you?")).to_be_visible()
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    assert accessible(page) == []

    page.goto("/in/out/")
    page.get_by_role("main").get_by_role("button", name="Log out").click()
    expect(page).to_have_url("/in/")
    page.get_by_role("button", name="Log in with a passkey").click()
    expect(page.get_by_text("Joris Vermeulen").first).to_be_visible()
    page.goto("/in/passkeys/")
    expect(page.get_by_text("Work laptop")).to_be_visible()


def test_device_without_passkey_says_so_and_changes_nothing(open_as: OpenAs):
    page = open_as(None)
    give_device(page)
    page.goto("/in/")
    page.get_by_role("button", name="Log in with a passkey").click()
    expect(page.get_by_text("This device gave no passkey")).to_be_visible()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("width", ["phone", "desk"])
def test_pages_of_getting_in_are_accessible(open_as: OpenAs, language: str, width: str):
    visitor, member = (open_as(who, language=language, width=width) for who in (None, "coach"))
    found = {}
    for page, paths in ((visitor, VISITOR_PAGES), (member, PAGES)):
        for path in paths:
            page.goto(path)
            found[path] = accessible(page)
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_login_works_with_the_keyboard_and_without_javascript(open_as: OpenAs):
    page = open_as(None, javascript=False)
    page.goto("/in/")
    page.get_by_label("E-mail address").focus()
    page.keyboard.type("nobody@example.org")
    page.keyboard.press("Tab")
    page.keyboard.type("not a password")
    page.keyboard.press("Enter")
    expect(page.get_by_text("You are not in yet")).to_be_visible()
