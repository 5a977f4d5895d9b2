"""Lets several people act at the same moment in an order that a seed decides (trust.md, finding 7).

Everybody acts in a thread with a connection of its own. Before each query, and before each commit, a thread
waits for its turn; who goes next is drawn. Somebody who waits for a lock of PostgreSQL is passed over until
the lock is free. So one seed is one order, and a mistake that was found can be looked at again.
"""

import random
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any

from django.db import connection

_PATIENCE = 0.002  # seconds that a query gets before we ask whether it waits for a lock
_LONGEST = 30.0
_BLOCKED = "SELECT cardinality(pg_blocking_pids(%s)) > 0"
Act = Callable[[], object]


class Stuck(Exception):
    """Nobody could go on."""


class _Actor(threading.Thread):
    """A thread with one connection, which acts when it is told to and asks for every step."""

    def __init__(self, changed: threading.Condition) -> None:
        super().__init__(daemon=True)
        self.changed, self.state = changed, "idle"
        self.tasks: SimpleQueue[Act | None] = SimpleQueue()
        self.pid, self.result, self.at, self._may = 0, None, "", False
        self.ready = threading.Event()

    def run(self) -> None:
        connection.ensure_connection()
        self.pid = connection.connection.info.backend_pid
        self._commit = connection._commit
        connection._commit = self._commits  # type: ignore[method-assign]
        self.ready.set()
        while (task := self.tasks.get()) is not None:
            with connection.execute_wrapper(self._asks):
                try:
                    self.result = task()
                except Exception as error:
                    self.result = error
            self._become("idle")
        connection.close()

    def go(self) -> None:
        """Let this thread take one step."""
        with self.changed:
            self.state, self._may = "busy", True
            self.changed.notify_all()

    def _asks(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self._step(sql)
        return execute(sql, params, many, context)

    def _commits(self) -> None:
        self._step("COMMIT")
        self._commit()

    def _step(self, what: str) -> None:
        with self.changed:
            # The names of savepoints differ each time: the first words say enough.
            words = what.split()[: 1 if "SAVEPOINT" in what else 4]
            self.state, self.at, self._may = "waits", " ".join(words), False
            self.changed.notify_all()
            while not self._may:
                self.changed.wait(_LONGEST)

    def _become(self, state: str) -> None:
        with self.changed:
            self.state = state
            self.changed.notify_all()


class Stage:
    """So many people, and the one who says whose turn it is."""

    def __init__(self, people: int) -> None:
        self._changed = threading.Condition()
        self._actors = [_Actor(self._changed) for _ in range(people)]
        for actor in self._actors:
            actor.start()
        for actor in self._actors:
            actor.ready.wait(_LONGEST)
        self.waits = 0  # how often somebody waited for a lock

    def close(self) -> None:
        """Let everybody go home, and close their connections."""
        for actor in self._actors:
            actor.tasks.put(None)
            actor.join(_LONGEST)

    def play(self, seed: int, acts: list[Act]) -> tuple[list[object], list[str]]:
        """Let everybody act in the order of a seed; return what came of each, and the order."""
        rng, order = random.Random(seed), []
        # Some hurry and some dawdle: else nobody would ever begin after another is done.
        pace = [rng.random() ** 3 + 0.01 for _ in acts]
        for actor, act in zip(self._actors, acts, strict=True):
            actor.state = "busy"
            actor.tasks.put(act)
        while True:
            self._settle()
            ready = [number for number, actor in enumerate(self._actors) if actor.state == "waits"]
            if not ready:
                return [actor.result for actor in self._actors], order
            chosen = rng.choices(ready, [pace[number] for number in ready])[0]
            order.append(f"{chosen}: {self._actors[chosen].at}")
            self._actors[chosen].go()

    def _settle(self) -> None:
        """Wait until everybody waits for a turn or a lock, or is done."""
        for _ in range(int(_LONGEST / _PATIENCE)):
            with self._changed:
                self._changed.wait_for(self._all_quiet, _PATIENCE)
                busy = [actor for actor in self._actors if actor.state == "busy"]
            if not busy:
                return
            if all(_blocked(actor) for actor in busy) and self._somebody_waits():
                self.waits += len(busy)
                return
        raise Stuck([(actor.state, actor.at) for actor in self._actors])

    def _all_quiet(self) -> bool:
        return all(actor.state != "busy" for actor in self._actors)

    def _somebody_waits(self) -> bool:
        return any(actor.state == "waits" for actor in self._actors)


def _blocked(actor: _Actor) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_BLOCKED, [actor.pid])
        return bool(cursor.fetchone()[0])
