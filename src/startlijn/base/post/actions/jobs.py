"""Putting work in the queue, cancelling it, trying it again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from startlijn.base.access.rules import operator
from startlijn.base.access.terms import Actor, NotVisibleError
from startlijn.base.journal.actions import record
from startlijn.base.organisations.models import Partnership
from startlijn.base.post.actions.running import tell_owner
from startlijn.base.post.models import Job
from startlijn.base.post.queries import kind_named
from startlijn.base.post.terms import JobState, Kind, QueueFullError
from startlijn.base.tenancy import everywhere


def _refuse_when_full(kind: Kind, partnership_id: UUID) -> None:
    # The lock makes two requests at once count one after the other; it does not hinder foreign keys.
    Partnership.objects.select_for_update(no_key=True).get(pk=partnership_id)
    waiting = Job.objects.filter(kind=kind.name, partnership=partnership_id, state=JobState.WAITING).count()
    if kind.waiting is not None and waiting >= kind.waiting:
        raise QueueFullError(kind.name, kind.waiting)


@transaction.atomic
def enqueue(
    *,
    by: Actor,
    at: datetime,
    kind: str,
    payload: Mapping[str, Any],
    key: str | None = None,
    run_after: datetime | None = None,
    priority: int = 0,
) -> UUID:
    """Put a job in the queue, in the transaction of the action that needs it; return its id.

    `payload` is JSON: ids and codes, no contents. With a `key` there is one job for it within a partnership,
    for as long as jobs are kept: asking again returns the first. `run_after` (aware) delays, a higher
    `priority` goes first. The job acts with the rights that `by` has when it runs. The action that calls
    writes the journal line.
    Raises `UnknownKindError`, `QueueFullError`.
    """
    declared = kind_named(kind)
    with everywhere("the queue is one; the row carries the partnership of the actor"):
        whole_key = f"{by.partnership_id or 'all'}:{key}" if key else None
        if whole_key and (earlier := Job.objects.filter(kind=kind, key=whole_key).first()):
            return earlier.pk
        if declared.waiting is not None and by.partnership_id is not None:
            _refuse_when_full(declared, by.partnership_id)
        job = Job(
            partnership_id=by.partnership_id,
            person_id=by.person_id,
            as_operator=by.operator,
            limited_to=None if by.limited_to is None else sorted(by.limited_to),
            kind=kind,
            payload=dict(payload),
            key=whole_key,
            priority=priority,
            alone=declared.alone,
            run_after=run_after or at,
            created_at=at,
        )
        # Two at once with the same key: the database lets one in, the other finds it.
        Job.objects.bulk_create([job], ignore_conflicts=whole_key is not None)
        return Job.objects.get(kind=kind, key=whole_key).pk if whole_key else job.pk


@transaction.atomic
def cancel_job(*, by: Actor, at: datetime, job_id: UUID) -> None:
    """Cancel a job of the current partnership: at once when it waits, else as soon as its handler looks.

    The caller has checked its right on what the job is about, and writes the journal line. A settled job
    stays as it is. Raises `NotVisibleError`.
    """
    job = Job.objects.select_for_update().filter(pk=job_id).first()
    if job is None:
        raise NotVisibleError("Job")
    if job.state == JobState.WAITING:
        job.state, job.code, job.settled_at = JobState.CANCELLED, "cancelled", at
        job.save(update_fields=["state", "code", "settled_at"])
        tell_owner(kind_named(job.kind), job, by=by, at=at, code="cancelled")
    elif job.state == JobState.RUNNING:
        job.cancel_requested = True
        job.save(update_fields=["cancel_requested"])


@transaction.atomic
def retry_job(*, by: Actor, at: datetime, job_id: UUID) -> None:
    """Put a failed or cancelled job back in the queue with all its attempts. Only the operator can.

    Raises `NotVisibleError` for anybody else, and for a job that is not failed or cancelled.
    """
    if not by.operator:
        raise NotVisibleError("Job")
    job = (
        Job.objects.select_for_update()
        .filter(pk=job_id, state__in=[JobState.FAILED, JobState.CANCELLED])
        .first()
    )
    if job is None:
        raise NotVisibleError("Job")
    job.state, job.code, job.settled_at, job.attempts, job.run_after = JobState.WAITING, "", None, 0, at
    job.cancel_requested = False
    job.save(update_fields=["state", "code", "settled_at", "attempts", "run_after", "cancel_requested"])
    record(by=operator(job.partnership_id), at=at, action="job.retry", on=job, details={"kind": job.kind})
