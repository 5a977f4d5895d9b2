"""The clock: starting what recurs, once for each occurrence however many workers look."""

from datetime import datetime, time

from django.db import transaction

from startlijn.base.access.terms import Actor
from startlijn.base.accounts.actions import sweep_accounts
from startlijn.base.files.actions import sweep_files
from startlijn.base.people.actions import sweep_tokens
from startlijn.base.post.actions.jobs import enqueue
from startlijn.base.post.models import IdempotencyKey, Job, Mail
from startlijn.base.post.queries import clock
from startlijn.base.post.rules import last_occurrence, occurrence_key
from startlijn.base.post.terms import JOBS_KEPT, KEYS_KEPT, Kind, MailState, Recurring, Task


@transaction.atomic
def start_due(*, by: Actor, at: datetime) -> None:
    """Put the last occurrence of everything that recurs in the queue, unless a worker did so already.

    `by` is the operator: no person asked for it. What was missed while nothing ran is made up for once,
    not once for every time it was missed.
    """
    for recurring in clock():
        enqueue(
            by=by,
            at=at,
            kind=recurring.kind,
            payload={"occurrence": last_occurrence(recurring, at).isoformat()},
            key=occurrence_key(recurring, at),
        )


def _sweep(task: Task) -> None:
    """Remove what is past: answers after 48 hours; jobs, mail, ways in, tokens after 30 days; loose files."""
    with task.complete():
        IdempotencyKey.objects.filter(created_at__lt=task.at - KEYS_KEPT).delete()
        waiting = (MailState.WAITING, MailState.HELD, MailState.BUNDLED)
        Mail.objects.exclude(state__in=waiting).filter(created_at__lt=task.at - JOBS_KEPT).delete()
        Job.objects.filter(settled_at__lt=task.at - JOBS_KEPT).delete()
        sweep_accounts(at=task.at)
        sweep_tokens(at=task.at)
    sweep_files(at=task.at)


SWEEPING = Kind("post.sweep", run=_sweep)
SWEEP_DAILY = Recurring("sweep", kind="post.sweep", daily_at=time(3, 20))
