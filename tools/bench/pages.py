"""What a page costs: SQL, CPU, bytes, requests of a browser, and the memory of a web process, on the demo.

The partnership of the demo is loaded in a folder that goes away, and served as in production (static files
collected, named after their content and compressed); only HTTPS is missing. SQL and CPU are counted in this
process, bytes and requests by a real browser (Chromium) in front of the real server.
"""

import gzip
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REPEATS, LOGINS = 30, 7
LOGGING_IN, LOGIN_SQL = ("project_worker", "school_educator", "starter"), 25
PASSWORD = "a train at a quarter past eight"
COLD_KB, COLD_REQUESTS, MEMORY_MB = 120, 6, 110
TRANSACTIONS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")  # no question to the database


@dataclass(frozen=True, slots=True)
class Visit:
    """A page to measure: its name, who opens it (None: nobody logged in), where, and how much SQL it may."""

    name: str
    role: str | None
    address: str
    most_sql: int
    most_requests: int = COLD_REQUESTS

    @property
    def label(self) -> str:
        """The page and who sees it."""
        return f"{self.name} ({self.role.replace('_', ' ')})" if self.role else self.name


@dataclass(frozen=True, slots=True)
class Cost:
    """What a page costs the server: statements, median CPU time, and its HTML with and without gzip."""

    sql: int
    cpu_ms: float
    raw_kb: float
    gzip_kb: float


@dataclass(frozen=True, slots=True)
class Load:
    """What a browser that was never here loads: bytes over the line with headers, requests, elements."""

    kb: float
    requests: int
    elements: int


def main() -> None:
    """Measure the pages and print them as Markdown tables."""
    with tempfile.TemporaryDirectory() as folder:
        _prepare(folder)
        emails = _emails()
        visits, heavy = _visits(emails["coach"]), _heavy()
        costs = [_cost(visit, emails) for visit in visits]
        logins = {role: _login_cost(emails[role]) for role in LOGGING_IN}
        with _served(folder) as (site, server), _browser() as browser:
            loads = [_load(browser, site, visit, emails) for visit in visits]
            requests = _login_requests(browser, site, emails["project_worker"])
            usual = _memory(server)
            _fetch(browser, site, heavy, emails["project_worker"])
            most = _memory(server)
    _print(visits, costs, loads)
    print()
    for role, login in logins.items():
        told = (
            f"{login.sql} SQL (at most {LOGIN_SQL}){_over(login.sql > LOGIN_SQL)}, {login.cpu_ms:.0f} ms CPU"
        )
        print(f"Login to home ({role.replace('_', ' ')}): {told}, {requests} requests (2).")
    print(f"Memory of a web process: {_told(usual)} after these visits (at most {MEMORY_MB}),")
    print(f"{_told(most)} after weighing moves, a PDF and a workbook as well.")


def _told(memory: tuple[float, float]) -> str:
    return f"{memory[0]:.0f} MB resident, {memory[1]:.0f} MB of its own"


def _print(visits: Sequence[Visit], costs: Sequence[Cost], loads: Sequence[Load]) -> None:
    print("| page | SQL (most) | CPU ms | HTML kB (gzip) | cold kB | requests | elements |")
    print("|---|---|---|---|---|---|---|")
    for visit, cost, load in zip(visits, costs, loads, strict=True):
        cells = [
            visit.label,
            f"{cost.sql} ({visit.most_sql}){_over(cost.sql > visit.most_sql)}",
            f"{cost.cpu_ms:.1f}",
            f"{cost.raw_kb:.1f} ({cost.gzip_kb:.1f})",
            f"{load.kb:.0f}{_over(load.kb > COLD_KB)}",
            f"{load.requests}{_over(load.requests > visit.most_requests)}",
            f"{load.elements:,}",
        ]
        print(f"| {' | '.join(cells)} |")


def _over(over: bool) -> str:
    return " OVER" if over else ""


# --- The demo, and what to look at -------------------------------------------------------------------


def _environment(folder: str) -> dict[str, str]:
    ours = ("STARTLIJN_", "DATABASE_URL", "DJANGO_")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    return {**kept, "STARTLIJN_DATA_DIR": folder, "STARTLIJN_LOG_LEVEL": "ERROR"}


