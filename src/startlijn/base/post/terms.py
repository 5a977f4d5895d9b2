"""Words of the post: jobs, mail, the clock and keys that make a retry safe."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from startlijn.base.access.terms import Actor
from startlijn.base.refusals import RefusedError

LEASE = timedelta(seconds=60)  # how long a job stays with a worker that says nothing
KEYS_KEPT = timedelta(hours=48)  # how long an answer is kept for whoever sends the same request again
JOBS_KEPT = timedelta(days=30)  # how long a settled job and a sent mail stay visible to the administrator
LONGEST_OFF = timedelta(days=366)  # how far ahead the day may be on which mail comes again


class JobState(StrEnum):
    """Where a job stands. `FAILED` and `CANCELLED` are final until somebody retries by hand."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class MailState(StrEnum):
    """Where a mail stands: `HELD` until the letter of the day, `BUNDLED` in one; `LEFT_OUT` as was chosen."""

    WAITING = "waiting"
    HELD = "held"
    BUNDLED = "bundled"
    SENT = "sent"
    LEFT_OUT = "left_out"
    FAILED = "failed"


class MailKind(models.TextChoices):
    """What a mail is about, as the reader chooses; a template belongs to one (`rules.kind_of`)."""

    ACCOUNT = "account", _("getting into Startlijn")
    RIGHTS = "rights", _("data about you")
    ASSESSMENT = "assessment", _("assessments")
    LINE = "line", _("your line, or the lines you guide")
    SHARED = "shared", _("dossiers and feedback")
    GROUPS = "groups", _("groups of schools")
    MEETINGS = "meetings", _("meetings")
    COURSES = "courses", _("courses")
    TOGETHER = "together", _("working together: intervision, learning groups, networks")
    OTHER = "other", _("other things of your partnership")
    DIGEST = "digest", _("the letter of the day")


# Mail that no choice holds back: without it somebody loses a way in, a right or a term.
ALWAYS = frozenset({MailKind.ACCOUNT, MailKind.RIGHTS, MailKind.ASSESSMENT})
# What can be chosen on the page; the letter of the day follows from the others.
CHOSEN = tuple(kind for kind in MailKind if kind not in ALWAYS and kind is not MailKind.DIGEST)


class Pace(models.TextChoices):
    """How mail of one kind comes."""

    AT_ONCE = "at_once", _("at once")
    DAILY = "daily", _("in one letter a day")
    OFF = "off", _("not at all")


class AlwaysComesError(RefusedError):
    """Mail of this kind cannot be turned off or put together."""

    code = "mail.always_comes"
    message = gettext_noop("This mail always comes: without it you could lose a way in, a right or a term.")


class DayNotAheadError(RefusedError):
    """The day on which mail is to come again has passed, or is more than a year away."""

    code = "mail.day_not_ahead"
    message = gettext_noop("Choose a day from tomorrow on, at most a year ahead.")


class StopLinkEndedError(Exception):
    """The link in a mail is changed, or its mail is longer than thirty days ago."""


@dataclass(frozen=True, slots=True)
class MailChoiceView:
    """How mail of a kind comes to somebody: `until` is the last day without it, None for no end."""

    kind: MailKind
    label: str | Promise
    pace: Pace
    until: date | None
    always: bool


