"""Which moments are possible, how calendars are written and read, what a change leaves alone: no database."""

from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from startlijn.domain.meetings.rules.busy import Busy, answers_from, read_busy
from startlijn.domain.meetings.rules.calendars import CalendarMeeting, Method, listing, message
from startlijn.domain.meetings.rules.changing import at_other_time, split
from startlijn.domain.meetings.rules.lines import Line, read_lines
from startlijn.domain.meetings.rules.slots import AMSTERDAM, Moment, moment_on, possible
from startlijn.domain.meetings.terms import MOST_CALENDAR_BYTES, Answer, BadCalendarError, Wish
from startlijn.engines.periods import Period
from startlijn.engines.workdays import is_working_day

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
DAYS = st.dates(date(2024, 1, 1), date(2040, 12, 31))


def test_moments_are_on_the_weekdays_and_hours_of_the_wish():
    wish = Wish(date(2026, 11, 9), date(2026, 11, 22), weekdays=(1, 3), times=(time(15),))
    assert [f"{each.starts_at:%a %d %H:%M}" for each in possible(wish, 120, [])] == [
        "Tue 10 15:00",
        "Thu 12 15:00",
        "Tue 17 15:00",
        "Thu 19 15:00",
    ]


def test_moments_leave_out_the_days_that_are_closed():
    wish = Wish(date(2027, 2, 8), date(2027, 3, 5), weekdays=(2,), times=(time(15),))
    closed = [Period(date(2027, 2, 13), date(2027, 2, 22)), Period(date(2027, 2, 20), date(2027, 3, 1))]
    assert [each.starts_at.day for each in possible(wish, 120, closed)] == [10, 3]


def test_moments_leave_out_own_closed_days_public_holidays_and_free_weekdays():
    wish = Wish(
        date(2027, 5, 3), date(2027, 5, 16), weekdays=(0, 3), times=(time(9),), closed=(date(2027, 5, 10),)
    )
    # 6 May 2027 is Ascension Day.
    assert [each.starts_at.day for each in possible(wish, 60, [])] == [3, 13]
    assert [each.starts_at.day for each in possible(wish, 60, [], free_weekdays=(3,))] == [3]


def test_leap_day_is_a_day_like_others():
    wish = Wish(date(2028, 2, 28), date(2028, 3, 1), weekdays=(0, 1, 2), times=(time(15),))
    assert [f"{each.starts_at:%d %m}" for each in possible(wish, 60, [])] == ["28 02", "29 02", "01 03"]


def test_too_many_moments_are_thinned_out_over_the_whole_window():
    wish = Wish(date(2026, 9, 1), date(2027, 6, 30), weekdays=range(5), times=(time(9), time(15)))
    found = possible(wish, 120, [])
    assert (len(found), found[0].starts_at.date(), found[-1].starts_at.date()) == (
        60,
        date(2026, 9, 1),
        date(2027, 6, 30),
    )


@given(DAYS, st.integers(0, 400), st.sets(st.integers(0, 4), min_size=1))
@settings(max_examples=60, deadline=None)
def test_moments_always_begin_at_the_asked_hour_on_an_asked_working_day(first, length, weekdays):
    wish = Wish(first, first + timedelta(days=length), weekdays=sorted(weekdays), times=(time(15, 30),))
    for moment in possible(wish, 90, []):
        begins = moment.starts_at
        assert (begins.timetz().replace(tzinfo=None), begins.weekday() in weekdays) == (time(15, 30), True)
        assert is_working_day(begins.date())
        assert begins.isocalendar().weekday == begins.weekday() + 1
        assert moment.ends_at.astimezone(UTC) - begins.astimezone(UTC) == timedelta(minutes=90)


@pytest.mark.parametrize(("day", "offset"), [(date(2027, 3, 26), 1), (date(2027, 3, 30), 2)])
def test_meeting_stays_at_its_hour_over_the_clock_change(day, offset):
    moment = moment_on(day, time(15), 120)
    assert (moment.starts_at.hour, moment.starts_at.utcoffset()) == (15, timedelta(hours=offset))


def test_meeting_over_the_night_of_the_clock_change_lasts_as_long_as_asked():
    """On 28 March 2027 the clock goes from two to three at night."""
    moment = moment_on(date(2027, 3, 28), time(1), 120)
    assert (moment.ends_at.hour, moment.ends_at.astimezone(UTC) - moment.starts_at.astimezone(UTC)) == (
        4,
        timedelta(hours=2),
    )


def calendar_meeting(day: date, sequence: int = 0, *, cancelled: bool = False) -> CalendarMeeting:
    moment = moment_on(day, time(15), 120)
    return CalendarMeeting(
        "1@startlijn.example",
        sequence,
        moment.starts_at.astimezone(UTC),
        moment.ends_at.astimezone(UTC),
        "Meeting: Learning together",
        "De Regenboog",
        "https://startlijn.example/meetings/",
        cancelled,
    )


@given(DAYS)
@settings(max_examples=40, deadline=None)
def test_standard_parser_reads_back_the_same_moment_on_any_day(day):
    meeting = calendar_meeting(day)
    text = message(meeting, Method.REQUEST, at=AT, organiser="post@startlijn.example", to="a@b.example")
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    assert event["DTSTART"].dt.astimezone(UTC) == meeting.starts_at
    assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert event["DTEND"].dt.astimezone(UTC) == meeting.ends_at


