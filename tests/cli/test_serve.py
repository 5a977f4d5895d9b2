"""`startlijn serve` as a shell starts it in the background: it stops when asked."""

import os
import socket
import subprocess
import sys
import time
import urllib.request


def _port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _answers(port: int) -> bool:
    try:
        return urllib.request.urlopen(f"http://127.0.0.1:{port}/heartbeat", timeout=5).status == 200
    except OSError:
        return False


def test_serve_in_the_background_stops_when_asked(tmp_path):
    port = _port()
    serve = f'"{sys.executable}" -m startlijn.cli.main serve --workers 1 --port {port}'
    # A database of its own: that of the tests is quick, not safe, and a server refuses to start with it.
    around = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    server = subprocess.Popen(
        ["sh", "-c", f"trap '' INT; exec {serve}"],  # as a shell does for `startlijn serve &`
        env={**around, "STARTLIJN_DATA_DIR": str(tmp_path), "STARTLIJN_DEMO": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    with server:
        assert server.stdout.readline() == f"Startlijn: http://localhost:{port}/\n"
        deadline = time.monotonic() + 60
        while not _answers(port):
            assert time.monotonic() < deadline
        server.terminate()
        assert server.wait(timeout=60) == 0
    assert not _answers(port)
