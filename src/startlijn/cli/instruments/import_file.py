"""`startlijn instruments import`: an instrument from a file into a partnership."""

import argparse
import json
import os
from pathlib import Path
from typing import Any

import django

from startlijn.cli.instruments.mistakes import content_of, mistake, mistakes, print_mistakes, unopened
from startlijn.cli.language import language
from startlijn.cli.language import translate as _

DONE, WRONG_INPUT = 0, 2


def add_parser(verbs: Any) -> None:
    """Add `import` to the verbs; the parsed arguments carry `run`."""
    command = verbs.add_parser(
        "import",
        help=_("bring an instrument into a partnership"),
        description=_(
            "A version never changes once it is in: a correction is a file with a new version. Only bring in "
            "texts that you may use."
        ),
        epilog=_("Exit codes: 0 done, 2 wrong input: then nothing was written."),
    )
    command.add_argument("file", type=Path, metavar=_("FILE"), help=_("a YAML file"))
    command.add_argument(
        "--partnership", metavar=_("NAME"), help=_("short name, when there is more than one")
    )
    command.add_argument("--json", action="store_true", help=_("print the result as JSON"))
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Bring the file in as a whole or not at all; return the exit code."""
    django.setup()
    from django.db import OperationalError, ProgrammingError  # late: Django must be set up first
    from django.utils import translation

    from startlijn.base.access.terms import NotVisibleError
    from startlijn.base.refusals import RefusedError
    from startlijn.content.instruments import BadInstrumentError

    result: dict[str, Any] = {"file": args.file.name, "instrument": None, "new": False, "errors": []}
    with translation.override(language(os.environ)):
        try:
            result |= _bring_in(args)
        except BadInstrumentError as error:
            result["errors"] = mistakes(error)
        except RefusedError as error:
            result["errors"] = mistake(translation.gettext(error.message) % error.figures, error.code)
        except OSError as error:
            result["errors"] = unopened(error)
        except NotVisibleError:
            told = _("Say which partnership, with --partnership and its short name.")
            result["errors"] = mistake(told, "which_partnership")
        except (OperationalError, ProgrammingError):
            told = _("The database is not ready. Run “startlijn migrate” first.")
            result["errors"] = mistake(told, "no_database")
        _show(args, result)
    return WRONG_INPUT if result["errors"] else DONE


def _bring_in(args: argparse.Namespace) -> dict[str, Any]:
    from startlijn.base.access.rules import operator  # late: see run
    from startlijn.base.organisations.queries.own import partnership_named
    from startlijn.base.seams import now
    from startlijn.base.tenancy import within
    from startlijn.domain.instruments import actions

    content = content_of(args.file)
    partnership = partnership_named(operator(), args.partnership)
    with within(partnership.pk):
        row, new = actions.import_instrument(
            by=operator(partnership.pk), at=now(), file=args.file.name, content=content
        )
    return {"instrument": str(row), "new": new}


def _show(args: argparse.Namespace, result: dict[str, Any]) -> None:
    print_mistakes(args.file, result["errors"])
    if args.json:
        print(json.dumps(result, ensure_ascii=False))
    elif not result["errors"] and result["new"]:
        print(_("%(instrument)s can be used now.") % result)
    elif not result["errors"]:
        print(_("%(instrument)s was there already. Nothing changed.") % result)
