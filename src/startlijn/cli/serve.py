"""`startlijn serve`: the pages, and beside them (with `--with-worker`) the jobs."""

import argparse
import os
import signal
import subprocess
import sys
import webbrowser
from pathlib import Path
from typing import Any

import django


def add_parser(subjects: Any) -> None:
    """Add the subject `serve`."""
    parser = subjects.add_parser("serve", help="serve the pages")
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: this machine only)"
    )
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (default 8000)")
    parser.add_argument("--workers", type=int, default=2, help="processes that answer requests (default 2)")
    parser.add_argument("--with-worker", action="store_true", help="also do the jobs and send the mail")
    parser.add_argument("--open", action="store_true", help="open a browser")
    parser.set_defaults(run=run)


def _prepare() -> None:
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    if not (settings.DEMO or settings.DEBUG):
        call_command("collectstatic", interactive=False, verbosity=0)


def _granian(options: argparse.Namespace) -> list[str]:
    # One thread per process: each holds one database connection, and never more.
    return [
        str(Path(sys.executable).with_name("granian")),
        *("--interface", "wsgi", "--host", options.host, "--port", str(options.port)),
        *("--workers", str(options.workers), "--blocking-threads", "1", "--no-ws", "--log-level", "warning"),
        "startlijn.config.wsgi:application",
    ]


def _stop(*_: object) -> None:
    # Not by way of SIGINT: a shell that starts a command in the background lets it ignore that.
    raise KeyboardInterrupt


def _end(child: "subprocess.Popen[bytes]") -> None:
    # Again and again: a server that is still starting does not hear the first word.
    for _ in range(20):
        try:
            child.wait(timeout=1)
        except subprocess.TimeoutExpired:
            child.terminate()
        else:
            return
    os.killpg(child.pid, signal.SIGKILL)


def run(options: argparse.Namespace) -> int:
    """Serve until stopped (Ctrl-C or SIGTERM); return the server's exit code."""
    _prepare()
    commands = [_granian(options)]
    if options.with_worker:
        commands.append([sys.executable, "-m", "startlijn.cli.main", "work"])
    children = [subprocess.Popen(command, start_new_session=True) for command in commands]  # noqa: S603  our own
    address = f"http://{'localhost' if options.host == '127.0.0.1' else options.host}:{options.port}/"
    try:
        signal.signal(signal.SIGTERM, _stop)
        print(f"Startlijn: {address}", flush=True)
        if options.open:
            webbrowser.open(address)
        return children[0].wait()
    except KeyboardInterrupt:
        return 0
    finally:
        for child in children:
            child.terminate()
        for child in children:
            _end(child)
