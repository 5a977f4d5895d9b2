"""Breaking an action off at query 1, 2, 3 … and looking at what it leaves behind."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import OperationalError, connection, transaction

from startlijn.base.seams import fixed
from tests.conftest import AT


class Fault(OperationalError):
    """The database was gone at this query."""


@dataclass
class Breaker:
    """Fails before or after query number `at` (from 0); counts all queries."""

    at: int = -1
    after: bool = False
    count: int = 0
    broke: str = ""

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        mine = self.count == self.at
        self.count += 1
        if mine and not self.after:
            self.broke = sql
            raise Fault
        result = execute(sql, params, many, context)
        # Once a savepoint is released the work is done; that case is the commit, tried in tests/scale.
        if mine and not sql.startswith("RELEASE"):
            self.broke = sql
            raise Fault
        return result


def state() -> str:
    """Return a digest of every row of every table."""
    digest = hashlib.sha256()
    with connection.cursor() as cursor:
        for model in sorted(apps.get_models(), key=lambda model: model._meta.db_table):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")
            rows = sorted(map(repr, cursor.fetchall()))
            digest.update(f"{model._meta.db_table}{rows}".encode())
    return digest.hexdigest()


@contextmanager
def _undone() -> Iterator[None]:
    """Undo everything at the end, so that each attempt starts from the same state."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _attempt(act: Callable[[], object], breaker: Breaker) -> bool:
    """Act with a breaker; tell whether it came to an end without an exception."""
    with fixed(at=AT, seed=1), connection.execute_wrapper(breaker), suppress(Fault):
        act()
        return True
    return False


def sweep(act: Callable[[], object], told: Callable[[int], object] = id) -> list[str]:
    """Break `act` off before and after each of its queries; return where it left half a trace.

    An attempt that failed must leave the state as it was; one that came to an end nevertheless must leave
    the same as an undisturbed one. `told` gets the number of times that it was broken off.
    """
    before = state()
    complete = before
    breaker = Breaker()
    for _ in range(2):  # the first time fills caches, the second counts
        breaker = Breaker()
        with _undone():
            assert _attempt(act, breaker)
            complete = state()
    assert complete != before, "the action writes nothing"
    found = []
    told(2 * breaker.count)
    for number in range(breaker.count):
        for after in (False, True):
            trial = Breaker(number, after)
            with _undone():
                ended = _attempt(act, trial)
                left = state()
            if trial.broke and left != (complete if ended else before):
                found.append(f"{'after' if after else 'before'} query {number}: {trial.broke[:80]}")
    return found
