"""Thirty people save the same school over the API, again and again, each with the version they read (P6).

What happened is read back from the journal: one row of versions without a gap or a fork, in which every text
that was answered "saved" stands once; and who was second got both texts.
"""

import threading
import time
from collections import Counter

import pytest
from django.db import connection, connections

from startlijn.base.access.terms import Permission
from startlijn.base.journal.models import JournalLine
from startlijn.base.organisations.models import School
from startlijn.base.tenancy import within
from tests.api.conftest import Caller, token_of
from tests.conftest import World
from tests.soak.sizes import size

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
WRITERS, TEXTS = 30, size("TEXTS", 50)


class Writer(threading.Thread):
    """Saves so many texts, each until it was answered; reads again after a conflict."""

    def __init__(self, world: World, token: str, number: int) -> None:
        super().__init__(daemon=True)
        self.path, self.token, self.number = f"/schools/{world.school.pk}", token, number
        self.saved: list[tuple[int, str]] = []
        self.wrong: list[object] = []
        self.met: Counter[str] = Counter()

    def run(self) -> None:
        try:
            caller = Caller(self.token)
            version = 1
            for text in range(TEXTS):
                version = self._save(caller, f"text {text} of {self.number}", version)
        except Exception as error:
            self.wrong.append(error)
        finally:
            connections.close_all()

    def _save(self, caller: Caller, name: str, version: int) -> int:
        while True:
            answer = caller.ask(
                "PATCH",
                self.path,
                {"name": name, "version": version},
                key=f"{name} {version}".replace(" ", "-"),
            )
            told = answer.json()
            if answer.status_code == 200:
                self.saved.append((told["version"], name))
                return int(told["version"])
            self.met[str(answer.status_code)] += 1
            both = (
                told.get("yours", {}).get("name"),
                told.get("current", {}).get("version", version) > version,
            )
            if (answer.status_code, both) != (409, (name, True)):
                self.wrong.append(told)
                return version
            version = int(told["current"]["version"])


def test_thirty_writers_lose_no_text(transactional_db, monkeypatch, record_property):
    monkeypatch.setattr("startlijn.api.pace.MOST_CALLS", 10**9)
    if connection.vendor != "postgresql":
        pytest.skip("thirty connections at once need PostgreSQL")
    world, began = World(), time.monotonic()
    token = token_of(
        world, world.actor("coordinator"), Permission.ORGANISATIONS_READ, Permission.ORGANISATIONS_MANAGE
    )
    writers = [Writer(world, token, number) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [wrong for writer in writers for wrong in writer.wrong] == []
    saved = sorted(each for writer in writers for each in writer.saved)
    with within(world.partnership.pk):
        school = School.objects.get(pk=world.school.pk)
        lines = JournalLine.objects.filter(action="school.rename", object_id=str(school.pk)).count()
    conflicts = sum(writer.met["409"] for writer in writers)
    record_property("writers", WRITERS)
    record_property("texts saved", len(saved))
    record_property("conflicts with both texts", conflicts)
    record_property("texts lost", len(saved) - (school.version - 1))
    record_property("seconds", round(time.monotonic() - began))
    # Each version follows the one before, nobody got the same one, and the last text is what stands there.
    assert [version for version, _ in saved] == list(range(2, WRITERS * TEXTS + 2))
    assert (school.version, school.name) == saved[-1]
    assert (lines, conflicts > 0) == (WRITERS * TEXTS, True)
