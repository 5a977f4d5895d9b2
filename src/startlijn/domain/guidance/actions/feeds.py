"""The secret address under which somebody's calendar reads the own moments: made, and taken back."""

from datetime import datetime

from django.db import transaction

from startlijn.base.access.terms import Actor, NotVisibleError
from startlijn.base.accounts.rules import token_hash
from startlijn.base.journal.actions import record
from startlijn.base.seams import new_token
from startlijn.domain.guidance.models import CalendarFeed


@transaction.atomic
def make_feed(*, by: Actor, at: datetime) -> str:
    """Return the secret of a new address for the own calendar; the earlier one stops. It is shown once.

    Everybody may have one: for the own line, the own starters, the own meetings. Raises `NotVisibleError`
    for whoever comes with a token.
    """
    if by.person_id is None or by.partnership_id is None or by.limited_to is not None:
        raise NotVisibleError("CalendarFeed")
    CalendarFeed.objects.filter(person=by.person_id, revoked_at=None).update(revoked_at=at)
    secret = new_token()
    feed = CalendarFeed.objects.create(
        partnership_id=by.partnership_id,
        person_id=by.person_id,
        token_hash=token_hash(secret),
        made_at=at,
    )
    record(by=by, at=at, action="calendar.make", on=feed)
    return secret


@transaction.atomic
def revoke_feed(*, by: Actor, at: datetime) -> None:
    """Take the own address back; it stops at once. Raises `NotVisibleError` when there is none."""
    feed = (
        CalendarFeed.objects.select_for_update(of=("self",))
        .filter(person=by.person_id, revoked_at=None)
        .first()
    )
    if feed is None:
        raise NotVisibleError("CalendarFeed")
    feed.revoked_at = at
    feed.save(update_fields=["revoked_at"])
    record(by=by, at=at, action="calendar.revoke", on=feed)
