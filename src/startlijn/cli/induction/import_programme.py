"""`startlijn induction import-programme`: the programme of a school from a CSV or XLSX file."""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

import django

from startlijn.cli.language import language, number
from startlijn.cli.language import translate as _

DONE, WRONG_INPUT = 0, 2
_KEYS = ["elements", "added", "changed", "removed", "same"]
_MOST_BYTES = 16 * 1024 * 1024


def add_parser(verbs: Any) -> None:
    """Add `import-programme` to the verbs; the parsed arguments carry `run`."""
    command = verbs.add_parser(
        "import-programme",
        help=_("read the programme of a school from a file"),
        description=_(
            "The columns are those of the workbook that Startlijn gives. The file is the whole programme: it "
            "becomes the draft of the school. Without --apply nothing is written."
        ),
        epilog=_("Exit codes: 0 done, 2 wrong input: then nothing was written."),
    )
    command.add_argument("file", type=Path, metavar=_("FILE"), help=_("CSV or XLSX"))
    command.add_argument("--school", required=True, metavar=_("NAME"), help=_("name, site code or id"))
    command.add_argument(
        "--partnership", metavar=_("NAME"), help=_("short name, when there is more than one")
    )
    command.add_argument("--apply", action="store_true", help=_("write it; otherwise only look"))
    command.add_argument("--json", action="store_true", help=_("print the result as JSON"))
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read the file, say what it changes, and with --apply write it as a whole; return the exit code."""
    django.setup()
    from django.db import OperationalError, ProgrammingError  # late: Django must be set up first
    from django.utils import translation

    from startlijn.base.access.terms import NotVisibleError
    from startlijn.base.refusals import RefusedError
    from startlijn.domain.induction.terms import BadProgrammeFileError

    result: dict[str, Any] = {
        "school": "",
        "version": None,
        **dict.fromkeys(_KEYS, 0),
        "applied": False,
        "errors": [],
    }
    with translation.override(language(os.environ)):
        try:
            result.update(_bring_in(args))
        except BadProgrammeFileError as error:
            result["errors"] = list(error.sentences)
        except RefusedError as error:
            result["errors"] = [translation.gettext(error.message) % error.figures]
        except OSError as error:
            result["errors"] = [_("This file cannot be opened: %(reason)s.") % {"reason": error.strerror}]
        except NotVisibleError as error:
            result["errors"] = [_unknown(str(error))]
        except (OperationalError, ProgrammingError):
            result["errors"] = [_("The database is not ready. Run “startlijn migrate” first.")]
    _show(args, result)
    return WRONG_INPUT if result["errors"] else DONE


def _unknown(what: str) -> str:
    if what == "School":
        return _("There is no school of that name, or more than one. Give its site code or id.")
    return _("Say which partnership, with --partnership and its short name.")


def _bring_in(args: argparse.Namespace) -> dict[str, Any]:
    from startlijn.base.access.rules import operator  # late: see run
    from startlijn.base.organisations.queries.own import partnership_named
    from startlijn.base.seams import now
    from startlijn.base.tenancy import within
    from startlijn.domain.induction import actions
    from startlijn.domain.induction.queries.importing import preview_for_school, school_called
    from startlijn.domain.induction.rules.tables import read_programme

    with args.file.open("rb") as file:
        elements = read_programme(file.read(_MOST_BYTES + 1))
    partnership = partnership_named(operator(), args.partnership)
    actor = operator(partnership.pk)
    with within(partnership.pk):
        school = school_called(actor, args.school)
        found = preview_for_school(actor, school.pk, elements).comparison
        told: dict[str, Any] = {
            "school": school.name,
            "elements": len(elements),
            "added": len(found.added),
            "changed": len(found.changed),
            "removed": len(found.removed),
            "same": found.same,
        }
        if args.apply:
            version, _counts = actions.import_programme(
                by=actor,
                at=now(),
                school_id=school.pk,
                title=_("Induction programme of %(school)s") % {"school": school.name},
                changes=_("Brought in from the file %(file)s.") % {"file": args.file.name},
                elements=elements,
            )
            told |= {"version": version.number, "applied": True}
    return told


def _show(args: argparse.Namespace, result: dict[str, Any]) -> None:
    for sentence in result["errors"]:
        print(f"startlijn: {args.file.name}: {sentence}", file=sys.stderr)
    if args.json:
        print(json.dumps(result, ensure_ascii=False))
        return
    if not result["errors"]:
        figures = {key: number(result[key]) for key in _KEYS}
        print(
            _(
                "Elements: %(elements)s. New %(added)s, changed %(changed)s, the same %(same)s, "
                "removed %(removed)s."
            )
            % figures
        )
    if not result["applied"]:
        print(_("Nothing was written."), file=sys.stderr)
    else:
        print(_("Written as version %(version)s of %(school)s, a draft.") % result)