def _prepare(folder: str) -> None:
    """Load the demo, collect the static files, and give the personas a password."""
    environment = _environment(folder)
    os.environ.clear()
    os.environ.update(environment, DJANGO_SETTINGS_MODULE="startlijn.config.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from startlijn.cli.main import main as startlijn

    settings.ALLOWED_HOSTS.append("testserver")
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    startlijn(["demo"])


def _emails() -> dict[str, str]:
    """Return the address of a persona of the demo for each role, all with a password from now on."""
    from startlijn.base.accounts.models import Account
    from startlijn.demo.partnership import describe

    described = describe()
    people = {person.key: person.email for person in described.people}
    emails: dict[str, str] = {}
    for persona in described.personas:
        emails.setdefault(persona.role, people[persona.person])
    for account in Account.objects.filter(email__in=emails.values()):
        account.set_password(PASSWORD)
        account.save(update_fields=["password"])
    return emails


def _visits(coach: str) -> list[Visit]:
    """Return the pages to measure: the round with most sign-ups, the proposal with most schools."""
    from django.db.models import Count

    from startlijn.base.tenancy import everywhere
    from startlijn.domain.groups.models import Proposal, Round
    from startlijn.domain.guidance.models import CoachPairing

    with everywhere("a benchmark looks for the largest"):
        round_id = Round.objects.annotate(size=Count("sign_ups")).latest("size").pk
        proposal_id = Proposal.objects.annotate(size=Count("places")).latest("size").pk
        coached = CoachPairing.objects.filter(coach__account__email=coach, finished_on=None)
        lines = [pairing.trajectory_id for pairing in coached[:1]]
    return [
        Visit("login page", None, "/in/", 12, most_requests=8),  # two for passkeys
        *(Visit("home", who, "/", 12) for who in ("project_worker", "school_educator", "starter")),
        Visit("schools", "project_worker", "/schools/", 15),
        Visit("people", "project_worker", "/people/", 15, most_requests=7),  # letters of names
        Visit("rounds", "project_worker", "/groups/", 15),
        Visit("one round", "project_worker", f"/groups/{round_id}/", 15),
        # Its own script, for dragging.
        Visit("proposal with map", "project_worker", f"/groups/proposal/{proposal_id}/", 15, most_requests=7),
        Visit("own groups", "school_educator", "/groups/own/", 15),
        Visit("own line", "starter", "/line/", 15),
        Visit("own starters", "coach", "/coaching/", 15),
        *(Visit("one starter", "coach", f"/coaching/{line}/", 14) for line in lines),
    ]


def _heavy() -> list[str]:
    """Return addresses that need the libraries of files and groups: a move, a PDF and a workbook."""
    from startlijn.base.tenancy import everywhere
    from startlijn.domain.groups.models import Publication

    with everywhere("a benchmark takes what there is"):
        published = Publication.objects.filter(undone_at=None).latest("published_at")
        school_id = published.proposal.places.values_list("sign_up__school", flat=True)[0]
    files = [f"/groups/{published.round_id}/groups.{kind}" for kind in ("pdf", "xlsx")]
    return [*files, f"/groups/proposal/{published.proposal_id}/move/{school_id}/"]


# --- In this process: statements and CPU ---------------------------------------------------------------


def _client(email: str | None) -> Any:
    from django.test import Client

    from startlijn.base.accounts.models import Account

    client = Client(headers={"accept-language": "nl", "accept-encoding": "gzip"})
    if email is not None:
        client.force_login(
            Account.objects.get(email=email), "allauth.account.auth_backends.AuthenticationBackend"
        )
    return client


def _measured(
    deed: Callable[[], Any], repeats: int, before: Callable[[], object] = lambda: None
) -> tuple[int, float]:
    """Return the SQL statements of a deed and the median of its CPU time in ms, when done before."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    deed()
    before()
    with CaptureQueriesContext(connection) as queries:
        deed()
        asked = [query["sql"] for query in queries]  # now: the next request forgets them
    sql = sum(not text.startswith(TRANSACTIONS) for text in asked)
    spent = []
    for _ in range(repeats):
        before()
        began = time.process_time()
        deed()
        spent.append(time.process_time() - began)
    return sql, 1000 * statistics.median(spent)


def _cost(visit: Visit, emails: dict[str, str]) -> Cost:
    client = _client(emails[visit.role] if visit.role else None)
    answer = client.get(visit.address)
    assert answer.status_code == 200, (visit.address, answer.status_code)
    sql, cpu_ms = _measured(lambda: client.get(visit.address), REPEATS)
    return Cost(sql, cpu_ms, len(gzip.decompress(answer.content)) / 1000, len(answer.content) / 1000)


def _login_cost(email: str) -> Cost:
    """Send the form of the login page, and open the page it leads to, without other open browsers."""
    from allauth.usersessions.models import UserSession

    waiting = [_client(None) for _ in range(LOGINS + 2)]
    for client in waiting:
        client.get("/in/")

    def log_in() -> None:
        answer = waiting.pop().post("/in/", {"login": email, "password": PASSWORD}, follow=True)
        assert answer.redirect_chain == [("/", 302)], answer.redirect_chain

    def forget() -> None:
        UserSession.objects.all().delete()

    return Cost(*_measured(log_in, LOGINS, before=forget), 0, 0)


# --- The real server, and a browser -------------------------------------------------------------------


@contextmanager
def _served(folder: str) -> Iterator[tuple[str, int]]:
    """Serve the folder; give the address and the process id, and stop afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "startlijn.cli.main", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=_environment(folder), stdout=subprocess.DEVNULL)
    site = f"http://localhost:{port}"
    try:
        while not _answers(site):
            assert server.poll() is None, "the server stopped"
            time.sleep(0.1)
        yield site, server.pid
    finally:
        server.terminate()
        server.wait(timeout=30)


