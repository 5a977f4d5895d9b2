"""Journeys: the real server with its worker, the demo partnership, and people with a real browser."""

import os
import shutil
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

CHROMIUM = next((path for name in ("chromium", "google-chrome") if (path := shutil.which(name))), None)
AXE = Path(__file__).resolve().parents[1] / "assets" / "axe.min.js"
WIDTHS = {"phone": 390, "desk": 1280}
# What a browser says about answers that a story asks for: nothing there, somebody was first, no network.
MEANT = ("404 (Not Found)", "409 (Conflict)", "net::ERR_INTERNET_DISCONNECTED")
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def environment_of(data: Path) -> dict[str, str]:
    """The settings of the running Startlijn of a data folder, and nothing else of ours."""
    ours = ("STARTLIJN_", "DATABASE_URL", "DJANGO_")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    return {**kept, "STARTLIJN_DATA_DIR": str(data), "STARTLIJN_DEMO": "1"}


def _startlijn(data: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "startlijn.cli.main", *arguments]
    done = subprocess.run(command, env=environment_of(data), check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demo partnership loaded, to be copied."""
    data = tmp_path_factory.mktemp("prepared")
    _startlijn(data, "migrate", "--verbosity", "0")
    _startlijn(data, "demo")
    return data


def _answers(address: str) -> bool:
    try:
        return urllib.request.urlopen(f"{address}/heartbeat", timeout=1).status == 200
    except (urllib.error.URLError, OSError):
        return False


@pytest.fixture(scope="module")
def data(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the running Startlijn of this file of tests: its own copy of the demo."""
    copied = tmp_path_factory.mktemp("site") / "data"
    shutil.copytree(prepared, copied)
    return copied


@pytest.fixture(scope="module")
def site(data: Path) -> Iterator[str]:
    """The address of a running Startlijn with its own copy of the demo, pages and worker."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "startlijn.cli.main", "serve", "--port", str(port), "--with-worker"]
    with (data / "log").open("w") as log:
        server = subprocess.Popen(command, env=environment_of(data), stdout=log, stderr=log)
    address = f"http://localhost:{port}"
    try:
        for _ in range(600):
            if _answers(address):
                break
            try:
                server.wait(timeout=0.1)
            except subprocess.TimeoutExpired:
                continue
            pytest.fail(f"the server stopped: {(data / 'log').read_text()}")
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)
    told = (data / "log").read_text(encoding="utf-8")
    assert "Traceback" not in told, told[-4000:]


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """One real browser for all journeys."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    flags = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
    yield browser
    browser.close()


@pytest.fixture
def invited(data: Path, site: str) -> Callable[[str], str]:
    """`invited("someone@example.org")`: the path of an invitation as coordinator of another partnership."""

    def invite(email: str) -> str:
        options = ("--partnership", "Partnerschap Elders", "--given-name", "Noor", "--email", email)
        return "/" + _startlijn(data, "invite", *options).strip().split("/", 3)[3]

    return invite


OpenAs = Callable[..., Page]


@pytest.fixture
def open_as(chromium: Browser, site: str) -> Iterator[OpenAs]:
    """`open_as(persona, language="en", width="desk", theme="light")`: a page where that persona is logged in.

    Every page fails the test on a script error, a refused style or script (CSP), or a request that leaves
    the machine.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(
        persona: str | None,
        *,
        language: str = "en",
        width: str = "desk",
        theme: Literal["light", "dark"] = "light",
        javascript: bool = True,
    ) -> Page:
        locale = {"nl": "nl-NL", "en": "en-GB"}[language]
        context = chromium.new_context(
            base_url=site,
            locale=locale,
            viewport={"width": WIDTHS[width], "height": 844},
            color_scheme=theme,
            java_script_enabled=javascript,
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
        page.on("request", lambda request: _local(request.url) or complaints.append(request.url))
        if persona is not None:
            page.goto("/demo/")
            page.locator(f'[data-persona="{persona}"]').click()
            expect(page).not_to_have_url("/demo/")
        return page

    yield open_page
    for context in contexts:
        context.close()
    refused = [text for text in complaints if not any(each in text for each in MEANT)]
    assert refused == []


def _local(url: str) -> bool:
    return url.startswith(("http://localhost", "data:", "blob:"))


def accessible(page: Page) -> list[str]:
    """Return what axe finds wrong on the page as it stands (rule, first element); empty when all is well."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("tags => axe.run({runOnly: tags, resultTypes: ['violations']})", AXE_TAGS)
    return [f"{item['id']}: {item['nodes'][0]['html'][:160]}" for item in found["violations"]]


def sticks_out(page: Page) -> int:
    """Return how many pixels the page is wider than its window: 0 when it need not scroll sideways."""
    root = "document.documentElement"
    return page.evaluate(f"Math.max(0, {root}.scrollWidth - {root}.clientWidth)")
