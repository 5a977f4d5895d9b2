"""`startlijn holidays`: bring in the government's file with school holidays, or show what counts."""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django

from startlijn.cli.language import language
from startlijn.cli.language import translate as _

if TYPE_CHECKING:
    from startlijn.base.access.terms import Actor

DONE, WRONG_INPUT = 0, 2


def add_parser(subparsers: Any) -> None:
    """Add `holidays import` and `holidays show` to the commands; the parsed arguments carry `run`."""
    holidays = subparsers.add_parser("holidays", help=_("school holidays: bring a file in, show what counts"))
    verbs = holidays.add_subparsers(dest="verb", required=True, metavar=_("VERB"))
    given = verbs.add_parser(
        "import",
        help=_("bring in the government's file with school holidays"),
        description=_(
            "Takes the JSON of opendata.rijksoverheid.nl (schoolholidays), one school year or all. The file "
            "is given by hand; nothing is fetched. What it says stands in place of what was known."
        ),
        epilog=_("Exit codes: 0 done, 2 wrong input: then nothing was written."),
    )
    given.add_argument("file", type=Path, metavar=_("FILE"), help=_("JSON"))
    given.set_defaults(run=run, act=_import)
    shown = verbs.add_parser("show", help=_("show the holidays of a school year, per region"))
    shown.add_argument("--year", metavar="2026-2027", help=_("school year; without it the present one"))
    shown.set_defaults(run=run, act=_show)
    for command in (given, shown):
        command.add_argument(
            "--partnership", metavar=_("NAME"), help=_("short name, when there is more than one")
        )
        command.add_argument("--json", action="store_true", help=_("print the result as JSON"))


def run(args: argparse.Namespace) -> int:
    """Do what was asked within one partnership; return the exit code."""
    django.setup()
    from django.utils import translation  # late: Django must be set up first

    from startlijn.base.access.rules import operator
    from startlijn.base.access.terms import NotVisibleError
    from startlijn.base.organisations.queries.own import partnership_named
    from startlijn.base.refusals import RefusedError
    from startlijn.base.tenancy import within

    with translation.override(language(os.environ)):
        try:
            partnership = partnership_named(operator(), args.partnership)
            with within(partnership.pk):
                print(args.act(args, operator(partnership.pk)))
        except RefusedError as error:
            return _wrong(_(error.message) % error.figures)
        except NotVisibleError:
            return _wrong(_("Say which partnership, with --partnership and its short name."))
        except OSError as error:
            return _wrong(_("This file cannot be opened: %(reason)s.") % {"reason": error.strerror})
        except _YearError:
            return _wrong(_("“%(text)s” is not a school year. Write 2026-2027.") % {"text": args.year})
    return DONE


class _YearError(Exception):
    """A school year that cannot be read."""


def _wrong(sentence: str) -> int:
    print(f"startlijn: {sentence}", file=sys.stderr)
    return WRONG_INPUT


def _import(args: argparse.Namespace, actor: "Actor") -> str:
    from startlijn.base.seams import now  # late: see run
    from startlijn.domain.calendar.actions import import_holidays
    from startlijn.domain.calendar.terms import MOST_BYTES, NotTheFileError

    with args.file.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise NotTheFileError
    found = import_holidays(by=actor, at=now(), data=data)
    counts = {"added": found.added, "changed": found.changed, "same": found.same}
    if args.json:
        return json.dumps(counts)
    return _("Holidays: new here %(added)s, changed %(changed)s, the same %(same)s.") % counts


def _show(args: argparse.Namespace, actor: "Actor") -> str:
    from startlijn.base.seams import today  # late: see run
    from startlijn.domain.calendar.queries import holiday_lines
    from startlijn.engines.schoolyear import school_year_from, school_year_of

    try:
        year = school_year_from(args.year) if args.year else school_year_of(today())
    except ValueError as error:
        raise _YearError from error
    lines = [
        {
            "region": line.region,
            "name": line.name.value,
            "first": line.first.isoformat(),
            "last": line.last.isoformat(),
            "certainty": line.certainty.value,
            "source": line.source.value if line.source else "shipped",
        }
        for line in holiday_lines(actor, year)
    ]
    if args.json:
        return json.dumps({"year": year.label, "holidays": lines})
    rows = [f"{each['region']:<7} {each['name']:<10} {each['first']} – {each['last']}" for each in lines]
    return "\n".join([year.label, *rows])
