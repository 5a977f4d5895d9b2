"""Judgements of the post: how long to wait, what is due, when two requests are the same."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core import signing

from startlijn.base.post.terms import (
    ALWAYS,
    LONGEST_OFF,
    AlwaysComesError,
    DayNotAheadError,
    MailKind,
    Pace,
    Recurring,
    StopLinkEndedError,
)

DUTCH_CLOCK = ZoneInfo("Europe/Amsterdam")
_LONGEST_PAUSE = timedelta(hours=6)
# PostgreSQL's codes: a lock took too long; two transactions waited for each other, and it broke off this one.
_LOCK_NOT_AVAILABLE, _DEADLOCK = "55P03", "40P01"
# What the names of templates begin with.
_KINDS: tuple[tuple[str, MailKind], ...] = (
    ("invitation", MailKind.ACCOUNT),
    ("password_", MailKind.ACCOUNT),
    ("way_in_", MailKind.ACCOUNT),
    ("emergency_", MailKind.RIGHTS),
    ("both_roles_", MailKind.RIGHTS),
    ("assessment_", MailKind.ASSESSMENT),
    ("step_waits", MailKind.ASSESSMENT),
    ("confirm_", MailKind.LINE),
    ("move_", MailKind.LINE),
    ("dossier_", MailKind.SHARED),
    ("feedback_", MailKind.SHARED),
    ("groups_", MailKind.GROUPS),
    ("meeting_", MailKind.MEETINGS),
    ("series_", MailKind.MEETINGS),
    ("course_", MailKind.COURSES),
    ("product_", MailKind.COURSES),
    ("intervision_", MailKind.TOGETHER),
    ("plg_", MailKind.TOGETHER),
    ("network_", MailKind.TOGETHER),
    ("digest", MailKind.DIGEST),
)
_STOP = "post.stop"


def kind_of(template: str) -> MailKind:
    """Return what a template is about; `OTHER` when its name does not say."""
    return next((kind for begin, kind in _KINDS if template.startswith(begin)), MailKind.OTHER)


def comes(kind: MailKind, pace: Pace, until: date | None, on: date) -> Pace:
    """Return how mail of a kind comes on a day: at once when it always comes, or when its day has come."""
    if kind in ALWAYS or (pace is Pace.OFF and until is not None and until < on):
        return Pace.AT_ONCE
    return pace


def must_be_chosen_rightly(kind: MailKind, pace: Pace, until: date | None, on: date) -> None:
    """Raise `AlwaysComesError` or `DayNotAheadError` when this cannot be chosen on a day."""
    if kind in ALWAYS and pace is not Pace.AT_ONCE:
        raise AlwaysComesError
    if pace is Pace.OFF and until is not None and not on < until <= on + LONGEST_OFF:
        raise DayNotAheadError


def stop_token(mail_id: UUID) -> str:
    """Return what stands in the link with which a mail is stopped: signed, without an address in it."""
    return signing.Signer(sep=".", salt=_STOP).sign(mail_id.hex)


def mail_behind(token: str) -> UUID:
    """Return which mail a link belongs to; raise `StopLinkEndedError` when it was changed."""
    try:
        return UUID(signing.Signer(sep=".", salt=_STOP).unsign(token))
    except (signing.BadSignature, ValueError) as error:
        raise StopLinkEndedError from error


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
