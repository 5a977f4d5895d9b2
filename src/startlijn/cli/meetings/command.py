"""The command itself: options in, exit code out."""

import argparse
import os
import sys
from pathlib import Path

from startlijn.cli.language import translate as _

PLANNED, WRONG_INPUT, INFEASIBLE = 0, 2, 3
DAYS_BETWEEN = 14
_MOST_DIGITS = 6


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `meetings plan` to the commands; the parsed arguments carry `run`."""
    meetings = subparsers.add_parser("meetings", help=_("choose the dates of a series of meetings"))
    verbs = meetings.add_subparsers(dest="verb", required=True, metavar=_("VERB"))
    plan = verbs.add_parser(
        "plan",
        help=_("choose the best dates from a table of availability"),
        description=_(
            "Chooses the dates of a series at once, and a school to host each. What is best, in this order: "
            "required persons who do not come, counted per date (fewest); school and date pairs with "
            "somebody present (most); the sum of the answers, yes 2 and maybe 1 (most); the earliest last "
            "date. Equal on all four: the earliest first date. No other set is better: “bound” is what no "
            "set can beat, and equals “value”. Both list the four criteria in this order."
        ),
        epilog=_("Exit codes: 0 dates chosen, 2 wrong input, 3 no set of dates is possible."),
    )
    plan.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help=_(
            "CSV, XLSX or ODS: columns person, school, required (yes or no), then one column per moment "
            "headed with its start, such as 2026-10-06T15:00; cells yes, maybe or no. An empty cell is no "
            "answer and counts as no. A moment without a time zone is Dutch time"
        ),
    )
    plan.add_argument("--series", type=whole, required=True, metavar="N", help=_("how many dates"))
    plan.add_argument(
        "--min-days-between",
        type=whole,
        default=DAYS_BETWEEN,
        metavar="N",
        help=_(
            "days between two dates at least, counted on the calendar; 14 if you do not say (two weeks later "
            "on the same weekday is allowed; 0: also twice on one day)"
        ),
    )
    plan.add_argument(
        "--matrix", type=Path, metavar="FILE", help=_("travel minutes; first row and column are schools")
    )
    plan.add_argument("--json", action="store_true", help=_("write JSON"))
    plan.set_defaults(run=run)


def whole(text: str) -> int:
    """Read a whole number of zero or more. Whether it makes sense is for the engine to say."""
    cleaned = text.strip()
    if not (cleaned.isascii() and cleaned.isdigit() and len(cleaned) <= _MOST_DIGITS):
        raise argparse.ArgumentTypeError(
            _("“%(text)s” is not a number. Write a whole number, such as 4.") % {"text": text}
        )
    return int(cleaned)


def run(args: argparse.Namespace) -> int:
    """Choose the dates, print them, and return the exit code."""
    # Late imports: `startlijn --help` needs none of them.
    from startlijn.cli.meetings.reading import explained, read_agenda
    from startlijn.cli.meetings.showing import described
    from startlijn.cli.meetings.writing import as_json
    from startlijn.cli.table_faults import InputError
    from startlijn.engines.agenda import BadProblem, plan

    try:
        agenda = read_agenda(
            args.file, count=args.series, min_days_between=args.min_days_between, matrix=args.matrix
        )
        try:
            found = plan(agenda.problem)
        except BadProblem as error:
            raise explained(agenda, error) from error
    except InputError as error:
        print(f"startlijn: {error}", file=sys.stderr)
        return WRONG_INPUT
    text = as_json(found, agenda) if args.json else described(found, agenda)
    try:
        print(text, flush=True)
    except BrokenPipeError:  # whoever reads, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return PLANNED if found.dates else INFEASIBLE
