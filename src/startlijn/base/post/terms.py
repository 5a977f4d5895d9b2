"""Words of the post: jobs, mail, the clock and keys that make a retry safe."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from startlijn.base.access.terms import Actor

LEASE = timedelta(seconds=60)  # how long a job stays with a worker that says nothing
KEYS_KEPT = timedelta(hours=48)  # how long an answer is kept for whoever sends the same request again
JOBS_KEPT = timedelta(days=30)  # how long a settled job and a sent mail stay visible to the administrator


class JobState(StrEnum):
    """Where a job stands. `FAILED` and `CANCELLED` are final until somebody retries by hand."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class MailState(StrEnum):
    """Where a mail stands."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


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
