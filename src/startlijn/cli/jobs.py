"""`startlijn jobs`: what waits, runs and failed; try again or cancel."""

import argparse
import json
import sys
from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

import django


def add_parser(subjects: Any) -> None:
    """Add the subject `jobs`."""
    parser = subjects.add_parser("jobs", help="show the jobs; try one again, or cancel it")
    parser.add_argument("verb", nargs="?", choices=["list", "retry", "cancel"], default="list")
    parser.add_argument("job", nargs="?", metavar="ID", help="the job to try again or to cancel")
    parser.add_argument(
        "--state", choices=["waiting", "running", "done", "failed", "cancelled"], help="only these"
    )
    parser.add_argument("--limit", type=int, default=50, help="at most so many, newest first (default 50)")
    parser.add_argument("--json", action="store_true", help="print as JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Show or change jobs; return 0, 2 for wrong input, 1 when there is no such job to change."""
    django.setup()
    from startlijn.base.access.terms import NotVisibleError

    with _everything():
        if options.verb == "list":
            _show(options)
            return 0
        try:
            _change(options.verb, UUID(options.job or ""))
        except ValueError:
            print(
                f"startlijn jobs {options.verb}: give the ID of a job (see `startlijn jobs`).",
                file=sys.stderr,
            )
            return 2
        except NotVisibleError:
            print(f"There is no job {options.job} that can be changed so.", file=sys.stderr)
            return 1
    return 0


def _everything() -> AbstractContextManager[None]:
    from startlijn.base.tenancy import everywhere

    return everywhere("the operator looks after the jobs of all partnerships")


def _change(verb: str, job_id: UUID) -> None:
    from startlijn.base.access.rules import operator
    from startlijn.base.post.actions import cancel_job, retry_job
    from startlijn.base.seams import now

    change = retry_job if verb == "retry" else cancel_job
    change(by=operator(), at=now(), job_id=job_id)


def _show(options: argparse.Namespace) -> None:
    from startlijn.base.access.rules import operator
    from startlijn.base.post.queries import jobs_for
    from startlijn.base.post.terms import JobState

    state = JobState(options.state) if options.state else None
    jobs = jobs_for(operator(), state=state, limit=options.limit)
    lines = [
        {
            "id": str(job.id),
            "kind": job.kind,
            "state": job.state,
            "attempts": job.attempts,
            "code": job.code,
            "progress": job.progress,
            "created_at": job.created_at.isoformat(),
            "run_after": job.run_after.isoformat(),
            "settled_at": job.settled_at.isoformat() if job.settled_at else None,
            "partnership": str(job.partnership_id) if job.partnership_id else None,
        }
        for job in jobs
    ]
    if options.json:
        print(json.dumps(lines, indent=2))
        return
    for line in lines:
        print(f"{line['id']}  {line['created_at']:.19}  {line['state']:<9} {line['kind']:<24} {line['code']}")
