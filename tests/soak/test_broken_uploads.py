"""Mixed broken files through every page that takes a file, and broken bodies to the API (trust.md P20).

Of each file the kind and the page are drawn, so that pages also get what they never ask for. Nothing may give
an error page, take ten seconds of processor, or leave rows behind when it was refused.
"""

import json
import random
import resource
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from startlijn.base.access.terms import Permission
from startlijn.engines.tables import write_csv, write_xlsx
from tests.api.conftest import token_of
from tests.base.files.conftest import own_folder
from tests.content.instruments.test_fuzz import broken as broken_lines
from tests.domain.dossier.conftest import INDICATOR, Folder
from tests.domain.guidance.starters.test_import import HEAD, ROW
from tests.domain.induction.conftest import Office, new
from tests.engines.duo.files import SECOND, duo_file
from tests.engines.media import samples
from tests.engines.media.test_fuzz import broken
from tests.engines.tables.test_fuzz import ODS
from tests.engines.tables.workbooks import archive
from tests.soak.sizes import size
from tests.web.induction.test_files import NAMES
from tests.web.induction.test_files import ROW as ELEMENT

__all__ = ["own_folder"]
pytestmark = pytest.mark.django_db
UPLOADS = size("UPLOADS", 20_000)
BODIES = size("BODIES", 10_000)
SLOWEST, MOST_MEMORY = 10.0, 300  # seconds of processor for one, MiB more for all
# Written by asking at all: who asks, and how often.
PASSING = {"django_session", "cache"}
CALENDAR = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//Startlijn//test//NL\r
BEGIN:VEVENT\r
UID:1@startlijn.example\r
DTSTAMP:20261102T090000Z\r
DTSTART;TZID=Europe/Amsterdam:20261103T150000\r
DTEND;TZID=Europe/Amsterdam:20261103T170000\r
RRULE:FREQ=WEEKLY;COUNT=4\r
SUMMARY:Startlijn\r
END:VEVENT\r
END:VCALENDAR\r
"""
KINDS: dict[str, list[bytes]] = {
    "csv": [duo_file({}, SECOND), (HEAD + ROW).encode(), write_csv(NAMES, [ELEMENT])],
    "xlsx": [write_xlsx(NAMES, [ELEMENT], title="Programme"), samples.XLSX],
    "ods": [ODS],
    "ics": [CALENDAR],
    "zip": [archive({"dossier.json": json.dumps({"kind": "dossier", "items": []}), "a/b.txt": "x"})],
    "png": [samples.png(extra=samples.png_piece(b"tEXt", samples.SECRET))],
    "pdf": [samples.PDF],
    "json": [json.dumps({"vakanties": [{"regio": "zuid", "van": "2026-10-17"}], "n": [1, None]}).encode()],
    "yaml": [files("startlijn.content.instruments").joinpath("flow.2026-1.yaml").read_bytes()],
}
TEXTS = {"csv", "ics", "json", "yaml"}


@dataclass
class Door:
    """A page that takes a file: how to send one, and whether an answer means that it was taken."""

    name: str
    send: Callable[[SimpleUploadedFile], object]


@pytest.fixture
def doors(world, settings):
    """The pages, each with somebody who may use it."""
    settings.FILES_PER_PERSON_MIB = 100_000
    folder, office = Folder(world), Office(world)
    version = office.start()
    office.add(version, new("Talk"))
    worker = world.browser(world.person("project_worker"))
    hr = world.browser(world.person("hr_advisor", "board", world.board.pk))
    designer, starter = world.browser(office.person), world.browser(folder.starter)

    def page(name: str, browser: Client, address: str, **more: object) -> Door:
        return Door(name, lambda file: browser.post(address, {"file": file, **more}))

    return [
        page("the register", worker, "/register/add/"),
        page("starters of a board", hr, reverse("starters:import")),
        page("a programme", designer, f"/programmes/version/{version.pk}/file/"),
        page("evidence", starter, reverse("dossier:add", args=["file"]), title="x", indicators=[INDICATOR]),
        page("a copy of a dossier", starter, reverse("dossier:bring")),
    ]


def rows() -> int:
    """Return how many rows there are in all tables together."""
    tables = {model._meta.db_table for model in apps.get_models()} - PASSING
    counts = " + ".join(
        f"(SELECT count(*) FROM {connection.ops.quote_name(each)})" for each in sorted(tables)
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counts}")
        return int(cursor.fetchone()[0])


def _broken(kind: str, rng: random.Random) -> bytes:
    original = rng.choice(KINDS[kind])
    return broken_lines(original, rng) if kind in TEXTS and rng.random() < 0.5 else broken(original, rng)


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def test_no_broken_file_gives_an_error_or_half_a_row(doors, own_folder, monkeypatch, record_property):
    monkeypatch.setattr("startlijn.domain.dossier.actions.keeping.MOST_EVIDENCE", 10 * UPLOADS)
    rng, sent, taken, slowest = random.Random("mixed"), Counter(), Counter(), 0.0
    for door in doors:  # imports are done late, and pages are compiled once
        door.send(SimpleUploadedFile("x.csv", b"x"))
    before, memory, errors, halves = rows(), _memory(), [], []
    for number in range(UPLOADS):
        kind, door = rng.choice(sorted(KINDS)), rng.choice(doors)
        file = SimpleUploadedFile(f"bestand {number}.{rng.choice([kind, *KINDS])}", _broken(kind, rng))
        began = time.process_time()
        with transaction.atomic():
            answer = door.send(file)
            after = rows()
            # What was taken is undone, so that each file meets the same product.
            transaction.set_rollback(True)
        slowest = max(slowest, time.process_time() - began)
        if answer.status_code not in {200, 302, 400, 413, 422}:
            errors.append((number, kind, door.name, answer.status_code))
        sent[kind] += 1
        taken[kind] += answer.status_code == 302
        if answer.status_code != 302 and after != before:
            halves.append((number, kind, door.name, after - before))
    record_property("broken files sent to pages", UPLOADS)
    for kind, count in sorted(sent.items()):
        record_property(f"of which {kind}", count)
    record_property("of which still whole enough to be taken", sum(taken.values()))
    record_property("error pages", len(errors))
    record_property("half-written", len(halves))
    record_property("slowest answer in ms of processor", round(1000 * slowest))
    record_property("memory more in MiB", round(_memory() - memory))
    assert (errors, halves) == ([], [])
    assert slowest < SLOWEST
    assert _memory() - memory < MOST_MEMORY


def test_no_broken_body_gives_an_error_of_the_api(world, monkeypatch, record_property):
    monkeypatch.setattr("startlijn.api.pace.MOST_CALLS", 10**9)
    scopes = (Permission.ROUNDS_MANAGE, Permission.ORGANISATIONS_MANAGE, Permission.ORGANISATIONS_READ)
    token = token_of(world, world.actor("coordinator"), *scopes)
    browser = Client(headers={"Authorization": f"Bearer {token}"}, raise_request_exception=False)
    whole = {
        "name": "Ronde",
        "kind": "plg",
        "school_year": 2026,
        "season": "autumn",
        "smallest": 3,
        "goal": None,
    }
    calls = [
        ("POST", "/api/rounds", whole),
        ("PATCH", f"/api/schools/{world.school.pk}", {"name": "De Boog", "version": 1}),
    ]
    rng, answers, errors = random.Random("bodies"), Counter(), []
    for number in range(BODIES):
        verb, path, body = rng.choice(calls)
        data = json.dumps(body).encode()
        broken_body = broken_lines(data, rng) if rng.random() < 0.5 else broken(data, rng)
        headers = {"Idempotency-Key": f"body-{number}"}
        with transaction.atomic():
            answer = browser.generic(verb, path, broken_body, "application/json", headers=headers)
            transaction.set_rollback(True)
        if answer.status_code >= 500 or "json" not in answer.headers["Content-Type"]:
            errors.append((number, answer.status_code, broken_body))
        answers[answer.status_code] += 1
    record_property("broken bodies sent to the API", BODIES)
    record_property("errors of the API", len(errors))
    assert errors == []
    assert {200, 201} & answers.keys()
    assert {400, 422} & answers.keys()


def test_pages_take_whole_files(doors, world):
    """The other way round: what is not broken is read, so that sending means something."""
    whole = [KINDS["csv"][0], KINDS["csv"][1], KINDS["xlsx"][0], KINDS["pdf"][0]]
    for door, data in zip(doors, whole, strict=False):
        answer = door.send(SimpleUploadedFile("x", data))
        assert answer.status_code == 302 or "error-summary" not in answer.content.decode(), door.name
