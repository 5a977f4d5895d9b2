"""`startlijn work`: do the jobs, send the mail and follow the clock, until stopped."""

import argparse
import sys
from typing import Any

import django


def add_parser(subjects: Any) -> None:
    """Add the subject `work`."""
    parser = subjects.add_parser("work", help="do the jobs and send the mail")
    parser.add_argument("--once", action="store_true", help="do what is due now, then stop")
    parser.add_argument(
        "--jobs", type=int, default=2, metavar="N", help="at most so many at the same time (default 2)"
    )
    # A worker starts itself with this for one heavy job: what uses too much dies alone.
    parser.add_argument("--apart", metavar="JOB,LEASE,ATTEMPT", help=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Work until SIGTERM or Ctrl-C (with --once: until nothing is due). Return 0; 1 for unsafe settings."""
    django.setup()
    from startlijn.base.safety import findings
    from startlijn.cli.work.apart import perform_apart
    from startlijn.cli.work.worker import Worker

    if options.apart:
        return perform_apart(options.apart)
    if unsafe := findings():
        for item in unsafe:
            print(f"{item.code}: {item.sentence}", file=sys.stderr)
        return 1
    worker = Worker(slots=max(1, options.jobs))
    worker.stop_on_signals()
    worker.run(once=options.once)
    return 0