def _answers(site: str) -> bool:
    try:
        with urllib.request.urlopen(f"{site}/heartbeat", timeout=5):
            return True
    except OSError:
        return False


@contextmanager
def _browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium") or shutil.which("google-chrome")
    assert found, "no Chromium on this machine: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--disable-gpu"])
        yield browser
        browser.close()


def _log_in(page: Any, email: str) -> None:
    page.goto("/in/")
    page.locator('input[name="login"]').fill(email)
    page.locator('input[name="password"]').fill(PASSWORD)
    page.locator('form:has(input[name="password"]) button').click()
    page.wait_for_url("**/")


def _load(browser: Any, site: str, visit: Visit, emails: dict[str, str]) -> Load:
    """Open a page with an empty cache; somebody who logged in before brings the cookie only."""
    state = None
    if visit.role:
        before = browser.new_context(base_url=site, locale="nl-NL")
        _log_in(before.new_page(), emails[visit.role])
        state = before.storage_state()
        before.close()
    context = browser.new_context(base_url=site, locale="nl-NL", storage_state=state)
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    sizes: list[float] = []
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    answer = page.goto(visit.address, wait_until="networkidle")
    assert answer.status == 200, (visit.address, answer.status)
    elements = page.evaluate("document.querySelectorAll('*').length")
    context.close()
    return Load(sum(sizes) / 1000, len(sizes), elements)


def _login_requests(browser: Any, site: str, email: str) -> int:
    """Return how many requests the browser sends from the login form to the first page."""
    context = browser.new_context(base_url=site, locale="nl-NL")
    page = context.new_page()
    page.goto("/in/", wait_until="networkidle")
    sent: list[str] = []
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.responseReceivedExtraInfo", lambda event: sent.append(event["requestId"]))
    page.locator('input[name="login"]').fill(email)
    page.locator('input[name="password"]').fill(PASSWORD)
    page.locator('form:has(input[name="password"]) button').click()
    page.wait_for_url("**/")
    page.wait_for_load_state("networkidle")
    context.close()
    return len(sent)


def _children(pid: int) -> list[int]:
    told = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    direct = [int(child) for child in told.split()]
    return [*direct, *(below for child in direct for below in _children(child))]


def _memory(server: int) -> tuple[float, float]:
    """Return the memory in MB of the largest process that answers requests: resident, and its own share.

    What two processes share (libraries) counts whole in the first, and for a half in the second.
    """
    found = []
    for pid in (pid for pid in _children(server) if not _children(pid)):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
        sizes = {line.split(":")[0]: line.split()[1] for line in lines[1:]}
        found.append((int(sizes["Rss"]) / 1000, int(sizes["Pss"]) / 1000))
    return max(found)


def _fetch(browser: Any, site: str, addresses: Sequence[str], email: str) -> None:
    """Open addresses often enough for every process to have answered each."""
    context = browser.new_context(base_url=site, locale="nl-NL")
    _log_in(context.new_page(), email)
    for address in [*addresses] * 6:
        answer = context.request.get(address)
        assert answer.status == 200, (address, answer.status)
    context.close()
