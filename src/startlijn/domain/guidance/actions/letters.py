"""The daily letter: what of the past days is not confirmed yet, with a link for each step."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from itertools import groupby

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.formats import date_format

from startlijn.base.access.rules import operator
from startlijn.base.access.terms import Actor, NotVisibleError
from startlijn.base.accounts.rules import token_hash
from startlijn.base.journal.actions import record
from startlijn.base.organisations.models import Partnership
from startlijn.base.post.actions import send_mail
from startlijn.base.post.terms import Kind, Recurring, Task
from startlijn.base.seams import day_of, new_token
from startlijn.base.tenancy import everywhere, within
from startlijn.domain.guidance.models import CalendarFeed, TickLink
from startlijn.domain.guidance.queries.asking import titled
from startlijn.domain.guidance.queries.letters import ToAsk, to_ask
from startlijn.domain.guidance.rules.letters import MOST_STEPS
from startlijn.domain.guidance.terms import LINK_LIFE

_LINKS_KEPT = timedelta(days=30)


@transaction.atomic
def send_letters(*, by: Actor, at: datetime) -> int:
    """Write to everybody in the partnership who has something to confirm; return how many letters.

    One letter a person, in their own language, with a link per step that works once, for two weeks. For the
    operator only: the clock does it. Raises `NotVisibleError` for anybody else.
    """
    if not by.operator or by.partnership_id is None:
        raise NotVisibleError("Partnership")
    waiting = to_ask(day_of(at), at)
    letters = 0
    for _person, steps in groupby(waiting, key=lambda each: each.person.pk):
        _write(by, at, list(steps)[:MOST_STEPS])
        letters += 1
    if letters:
        partnership = Partnership.objects.get(pk=by.partnership_id)
        record(by=by, at=at, action="tick.ask", on=partnership, details={"letters": letters})
    return letters


def _write(by: Actor, at: datetime, steps: Sequence[ToAsk]) -> None:
    person = steps[0].person
    assert person.account is not None
    tokens = [new_token() for _step in steps]
    TickLink.objects.bulk_create(
        TickLink(
            partnership_id=each.step.partnership_id,
            step=each.step,
            person=person,
            side=each.side,
            token_hash=token_hash(token),
            expires_at=at + LINK_LIFE,
        )
        for each, token in zip(steps, tokens, strict=True)
    )
    lines = [_line(each, token, person.language) for each, token in zip(steps, tokens, strict=True)]
    context: dict[str, str | int] = {
        "first_name": person.given_name,
        "steps": "\n\n".join(lines),
        "number": len(lines),
    }
    send_mail(
        by=by,
        at=at,
        to=person.account.email,
        template="confirm_steps",
        language=person.language,
        context=context,
    )


def _line(asked: ToAsk, token: str, language: str) -> str:
    """Return one step as it stands in the letter: its day, what it is, and the link. No names."""
    title = titled(asked.step.title_nl, asked.step.title_en, language)
    with translation.override(language):
        day = date_format(asked.step.planned_on, "l j F")
    return f"{day}: {title}\n{settings.PUBLIC_URL.rstrip('/')}/confirm/{token}/"


@transaction.atomic
def sweep_links(*, at: datetime) -> int:
    """Delete links and calendar addresses that ended thirty days ago; return how many. Run daily."""
    past = at - _LINKS_KEPT
    with everywhere("the clock cleans up for every partnership"):
        gone = TickLink.objects.filter(Q(expires_at__lt=past) | Q(used_at__lt=past)).delete()[0]
        return gone + CalendarFeed.objects.filter(revoked_at__lt=past).delete()[0]


def _ask(task: Task) -> None:
    """Write the letters of the day, one partnership after the other: a second try skips what was sent."""
    partnerships = list(Partnership.objects.values_list("pk", flat=True))
    for done, partnership_id in enumerate(partnerships):
        task.stop_if_cancelled()
        task.report(done, len(partnerships))
        with within(partnership_id):
            send_letters(by=operator(partnership_id), at=task.at)
    sweep_links(at=task.at)


ASKING = Kind("guidance.ask", run=_ask)
ASK_DAILY = Recurring("ask-to-confirm", kind="guidance.ask", daily_at=time(15, 30))
