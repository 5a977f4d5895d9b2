"""Mails about meetings: the question when somebody can, invitations for calendars, changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.utils import translation

from startlijn.base.access.terms import Actor
from startlijn.base.post.actions import send_mail
from startlijn.domain.meetings.models import Meeting, Series, SeriesMember
from startlijn.domain.meetings.queries.calendars import shown_in_calendar
from startlijn.domain.meetings.rules.calendars import Method, message
from startlijn.domain.meetings.rules.links import token_of


@dataclass(frozen=True, slots=True)
class Address:
    """How a member is reached: an e-mail address, a first name, a language."""

    email: str
    first_name: str
    language: str


def address_of(member: SeriesMember) -> Address | None:
    """Return how a member is reached; None for a person without an account or an address."""
    if member.person is None:
        return Address(member.email, member.name.split()[0], member.language)
    if member.person.account is None:
        return (
            Address(member.email, member.person.given_name, member.person.language) if member.email else None
        )
    return Address(member.person.account.email, member.person.given_name, member.person.language)


def members_of(series: Series) -> list[SeriesMember]:
    """Return who takes part now, with their accounts. One query."""
    rows = SeriesMember.objects.filter(series=series, finished_on=None)
    return list(rows.select_related("person__account", "school").order_by("pk"))


def ask(by: Actor, at: datetime, members: Iterable[SeriesMember], template: str) -> int:
    """Mail members the link with which they answer; return how many were reached."""
    reached = 0
    for member in members:
        address = address_of(member)
        if address is None:
            continue
        send_mail(
            by=by,
            at=at,
            to=address.email,
            template=template,
            language=address.language,
            context={
                "first_name": address.first_name,
                "link": f"/poll/{token_of(member.pk, member.link_number)}/",
            },
        )
        reached += 1
    return reached


def tell(
    by: Actor,
    at: datetime,
    meeting: Meeting,
    members: Iterable[SeriesMember],
    template: str,
    method: Method = Method.REQUEST,
) -> None:
    """Mail members a meeting with its calendar file: to put in, change in or take out of a calendar."""
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    for member in members:
        address = address_of(member)
        if address is None:
            continue
        with translation.override(address.language):
            shown = shown_in_calendar(meeting, cancelled=method is Method.CANCEL)
        send_mail(
            by=by,
            at=at,
            to=address.email,
            template=template,
            language=address.language,
            context={
                "first_name": address.first_name,
                "link": page_of(member),
                "calendar": message(shown, method, at=at, organiser=sender, to=address.email),
                "calendar_method": method.value,
            },
        )


def page_of(member: SeriesMember) -> str:
    """Return the page on which a member finds the meetings: the own page, or that of the link."""
    if member.person is not None:
        return f"/meetings/series/{member.series_id}/"
    return f"/poll/{token_of(member.pk, member.link_number)}/"
