"""`startlijn privacy`: what is due, erasing somebody, an old backup, and the register of what is recorded."""

import argparse
import json
import os
import sys
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import django

from startlijn.cli.language import language
from startlijn.cli.language import translate as _

if TYPE_CHECKING:
    from startlijn.base.privacy.terms import DueTable, ErasedTable

DONE, REFUSED, WRONG_INPUT = 0, 1, 2


def add_parser(subparsers: Any) -> None:
    """Add `privacy` with its verbs; the parsed arguments carry `run`."""
    privacy = subparsers.add_parser("privacy", help=_("what is due, erasing somebody, the register"))
    verbs = privacy.add_subparsers(dest="verb", required=True, metavar=_("VERB"))
    due = verbs.add_parser("retention", help=_("remove what was kept long enough; every night by itself"))
    due.add_argument("--dry-run", action="store_true", help=_("only show it"))
    due.add_argument("--on", type=date.fromisoformat, metavar=_("DATE"), help=_("as if it were this day"))
    erase = verbs.add_parser(
        "erase",
        help=_("erase somebody for whom a request waits"),
        description=_("Erasing takes two people: somebody asks on the pages, somebody else carries it out."),
    )
    erase.add_argument("person", metavar=_("PERSON"), help=_("e-mail address or id"))
    erase.add_argument("--dry-run", action="store_true", help=_("only show it"))
    verbs.add_parser("erased", help=_("print who was erased, without names: keep it apart from backups"))
    replay = verbs.add_parser("replay", help=_("erase again after an old backup was put back"))
    replay.add_argument("file", type=Path, metavar=_("FILE"), help=_("what `erased` printed"))
    verbs.add_parser("register", help=_("print the register of what is recorded, what for and how long"))
    for verb in verbs.choices.values():
        verb.add_argument("--json", action="store_true", help=_("print the result as JSON"))
        verb.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Do what was asked; return 0 when it is done, 1 when it was refused, 2 for wrong input."""
    django.setup()
    from django.utils import translation

    from startlijn.base.refusals import RefusedError

    with translation.override(language(os.environ)):
        try:
            return _VERBS[args.verb](args)
        except RefusedError as error:
            print(translation.gettext(error.message) % error.figures, file=sys.stderr)
            return REFUSED


def _retention(args: argparse.Namespace) -> int:
    from startlijn.base.access.rules import operator
    from startlijn.base.privacy.actions import keep_no_longer
    from startlijn.base.privacy.queries import preview
    from startlijn.base.seams import now

    at = datetime.combine(args.on, time(12), UTC) if args.on else now()
    tables = preview(operator(), at)
    if not args.dry_run:
        if args.on and at > now():
            print(_("A day that is still to come can only be shown: add --dry-run."), file=sys.stderr)
            return WRONG_INPUT
        keep_no_longer(by=operator(), at=at)
    _show(args, [asdict(table) for table in tables], _due_lines(tables))
    return DONE


def _due_lines(tables: "list[DueTable]") -> list[str]:
    from django.utils.translation import gettext

    counts = [(table, table.deleted + table.emptied + table.erased) for table in tables]
    return [f"{count:>8}  {gettext(table.name)}: {gettext(table.retention)}" for table, count in counts] or [
        _("Nothing is due.")
    ]


def _erase(args: argparse.Namespace) -> int:
    from startlijn.base.access.rules import operator
    from startlijn.base.access.terms import NotVisibleError
    from startlijn.base.privacy.actions import erase_as_asked
    from startlijn.base.privacy.queries import person_called, preview_of
    from startlijn.base.seams import now

    try:
        person, tables = preview_of(operator(), person_called(operator(), args.person).pk)
        if not args.dry_run:
            erase_as_asked(by=operator(), at=now(), person_id=person.pk)
    except NotVisibleError:
        print(_("There is nobody like that here."), file=sys.stderr)
        return WRONG_INPUT
    _show(args, [asdict(table) for table in tables], _erased_lines(tables))
    return DONE


def _erased_lines(tables: "list[ErasedTable]") -> list[str]:
    from django.utils.translation import gettext

    words = {"delete": _("goes"), "anonymise": _("stays without a name"), "keep": _("stays")}
    return [
        f"{table.rows + table.naming:>8}  {gettext(table.name)}: {words[table.erasure]}" for table in tables
    ]


def _erased(args: argparse.Namespace) -> int:
    from startlijn.base.privacy.queries import erased_list

    print(json.dumps(erased_list(), indent=2))
    return DONE


def _replay(args: argparse.Namespace) -> int:
    from startlijn.base.access.rules import operator
    from startlijn.base.privacy.actions import replay_erasures
    from startlijn.base.seams import now

    try:
        erased = json.loads(args.file.read_text(encoding="utf-8"))
        erased = [{name: str(UUID(line[name])) for name in ("person", "partnership")} for line in erased]
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"{args.file}: {error}", file=sys.stderr)
        return WRONG_INPUT
    done = replay_erasures(by=operator(), at=now(), erased=erased)
    _show(args, {"erased": done}, [_("People erased again: %(number)s.") % {"number": done}])
    return DONE


def _register(args: argparse.Namespace) -> int:
    from django.utils.translation import gettext

    from startlijn.base.privacy.queries import recorded

    tables = recorded()
    lines = []
    for table in tables:
        fields = [field.name for field in table.fields if field.field_class == "personal"]
        lines += [f"{gettext(table.name)} ({table.data_class})", f"  {gettext(table.purpose)}"]
        lines += [f"  {gettext(table.retention)}", *([f"  {', '.join(fields)}"] if fields else []), ""]
    _show(args, [asdict(table) for table in tables], lines)
    return DONE


def _show(args: argparse.Namespace, content: object, lines: Iterable[str]) -> None:
    print(json.dumps(content, indent=2, default=str, ensure_ascii=False) if args.json else "\n".join(lines))


_VERBS = {
    "retention": _retention,
    "erase": _erase,
    "erased": _erased,
    "replay": _replay,
    "register": _register,
}
