"""Judgements of the post: how long to wait, what is due, when two requests are the same."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from startlijn.base.post.terms import Recurring

DUTCH_CLOCK = ZoneInfo("Europe/Amsterdam")
_LONGEST_PAUSE = timedelta(hours=6)
# PostgreSQL's codes: a lock took too long; two transactions waited for each other, and it broke off this one.
_LOCK_NOT_AVAILABLE, _DEADLOCK = "55P03", "40P01"


def pause_after(attempt: int) -> timedelta:
    """Return the wait after a failed attempt (1, 2, 3 …): 10 s, 1 min, 6 min, 36 min … at most 6 h."""
    return min(timedelta(seconds=10 * 6 ** (min(attempt, 8) - 1)), _LONGEST_PAUSE)


def last_occurrence(recurring: Recurring, at: datetime) -> datetime:
    """Return the last moment (UTC) not after `at` on which the clock should have started this job.

    Daily jobs follow Dutch clocks. On the night the clock goes back the first of the two moments counts;
    a moment that is skipped in spring counts one hour later.
    """
    if recurring.minutes is not None:
        step = recurring.minutes * 60
        return datetime.fromtimestamp(int(at.timestamp()) // step * step, UTC)
    assert recurring.daily_at is not None
    local = at.astimezone(DUTCH_CLOCK)
    for day in (local.date(), local.date() - timedelta(days=1)):
        moment = datetime.combine(day, recurring.daily_at, DUTCH_CLOCK).astimezone(UTC)
        if moment <= at:
            return moment
    raise AssertionError("yesterday's moment is always past")


def occurrence_key(recurring: Recurring, at: datetime) -> str:
    """Return the key of the last occurrence: the same for every worker that looks."""
    return f"{recurring.name}@{last_occurrence(recurring, at):%Y-%m-%dT%H:%MZ}"


def fingerprint(method: str, path: str, parts: Iterable[bytes]) -> str:
    """Return the SHA-256 (hex) of a request: method, path with query, and the parts of its body."""
    digest = hashlib.sha256()
    for part in (method.encode(), path.encode(), *parts):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def key_digest(owner: str, key: str) -> str:
    """Return under what a key is stored: two people may choose the same key without meeting."""
    return fingerprint("key", owner, [key.encode()])


def took_too_long(error: Exception) -> bool:
    """Tell whether the database gave up waiting for a lock."""
    return _sqlstate(error) == _LOCK_NOT_AVAILABLE


def waited_for_each_other(error: Exception) -> bool:
    """Tell whether the database broke this off because it and another waited for each other."""
    return _sqlstate(error) == _DEADLOCK


def _sqlstate(error: Exception) -> str:
    """Return PostgreSQL's code for what went wrong; empty on another database."""
    return str(getattr(error.__cause__, "sqlstate", ""))
