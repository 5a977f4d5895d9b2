"""Doing jobs: claim with a lease, do, settle; take back what a dead worker left (trust P1, P5)."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from startlijn.base.access.rules import operator
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.people.queries import actor_of_person
from startlijn.base.post.models import Job
from startlijn.base.post.queries import kind_named, kinds, something_due
from startlijn.base.post.rules import pause_after
from startlijn.base.post.terms import (
    LEASE,
    Claimed,
    GaveUp,
    JobCancelledError,
    JobState,
    Kind,
    LeaseLostError,
    PermanentError,
    Task,
)
from startlijn.base.seams import new_token
from startlijn.base.tenancy import everywhere, within

Clock = Callable[[], datetime]
_log = logging.getLogger(__name__)
_ALL = "a worker serves every partnership"


def _scope(job: Job) -> AbstractContextManager[None]:
    """Return where the handler may look: its partnership; all of them only when the operator asked."""
    if job.partnership_id is not None:
        return within(job.partnership_id)
    return everywhere("the operator asked") if job.as_operator else nullcontext()


def claim(*, at: datetime) -> Claimed | None:
    """Take the next job that is due, for `LEASE`; None when there is none. Two workers never get the same.

    Waiting rows that another worker is just taking are skipped (PostgreSQL) or waited for (SQLite).
    """
    with everywhere(_ALL):
        if not something_due(at):
            return None
        try:
            with transaction.atomic():
                return _take(at)
        except IntegrityError:
            # Another worker just started a job of a kind that runs alone in its partnership.
            return None


def _take(at: datetime) -> Claimed | None:
    busy = Job.objects.filter(state=JobState.RUNNING, alone=True).values_list("kind", "partnership_id")
    due = Job.objects.filter(state=JobState.WAITING, run_after__lte=at, kind__in=kinds())
    for kind, partnership_id in busy:
        due = due.exclude(kind=kind, partnership_id=partnership_id, alone=True)
    job = due.order_by("-priority", "run_after", "id").select_for_update(skip_locked=True).first()
    if job is None:
        return None
    lease = new_token()
    taken = Job.objects.filter(pk=job.pk, state=JobState.WAITING).update(
        state=JobState.RUNNING, lease=lease, leased_until=at + LEASE, attempts=job.attempts + 1, code=""
    )
    return Claimed(job.pk, job.kind, lease, job.attempts + 1) if taken else None


def extend(claimed: Claimed, *, at: datetime) -> bool:
    """Keep a job for another `LEASE`; False when it is no longer this worker's."""
    return _held(claimed, leased_until=at + LEASE)


def give_back(claimed: Claimed, *, at: datetime) -> bool:
    """Put a job back untouched, for the next worker: this one is asked to stop."""
    return _held(
        claimed,
        state=JobState.WAITING,
        lease="",
        leased_until=None,
        attempts=claimed.attempt - 1,
        run_after=at,
    )


def _held(claimed: Claimed, **changes: Any) -> bool:
    with everywhere(_ALL):
        mine = Job.objects.filter(pk=claimed.id, lease=claimed.lease, state=JobState.RUNNING)
        return mine.update(**changes) == 1


def _settle(claimed: Claimed, state: JobState, *, at: datetime, code: str = "") -> None:
    settled = _held(claimed, state=state, lease="", leased_until=None, settled_at=at, code=code)
    if not settled:
        raise LeaseLostError(str(claimed.id))


def tell_owner(kind: Kind, job: Job, *, by: Actor, at: datetime, code: str) -> None:
    """Let the kind put its own rows in order after a job failed or was cancelled."""
    if kind.gave_up is not None:
        kind.gave_up(GaveUp(job.pk, by, at, job.payload, code))


@transaction.atomic
def give_up(claimed: Claimed, *, at: datetime, code: str, cancelled: bool = False) -> None:
    """Mark a job failed or cancelled for good, and let its kind know, in one transaction."""
    _settle(claimed, JobState.CANCELLED if cancelled else JobState.FAILED, at=at, code=code)
    with everywhere(_ALL):
        job = Job.objects.get(pk=claimed.id)
    by = _actor(job, at)
    with _scope(job):
        tell_owner(kind_named(job.kind), job, by=by, at=at, code=code)


