"""Meetings for calendars (RFC 5545, RFC 5546): invitations, changes, cancellations, and lists to read along.

No title names a person: others look along in a calendar (domain.md §6 rule 16).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from startlijn.domain.meetings.rules.slots import AMSTERDAM

# Late where it is used: icalendar takes 8 MB, and most processes never make a calendar.
if TYPE_CHECKING:
    from icalendar import Calendar, Event, Timezone

_OFTEN = timedelta(hours=4)  # how often a calendar program may look again


class Method(StrEnum):
    """What a calendar file asks a calendar to do."""

    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True)
class CalendarMeeting:
    """A meeting as a calendar shows it: `title` of the series, never of a person; `url` a whole address."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str
    url: str
    cancelled: bool


def amsterdam() -> "Timezone":
    """Return the time zone of Dutch clocks by European rule: last Sundays of March and October."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard  # late, see above

    zone = Timezone()
    zone.add("tzid", AMSTERDAM.key)
    for kind, name, month, hour, before, after in (
        (TimezoneDaylight, "CEST", 3, 2, 1, 2),
        (TimezoneStandard, "CET", 10, 3, 2, 1),
    ):
        part = kind()
        part.add("dtstart", datetime(1996, month, 31 if month == 3 else 27, hour))  # noqa: DTZ001 - local by RFC
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzname", name)
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        zone.add_component(part)
    return zone


def message(meeting: CalendarMeeting, method: Method, *, at: datetime, organiser: str, to: str) -> str:
    """Return the calendar part of a mail: one meeting, one receiver. `organiser` and `to` are addresses."""
    calendar = _calendar(method)
    event = event_of(meeting, at)
    event.add("organizer", f"mailto:{organiser}")
    asked = {} if method is Method.CANCEL else {"PARTSTAT": "NEEDS-ACTION", "RSVP": "FALSE"}
    event.add("attendee", f"mailto:{to}", parameters={"ROLE": "REQ-PARTICIPANT", **asked})
    calendar.add_component(event)
    return bytes(calendar.to_ical()).decode()


def listing(meetings: Iterable[CalendarMeeting], *, at: datetime, name: str) -> bytes:
    """Return meetings as a calendar to read along; `name` is that of the calendar."""
    calendar = _calendar(Method.PUBLISH)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", _OFTEN, parameters={"VALUE": "DURATION"})
    for meeting in meetings:
        calendar.add_component(event_of(meeting, at))
    return bytes(calendar.to_ical())


def event_of(meeting: CalendarMeeting, at: datetime) -> "Event":
    """Return one meeting for a calendar that holds `amsterdam()`. `at`: when this was made."""
    from icalendar import Event  # late, see above

    event = Event()
    event.add("uid", meeting.uid)
    event.add("dtstamp", at)
    event.add("sequence", meeting.sequence)
    event.add("dtstart", meeting.starts_at.astimezone(AMSTERDAM))
    event.add("dtend", meeting.ends_at.astimezone(AMSTERDAM))
    event.add("summary", meeting.title)
    if meeting.place:
        event.add("location", meeting.place)
    event.add("url", meeting.url)
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if meeting.cancelled else "CONFIRMED")
    return event


def _calendar(method: Method) -> "Calendar":
    from icalendar import Calendar  # late, see above

    calendar = Calendar()
    calendar.add("prodid", "-//Startlijn//Startlijn//NL")
    calendar.add("version", "2.0")
    calendar.add("method", method.value)
    calendar.add_component(amsterdam())
    return calendar
