"""`startlijn people merge`: make one of two registrations of the same person."""

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
    from startlijn.domain.guidance.queries.mergers import PeopleMerger

DONE, REFUSED, WRONG_INPUT = 0, 1, 2


def add_parser(verbs: Any) -> None:
    """Add `merge` to the verbs about people; the parsed arguments carry `run`."""
    command = verbs.add_parser(
        "merge",
        help=_("make one of two registrations of the same person"),
        description=_(
            "Shows what would happen; with --apply it does so, which cannot be undone. Also for people who "
            "work in several partnerships, which the pages do not do."
        ),
        epilog=_("Exit codes: 0 done, 1 these two cannot become one, 2 wrong input."),
    )
    command.add_argument("keep", metavar=_("STAYS"), help=_("e-mail address or number of who stays"))
    command.add_argument("gone", metavar=_("GOES"), help=_("e-mail address or number of who goes"))
    command.add_argument(
        "--partnership", metavar=_("NAME"), help=_("short name, when there is more than one")
    )
    command.add_argument("--apply", action="store_true", help=_("write it; without this nothing is written"))
    command.add_argument("--json", action="store_true", help=_("print the result as JSON"))
    command.set_defaults(run=run, file=Path("people"))


def run(args: argparse.Namespace) -> int:
    """Show what making one of two does, or do it; return the exit code."""
    django.setup()
    from django.db import OperationalError, ProgrammingError  # late: Django must be set up first
    from django.utils import translation

    from startlijn.base.access.terms import NotVisibleError
    from startlijn.base.refusals import RefusedError

    with translation.override(language(os.environ)):
        try:
            found = _merge(args)
        except RefusedError as error:
            return _fails(translation.gettext(error.message) % error.figures, REFUSED)
        except NotVisibleError as error:
            if str(error) == "Partnership":
                return _fails(_("Say which partnership, with --partnership and its short name."), WRONG_INPUT)
            return _fails(_("There are no two people with these addresses."), WRONG_INPUT)
        except (OperationalError, ProgrammingError):
            return _fails(_("The database is not ready. Run “startlijn migrate” first."), WRONG_INPUT)
        _show(args, found)
    return DONE


def _merge(args: argparse.Namespace) -> "PeopleMerger":
    from startlijn.base.access.rules import operator  # late: see run
    from startlijn.base.organisations.queries.own import partnership_named
    from startlijn.base.seams import now
    from startlijn.base.tenancy import within
    from startlijn.domain.guidance.actions import merge_people
    from startlijn.domain.guidance.queries.mergers import people_merger, person_called

    partnership = partnership_named(operator(), args.partnership)
    actor = operator(partnership.pk)
    with within(partnership.pk):
        keep, gone = (person_called(actor, each).pk for each in (args.keep, args.gone))
        found = people_merger(actor, keep, gone)
        if found.refusal is not None:
            raise found.refusal
        if args.apply:
            merge_people(by=actor, at=now(), keep_id=keep, gone_id=gone)
    return found


def _fails(text: str, code: int) -> int:
    print(f"startlijn: {text}", file=sys.stderr)
    return code


def _show(args: argparse.Namespace, found: "PeopleMerger") -> None:
    figures = {"lines": found.lines, "guided": found.guided, "email": found.email}
    if args.json:
        people = {"keep": str(found.keep.id), "gone": str(found.gone.id)}
        print(json.dumps({"applied": args.apply, **people, **figures}, ensure_ascii=False))
        return
    print(
        _("Goes along: lines %(lines)s, starters guided %(guided)s. Logging in goes with: %(email)s.")
        % figures
    )
    if not args.apply:
        print(_("Nothing was written. Add --apply to do so. It cannot be undone."))
