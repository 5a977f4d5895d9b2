"""`startlijn people`: starters and their appointments from a file of HR, CSV or XLSX; one of two people."""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django

from startlijn.cli import people_merge
from startlijn.cli.language import language, number
from startlijn.cli.language import translate as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from startlijn.domain.guidance.queries.preview import Planned

DONE, LEFT_OUT, WRONG_INPUT = 0, 1, 2
_MOST_BYTES = 16 * 1024 * 1024
_DEEDS = ("register", "add", "change", "same", "refuse")


def add_parser(subparsers: Any) -> None:
    """Add `people import` to the commands; the parsed arguments carry `run`."""
    people = subparsers.add_parser(
        "people", help=_("read starters from a file of HR; make one of two people")
    )
    verbs = people.add_subparsers(dest="verb", required=True, metavar=_("VERB"))
    command = verbs.add_parser(
        "import",
        help=_("read starters and their appointments from a file"),
        description=_(
            "Shows what the file would do; with --apply it does so. Columns: given_name, email, from, and a "
            "place: school, site_code or board. Dutch names work too; docs/howto/people-import.md lists them."
        ),
        epilog=_("Exit codes: 0 done, 1 some rows were left out, 2 wrong input: then nothing was written."),
    )
    command.add_argument("file", type=Path, metavar=_("FILE"), help=_("CSV or XLSX"))
    command.add_argument(
        "--partnership", metavar=_("NAME"), help=_("short name, when there is more than one")
    )
    command.add_argument("--apply", action="store_true", help=_("write it; without this nothing is written"))
    command.add_argument(
        "--errors", type=Path, metavar=_("FILE"), help=_("write what is left out, with row, name and reason")
    )
    command.add_argument("--json", action="store_true", help=_("print the result as JSON"))
    command.set_defaults(run=run)
    people_merge.add_parser(verbs)


def run(args: argparse.Namespace) -> int:
    """Read the file, show what it does or do it; return the exit code."""
    django.setup()
    from django.db import OperationalError, ProgrammingError  # late: Django must be set up first
    from django.utils import translation

    from startlijn.base.access.terms import NotVisibleError
    from startlijn.base.organisations.rules import refusal
    from startlijn.domain.guidance.rules.file_mistakes import BadPeopleFileError
    from startlijn.engines.tables import BadTable

    result: dict[str, Any] = {"applied": False, **dict.fromkeys(_DEEDS, 0), "left_out": [], "errors": []}
    with translation.override(language(os.environ)):
        try:
            result.update(_bring_in(args))
        except BadTable as error:
            result["errors"] = refusal(error)
        except BadPeopleFileError as error:
            result["errors"] = [each.sentence() for each in error.problems]
            result["left_out"] = [
                {"row": each.row, "name": each.name, "why": each.sentence()} for each in error.problems
            ]
        except OSError as error:
            result["errors"] = [_("This file cannot be opened: %(reason)s.") % {"reason": error.strerror}]
        except NotVisibleError:
            result["errors"] = [_("Say which partnership, with --partnership and its short name.")]
        except (OperationalError, ProgrammingError):
            result["errors"] = [_("The database is not ready. Run “startlijn migrate” first.")]
        _write_errors(args, result)
    _show(args, result)
    return WRONG_INPUT if result["errors"] else LEFT_OUT if result["left_out"] else DONE


def _bring_in(args: argparse.Namespace) -> dict[str, Any]:
    from collections import Counter  # late: see run

    from startlijn.base.access.rules import operator
    from startlijn.base.organisations.queries.own import partnership_named
    from startlijn.base.seams import now
    from startlijn.base.tenancy import within
    from startlijn.domain.guidance.actions import import_people
    from startlijn.domain.guidance.queries.preview import Deed, preview
    from startlijn.domain.guidance.rules.people_file import people_rows

    with args.file.open("rb") as file:
        rows = people_rows(file.read(_MOST_BYTES + 1))
    partnership = partnership_named(operator(), args.partnership)
    actor = operator(partnership.pk)
    with within(partnership.pk):
        if args.apply:
            done = import_people(by=actor, at=now(), rows=rows)
            return {"applied": True, **done.counts, "left_out": _left_out(done.refused)}
        planned = preview(actor, rows)
    counts = Counter(each.deed.value for each in planned)
    return {**counts, "left_out": _left_out([each for each in planned if each.deed == Deed.REFUSE])}


def _left_out(planned: "Sequence[Planned]") -> list[dict[str, Any]]:
    return [{"row": each.row.row, "name": each.row.name, "why": each.why} for each in planned]


def _write_errors(args: argparse.Namespace, result: dict[str, Any]) -> None:
    """Write what was left out as a file, when that was asked and there is anything."""
    from startlijn.engines.tables import write_csv  # late: see run

    if args.errors is None or not result["left_out"]:
        return
    rows = [[each["row"], each["name"], each["why"]] for each in result["left_out"]]
    try:
        args.errors.write_bytes(write_csv([_("Row"), _("Name"), _("Why")], rows))
    except OSError as error:
        result["errors"].append(
            _("%(file)s cannot be written: %(reason)s.") % {"file": args.errors, "reason": error.strerror}
        )


def _show(args: argparse.Namespace, result: dict[str, Any]) -> None:
    for sentence in result["errors"]:
        print(f"startlijn: {args.file.name}: {sentence}", file=sys.stderr)
    if args.json:
        print(json.dumps(result, ensure_ascii=False))
        return
    if result["errors"]:
        print(_("Nothing was written."), file=sys.stderr)
        return
    for each in result["left_out"]:
        print(_("Row %(row)s, %(name)s: %(why)s") % each, file=sys.stderr)
    figures = {deed: number(result[deed]) for deed in _DEEDS}
    print(
        _(
            "New %(register)s, another appointment %(add)s, changed %(change)s, the same %(same)s, left out "
            "%(refuse)s."
        )
        % figures
    )
    if not result["applied"]:
        print(_("Nothing was written. Add --apply to do so."))
