"""Meetings for calendars: the own ones, and those of a series behind its secret address."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from startlijn.base.access.queries import get_visible, visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.accounts.rules import token_hash
from startlijn.base.tenancy import everywhere, within
from startlijn.domain.meetings.models import Meeting, Series
from startlijn.domain.meetings.rules.calendars import CalendarMeeting
from startlijn.domain.meetings.terms import MeetingState

_BACK = timedelta(days=400)  # how far back a calendar shows
_MOST = 500


def uid_of(meeting: Meeting) -> str:
    """Return the identity of a new meeting in calendars, for good."""
    return f"{meeting.pk}@{urlsplit(settings.PUBLIC_URL).hostname or 'startlijn'}"


def shown_in_calendar(meeting: Meeting, *, cancelled: bool | None = None) -> CalendarMeeting:
    """Return a meeting as calendars show it, in the current language; series and host should come along."""
    host = meeting.host_school.name if meeting.host_school else ""
    return CalendarMeeting(
        uid=meeting.uid,
        sequence=meeting.sequence,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        title=_("Meeting: %(title)s") % {"title": meeting.series.title},
        place=", ".join(part for part in (host, meeting.place) if part),
        url=f"{settings.PUBLIC_URL.rstrip('/')}/meetings/series/{meeting.series_id}/",
        cancelled=meeting.state == MeetingState.CANCELLED if cancelled is None else cancelled,
    )


def own_calendar(actor: Actor, at: datetime) -> list[CalendarMeeting]:
    """Return the own meetings for a calendar, in order of time. One query."""
    rows = visible(actor, Permission.MEETINGS_OWN, Meeting).filter(starts_at__gte=at - _BACK)
    return _shown(rows)


def meeting_for_calendar(actor: Actor, meeting_id: UUID) -> CalendarMeeting:
    """Return one own meeting for a calendar. Raises `NotVisibleError`."""
    return shown_in_calendar(get_visible(actor, Permission.MEETINGS_OWN, Meeting, meeting_id))


def series_calendar(secret: str, at: datetime) -> tuple[str, str, list[CalendarMeeting]]:
    """Return title, language and meetings of the series behind a secret address.

    Raises `NotVisibleError` when it is unknown or taken back.
    """
    with everywhere("the address itself tells its partnership"):
        rows = Series.objects.filter(feed_hash=token_hash(secret)).select_related("partnership")
        series = rows.first()
    if series is None:
        raise NotVisibleError("Series")
    with within(series.partnership_id):
        meetings = Meeting.objects.filter(series=series, starts_at__gte=at - _BACK)
        return series.title, series.partnership.language, _shown(meetings)


def _shown(rows: QuerySet[Meeting]) -> list[CalendarMeeting]:
    found = rows.select_related("series", "host_school").order_by("starts_at", "pk")[:_MOST]
    return [shown_in_calendar(meeting) for meeting in found]
