"""Reading the post: kinds of jobs, where a job stands, what lies in the outbox."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils import translation
from django.utils.module_loading import import_string

from startlijn.base.access.terms import Actor, NotVisibleError
from startlijn.base.post.models import Job
from startlijn.base.post.terms import JobState, JobView, Kind, Recurring, UnknownKindError
from startlijn.base.tenancy import everywhere


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


def job_kind(job_id: UUID) -> str:
    """Return the name of a job's kind: for the worker, which serves every partnership."""
    with everywhere("a worker serves every partnership"):
        return Job.objects.values_list("kind", flat=True).get(pk=job_id)


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


def mail_text(template: str, language: str, context: Mapping[str, Any]) -> tuple[str, str]:
    """Return subject and text of a mail in a language. Plain text: nothing is escaped as HTML."""
    values = dict(context)
    if str(values.get("link", "")).startswith("/"):
        values["link"] = f"{settings.PUBLIC_URL.rstrip('/')}{values['link']}"
    with translation.override(language):
        # The backend's own template, because only that one can be told not to escape.
        whole = get_template(f"mail/{template}.txt").template.render(Context(values, autoescape=False))  # type: ignore[attr-defined]
    subject, _, text = whole.strip().partition("\n")
    return subject.strip(), f"{text.strip()}\n"
