"""Ten thousand changes over a line that drops 15 % of all answers, each sent until it is answered (P5).

Two web servers and PostgreSQL, as they run; the clients are threads of the test. Forms carry their hidden
token, calls of the API their Idempotency-Key. The answer is dropped after the server gave it, so after the
commit; of one in fifty commits the web server itself does not hear whether it was done.
"""

import http.client
import json
import secrets
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest

from tests.scale.test_many_processes import Web
from tests.soak.lines import database_line, web_line
from tests.soak.sizes import size

pytestmark = pytest.mark.postgres
WRITES = size("WRITES", 10_000)
CLIENTS = 8
TOKENS = 20  # one program may call a thousand times a minute
SHARE, SHARE_OF_COMMITS = 0.15, 0.02


class Client:
    """Sends a change until it is answered, to one server and then to another."""

    def __init__(self, place, ports: list[int], tokens: list[str]) -> None:
        self.place, self.ports, self.tokens = place, ports, tokens
        self.met: Counter[str] = Counter()

    def send(self, number: int) -> None:
        key = secrets.token_hex(16)
        ask = self._form if number % 2 else self._call
        until = time.monotonic() + 240
        for attempt in range(1_000):
            assert time.monotonic() < until, f"no answer for {number}"
            try:
                status = ask(self.ports[(number + attempt) % 2], number, key)
            except (OSError, http.client.HTTPException):
                self.met["lost"] += 1
                continue
            if status in {201, 302}:
                self.met["answered"] += 1
                return
            # A commit of which the server does not know, or the first request is still busy.
            assert status in {409, 500, 503}, status
            self.met[str(status)] += 1
            time.sleep(0.05)

    def _ask(self, port: int, path: str, body: str, headers: dict[str, str]) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            connection.request("POST", path, body, {"Connection": "close", **headers})
            answer = connection.getresponse()
            answer.read()
            return answer.status
        finally:
            connection.close()

    def _form(self, port: int, number: int, key: str) -> int:
        check = "a" * 32
        headers = {
            "Cookie": f"sessionid={self.place.session}; csrftoken={check}",
            "X-CSRFToken": check,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        body = urlencode({"name": number, "form_token": key, "alone": 1})
        return self._ask(port, "/add/", body, headers)

    def _call(self, port: int, number: int, key: str) -> int:
        headers = {
            "Authorization": f"Bearer {self.tokens[number // 2 % TOKENS]}",
            "Idempotency-Key": key,
            "Content-Type": "application/json",
        }
        wanted = {"name": f"call {number}", "kind": "plg", "school_year": 2026, "season": "autumn"}
        return self._ask(port, "/api/rounds", json.dumps(wanted), headers)


def test_no_change_is_lost_or_done_twice(on_postgres, server, record_property):
    place, began = on_postgres, time.monotonic()
    tokens = place.run("tokens", place.partnership, TOKENS)
    with tempfile.TemporaryDirectory(prefix="line-") as folder:
        straight = place.environment["DATABASE_URL"]
        behind = database_line(str(server.folder), folder, SHARE_OF_COMMITS)
        socket_name = str(server.folder).replace("/", "%2F")
        place.environment["DATABASE_URL"] = straight.replace(socket_name, folder.replace("/", "%2F"))
        webs = [Web(place), Web(place)]
        lines = [web_line(web.port, SHARE) for web in webs]
        client = Client(place, [port for _, port in lines], tokens)
        try:
            with ThreadPoolExecutor(CLIENTS) as pool:
                list(pool.map(client.send, range(WRITES)))
        finally:
            place.environment["DATABASE_URL"] = straight
            for web in webs:
                web.stop()
            for line in (behind, *(line for line, _ in lines)):
                line.close()
    found = place.run("written")
    rows = Counter(found["forms"] + found["calls"])
    double = sum(rows.values()) - len(rows)
    record_property("changes", WRITES)
    record_property("done twice", double)
    record_property("missing", WRITES - len(rows))
    record_property("answers dropped", sum(line.dropped for line, _ in lines))
    record_property("commits without an answer", behind.dropped)
    record_property("times sent again", client.met.total() - client.met["answered"])
    record_property("changes a second", round(WRITES / (time.monotonic() - began)))
    assert client.met["lost"] > WRITES * SHARE / 2
    assert behind.dropped > 0
    assert (double, sorted(map(int, rows))) == (0, list(range(WRITES)))
    assert found["journal_whole"]
