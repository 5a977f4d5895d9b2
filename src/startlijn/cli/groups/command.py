"""The command itself: options in, exit code out."""

import argparse
import os
import sys
from typing import TYPE_CHECKING

from startlijn.cli.groups.options import add_options
from startlijn.cli.language import translate as _

if TYPE_CHECKING:
    from startlijn.cli.groups.reading import Roster
    from startlijn.engines.grouping import Problem, Result

FORMED, WRONG_INPUT, INFEASIBLE, NOTHING_FOUND, CANCELLED = 0, 2, 3, 4, 130


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `groups form` to the commands; the parsed arguments carry `run`."""
    groups = subparsers.add_parser("groups", help=_("form groups so that nobody travels far"))
    verbs = groups.add_subparsers(dest="verb", required=True, metavar=_("VERB"))
    form = verbs.add_parser(
        "form",
        help=_("put the rows of a file into groups"),
        description=_(
            "Puts schools or people into groups with little travel, and says how good the answer is."
        ),
        epilog=_(
            "Exit codes: 0 groups formed, 2 wrong input, 3 no groups possible, "
            "4 nothing found in time, 130 stopped (with the best so far)."
        ),
    )
    add_options(form)
    form.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Form the groups, print them, and return the exit code."""
    # Late imports: numpy and HiGHS take half a second, and `startlijn --help` does not need them.
    from startlijn.cli.groups.progress import Bar, Stop
    from startlijn.cli.groups.reading import explained, read_problem, read_roster
    from startlijn.cli.table_faults import InputError
    from startlijn.engines.grouping import BadProblem, solve

    bar, stop = Bar(args.seconds), Stop()
    try:
        roster = read_roster(args.file, places=args.matrix is None)
        problem = read_problem(args, roster)
        try:
            with stop.listening():
                result = solve(problem, seconds=args.seconds, seed=args.seed, progress=bar, cancelled=stop)
        except BadProblem as error:
            raise explained(roster, error) from error
        finally:
            bar.clear()
        _show(args, problem, roster, result)
    except InputError as error:
        print(f"startlijn: {error}", file=sys.stderr)
        return WRONG_INPUT
    except KeyboardInterrupt:
        return CANCELLED
    if stop.asked:
        print(_("Stopped. This is the best answer so far."), file=sys.stderr)
        return CANCELLED
    return _exit_code(result)


def _show(args: argparse.Namespace, problem: "Problem", roster: "Roster", result: "Result") -> None:
    from startlijn.cli.groups.showing import described  # late: needs numpy, see run
    from startlijn.cli.groups.writing import as_json, write_groups

    text = as_json(result, relax=args.relax) if args.json else described(result, problem, roster)
    try:
        print(text, flush=True)
    except BrokenPipeError:  # whoever reads, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if args.out is None:
        return
    if result.groups:
        write_groups(args.out, result, roster)
    else:
        print(_("There are no groups, so %(file)s was not written.") % {"file": args.out}, file=sys.stderr)


def _exit_code(result: "Result") -> int:
    if result.groups:
        return FORMED
    return INFEASIBLE if result.status == "infeasible" else NOTHING_FOUND
