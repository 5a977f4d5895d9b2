"""`startlijn invite`: make a partnership with its first coordinator, or let one more person in."""

import argparse
import sys
from typing import Any
from uuid import UUID

import django

from startlijn.cli.language import translate as _


def add_parser(subjects: Any) -> None:
    """Add the subject `invite`."""
    parser = subjects.add_parser("invite", help="make a partnership, and let its coordinator in")
    parser.add_argument("--partnership", required=True, metavar="NAME", help="made when it is not there yet")
    parser.add_argument("--email", required=True, help="the work address of the coordinator")
    parser.add_argument("--given-name", required=True, help="first name")
    parser.add_argument("--family-name", default="", help="last name")
    parser.add_argument("--language", choices=["nl", "en"], default="nl", help="of the letter (default nl)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Invite; print the link, which works once and seven days. Returns 0, or 2 when the address is taken."""
    django.setup()
    from django.conf import settings
    from django.db import IntegrityError, transaction

    try:
        with transaction.atomic():
            token = _invited(options)
    except IntegrityError:
        print(_("This e-mail address has an account already."), file=sys.stderr)
        return 2
    print(f"{settings.PUBLIC_URL}/in/invitation/{token}/")
    return 0


def _partnership(name: str) -> UUID:
    from django.utils.text import slugify

    from startlijn.base.access.rules import operator
    from startlijn.base.organisations.actions import create_partnership
    from startlijn.base.organisations.queries.own import partnership_called
    from startlijn.base.seams import now

    found = partnership_called(name)
    if found is not None:
        return found
    return create_partnership(by=operator(), at=now(), name=name, slug=slugify(name)[:60]).pk


def _invited(options: argparse.Namespace) -> str:
    from startlijn.base.access.rules import operator
    from startlijn.base.access.terms import Place, Role
    from startlijn.base.accounts.terms import NewInvitation
    from startlijn.base.people import actions as people
    from startlijn.base.post.actions import send_mail
    from startlijn.base.seams import now, today
    from startlijn.base.tenancy import within

    at, partnership = now(), _partnership(options.partnership)
    by, tokens = operator(partnership), list[str]()

    def tell(invited: NewInvitation) -> None:
        tokens.append(invited.token)
        link = {"link": f"/in/invitation/{invited.token}/"}
        send_mail(
            by=by, at=at, to=invited.email, template="invitation", language=options.language, context=link
        )

    with within(partnership):
        person = people.add_person(
            by=by,
            at=at,
            given_name=options.given_name,
            family_name=options.family_name,
            language=options.language,
            email=options.email,
        )
        people.give_role(
            by=by,
            at=at,
            person_id=person.pk,
            role=Role.COORDINATOR,
            place=Place.PARTNERSHIP,
            place_id=partnership,
            started_on=today(),
        )
        people.invite_person(by=by, at=at, person_id=person.pk, tell=tell)
    return tokens[0]
