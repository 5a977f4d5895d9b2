"""Two web processes and two workers on one PostgreSQL, under load, while some of them are killed."""

import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.house_rules.sources import ROOT
from tests.scale.conftest import Place

pytestmark = pytest.mark.postgres
FORMS = 80
CLIENTS = 4


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Web:
    """A web server process of its own, as `startlijn serve` starts it."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.port = free_port()
        self.start()

    def start(self) -> None:
        command = [
            str(Path(sys.executable).with_name("granian")),
            *("--interface", "wsgi", "--port", str(self.port), "--workers", "1", "--blocking-threads", "1"),
            *("--no-ws", "--log-level", "error", "startlijn.config.wsgi:application"),
        ]
        self.popen = subprocess.Popen(command, env=self.place.environment, cwd=ROOT, start_new_session=True)
        until = time.monotonic() + 60
        while not self._answers():
            assert self.popen.poll() is None, "the web server did not start"
            assert time.monotonic() < until, "the web server does not answer"
            time.sleep(0.1)

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def kill(self) -> None:
        os.killpg(self.popen.pid, signal.SIGKILL)
        self.popen.wait()

    def stop(self) -> None:
        self.popen.terminate()
        self.popen.wait(20)


def worker(place: Place) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "startlijn.cli.main", "work", "--jobs", "2"]
    return subprocess.Popen(command, env=place.environment, cwd=ROOT, start_new_session=True)


def send(place: Place, port: int, name: str, token: str) -> tuple[int, str]:
    """Send the form once; return status and where it led."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    check = "a" * 32
    headers = {
        "Cookie": f"sessionid={place.session}; csrftoken={check}",
        "X-CSRFToken": check,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    try:
        connection.request("POST", "/add/", urlencode({"name": name, "form_token": token}), headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.headers.get("Location") or ""
    finally:
        connection.close()


def send_until_saved(place: Place, webs: list[Web], number: int) -> set[str]:
    """Send a form to each server, and again where the line was cut; return the places it led to."""
    token, places = secrets.token_hex(16), set()
    for web in webs:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                status, place_made = send(place, web.port, str(number), token)
            except (OSError, http.client.HTTPException):
                time.sleep(0.2)
                continue
            assert (status, place_made[:6]) == (302, "/made/")
            places.add(place_made)
            break
    return places


def wait_for(place: Place, states: dict[str, int]):
    """Wait until all jobs are settled; return what is there then, or after two minutes."""
    until = time.monotonic() + 120
    while (found := place.run("count"))["states"] != states and time.monotonic() < until:
        time.sleep(0.5)
    return found


def test_nothing_is_lost_or_done_twice_while_processes_die(on_postgres):
    place = on_postgres
    webs = [Web(place), Web(place)]
    workers = [worker(place), worker(place)]
    try:
        with ThreadPoolExecutor(CLIENTS) as clients:
            sent = [clients.submit(send_until_saved, place, webs, number) for number in range(FORMS)]
            while len([future for future in sent if future.done()]) < FORMS // 2:
                time.sleep(0.05)
            # In the middle of it all a web server and a worker die without a word; new ones come.
            webs[0].kill()
            workers[0].kill()
            workers[0].wait()
            # All leases end, also those of the worker that lives: its late results must be refused.
            place.run("expire")
            webs[0].start()
            workers[0] = worker(place)
            places = [future.result() for future in sent]
        found = wait_for(place, {"done": FORMS})
    finally:
        for process in workers:
            process.terminate()
        ended = [process.wait(30) for process in workers]
        for web in webs:
            web.stop()
    everything = sorted(str(number) for number in range(FORMS))
    assert [len(answers) for answers in places] == [1] * FORMS
    assert (found["page"], found["job"], found["states"]) == (everything, everything, {"done": FORMS})
    assert found["journal_whole"]
    assert ended == [0, 0]
