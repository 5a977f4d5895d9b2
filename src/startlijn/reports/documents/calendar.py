"""A calendar as a file (RFC 5545): whole days, neutral titles, one identity per moment for good."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from startlijn.domain.guidance.queries.moments import CalendarMoment
from startlijn.domain.guidance.terms import Side
from startlijn.domain.meetings.rules.calendars import CalendarMeeting, amsterdam, event_of

# Late where it is used: icalendar takes 8 MB, and most processes never make a calendar.
if TYPE_CHECKING:
    from icalendar import Event

MEDIA_TYPE = "text/calendar; charset=utf-8"
_OFTEN = timedelta(hours=4)  # how often a calendar program may look again


def calendar_of(
    moments: Iterable[CalendarMoment],
    *,
    at: datetime,
    address: str,
    own: str,
    coach: str,
    meetings: Iterable[CalendarMeeting] = (),
) -> bytes:
    """Return moments and meetings as a calendar. `own` and `coach` are pages of `address`, this server.

    A moment keeps its identity when it moves, and its sequence grows: programs then move it instead of adding
    it twice. A title says no more than that there is something: others look along in a calendar.
    """
    from icalendar import Calendar  # late, see above

    calendar = Calendar()
    calendar.add("prodid", "-//Startlijn//Startlijn//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Startlijn")
    calendar.add("refresh-interval", _OFTEN, parameters={"VALUE": "DURATION"})
    host = urlsplit(address).hostname or "startlijn"
    pages = {Side.STARTER: own, Side.COACH: coach}
    for moment in moments:
        calendar.add_component(_event(moment, at, host, f"{address.rstrip('/')}{pages[moment.side]}"))
    listed = list(meetings)
    if listed:
        calendar.add_component(amsterdam())
    for meeting in listed:
        calendar.add_component(event_of(meeting, at))
    return bytes(calendar.to_ical())


def _event(moment: CalendarMoment, at: datetime, host: str, url: str) -> "Event":
    from icalendar import Event  # late, see above

    event = Event()
    event.add("uid", f"{moment.id}-{moment.side.value}@{host}")
    event.add("dtstamp", at)
    event.add("dtstart", moment.on)
    event.add("dtend", moment.on + timedelta(days=1))
    event.add("sequence", moment.sequence)
    event.add("summary", _("Startlijn"))
    event.add("url", url)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if moment.cancelled else "CONFIRMED")
    return event
