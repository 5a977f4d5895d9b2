"""`startlijn courses simulate`: replay enrolments of a course from a file; who is in, who waits and why."""

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from startlijn.cli.language import translate as _
from startlijn.cli.table_faults import InputError, table_of
from startlijn.domain.courses.rules.admission import Limit, Limits
from startlijn.domain.courses.rules.replay import (
    Action,
    BadEventError,
    Event,
    Outcome,
    Wrong,
    replay,
)
from startlijn.engines.tables import Table

DONE, WRONG_INPUT = 0, 2
COLUMNS = {
    "at": ("at", "moment", "tijdstip"),
    "action": ("action", "actie"),
    "school": ("school",),
    "names": ("names", "namen"),
}
ACTIONS = {
    "enrol": Action.ENROL,
    "aanmelden": Action.ENROL,
    "withdraw": Action.WITHDRAW,
    "afmelden": Action.WITHDRAW,
}
_AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def _most(text: str) -> int:
    if not (text.isdecimal() and 1 <= int(text) <= 100_000):
        raise argparse.ArgumentTypeError(
            _("give a whole number of 1 or more, not “%(text)s”") % {"text": text}
        )
    return int(text)


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `courses simulate` to the commands; the parsed arguments carry `run`."""
    courses = subparsers.add_parser("courses", help=_("try out enrolments and a waiting list"))
    verbs = courses.add_subparsers(dest="verb", required=True, metavar=_("VERB"))
    simulate = verbs.add_parser(
        "simulate",
        help=_("replay enrolments from a file: who is in, who waits and why"),
        description=_(
            "Replays enrolments and withdrawals in order of time, and says who is in, who waits with "
            "position and reason, and which limit makes the course full. A school enrols as a team, which "
            "gets in whole or waits whole. When places come free, the list is walked in order and each team "
            "that now fits gets in. So a pair keeps its place in the list, while a single person may pass "
            "when one seat fits."
        ),
        epilog=_(
            "The file has the columns at (ISO time; without a zone it is Dutch time), action (enrol or "
            "withdraw), school, and names separated by |. Events may stand in any order; those of the same "
            "moment happen in the order of the file. A school may enrol again: that is another team, and "
            "together they stay within the limit per school. A team larger than the limit per school can "
            "never get in: it waits, with the reason per_school. Withdrawing with names takes those people "
            "out of the teams of the school; without names the whole school withdraws. Names are compared "
            "without capitals and extra spaces. Who is confirmed stands in the order of getting in. "
            "full_because is null while one more person of a school that is not in yet would fit, else the "
            "limit that was reached first when counting in that order. Exit codes: 0 done, 2 wrong input."
        ),
    )
    simulate.add_argument("file", type=Path, metavar=_("FILE"), help=_("a CSV or XLSX file of events"))
    simulate.add_argument("--schools", type=_most, default=10, metavar="N", help=_("schools at most (10)"))
    simulate.add_argument(
        "--per-school", type=_most, default=2, metavar="N", help=_("participants per school at most (2)")
    )
    simulate.add_argument(
        "--participants", type=_most, default=17, metavar="N", help=_("participants at most (17)")
    )
    simulate.add_argument("--json", action="store_true", help=_("print JSON"))
    simulate.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Replay the file, print what came of it, and return the exit code."""
    try:
        events = read_events(args.file)
        try:
            outcome = replay(events, Limits(args.schools, args.per_school, args.participants))
        except BadEventError as error:
            raise _explained(args.file, error) from error
    except InputError as error:
        print(f"startlijn: {error}", file=sys.stderr)
        return WRONG_INPUT
    print(json.dumps(as_data(outcome), ensure_ascii=False, indent=2) if args.json else described(outcome))
    return DONE


def read_events(path: Path) -> list[Event]:
    """Read the events of a file. Raises `InputError` with row and column at the first thing wrong."""
    table = table_of(path)
    columns = {key: _column(path, table, key) for key in COLUMNS}
    events = [_event(path, row, columns, cells) for row, cells in table.records()]
    if not events:
        raise InputError(_("There are no rows under the header."), file=path)
    return events