def test_time_zone_in_the_file_changes_on_the_european_days():
    """The zone is read back by itself, as a program would that does not know Amsterdam."""
    text = listing([calendar_meeting(date(2027, 3, 30))], at=AT, name="Learning")
    (zone,) = Calendar.from_ical(text).walk("VTIMEZONE")
    zone["TZID"] = "Somewhere/Else"
    clock = zone.to_tz(lookup_tzid=False)
    offsets = [
        clock.utcoffset(datetime(2027, month, day, 12)) / timedelta(hours=1)  # noqa: DTZ001 - wall clock
        for month, day in ((3, 27), (3, 29), (10, 30), (11, 1))
    ]
    assert offsets == [1, 2, 2, 1]


def test_cancellation_says_so_to_calendars():
    text = message(
        calendar_meeting(date(2026, 11, 10), 3, cancelled=True),
        Method.CANCEL,
        at=AT,
        organiser="post@startlijn.example",
        to="a@b.example",
    )
    calendar = Calendar.from_ical(text)
    (event,) = calendar.walk("VEVENT")
    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 3)


def ics(*lines: str) -> bytes:
    return "\r\n".join(
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//t//t", *lines, "END:VCALENDAR", ""]
    ).encode()


def event(*lines: str) -> tuple[str, ...]:
    return ("BEGIN:VEVENT", "UID:1", "DTSTAMP:20261101T000000Z", *lines, "END:VEVENT")


WEEK = (date(2026, 11, 9), date(2026, 11, 15))


def hours(found: tuple[Busy, ...]) -> list[str]:
    return [f"{each.start.astimezone(AMSTERDAM):%d %H:%M}" for each in found]


def test_events_make_busy_and_free_or_cancelled_ones_do_not():
    data = ics(
        *event("DTSTART:20261110T140000Z", "DTEND:20261110T150000Z"),
        *event("DTSTART:20261111T140000Z", "DTEND:20261111T150000Z", "TRANSP:TRANSPARENT"),
        *event("DTSTART:20261112T140000Z", "DTEND:20261112T150000Z", "STATUS:CANCELLED"),
    )
    assert hours(read_busy(data, *WEEK)) == ["10 15:00"]


def test_repeats_follow_the_clock_on_the_wall_and_skip_what_is_left_out():
    data = ics(
        *event(
            "DTSTART;TZID=Europe/Amsterdam:20260901T150000",
            "DURATION:PT1H",
            "RRULE:FREQ=WEEKLY;UNTIL=20261130T000000Z",
            "EXDATE;TZID=Europe/Amsterdam:20261117T150000",
        )
    )
    assert hours(read_busy(data, date(2026, 11, 9), date(2026, 11, 29))) == ["10 15:00", "24 15:00"]


def test_whole_days_and_free_busy_parts_count():
    data = ics(
        *event("DTSTART;VALUE=DATE:20261110"),
        "BEGIN:VFREEBUSY",
        "UID:2",
        "DTSTAMP:20261101T000000Z",
        "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20261112T140000Z/20261112T150000Z",
        "FREEBUSY;FBTYPE=FREE:20261113T140000Z/PT1H",
        "END:VFREEBUSY",
    )
    moments = [moment_on(date(2026, 11, day), time(15), 60) for day in (10, 12, 13)]
    assert answers_from(read_busy(data, *WEEK), moments) == [Answer.NO, Answer.MAYBE, Answer.YES]


def test_meetings_that_touch_do_not_overlap():
    moment = Moment(AT, AT + timedelta(hours=1))
    busy = [Busy(AT - timedelta(hours=1), AT), Busy(moment.ends_at, moment.ends_at + timedelta(hours=1))]
    assert answers_from(busy, [moment]) == [Answer.YES]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"BEGIN:VCALENDAR",
        ics(*event("DTSTART:20261110T140000Z", "DURATION:PT1H", "RRULE:FREQ=SECONDLY")),
        ics(*event("DTSTART:yesterday", "DURATION:PT1H")),
        ics(*event("DURATION:PT1H")),
        b"BEGIN:VCALENDAR\r\n" + b"X:" + b"x" * MOST_CALENDAR_BYTES,
        ics(*(line for _ in range(5_001) for line in event("DTSTART:20261110T140000Z"))),
        b"BEGIN:VCALENDAR\r\n\xff\xfe\r\nEND:VCALENDAR",
    ],
)
def test_what_is_no_calendar_or_too_much_is_refused(data):
    with pytest.raises(BadCalendarError):
        read_busy(data, *WEEK)


@given(st.binary(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_read_or_refused(data):
    try:
        read_busy(b"BEGIN:VCALENDAR\r\n" + data, *WEEK)
    except BadCalendarError:
        return


def planned(day: int, *, moved: bool = False, state: str = "planned"):
    return SimpleNamespace(starts_at=datetime(2026, 11, day, 14, tzinfo=UTC), moved=moved, state=state)


def test_change_leaves_past_and_moved_meetings_alone_and_forgets_cancelled_ones():
    past, ahead, moved = planned(1), planned(10), planned(12, moved=True)
    found = split([past, ahead, moved, planned(14, state="cancelled")], AT)
    assert (found.follow, found.stay) == ((ahead,), (past, moved))


def test_other_hour_keeps_the_day_by_dutch_clocks():
    late = SimpleNamespace(starts_at=datetime(2026, 11, 10, 23, 30, tzinfo=UTC), moved=False, state="planned")
    assert at_other_time(late, time(9), 60).starts_at == datetime(2026, 11, 11, 9, tzinfo=AMSTERDAM)


def test_people_are_read_line_by_line_and_wrong_lines_are_named():
    found, wrong = read_lines("* Sam de Wit; sam@b.example; De Brug\n\nNo address\nNoor <noor@b.example>\n")
    assert found == [
        Line("Sam de Wit", "sam@b.example", "De Brug", required=True),
        Line("Noor", "noor@b.example"),
    ]
    assert wrong == ["No address"]
