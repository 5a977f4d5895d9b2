"""Reading a calendar file that somebody gives: only from when until when it is taken, nothing else of it.

The file is foreign: it is bounded in bytes, entries and repeats, and nothing in it is fetched.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any

from startlijn.domain.meetings.rules.slots import AMSTERDAM, Moment
from startlijn.domain.meetings.terms import (
    MOST_CALENDAR_BYTES,
    MOST_CALENDAR_PARTS,
    Answer,
    BadCalendarError,
)

Part = Any  # a part of a calendar: whatever a foreign file holds
_REPEATS = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Busy:
    """Taken from `start` until `end` (aware); `tentative`: perhaps."""

    start: datetime
    end: datetime
    tentative: bool = False


def read_busy(data: bytes, first: date, last: date) -> tuple[Busy, ...]:
    """Return when a calendar is taken in a window, from its events and its free/busy parts.

    Events that are cancelled or marked as free do not count. Raises `BadCalendarError` for what is no
    calendar, is larger than allowed, or repeats more often than once a day.
    """
    if len(data) > MOST_CALENDAR_BYTES or b"BEGIN:VCALENDAR" not in data[:200].upper():
        raise BadCalendarError
    if data.upper().count(b"\nBEGIN:") > MOST_CALENDAR_PARTS:
        raise BadCalendarError
    window = (_aware(first), _aware(last) + _ONE_DAY)
    try:
        found = list(islice(_all(data, window), MOST_CALENDAR_PARTS + 1))
    except BadCalendarError:
        raise
    except Exception as error:  # whatever a foreign file does to the parser, it is no calendar for us
        raise BadCalendarError from error
    if len(found) > MOST_CALENDAR_PARTS:
        raise BadCalendarError
    inside = {busy for busy in found if busy.start < window[1] and busy.end > window[0]}
    return tuple(sorted(inside, key=lambda busy: (busy.start, busy.end, busy.tentative)))


def answers_from(busy: Sequence[Busy], moments: Iterable[Moment]) -> list[Answer]:
    """Return a first answer for each moment: no when it is taken, if need be when perhaps, else yes."""
    answers = []
    for moment in moments:
        taken = [each for each in busy if each.start < moment.ends_at and each.end > moment.starts_at]
        if any(not each.tentative for each in taken):
            answers.append(Answer.NO)
        else:
            answers.append(Answer.MAYBE if taken else Answer.YES)
    return answers


def _aware(value: date | datetime) -> datetime:
    """Return a moment; a whole day begins at midnight, and a time without zone is of Dutch clocks."""
    if not isinstance(value, datetime):
        return datetime.combine(value, time.min, AMSTERDAM)
    return value if value.tzinfo else value.replace(tzinfo=AMSTERDAM)


def _all(data: bytes, window: tuple[datetime, datetime]) -> Iterator[Busy]:
    from icalendar import Calendar  # late: it takes 8 MB, and most processes never read a calendar

    calendar: Any = Calendar.from_ical(data)
    events = [each for each in calendar.walk("VEVENT") if _counts(each)]
    moved = {
        (str(each.get("UID")), _aware(each["RECURRENCE-ID"].dt).astimezone(UTC))
        for each in calendar.walk("VEVENT")
        if "RECURRENCE-ID" in each
    }
    for event in events:
        yield from _times_of(event, moved, window)
    for part in calendar.walk("VFREEBUSY"):
        yield from _free_busy(part)


def _counts(event: Part) -> bool:
    free = str(event.get("TRANSP", "OPAQUE")).upper() == "TRANSPARENT"
    return not free and str(event.get("STATUS", "")).upper() != "CANCELLED"


def _times_of(
    event: Part, moved: set[tuple[str, datetime]], window: tuple[datetime, datetime]
) -> Iterator[Busy]:
    start = event["DTSTART"].dt
    length = _length(event, start)
    if length <= timedelta(0):
        return
    tentative = str(event.get("STATUS", "")).upper() == "TENTATIVE"
    skipped = _skipped(event)
    uid = str(event.get("UID"))
    for begins in _starts(event, start, window, length):
        moment = begins.astimezone(UTC)
        replaced = "RECURRENCE-ID" not in event and (uid, moment) in moved
        if moment not in skipped and not replaced:
            yield Busy(begins, begins + length, tentative)


def _length(event: Part, start: date | datetime) -> timedelta:
    if "DTEND" in event:
        return _aware(event["DTEND"].dt) - _aware(start)
    if "DURATION" in event:
        duration: timedelta = event["DURATION"].dt
        return duration
    return timedelta(0) if isinstance(start, datetime) else _ONE_DAY


def _skipped(event: Part) -> set[datetime]:
    given: Any = event.get("EXDATE", [])
    lists = given if isinstance(given, list) else [given]
    return {_aware(each.dt).astimezone(UTC) for one in lists for each in one.dts}


def _starts(
    event: Part, start: date | datetime, window: tuple[datetime, datetime], length: timedelta
) -> Iterator[datetime]:
    """Return when an event begins, each time that it repeats up to the end of the window."""
    rule: Any = event.get("RRULE")
    if rule is None:
        yield _aware(start)
        return
    if isinstance(rule, list) or str(rule.get("FREQ", [""])[0]).upper() not in _REPEATS:
        raise BadCalendarError
    from dateutil.rrule import rrulestr  # type: ignore[import-untyped]  # comes with icalendar

    zone = _aware(start).tzinfo
    # Repeats follow the clock on the wall: count without zone, and put the zone back.
    rule = {key: value for key, value in rule.items() if key != "UNTIL"} | _until(rule, zone)
    text = ";".join(f"{key}={','.join(map(_plain, value))}" for key, value in rule.items())
    repeats = rrulestr(text, dtstart=_aware(start).replace(tzinfo=None))
    for naive in islice(repeats, MOST_CALENDAR_PARTS):
        begins = naive.replace(tzinfo=zone)
        if begins >= window[1]:
            return
        if begins + length > window[0]:
            yield begins


def _until(rule: Any, zone: Any) -> dict[str, list[datetime]]:
    if "UNTIL" not in rule:
        return {}
    last = rule["UNTIL"][0]
    if not isinstance(last, datetime):
        last = datetime.combine(last, time.max.replace(microsecond=0))
    return {"UNTIL": [last.astimezone(zone).replace(tzinfo=None) if last.tzinfo else last]}


def _plain(value: object) -> str:
    return f"{value:%Y%m%dT%H%M%S}" if isinstance(value, datetime) else str(value)


def _free_busy(part: Part) -> Iterator[Busy]:
    given: Any = part.get("FREEBUSY", [])
    for period in given if isinstance(given, list) else [given]:
        kind = str(period.params.get("FBTYPE", "BUSY")).upper()
        if kind == "FREE":
            continue
        yield Busy(_aware(period.start), _aware(period.end), kind == "BUSY-TENTATIVE")
