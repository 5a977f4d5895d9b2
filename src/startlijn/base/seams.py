"""The three things a test must be able to hold still: the clock, identifiers and chance.

Everything else asks here. `fixed` makes a run repeatable: same seed, same run (trust P8).
"""

import base64
import random
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_at: ContextVar[datetime | None] = ContextVar("at", default=None)
_chance: ContextVar[random.Random | None] = ContextVar("chance", default=None)


def now() -> datetime:
    """Return this moment, aware, in UTC; the fixed moment inside `fixed`."""
    return _at.get() or datetime.now(UTC)


def day_of(moment: datetime) -> date:
    """Return the date of a moment on Dutch clocks (Europe/Amsterdam, or the active time zone)."""
    return timezone.localdate(moment)


def begin_of(day: date) -> datetime:
    """Return the first moment of a day on Dutch clocks, aware."""
    return timezone.make_aware(datetime.combine(day, time.min))


def today() -> date:
    """Return the date of `now` on Dutch clocks."""
    return day_of(now())


def chance() -> random.Random:
    """Return the source of randomness: unpredictable, or seeded inside `fixed`."""
    return _chance.get() or secrets.SystemRandom()


def new_id() -> UUID:
    """Return a UUID of version 7 (RFC 9562, section 6.2, method 3): the moment, then 62 random bits.

    48 bits of milliseconds and 12 bits within the millisecond: identifiers sort by age, to the
    microsecond, which keeps indexes compact and queues in order. They cannot be guessed.
    """
    microseconds = (now() - _EPOCH) // _MICROSECOND
    milliseconds, rest = divmod(microseconds, 1000)
    return UUID(
        int=(milliseconds & (1 << 48) - 1) << 80
        | 0x7 << 76
        | rest * 4096 // 1000 << 64
        | 0b10 << 62
        | chance().getrandbits(62)
    )


def new_token() -> str:
    """Return 256 random bits as 43 characters that are safe in an address (ASVS 11.5.1)."""
    raw = chance().getrandbits(256).to_bytes(32, "big")
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@contextmanager
def fixed(*, at: datetime | None = None, seed: int | None = None) -> Iterator[None]:
    """Hold the clock at `at` (aware) and draw chance from `seed`; either may be left free."""
    moment = _at.set(at or _at.get())
    source = _chance.set(random.Random(seed) if seed is not None else _chance.get())  # noqa: S311
    try:
        yield
    finally:
        _at.reset(moment)
        _chance.reset(source)
