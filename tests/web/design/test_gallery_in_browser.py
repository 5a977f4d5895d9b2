"""The gallery in a real browser: accessible, within the window, usable with the keyboard, few requests."""

import shutil
import threading
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest

pytestmark = pytest.mark.browser
AXE = Path(__file__).resolve().parents[2] / "assets" / "axe.min.js"
CHROMIUM = shutil.which("chromium")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = [390, 1280]


class _Server(ThreadingMixIn, WSGIServer):
    """A small server for the browser: pages of the gallery ask no database."""

    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, *args):
        """Say nothing: the output of a test is its result."""


@pytest.fixture(scope="module")
def address():
    from django.core.wsgi import get_wsgi_application

    with make_server("127.0.0.1", 0, get_wsgi_application(), _Server, _Silent) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def chromium(playwright):
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    browser = playwright.chromium.launch(executable_path=CHROMIUM)
    yield browser
    browser.close()


@pytest.fixture
def show(chromium, address):
    """`show(path, **options of a browser context)`: the page, and what the browser complained about."""
    contexts = []

    def open_page(path="/gallery/", **options):
        context = chromium.new_context(**{"locale": "nl-NL", **options})
        contexts.append(context)
        page = context.new_page()
        complaints = []
        page.on(
            "console", lambda message: complaints.append(message.text) if message.type == "error" else None
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address + path, wait_until="networkidle")
        return page, complaints

    yield open_page
    for context in contexts:
        context.close()


def violations(page):
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)["violations"]
    return [(one["id"], one["nodes"][0]["target"]) for one in found]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_gallery_is_accessible(show, width, theme):
    page, _ = show(color_scheme=theme, viewport={"width": width, "height": 900})
    assert violations(page) == []


@pytest.mark.parametrize("code", [404, 409, 500])
def test_page_for_an_error_is_accessible(show, code):
    page, _ = show(f"/gallery/page/{code}/")
    assert violations(page) == []


def test_forced_colours_are_accessible(show):
    page, _ = show(forced_colors="active")
    assert violations(page) == []


@pytest.mark.parametrize("width", [320, *WIDTHS])
def test_nothing_sticks_out_of_the_window(show, width):
    page, _ = show(viewport={"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_strict_policy_stops_nothing(show):
    _, complaints = show()
    assert complaints == []


def test_first_key_reaches_the_skip_link_which_goes_to_the_content(show):
    page, _ = show("/gallery/page/404/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_every_stop_of_the_keyboard_shows_where_one_is(show):
    page, _ = show(viewport={"width": 1280, "height": 900})
    page.evaluate("document.activeElement.blur()")
    bare = []
    for _ in range(70):
        page.keyboard.press("Tab")
        bare += page.evaluate(
            """() => {
                const at = document.activeElement, card = at.closest('.radio-card') || at;
                const shown = [at, card].some(one => parseFloat(getComputedStyle(one).outlineWidth) >= 2
                    && getComputedStyle(one).outlineStyle !== 'none');
                return shown || at === document.body ? [] : [at.outerHTML.slice(0, 120)];
            }"""
        )
    assert bare == []


def test_menu_opens_and_closes_with_the_keyboard(show):
    page, _ = show()
    page.locator("details.user-menu summary").first.focus()
    page.keyboard.press("Enter")
    opened = page.locator("details.user-menu[open]").count()
    page.keyboard.press("Escape")
    assert (opened, page.locator("details.user-menu[open]").count()) == (1, 0)


def test_one_group_alone_can_be_shown_without_script(show):
    page, _ = show("/gallery/#a-2", java_script_enabled=False)
    faded = page.locator("#a-1").evaluate("one => getComputedStyle(one).opacity")
    assert (faded, page.locator("#a-2").evaluate("one => getComputedStyle(one).opacity")) == ("0.15", "1")


def test_menu_and_colours_work_without_script(show):
    page, _ = show("/gallery/page/404/", java_script_enabled=False)
    page.locator("button[value=dark]").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_cold_page_asks_six_things_at_most_and_nothing_elsewhere(chromium, address):
    context = chromium.new_context()
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + "/gallery/page/404/", wait_until="networkidle")
    context.close()
    assert (len(asked) <= 6, [url for url in asked if not url.startswith(address)]) == (True, [])
