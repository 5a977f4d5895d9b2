"""`startlijn dossier`: take a dossier along as a file, check such a file, bring one in."""

import argparse
import os
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

import django

from startlijn.cli.language import language
from startlijn.cli.language import translate as _

DONE, NOT_WHOLE, WRONG_INPUT = 0, 1, 2
MOST_BYTES = 512 * 1024 * 1024


def add_parser(subparsers: Any) -> None:
    """Add `dossier export`, `dossier verify` and `dossier import`; the parsed arguments carry `run`."""
    dossier = subparsers.add_parser("dossier", help=_("take a dossier along, check a copy, bring one in"))
    verbs = dossier.add_subparsers(dest="verb", required=True, metavar=_("VERB"))
    export = verbs.add_parser("export", help=_("write the dossier of one person to a ZIP file"))
    export.add_argument("person", metavar=_("PERSON"), help=_("e-mail address, or id"))
    export.add_argument("--out", type=Path, required=True, metavar=_("FILE"))
    verify = verbs.add_parser(
        "verify",
        help=_("check that a copy is whole"),
        epilog=_("Exit codes: 0 whole, 1 changed or no copy (the part is named), 2 cannot be opened."),
    )
    verify.add_argument("file", type=Path, metavar=_("FILE"))
    bring = verbs.add_parser("import", help=_("add what is in a copy to the dossier of one person"))
    bring.add_argument("file", type=Path, metavar=_("FILE"))
    bring.add_argument("--person", required=True, metavar=_("PERSON"), help=_("e-mail address, or id"))
    for verb in (export, bring):
        verb.add_argument(
            "--partnership", metavar=_("NAME"), help=_("short name, when there is more than one")
        )
    dossier.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Do what was asked; return 0, 1 for a copy that is not whole, 2 for wrong input."""
    django.setup()
    from django.utils import translation

    from startlijn.base.access.terms import NotVisibleError
    from startlijn.base.files.terms import FileGoneError
    from startlijn.base.refusals import RefusedError

    work = {"export": _export, "verify": _verify, "import": _import}[args.verb]
    with translation.override(language(os.environ)):
        try:
            print(work(args))
        except OSError as error:
            return _failed(
                _("This file cannot be opened: %(reason)s.") % {"reason": error.strerror}, WRONG_INPUT
            )
        except NotVisibleError:
            return _failed(
                _("There is no such person with a dossier here. Check --partnership too."), WRONG_INPUT
            )
        except FileGoneError as error:
            return _failed(_("A file of this dossier is lost: %(id)s.") % {"id": error}, NOT_WHOLE)
        except RefusedError as error:
            return _failed(translation.gettext(error.message) % error.figures, NOT_WHOLE)
    return DONE


def _failed(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code


def _person(told: str) -> UUID:
    from startlijn.base.access.terms import NotVisibleError
    from startlijn.base.people.queries import people_with_account

    try:
        return UUID(told)
    except ValueError:
        found = people_with_account().filter(account__email__iexact=told).first()
    if found is None:
        raise NotVisibleError("Person")
    return found.pk


def _partnership(name: str | None) -> UUID:
    from startlijn.base.access.rules import operator
    from startlijn.base.organisations.queries.own import partnership_named

    return partnership_named(operator(), name).pk


def _export(args: argparse.Namespace) -> str:
    from startlijn.base.access.rules import operator
    from startlijn.base.seams import now
    from startlijn.base.tenancy import within
    from startlijn.domain.dossier.actions import take_copy
    from startlijn.reports.documents.dossier import sealed_copy

    here = _partnership(args.partnership)
    with within(here):
        copy = take_copy(by=operator(here), at=now(), person_id=_person(args.person))
        data = sealed_copy(copy)
    descriptor = os.open(args.out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
    return _("Written: %(file)s (content %(hash)s).") % {"file": args.out, "hash": copy.content_sha256}


def _read(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(MOST_BYTES + 1)


def _verify(args: argparse.Namespace) -> str:
    from startlijn.domain.dossier.queries.copies import opened, own_signer
    from startlijn.domain.dossier.rules.copies import sha256_of
    from startlijn.domain.dossier.terms import BadCopyError
    from startlijn.engines.sealed import AROUND

    brought = opened(_read(args.file), most=MOST_BYTES)
    if brought.repacked:
        raise BadCopyError(entry=AROUND)
    ours = brought.came_from == own_signer()
    whose = _("signed by this installation") if ours else _("signed by another installation")
    return _("Whole: %(items)s pieces, %(files)s files, %(whose)s (key %(key)s, content %(hash)s).") % {
        "items": len(brought.content["items"]),
        "files": len(brought.files),
        "whose": whose,
        "key": brought.came_from[:16],
        "hash": sha256_of(brought.content),
    }


def _import(args: argparse.Namespace) -> str:
    from startlijn.base.access.rules import operator
    from startlijn.base.seams import now
    from startlijn.base.tenancy import within
    from startlijn.domain.dossier.actions import bring_copy
    from startlijn.domain.dossier.queries.copies import opened

    brought = opened(_read(args.file), most=MOST_BYTES)
    here = _partnership(args.partnership)
    with within(here):
        done = bring_copy(by=operator(here), at=now(), brought=brought, person_id=_person(args.person))
    return _("Added: %(added)s. There already: %(known)s. Content now %(hash)s.") % {
        "added": done.added,
        "known": done.known,
        "hash": done.content_sha256,
    }
