"""Kinds of jobs for tests, and what happened to them."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

from startlijn.base.post.terms import GaveUp, JobCancelledError, Kind, PermanentError, Recurring, Task
from startlijn.base.tenancy import current_partnership

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
done: list[Any] = []
places: list[Any] = []
given_up: list[GaveUp] = []


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, at: datetime = AT) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


def _note(task: Task) -> None:
    done.append(task)
    places.append(current_partnership())


def _fail(task: Task) -> None:
    done.append(task)
    raise RuntimeError("no luck")


def _refuse(task: Task) -> None:
    raise PermanentError("no_such_round")


def _stop(task: Task) -> None:
    raise JobCancelledError


def _burn(task: Task) -> None:
    while True:
        sum(range(10_000))


def _fill(task: Task) -> None:
    kept = []
    while True:
        kept.append(bytearray(8 * 1024 * 1024))
        time.sleep(0.01)


def _sit(task: Task) -> None:
    while not task.is_cancelled():
        time.sleep(0.05)
    task.stop_if_cancelled()


NOTE = Kind("test.note", run=_note)
FAIL = Kind("test.fail", run=_fail, gave_up=given_up.append)
REFUSE = Kind("test.refuse", run=_refuse, gave_up=given_up.append)
STOP = Kind("test.stop", run=_stop, gave_up=given_up.append)
ALONE = Kind("test.alone", run=_note, alone=True, waiting=3)
BURN = Kind("test.burn", run=_burn, heavy=True, cpu_seconds=1, seconds=60)
FILL = Kind("test.fill", run=_fill, heavy=True, memory_mib=200, seconds=60)
SLOW = Kind("test.slow", run=_sit, heavy=True, seconds=2)
SIT = Kind("test.sit", run=_sit)
EVERY_QUARTER = Recurring("quarter", kind="test.note", minutes=15)
NAMES = ["NOTE", "FAIL", "REFUSE", "STOP", "ALONE", "BURN", "FILL", "SLOW", "SIT"]
PATHS = [f"tests.base.post.kinds.{name}" for name in NAMES]
