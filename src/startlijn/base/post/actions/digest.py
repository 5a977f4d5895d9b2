"""The letter of the day: what somebody chose to get together, at most one a day."""

from datetime import datetime, time

from django.db import transaction
from django.db.models import Count

from startlijn.base.access.rules import operator
from startlijn.base.access.terms import Actor, NotVisibleError
from startlijn.base.people.models import Person
from startlijn.base.post.actions.mail import deliver
from startlijn.base.post.models import Mail
from startlijn.base.post.terms import Kind, MailKind, MailState, Recurring, Task
from startlijn.base.seams import day_of
from startlijn.base.tenancy import everywhere


@transaction.atomic
def bundle(*, by: Actor, at: datetime, address: str) -> Mail | None:
    """Put what is held for an address into the letter of this day; return it.

    None when nothing is held, or when the address got the letter of this day already: then what is held waits
    for tomorrow. For the operator only: the clock does it. Raises `NotVisibleError` for anybody else.
    """
    if not by.operator:
        raise NotVisibleError("Mail")
    with everywhere("one letter for all partnerships of an address"):
        held = list(Mail.objects.select_for_update().filter(to=address, state=MailState.HELD).order_by("pk"))
        today = day_of(at)
        if not held or Mail.objects.filter(to=address, digest_on=today).exists():
            return None
        reader = Person.objects.filter(account__email__iexact=address).first()
        partnerships = {mail.partnership_id for mail in held}
        letter = Mail.objects.create(
            partnership_id=partnerships.pop() if len(partnerships) == 1 else None,
            to=address,
            template="digest",
            language=reader.language if reader else held[-1].language,
            context={"first_name": reader.given_name} if reader else {},
            kind=MailKind.DIGEST,
            digest_on=today,
            created_at=at,
        )
        Mail.objects.filter(pk__in=[mail.pk for mail in held]).update(state=MailState.BUNDLED, bundle=letter)
    deliver(by=by, at=at, mail=letter)
    return letter


def _bundle_all(task: Task) -> None:
    """Write the letters of the day, one address after the other: a second try skips who has one."""
    with everywhere("the clock serves every partnership"):
        held = Mail.objects.filter(state=MailState.HELD).values("to").annotate(number=Count("pk"))
        addresses = [row["to"] for row in held.order_by("to")]
    for done, address in enumerate(addresses):
        task.stop_if_cancelled()
        task.report(done, len(addresses))
        bundle(by=operator(), at=task.at, address=address)


BUNDLING = Kind("mail.bundle", run=_bundle_all)
BUNDLE_DAILY = Recurring("letter-of-the-day", kind="mail.bundle", daily_at=time(7, 0))
