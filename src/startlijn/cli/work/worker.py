"""A worker: takes jobs, does several at a time, keeps them alive, and stops without leaving any behind.

Keeps nothing that another worker could need: all is in the database. Any number of workers may run.
"""

import logging
import signal
import threading
import time
from dataclasses import dataclass, field

from django.db import DatabaseError, close_old_connections, connections

from startlijn.base.access.rules import operator
from startlijn.base.post.actions import clock, running
from startlijn.base.post.queries import kind_named
from startlijn.base.post.terms import LEASE, Claimed, Kind
from startlijn.base.seams import now
from startlijn.cli.work.apart import run_apart

LOOKS_EVERY = 0.5  # seconds between two looks at the queue
ROUND_EVERY = 10.0  # seconds between two rounds: what recurs, and what dead workers left
EXTENDS_EVERY = LEASE.total_seconds() / 4
GRACE = 15.0  # seconds that running jobs get when the worker is asked to stop
_log = logging.getLogger(__name__)


@dataclass
class Busy:
    """A job in hand: the thread that does it, since when, and a flag that tells it to hand the job back."""

    claimed: Claimed
    kind: Kind
    thread: threading.Thread = field(init=False)
    hand_back: threading.Event = field(default_factory=threading.Event)
    since: float = field(default_factory=time.monotonic)
    extended: float = field(default_factory=time.monotonic)


class Worker:
    """Does at most `slots` jobs at the same time."""

    def __init__(self, slots: int) -> None:
        self.slots = slots
        self.busy: list[Busy] = []
        self.stopping = threading.Event()
        self._last_round = float("-inf")

    def stop_on_signals(self) -> None:
        """Stop at SIGTERM and Ctrl-C: nothing new is taken, what runs is finished or handed back."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.stopping.set())

    def run(self, *, once: bool = False) -> None:
        """Work until asked to stop; with `once` until nothing is due and nothing runs."""
        while not self.stopping.is_set():
            try:
                took = self._look()
            except DatabaseError:
                # The database is away for a moment; leases protect what others may take over meanwhile.
                _log.exception("the database does not answer")
                took = False
            if once and not took and not self.busy:
                break
            self.stopping.wait(0.05 if took or (once and self.busy) else LOOKS_EVERY)
        self._wind_up()
        connections.close_all()

    def _look(self) -> bool:
        close_old_connections()
        self._extend()
        if time.monotonic() - self._last_round > ROUND_EVERY:
            running.reap(at=now())
            clock.start_due(by=operator(), at=now())
            self._last_round = time.monotonic()
        self.busy = [busy for busy in self.busy if busy.thread.is_alive()]
        took = False
        while len(self.busy) < self.slots and (claimed := running.claim(at=now())):
            self._start(claimed)
            took = True
        return took

    def _start(self, claimed: Claimed) -> None:
        busy = Busy(claimed, kind_named(claimed.kind))
        busy.thread = threading.Thread(target=self._do, args=[busy], name=str(claimed.id), daemon=True)
        self.busy.append(busy)
        busy.thread.start()

    def _do(self, busy: Busy) -> None:
        try:
            if busy.kind.heavy:
                run_apart(busy.claimed, busy.kind, hand_back=busy.hand_back)
            else:
                running.perform(busy.claimed, clock=now)
        except Exception:
            # Not settled: the lease runs out and the job is tried again.
            _log.exception("job %s (%s) was not settled", busy.claimed.id, busy.claimed.kind)
        finally:
            connections.close_all()

    def _extend(self) -> None:
        """Keep what runs, but not beyond the time its kind allows: then another worker may have it."""
        for busy in self.busy:
            at = time.monotonic()
            if not busy.thread.is_alive() or at - busy.extended < EXTENDS_EVERY:
                continue
            if at - busy.since < busy.kind.seconds:
                busy.extended = at
                if not running.extend(busy.claimed, at=now()):
                    busy.hand_back.set()
            else:
                _log.error("job %s (%s) takes too long", busy.claimed.id, busy.claimed.kind)

    def _wind_up(self) -> None:
        for busy in self.busy:
            busy.hand_back.set()
        until = time.monotonic() + GRACE
        for busy in self.busy:
            busy.thread.join(max(0.0, until - time.monotonic()))
            if busy.thread.is_alive():
                # The thread dies with this process; should it end first, its result is refused.
                running.give_back(busy.claimed, at=now())
