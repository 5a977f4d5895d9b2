"""Make the pictures of the documents again, from the demo: `python -m tools.pictures`.

Loads the demo in a folder that goes away, serves it, does what the project worker and the school educator do,
and writes into `docs/pictures`:

- `logo.svg`: the logo, for light and dark pages (`tools/build_logo.py` draws it);
- `proposal-1280.png`: the proposal for the audit groups around Den Bosch, as the project worker sees it;
- `home-390.png`: the first page of a school educator, on a phone;
- `sign-up-390.png`: the form with which a school signs up, on a phone.

Needs Chromium and what `make install-dev` installs. The pictures carry the day on which they were made.
"""

import io
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, FloatRect, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
LOGO = ROOT / "src" / "startlijn" / "web" / "static" / "startlijn" / "logo.svg"
MOST_BYTES = 250_000
EDGE = 32  # pixels of paper around a part of a page
COLOURS = 128  # few enough for a small file; the pages use some tens
REGION, ROUND = "Den Bosch", "Audit groups spring 2027"


def _startlijn(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "startlijn.cli.main", *arguments]


@contextmanager
def served_demo() -> Iterator[str]:
    """Serve the demo from a folder of its own; give its address."""
    with tempfile.TemporaryDirectory(prefix="startlijn-pictures-") as data:
        ours = ("STARTLIJN_", "DATABASE_URL", "DJANGO_")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        environment = {**kept, "STARTLIJN_DATA_DIR": data, "STARTLIJN_DEMO": "1"}
        for command in (("migrate", "--verbosity", "0"), ("demo",)):
            subprocess.run(_startlijn(*command), env=environment, check=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = _startlijn("serve", "--port", str(port), "--with-worker")
        server = subprocess.Popen(command, env=environment)
        address = f"http://localhost:{port}"
        try:
            while server.poll() is None and not _answers(address):
                pass
            yield address
        finally:
            server.terminate()
            server.wait(timeout=60)


def _answers(address: str) -> bool:
    try:
        return bool(urllib.request.urlopen(f"{address}/heartbeat", timeout=5).status == 200)
    except OSError:
        return False


def person(browser: Browser, address: str, persona: str, **options: Any) -> Page:
    """Open a window in which a persona of the demo is logged in, in English."""
    page = browser.new_context(base_url=address, locale="en-GB", **options).new_page()
    page.goto("/demo/")
    page.locator(f'[data-persona="{persona}"]').click()
    return page


def proposal(page: Page) -> None:
    """Start a round for one region, sign its schools up, and ask for a proposal."""
    page.goto("/groups/new/")
    page.locator("#id_name").fill(ROUND)
    page.locator("#id_sub_region_id").select_option(label=REGION)
    page.get_by_role("button", name="Start", exact=True).click()
    page.get_by_role("button", name="Open for schools").click()
    round_address = page.url
    page.get_by_role("link", name="Sign a school up").first.click()
    while page.locator("#id_school_id").count():
        page.locator("#id_contact_name").fill("Noor Jansen")
        page.locator("#id_contact_email").fill("noor@example.org")
        page.locator("main").get_by_role("button", name="Sign up", exact=True).click()
        page.goto(f"{round_address}sign-up/")
    page.goto(round_address)
    page.get_by_role("button", name="Make a proposal").click()
    expect(page.get_by_role("heading", name=re.compile(r"^Group 1\b"))).to_be_visible(timeout=120_000)


def around(page: Page, first: str, last: str) -> FloatRect:
    """Return the part of the page from one element down to another, as wide as the window."""
    upper, lower = page.locator(first).bounding_box(), page.locator(last).bounding_box()
    assert upper is not None
    assert lower is not None
    top = upper["y"] - EDGE
    return {"x": 0, "y": top, "width": 1280, "height": lower["y"] + lower["height"] + EDGE - top}


def write(page: Page, name: str, part: FloatRect | None = None) -> None:
    """Write what the window shows, or a part of the page, in few colours; refuse what is too big."""
    page.wait_for_load_state("networkidle")
    seen = page.screenshot(clip=part, full_page=part is not None)
    picture = Image.open(io.BytesIO(seen)).convert("RGB")
    path = PICTURES / name
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path.relative_to(ROOT)}: {size:,} bytes")
    if size > MOST_BYTES:
        sys.exit(f"{name} is too big (at most {MOST_BYTES:,} bytes)")


def main() -> None:
    """Make all pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(LOGO, PICTURES / "logo.svg")
    phone = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2}
    with served_demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        educator = person(browser, address, "schoolopleider", **phone)
        write(educator, "home-390.png")
        educator.get_by_role("link", name="Auditgroepen 2026-2027", exact=True).click()
        educator.get_by_role("link", name="Sign up").click()
        write(educator, "sign-up-390.png")
        worker = person(browser, address, "projectmedewerker", viewport={"width": 1280, "height": 860})
        proposal(worker)
        write(worker, "proposal-1280.png", around(worker, ".page-header", ".map-figure"))
        browser.close()


if __name__ == "__main__":
    main()
