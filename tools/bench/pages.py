"""What a page costs: SQL statements, CPU, bytes and requests, per persona, on the demo partnership."""

import gzip
import os
import re
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

REPEATS = 30


@dataclass(frozen=True, slots=True)
class Cost:
    """What one page costs: counts are exact, CPU is the least of several runs on this machine."""

    name: str
    sql: int
    cpu_ms: float
    html_kb: float
    cold_kb: float
    requests: int


def _static_size(path: str) -> int:
    from django.contrib.staticfiles import finders

    found = finders.find(path.removeprefix("/static/").split("?")[0])
    if found is None:
        return 0
    raw = Path(str(found)).read_bytes()
    return len(raw) if path.endswith((".woff2", ".png")) else len(gzip.compress(raw))


def _cost(name: str, client: object, address: str) -> Cost:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    answer = client.get(address)  # type: ignore[attr-defined]
    assert answer.status_code == 200, (address, answer.status_code)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)  # type: ignore[attr-defined]
    spent = []
    for _ in range(REPEATS):
        began = time.process_time()
        client.get(address)  # type: ignore[attr-defined]
        spent.append(time.process_time() - began)
    html = answer.content
    loaded = set(re.findall(rb'(?:href|src)="(/static/[^"]+\.(?:css|js|woff2|svg))', html))
    cold = len(gzip.compress(html)) + sum(_static_size(item.decode()) for item in loaded)
    return Cost(name, len(queries), 1000 * min(spent), len(html) / 1000, cold / 1000, 1 + len(loaded))


def main() -> None:
    """Load the demo in a folder that goes away, visit the pages, and print a Markdown table."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(
            STARTLIJN_DATA_DIR=folder, STARTLIJN_DEMO="1", DJANGO_SETTINGS_MODULE="startlijn.config.settings"
        )
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command
        from django.test import Client

        from startlijn.cli.main import main as startlijn

        settings.ALLOWED_HOSTS.append("testserver")
        call_command("migrate", verbosity=0)
        startlijn(["demo"])
        print("| page | SQL | CPU ms | HTML kB | cold kB (gz) | requests |\n|---|---|---|---|---|---|")
        for persona, name, address in _pages():
            client = Client(headers={"accept-language": "nl"})
            client.post("/demo/", {"persona": persona})
            cost = _cost(f"{name} ({persona})", client, address)
            sizes = f"{cost.html_kb:.1f} | {cost.cold_kb:.1f}"
            print(f"| {cost.name} | {cost.sql} | {cost.cpu_ms:.1f} | {sizes} | {cost.requests} |", flush=True)


def _pages() -> list[tuple[str, str, str]]:
    return [
        ("starter", "home", "/"),
        ("project_worker", "home", "/"),
        ("project_worker", "people", "/people/"),
        ("project_worker", "schools", "/schools/"),
        ("project_worker", "rounds", "/groups/"),
    ]
