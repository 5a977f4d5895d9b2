"""`startlijn schools import`: one's own schools and regions from a CSV or XLSX file."""

import argparse
import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django

from startlijn.cli.language import language, number
from startlijn.cli.language import translate as _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from startlijn.base.access.terms import Actor
    from startlijn.base.organisations.terms import OwnSchool

DONE, WRONG_INPUT = 0, 2
_KEYS = ["schools", "new", "changed", "unchanged", "boards", "sub_regions", "contacts"]
_MOST_BYTES = 16 * 1024 * 1024


def add_parser(subparsers: Any) -> None:
    """Add `schools import` to the commands; the parsed arguments carry `run`."""
    schools = subparsers.add_parser("schools", help=_("read your own schools and regions from a file"))
    verbs = schools.add_subparsers(dest="verb", required=True, metavar=_("VERB"))
    command = verbs.add_parser(
        "import",
        help=_("read schools, boards and sub-regions from a file"),
        description=_(
            "Columns: name, board, sub_region, place, sector (po, vo, so, mbo); when known also site_code, "
            "latitude, longitude, training_school, contact, email. Dutch column names work too."
        ),
        epilog=_("Exit codes: 0 done, 2 wrong input: then nothing was written."),
    )
    command.add_argument("file", type=Path, metavar=_("FILE"), help=_("CSV or XLSX"))
    command.add_argument(
        "--partnership", metavar=_("NAME"), help=_("short name, when there is more than one")
    )
    command.add_argument(
        "--from",
        dest="started_on",
        type=date.fromisoformat,
        metavar=_("DATE"),
        help=_("first day of taking part"),
    )
    command.add_argument("--json", action="store_true", help=_("print the result as JSON"))
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read the file and bring it in as a whole; return the exit code."""
    django.setup()
    from django.db import OperationalError, ProgrammingError  # late: Django must be set up first
    from django.utils import translation

    from startlijn.base.access.terms import NotVisibleError
    from startlijn.base.organisations.rules import refusal
    from startlijn.engines.duo import BadFile
    from startlijn.engines.tables import BadTable

    result: dict[str, Any] = {**dict.fromkeys(_KEYS, 0), "errors": []}
    with translation.override(language(os.environ)):
        try:
            result.update(_bring_in(args))
        except (BadTable, BadFile) as error:
            result["errors"] = refusal(error)
        except OSError as error:
            result["errors"] = [_("This file cannot be opened: %(reason)s.") % {"reason": error.strerror}]
        except NotVisibleError:
            result["errors"] = [_("Say which partnership, with --partnership and its short name.")]
        except (OperationalError, ProgrammingError):
            result["errors"] = [_("The database is not ready. Run “startlijn migrate” first.")]
    _show(args, result)
    return WRONG_INPUT if result["errors"] else DONE


def _bring_in(args: argparse.Namespace) -> dict[str, int]:
    from django.db import transaction  # late: see run

    from startlijn.base.access.rules import operator
    from startlijn.base.organisations.actions import import_schools
    from startlijn.base.organisations.queries.own import partnership_named
    from startlijn.base.organisations.rules import own_schools
    from startlijn.base.seams import now, today
    from startlijn.base.tenancy import within

    with args.file.open("rb") as file:
        schools = own_schools(file.read(_MOST_BYTES + 1))
    partnership = partnership_named(operator(), args.partnership)
    actor = operator(partnership.pk)
    started_on = args.started_on or today()
    with within(partnership.pk), transaction.atomic():
        counts, ids = import_schools(by=actor, at=now(), schools=schools, started_on=started_on)
        contacts = _add_contacts(actor, schools, ids, started_on)
    return {"schools": len(schools), **counts, "contacts": contacts}


def _add_contacts(
    actor: "Actor", schools: "Sequence[OwnSchool]", ids: "dict[int, UUID]", started_on: date
) -> int:
    """Make the contact of each school its school educator; return how many were new."""
    from startlijn.base.access.terms import Place, Role  # late: see run
    from startlijn.base.people import actions, queries
    from startlijn.base.seams import now

    added = 0
    for school in schools:
        if not school.email:
            continue
        found = queries.search_people(actor, school.email)
        person = next(
            (each for each in found if each.account and each.account.email.lower() == school.email), None
        )
        if person is None:
            given, _space, family = (school.contact or school.email.partition("@")[0]).partition(" ")
            person = actions.add_person(
                by=actor, at=now(), given_name=given, family_name=family, email=school.email
            )
        held = queries.holders(roles=[Role.SCHOOL_EDUCATOR], school_ids=[ids[school.row]])
        if all(role.person_id != person.pk for role in held):
            actions.give_role(
                by=actor,
                at=now(),
                person_id=person.pk,
                role=Role.SCHOOL_EDUCATOR,
                place=Place.SCHOOL,
                place_id=ids[school.row],
                started_on=started_on,
            )
            added += 1
    return added


def _show(args: argparse.Namespace, result: dict[str, Any]) -> None:
    for sentence in result["errors"]:
        print(f"startlijn: {args.file.name}: {sentence}", file=sys.stderr)
    if args.json:
        print(json.dumps(result, ensure_ascii=False))
    elif result["errors"]:
        print(_("Nothing was written."), file=sys.stderr)
    else:
        figures = {key: number(result[key]) for key in _KEYS}
        print(
            _(
                "Schools: %(schools)s. New %(new)s, changed %(changed)s, the same %(unchanged)s. New boards "
                "%(boards)s, new sub-regions %(sub_regions)s, new school educators %(contacts)s."
            )
            % figures
        )
