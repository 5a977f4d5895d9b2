"""`startlijn instruments list`: which instruments there are."""

import argparse
import json
import os
import sys
from typing import TYPE_CHECKING, Any

import django

from startlijn.cli.language import language
from startlijn.cli.language import translate as _

if TYPE_CHECKING:
    from startlijn.content.instruments import Instrument, Text

DONE, WRONG_INPUT = 0, 2


def add_parser(verbs: Any) -> None:
    """Add `list` to the verbs; the parsed arguments carry `run`."""
    command = verbs.add_parser(
        "list",
        help=_("list the instruments"),
        description=_("The packaged instruments; with --partnership also those that it brought in itself."),
        epilog=_("Exit codes: 0 done, 2 wrong input."),
    )
    command.add_argument("--partnership", metavar=_("NAME"), help=_("short name"))
    command.add_argument("--json", action="store_true", help=_("print the result as JSON"))
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print a line per instrument, or with --json all of it; return the exit code."""
    django.setup()
    from django.db import OperationalError, ProgrammingError  # late: Django must be set up first
    from django.utils import translation

    from startlijn.base.access.terms import NotVisibleError

    with translation.override(language(os.environ)):
        try:
            found = _found(args)
        except NotVisibleError:
            told = _("Say which partnership, with --partnership and its short name.")
            print(f"startlijn: {told}", file=sys.stderr)
            return WRONG_INPUT
        except (OperationalError, ProgrammingError):
            told = _("The database is not ready. Run “startlijn migrate” first.")
            print(f"startlijn: {told}", file=sys.stderr)
            return WRONG_INPUT
        if args.json:
            print(json.dumps({"instruments": [_told(each) for each in found]}, ensure_ascii=False))
        else:
            width = max(len(each.id) for each in found)
            print("\n".join(f"{each.id:<{width}}  {each.title.told()}" for each in found))
    return DONE


def _found(args: argparse.Namespace) -> tuple["Instrument", ...]:
    from startlijn.base.access.rules import operator  # late: see run
    from startlijn.base.organisations.queries.own import partnership_named
    from startlijn.base.tenancy import within
    from startlijn.domain.instruments.queries import instruments

    if args.partnership is None:
        return instruments(operator())
    partnership = partnership_named(operator(), args.partnership)
    with within(partnership.pk):
        return instruments(operator(partnership.pk))


def _told(each: "Instrument") -> dict[str, Any]:
    return {
        "id": each.id,
        "kind": each.kind,
        "title": _both(each.title),
        "purposes": list(each.purposes),
        "sectors": list(each.sectors),
        "parts": len(each.parts),
        "items": each.size,
        "trained_only": each.trained_only,
        "format_only": each.format_only,
        "source": _both(each.source),
        "licence": _both(each.licence),
        "certainty": each.certainty,
    }


def _both(text: "Text") -> dict[str, str]:
    return {"nl": text.nl, "en": text.en}