def _column(path: Path, table: Table, key: str) -> str:
    found = [header for header in table.headers if header.strip().lower() in COLUMNS[key]]
    if not found:
        figures = {"column": key, "found": ", ".join(table.headers)}
        raise InputError(_("There is no column “%(column)s”. Found: %(found)s.") % figures, file=path)
    if len(found) > 1:
        both = {"found": ", ".join(found)}
        raise InputError(_("These columns mean the same: %(found)s. Keep one.") % both, file=path)
    return found[0]


def _event(path: Path, row: int, columns: Mapping[str, str], cells: Mapping[str, str]) -> Event:
    def wrong(key: str, what: str) -> InputError:
        return InputError(
            what % {"text": cells[columns[key]].strip()}, file=path, row=row, column=columns[key]
        )

    at = _moment(cells[columns["at"]])
    if at is None:
        raise wrong("at", _("“%(text)s” is not a moment. Write it as 2026-11-28T15:00."))
    action = ACTIONS.get(cells[columns["action"]].strip().lower())
    if action is None:
        raise wrong("action", _("“%(text)s” is no action. Write enrol or withdraw."))
    school = " ".join(cells[columns["school"]].split())
    if not school:
        raise wrong("school", _("The school is missing. Fill it in."))
    text = cells[columns["names"]].strip()
    names = tuple(" ".join(name.split()) for name in text.split("|")) if text else ()
    if not all(names):
        raise wrong("names", _("A name is missing in “%(text)s”. Put one | between two names."))
    return Event(at, action, school, names, row)


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=_AMSTERDAM)


def _explained(path: Path, error: BadEventError) -> InputError:
    sentence, key = {
        Wrong.NOBODY: (_("Nobody is named. Name who takes part; put a | between two names."), "names"),
        Wrong.TWICE: (_("“%(name)s” of “%(school)s” is named twice. Leave one out."), "names"),
        Wrong.UNKNOWN_SCHOOL: (
            _("“%(school)s” has nobody enrolled at this moment. Check the name and the time."),
            "school",
        ),
        Wrong.UNKNOWN_NAME: (
            _("“%(name)s” of “%(school)s” is not enrolled at this moment. Check the name and the time."),
            "names",
        ),
    }[error.code]
    return InputError(sentence % error.figures, file=path, row=error.row, column=key)


def as_data(outcome: Outcome) -> dict[str, object]:
    """Return what `--json` prints: names of limits and keys are stable."""
    return {
        "confirmed": [{"school": team.school, "names": list(team.names)} for team in outcome.confirmed],
        "waiting": [
            {
                "school": team.school,
                "names": list(team.names),
                "position": team.position,
                "reason": team.reason.value,
            }
            for team in outcome.waiting
        ],
        "full_because": outcome.full_because and outcome.full_because.value,
    }


def _limit(limit: Limit) -> str:
    return {
        Limit.SCHOOLS: _("the most schools take part"),
        Limit.PER_SCHOOL: _("more of one school than can take part"),
        Limit.PARTICIPANTS: _("not enough seats"),
    }[limit]


def described(outcome: Outcome) -> str:
    """Return the outcome as text for people."""
    seats = {
        "people": sum(len(team.names) for team in outcome.confirmed),
        "schools": len({team.school for team in outcome.confirmed}),
    }
    lines = [_("Confirmed (participants: %(people)s, schools: %(schools)s):") % seats]
    lines += [f"  {team.school}: {', '.join(team.names)}" for team in outcome.confirmed]
    if outcome.waiting:
        lines.append(_("On the waiting list:"))
        lines += [
            f"  {team.position}. {team.school}: {', '.join(team.names)} ({_limit(team.reason)})"
            for team in outcome.waiting
        ]
    else:
        lines.append(_("Nobody waits."))
    if outcome.full_because is None:
        lines.append(_("There is still room for a new school."))
    else:
        lines.append(_("Full: %(reason)s.") % {"reason": _limit(outcome.full_because)})
    return "\n".join(lines)
