"""`startlijn duo import`: DUO's files into the register, looked at first, then applied."""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django

from startlijn.cli.language import language, number
from startlijn.cli.language import translate as _

if TYPE_CHECKING:
    from startlijn.base.organisations.terms import RegistryFile

DONE, WRONG_INPUT, NEEDS_APPROVAL = 0, 2, 3
_KINDS = ["vo-sites", "bo-sites", "so-sites", "vo-main", "bo-main", "mbo", "boards"]
_KEYS = ["rows", "sites", "boards", "new", "changed", "moved", "closed", "without_coordinates"]
_MOST_BYTES = 16 * 1024 * 1024


class Refused(Exception):
    """A file that is not used: its name and one sentence per problem."""

    def __init__(self, file: str, sentences: list[str]) -> None:
        super().__init__(file)
        self.file = file
        self.sentences = sentences


def add_parser(subparsers: Any) -> None:
    """Add `duo import` to the commands; the parsed arguments carry `run`."""
    duo = subparsers.add_parser("duo", help=_("read DUO's files into the register"))
    verbs = duo.add_subparsers(dest="verb", required=True, metavar=_("VERB"))
    command = verbs.add_parser(
        "import",
        help=_("read files of DUO, show what changes, and write it with --apply"),
        description=_("Reads DUO's files of schools, sites and boards. Nothing is ever deleted."),
        epilog=_("Exit codes: 0 done or nothing changed, 2 wrong input, 3 waits for approval."),
    )
    command.add_argument("files", nargs="+", type=Path, metavar=_("FILE"), help=_("CSV or XLSX from DUO"))
    command.add_argument("--kind", choices=_KINDS, help=_("which file it is, when it should be checked"))
    command.add_argument(
        "--locations", type=Path, metavar=_("FILE"), help=_("onderwijslocaties.csv of RIO, for coordinates")
    )
    command.add_argument("--apply", action="store_true", help=_("write it into the register at once"))
    command.add_argument(
        "--allow-fewer", action="store_true", help=_("also when there are 30 %% fewer rows than last time")
    )
    command.add_argument("--json", action="store_true", help=_("print the result as JSON"))
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read all files, then stage or apply each; return the exit code. Nothing is written if one is wrong."""
    django.setup()
    from django.db import OperationalError, ProgrammingError, transaction  # late: Django must be set up
    from django.utils import translation

    result: dict[str, Any] = {**dict.fromkeys(_KEYS, 0), "errors": [], "warnings": [], "precision": {}}
    waits = False
    with translation.override(language(os.environ)):
        try:
            with transaction.atomic():
                for file in _read(args):
                    waits |= _bring_in(args, file, result)
        except Refused as refusal:
            result.update(dict.fromkeys(_KEYS, 0), precision={})
            result["errors"] = [{"file": refusal.file, "message": each} for each in refusal.sentences]
        except (OperationalError, ProgrammingError):
            sentence = _("The database is not ready. Run “startlijn migrate” first.")
            result["errors"] = [{"file": "", "message": sentence}]
    _show(args, result, waits=waits)
    if result["errors"]:
        return WRONG_INPUT
    return NEEDS_APPROVAL if waits else DONE


def _read(args: argparse.Namespace) -> "list[RegistryFile]":
    from startlijn.base.organisations.rules import registry_file, registry_locations  # late: see run
    from startlijn.engines.duo import Kind

    kind = Kind(args.kind) if args.kind else None
    points = None
    if args.locations is not None:
        points = _checked(args.locations, registry_locations)
    files = []
    for path in args.files:
        _say(args, _("Reading %(file)s …") % {"file": path.name})
        files.append(
            _checked(
                path,
                lambda content, name=path.name: registry_file(
                    name=name, content=content, kind=kind, locations=points
                ),
            )
        )
    return files


def _checked(path: Path, read: Any) -> Any:
    """Read a file with `read`; raise `Refused` with sentences when that does not go."""
    from startlijn.base.organisations.rules import refusal  # late: see run
    from startlijn.engines.duo import BadFile
    from startlijn.engines.tables import BadTable

    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
        return read(content)
    except (BadTable, BadFile) as error:
        raise Refused(path.name, refusal(error)) from error
    except OSError as error:
        raise Refused(
            path.name, [_("This file cannot be opened: %(reason)s.") % {"reason": error.strerror}]
        ) from error


def _bring_in(args: argparse.Namespace, file: "RegistryFile", result: dict[str, Any]) -> bool:
    """Stage one file, apply it when asked, and add its figures; tell whether it waits for approval."""
    from startlijn.base.access.rules import operator  # late: see run
    from startlijn.base.organisations.actions import apply_import, stage_import
    from startlijn.base.organisations.rules import problem_sentence, refusal
    from startlijn.base.organisations.terms import NothingChangedError
    from startlijn.base.seams import now
    from startlijn.engines.duo import BadFile

    result["warnings"] += [{"file": file.name, "message": problem_sentence(each)} for each in file.problems]
    _say(args, _("Comparing %(file)s with the register …") % {"file": file.name})
    waits = False
    try:
        staged = stage_import(by=operator(), at=now(), file=file, allow_fewer=args.allow_fewer)
        counts = staged.counts
        if args.apply:
            _say(args, _("Writing %(file)s into the register …") % {"file": file.name})
            apply_import(by=operator(), at=now(), import_id=staged.pk)
        waits = not args.apply
    except NothingChangedError as same:
        counts = same.counts
    except BadFile as error:
        raise Refused(file.name, refusal(error)) from error
    for key in _KEYS:
        result[key] += counts[key]
    for name, value in counts.items():
        if name.startswith("at_"):
            precision = name.removeprefix("at_")
            result["precision"][precision] = result["precision"].get(precision, 0) + value
    return waits


def _say(args: argparse.Namespace, text: str) -> None:
    """Say what is going on, on a terminal only."""
    if sys.stderr.isatty() and not args.json:
        print(text, file=sys.stderr)


def _show(args: argparse.Namespace, result: dict[str, Any], *, waits: bool) -> None:
    for problem in result["errors"]:
        print(": ".join(filter(None, ["startlijn", problem["file"], problem["message"]])), file=sys.stderr)
    if args.json:
        print(json.dumps(result, ensure_ascii=False))
        return
    if result["errors"]:
        print(_("Nothing was written."), file=sys.stderr)
        return
    for problem in result["warnings"]:
        print(f"{problem['file']}: {problem['message']}")
    for line in _lines(result):
        print(line)
    if waits:
        print(_("This waits for approval: look at it on the page of imports, or add --apply."))


def _lines(result: dict[str, Any]) -> list[str]:
    figures = {key: number(result[key]) for key in _KEYS}
    lines = [_("Rows %(rows)s, sites %(sites)s, boards %(boards)s.") % figures]
    if result["new"] or result["changed"] or result["closed"]:
        lines.append(_("New %(new)s, changed %(changed)s (moved %(moved)s), closed %(closed)s.") % figures)
    else:
        lines.append(_("Nothing changed: the register says the same."))
    if result["without_coordinates"]:
        places = {name: number(result["precision"].get(name, 0)) for name in _PRECISIONS}
        lines.append(
            _(
                "%(without_coordinates)s sites have no coordinate of their own address: %(postcode)s stand "
                "at their postcode, %(place)s in their place, %(municipality)s in their municipality, "
                "%(none)s nowhere."
            )
            % {**figures, **places}
        )
    return lines


_PRECISIONS = ["postcode", "place", "municipality", "none"]
