"""Databases and processes for races: a fresh SQLite file, or a PostgreSQL server of our own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.house_rules.sources import ROOT
from tests.postgres import NoPostgresError, Server, temporary_server

PROCESSES = 3


class Process:
    """A process of `tests.scale.program`."""

    def __init__(self, environment: dict[str, str]) -> None:
        pipe = subprocess.PIPE
        command = [sys.executable, "-m", "tests.scale.program"]
        self.popen = subprocess.Popen(
            command, env=environment, stdin=pipe, stdout=pipe, text=True, bufsize=1, cwd=ROOT
        )

    def ask(self, *command: object) -> None:
        assert self.popen.stdin is not None
        self.popen.stdin.write(f"{json.dumps(command)}\n")

    def answer(self):
        assert self.popen.stdout is not None
        return json.loads(self.popen.stdout.readline())

    def close(self) -> None:
        # At the end of its input the process ends by itself.
        self.popen.communicate(timeout=30)


class Place:
    """A database with a partnership in it, and processes that work on it."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.scale.settings",
            "DATABASE_URL": url,
            "STARTLIJN_DATA_DIR": str(folder),
            "STARTLIJN_TESTING": "1",
            "STARTLIJN_LOG_LEVEL": "ERROR",
            "PYTHONPATH": f"{ROOT}/src:{ROOT}",
        }
        (folder / "static").mkdir()
        self.processes: list[Process] = []
        self._races = 0

    def prepare(self) -> None:
        self.processes = [Process(self.environment) for _ in range(PROCESSES)]
        made = self.run("prepare")
        self.partnership, self.session = made["partnership"], made["session"]

    def close(self) -> None:
        for process in self.processes:
            process.close()

    def run(self, *command: object):
        """Let one process do something; return its answer."""
        self.processes[0].ask(*command)
        return self.processes[0].answer()

    def race(self, verb: str, *arguments: object, careless: bool = False):
        """Let all processes do the same at the same moment; return their answers."""
        self._races += 1
        start = self.folder / f"start-{self._races}"
        for process in self.processes:
            process.ask(verb, str(start), careless, *arguments)
        start.touch()
        return [process.answer() for process in self.processes]


@contextmanager
def _prepared(folder: Path, url: str) -> Iterator[Place]:
    place = Place(folder, url)
    try:
        place.prepare()
        yield place
    finally:
        place.close()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    try:
        with temporary_server(durable=True) as running:
            yield running
    except NoPostgresError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def on_postgres(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A database of its own on the PostgreSQL server."""
    folder = tmp_path_factory.mktemp("scale")
    name = f"scale_{folder.name}"
    create = [str(server.binaries / "createdb"), "-h", str(server.folder), "-U", "startlijn", name]
    subprocess.run(create, check=True)
    with _prepared(folder, server.url.removesuffix("startlijn") + name) as place:
        yield place


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A file of its own."""
    folder = tmp_path_factory.mktemp("scale")
    with _prepared(folder, f"sqlite:///{folder}/race.sqlite3") as place:
        yield place


@pytest.fixture(params=["on_sqlite", pytest.param("on_postgres", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest) -> Place:
    """A database of each kind in turn."""
    prepared: Place = request.getfixturevalue(request.param)
    return prepared
