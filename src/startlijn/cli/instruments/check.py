"""`startlijn instruments check`: is this file an instrument? Without a database."""

import argparse
import json
import os
from pathlib import Path
from typing import Any

import django

from startlijn.cli.instruments.mistakes import content_of, mistakes, print_mistakes, unopened
from startlijn.cli.language import language, number
from startlijn.cli.language import translate as _

DONE, WRONG_INPUT = 0, 2


def add_parser(verbs: Any) -> None:
    """Add `check` to the verbs; the parsed arguments carry `run`."""
    command = verbs.add_parser(
        "check",
        help=_("check the file of an instrument"),
        description=_("Names everything that is wrong, with line, item and field. Needs no database."),
        epilog=_("Exit codes: 0 the file is right, 2 it is not."),
    )
    command.add_argument("file", type=Path, metavar=_("FILE"), help=_("a YAML file"))
    command.add_argument("--json", action="store_true", help=_("print the result as JSON"))
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read the file and say what is wrong with it; return the exit code."""
    django.setup()
    from django.utils import translation  # late: Django must be set up first

    from startlijn.content.instruments import BadInstrumentError, read_instrument
    from startlijn.domain.instruments.queries import forms

    result: dict[str, Any] = {"file": args.file.name, "instrument": None, "items": 0, "errors": []}
    with translation.override(language(os.environ)):
        try:
            found = read_instrument(args.file.name, content_of(args.file), forms())
            result |= {"instrument": found.id, "items": found.size}
        except BadInstrumentError as error:
            result["errors"] = mistakes(error)
        except OSError as error:
            result["errors"] = unopened(error)
        print_mistakes(args.file, result["errors"])
        if args.json:
            print(json.dumps(result, ensure_ascii=False))
        elif not result["errors"]:
            told = {"instrument": result["instrument"], "items": number(result["items"])}
            print(_("%(instrument)s is right: %(items)s items.") % told)
    return WRONG_INPUT if result["errors"] else DONE
