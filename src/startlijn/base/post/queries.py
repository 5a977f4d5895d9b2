"""Reading the post: kinds of jobs, where a job stands, what lies in the outbox."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from startlijn.base.access.terms import Actor, NotVisibleError
from startlijn.base.post.models import Job
from startlijn.base.post.terms import JobState, JobView, Kind, Recurring, UnknownKindError


@cache
def _declared(paths: tuple[str, ...]) -> dict[str, Kind]:
    kinds: Iterable[Kind] = map(import_string, paths)
    return {kind.name: kind for kind in kinds}


def kinds() -> dict[str, Kind]:
    """Return every kind of job by name, from the setting `JOBS` (a list of dotted paths to `Kind`s)."""
    return _declared(tuple(settings.JOBS))


def kind_named(name: str) -> Kind:
    """Return one kind; raise `UnknownKindError` when the setting `JOBS` does not have it."""
    try:
        return kinds()[name]
    except KeyError as error:
        raise UnknownKindError(name) from error


def clock() -> tuple[Recurring, ...]:
    """Return what the clock starts, from the setting `CLOCK` (dotted paths to `Recurring`s)."""
    return tuple(map(import_string, settings.CLOCK))


def view_of(job: Job) -> JobView:
    """Return a row of the queue as others may see it."""
    return JobView(
        job.pk,
        job.kind,
        JobState(job.state),
        job.progress,
        job.attempts,
        job.code,
        job.cancel_requested,
        job.created_at,
        job.run_after,
        job.settled_at,
        job.partnership_id,
    )


def job_view(job_id: UUID) -> JobView:
    """Return where a job of the current partnership stands: for a page that polls its progress.

    The caller has checked its right on what the job is about. Raises `NotVisibleError` when there is none.
    """
    found = Job.objects.filter(pk=job_id).first()
    if found is None:
        raise NotVisibleError("Job")
    return view_of(found)


def jobs_for(by: Actor, *, state: JobState | None = None, limit: int = 100) -> list[JobView]:
    """Return the newest jobs for the operator; raise `NotVisibleError` for anybody else.

    Needs `everywhere` or `within`.
    """
    if not by.operator:
        raise NotVisibleError("Job")
    rows = Job.objects.order_by("-created_at", "-id")
    if state is not None:
        rows = rows.filter(state=state)
    return [view_of(job) for job in rows[:limit]]


def something_due(at: datetime) -> bool:
    """Tell whether a job waits that may start now: a plain read, so that an idle worker locks nothing."""
    return Job.objects.filter(state=JobState.WAITING, run_after__lte=at).exists()