@dataclass(frozen=True, slots=True)
class BehindStop:
    """What a link in a mail is about: whose mail of which kind, and how it comes now."""

    address: str
    kind: MailKind
    pace: Pace
    language: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as it goes out: with its reason and the way out; `stop` is empty for what always comes."""

    subject: str
    text: str
    stop: str
    calendars: tuple[tuple[str, str], ...] = ()


class LeaseLostError(Exception):
    """The job is no longer with this worker: it was too late, or somebody cancelled. Nothing was written."""


class JobCancelledError(Exception):
    """A handler stops because somebody asked for it (see `Task.stop_if_cancelled`)."""


class PermanentError(Exception):
    """A handler gives up at once: trying again cannot help. `code` is shown to the administrator."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class UnknownKindError(Exception):
    """No handler is declared for this kind of job."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.code = "jobs.unknown_kind"
        self.kind = kind


class QueueFullError(Exception):
    """The partnership already has `limit` jobs of this kind waiting (trust P24)."""

    def __init__(self, kind: str, limit: int) -> None:
        super().__init__(f"{kind}: {limit} waiting")
        self.code = "jobs.queue_full"
        self.kind = kind
        self.limit = limit


class KeyReusedError(Exception):
    """The same key came with another request: the earlier answer would be a lie (422)."""

    code = "once.key_reused"


class KeyBusyError(Exception):
    """The first request with this key is still being answered (409)."""

    code = "once.key_busy"


@dataclass(frozen=True, slots=True)
class Task:
    """What a handler gets: whose job it is, what to do, and three verbs.

    `by` has the rights that hold now for who started the job; queries are within their partnership.
    `at` is when this attempt began (aware). `attempt` counts from 1.
    """

    id: UUID
    kind: str
    by: Actor
    at: datetime
    payload: Mapping[str, Any]
    attempt: int
    report_progress: Callable[[Mapping[str, Any]], None]
    is_cancelled: Callable[[], bool]
    completing: Callable[[], AbstractContextManager[None]]

    def report(self, done: int, total: int, **more: Any) -> None:
        """Show how far the work is: `done` of `total`, and other figures or codes (never names)."""
        self.report_progress({"done": done, "total": total, **more})

    def stop_if_cancelled(self) -> None:
        """Raise `JobCancelledError` when somebody cancelled the job."""
        if self.is_cancelled():
            raise JobCancelledError

    def complete(self) -> AbstractContextManager[None]:
        """Open the transaction in which the job becomes done; write the result inside it.

        So the result is there exactly once, also when a second worker had taken the job over:
        then `LeaseLostError` is raised and nothing is written.
        """
        return self.completing()


@dataclass(frozen=True, slots=True)
class GaveUp:
    """A job that will not be done: `code` is `cancelled`, a limit, or what went wrong."""

    id: UUID
    by: Actor
    at: datetime
    payload: Mapping[str, Any]
    code: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of job and its handler; listed in the setting `JOBS`.

    `gave_up` runs in the transaction that marks the job failed or cancelled. `attempts` limits retries,
    `seconds` the time one attempt may take. `heavy` handlers run in a process of their own, which may use
    `cpu_seconds` of processor and `memory_mib` of memory (trust P24). `alone`: one at a time in a
    partnership; `waiting`: at most so many more in the queue.
    """

    name: str
    run: Callable[[Task], None]
    gave_up: Callable[[GaveUp], None] | None = None
    attempts: int = 3
    seconds: int = 300
    heavy: bool = False
    cpu_seconds: int = 30
    memory_mib: int = 512
    alone: bool = False
    waiting: int | None = None


@dataclass(frozen=True, slots=True)
class Recurring:
    """A job that the clock starts: every `minutes`, or daily at `daily_at` on Dutch clocks."""

    name: str
    kind: str
    minutes: int | None = None
    daily_at: time | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """A job that a worker holds: `lease` proves it, until `leased_until`."""

    id: UUID
    kind: str
    lease: str
    attempt: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request was answered, kept for whoever repeats it: status, address to go to, type and body."""

    status: int
    location: str = ""
    content_type: str = ""
    body: bytes = b""
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class JobView:
    """A job as a page or a command shows it."""

    id: UUID
    kind: str
    state: JobState
    progress: Mapping[str, Any]
    attempts: int
    code: str
    cancel_requested: bool
    created_at: datetime
    run_after: datetime
    settled_at: datetime | None
    partnership_id: UUID | None

    @property
    def settled(self) -> bool:
        """Tell whether the job is done, failed or cancelled."""
        return self.state not in {JobState.WAITING, JobState.RUNNING}