def fail(claimed: Claimed, *, at: datetime, code: str) -> None:
    """Let a job wait for its next attempt, longer each time; give it up when there is none left."""
    if claimed.attempt >= kind_named(claimed.kind).attempts:
        give_up(claimed, at=at, code=code)
        return
    again = _held(
        claimed,
        state=JobState.WAITING,
        lease="",
        leased_until=None,
        code=code,
        run_after=at + pause_after(claimed.attempt),
    )
    if not again:
        raise LeaseLostError(str(claimed.id))


def reap(*, at: datetime) -> int:
    """Take back the jobs of workers that have said nothing for `LEASE`; return how many."""
    with everywhere(_ALL):
        lost = list(Job.objects.filter(state=JobState.RUNNING, leased_until__lt=at, kind__in=kinds()))
    taken = 0
    for job in lost:
        try:
            fail(Claimed(job.pk, job.kind, job.lease, job.attempts), at=at, code="worker_lost")
            taken += 1
        except LeaseLostError:
            continue  # another worker was first, or the job ended just now
    return taken


def _actor(job: Job, at: datetime) -> Actor:
    """Return with whose rights the job acts; somebody who is erased, or never logged in, has none."""
    if job.as_operator:
        return operator(job.partnership_id)
    if job.person_id is None or job.partnership_id is None:
        return Actor(job.person_id, None, "", job.partnership_id, at=at)
    actor = actor_of_person(job.person_id, partnership_id=job.partnership_id, at=at)
    if job.limited_to is None:
        return actor
    return replace(actor, limited_to=frozenset(map(Permission, job.limited_to)))


def _task(claimed: Claimed, job: Job, by: Actor, clock: Clock) -> Task:
    @contextmanager
    def completing() -> Iterator[None]:
        with transaction.atomic():
            _settle(claimed, JobState.DONE, at=clock())
            yield

    def report(progress: Mapping[str, Any]) -> None:
        if not _held(claimed, progress=dict(progress), leased_until=clock() + LEASE):
            raise LeaseLostError(str(claimed.id))

    def is_cancelled() -> bool:
        with everywhere(_ALL):
            mine = Job.objects.filter(pk=claimed.id, lease=claimed.lease, cancel_requested=False)
            return not mine.exists()

    return Task(job.pk, job.kind, by, clock(), job.payload, claimed.attempt, report, is_cancelled, completing)


def perform(claimed: Claimed, *, clock: Clock) -> None:
    """Do one claimed job here and now, and settle it whatever happens. `clock` returns this moment (UTC)."""
    with everywhere(_ALL):
        job = Job.objects.get(pk=claimed.id)
    kind = kind_named(claimed.kind)
    try:
        by = _actor(job, clock())
        with _scope(job):
            _handle(kind, _task(claimed, job, by, clock), claimed, clock)
    except LeaseLostError:
        _log.warning("job %s (%s) went to another worker", claimed.id, claimed.kind)
    except Exception as error:
        _log.exception("job %s (%s) failed", claimed.id, claimed.kind)
        _settle_failure(claimed, error, clock())


def _handle(kind: Kind, task: Task, claimed: Claimed, clock: Clock) -> None:
    task.stop_if_cancelled()
    kind.run(task)
    with everywhere(_ALL):
        unsettled = Job.objects.filter(pk=claimed.id, lease=claimed.lease).exists()
    if unsettled:
        _settle(claimed, JobState.DONE, at=clock())


def _settle_failure(claimed: Claimed, error: Exception, at: datetime) -> None:
    try:
        if isinstance(error, JobCancelledError):
            give_up(claimed, at=at, code="cancelled", cancelled=True)
        elif isinstance(error, NotVisibleError):
            give_up(claimed, at=at, code="not_allowed")
        elif isinstance(error, PermanentError):
            give_up(claimed, at=at, code=error.code)
        elif isinstance(error, MemoryError):
            give_up(claimed, at=at, code="memory_limit")
        else:
            fail(claimed, at=at, code=type(error).__name__)
    except LeaseLostError:
        _log.warning("job %s (%s) was settled elsewhere", claimed.id, claimed.kind)


def work_off(*, clock: Clock, limit: int = 10_000) -> int:
    """Do what is due, one after the other, in this process (`work --once`, tests); return how many."""
    for done in range(limit):
        claimed = claim(at=clock())
        if claimed is None:
            return done
        perform(claimed, clock=clock)
    return limit
