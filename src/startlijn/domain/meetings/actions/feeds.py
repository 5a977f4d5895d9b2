"""The secret address under which calendars read a whole series: made, and taken back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.terms import Actor, NotVisibleError
from startlijn.base.accounts.rules import token_hash
from startlijn.base.journal.actions import record
from startlijn.base.seams import new_token
from startlijn.domain.meetings.queries.places import series_to_change


@transaction.atomic
def make_series_feed(*, by: Actor, at: datetime, series_id: UUID) -> str:
    """Return the secret of a new calendar address of a series; the earlier one stops. It is shown once.

    Raises `NotVisibleError`, also for whoever comes with a token of their own program.
    """
    if by.limited_to is not None:
        raise NotVisibleError("Series")
    series = series_to_change(by, series_id)
    secret = new_token()
    series.feed_hash, series.feed_made_at = token_hash(secret), at
    series.save(update_fields=["feed_hash", "feed_made_at"])
    record(by=by, at=at, action="series.make_calendar", on=series)
    return secret


@transaction.atomic
def revoke_series_feed(*, by: Actor, at: datetime, series_id: UUID) -> None:
    """Take the address of a series back; it stops at once. Raises `NotVisibleError` when there is none."""
    series = series_to_change(by, series_id)
    if series.feed_hash is None:
        raise NotVisibleError("Series")
    series.feed_hash, series.feed_made_at = None, None
    series.save(update_fields=["feed_hash", "feed_made_at"])
    record(by=by, at=at, action="series.revoke_calendar", on=series)
