"""Choosing how mail comes: on the own page, or with the link in a mail."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from startlijn.base.access.terms import Actor, NotVisibleError
from startlijn.base.journal.actions import record
from startlijn.base.people.models import Person
from startlijn.base.post.models import Mail, MailChoice
from startlijn.base.post.queries import behind_stop, own_address
from startlijn.base.post.rules import must_be_chosen_rightly
from startlijn.base.post.terms import MailKind, MailState, Pace
from startlijn.base.seams import day_of
from startlijn.base.tenancy import everywhere


@transaction.atomic
def choose_mail(*, by: Actor, at: datetime, paces: Mapping[MailKind, Pace], off_until: date | None) -> None:
    """Choose for oneself how mail of these kinds comes; what is off is off through the day `off_until`.

    None: until something else is chosen. Raises `AlwaysComesError`, `DayNotAheadError`, `NotVisibleError`.
    """
    address = own_address(by)
    for kind, pace in paces.items():
        _choose(address, at, kind, pace, off_until if pace is Pace.OFF else None)
    person = Person.objects.get(account__email__iexact=address)
    off = sorted(str(kind) for kind, pace in paces.items() if pace is Pace.OFF)
    record(by=by, at=at, action="mail.choose", on=person, details={"off": off})


@transaction.atomic
def stop_mail(*, by: Actor, at: datetime, token: str, pace: Pace = Pace.OFF) -> MailKind:
    """Stop mail of the kind that a link in a mail is about, or let it come once a day; return the kind.

    Nobody is logged in: the link is the key, and it can do no more than this. Twice is the same as once.
    Raises `StopLinkEndedError`.
    """
    behind = behind_stop(token, day_of(at))
    kinds = [behind.kind]
    if behind.kind is MailKind.DIGEST:
        rows = MailChoice.objects.filter(address=behind.address, pace=Pace.DAILY)
        kinds += [MailKind(row.kind) for row in rows]
    for kind in kinds:
        if kind is not MailKind.DIGEST:
            _choose(behind.address, at, kind, pace, None)
    person = Person.objects.filter(account__email__iexact=behind.address).first()
    if person is not None:
        record(by=by, at=at, action="mail.stop", on=person, details={"kind": str(behind.kind)})
    return behind.kind


def _choose(address: str, at: datetime, kind: MailKind, pace: Pace, until: date | None) -> None:
    must_be_chosen_rightly(kind, pace, until, day_of(at))
    if kind is MailKind.DIGEST:
        raise NotVisibleError("MailChoice")
    MailChoice.objects.update_or_create(
        address=address, kind=kind, defaults={"pace": pace, "until": until, "chosen_at": at}
    )
    if pace is Pace.OFF:
        with everywhere("the same address"):
            held = Mail.objects.filter(to__iexact=address, kind=kind, state=MailState.HELD)
            held.update(state=MailState.LEFT_OUT, context={})
