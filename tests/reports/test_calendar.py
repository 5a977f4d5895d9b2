"""Calendars, read back with a parser: whole days, neutral titles, one identity for good."""

import uuid
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from startlijn.base.access.terms import NotVisibleError
from startlijn.base.seams import fixed
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.queries.moments import CalendarMoment, feed_owner, own_moments
from startlijn.domain.guidance.terms import Side
from startlijn.reports.documents.calendar import calendar_of
from tests.domain.guidance.practice.conftest import AT, TODAY, Guidance

ONE = CalendarMoment(uuid.UUID(int=7), date(2026, 12, 3), Side.STARTER, 2, cancelled=False)


def read(moments):
    text = calendar_of(
        moments, at=AT, address="https://startlijn.example.org", own="/line/", coach="/coaching/"
    )
    return Calendar.from_ical(text)


def test_a_moment_is_a_whole_day_with_a_neutral_title():
    (event,) = read([ONE]).walk("VEVENT")
    assert event.decoded("dtstart") == date(2026, 12, 3)
    assert event.decoded("dtend") == date(2026, 12, 4)
    assert str(event["summary"]) == "Startlijn"
    assert str(event["url"]) == "https://startlijn.example.org/line/"
    assert (int(event["sequence"]), str(event["status"])) == (2, "CONFIRMED")
    assert event.decoded("dtstamp") == datetime(2026, 11, 2, 9, tzinfo=UTC)
    assert event["class"] == "PRIVATE"


def test_what_was_called_off_is_taken_out_of_calendars():
    cancelled = CalendarMoment(ONE.id, ONE.on, Side.COACH, 3, cancelled=True)
    (event,) = read([cancelled]).walk("VEVENT")
    assert str(event["status"]) == "CANCELLED"
    assert str(event["url"]).endswith("/coaching/")


def test_a_calendar_without_moments_is_still_one():
    calendar = read([])
    assert str(calendar["prodid"]) == "-//Startlijn//Startlijn//NL"
    assert calendar.walk("VEVENT") == []


@pytest.fixture
def guidance(world):
    return Guidance(world)


def events(guidance, actor):
    with guidance.day():
        return {str(each["uid"]): each for each in read(own_moments(actor, TODAY)).walk("VEVENT")}


def test_a_moved_moment_keeps_its_identity_and_its_sequence_grows(guidance):
    trajectory = guidance.starter()
    starter = guidance.as_starter(trajectory)
    before = events(guidance, starter)
    step = guidance.steps(trajectory)[-1]
    guidance.do(
        actions.move_step,
        by=starter,
        step_id=step.pk,
        planned_on=step.planned_on + timedelta(days=1),
        expected_version=1,
    )
    after = events(guidance, starter)
    uid = f"{step.pk}-starter@startlijn.example.org"
    assert after.keys() == before.keys()
    assert [int(each[uid]["sequence"]) for each in (before, after)] == [0, 1]
    assert after[uid].decoded("dtstart") == step.planned_on + timedelta(days=1)


def test_no_name_is_in_a_calendar(guidance):
    trajectory = guidance.starter(name="Sanne")
    guidance.pair(trajectory)
    with guidance.day():
        text = calendar_of(
            own_moments(guidance.coach, TODAY), at=AT, address="http://x", own="/line/", coach="/coaching/"
        ).decode()
    assert text.count("BEGIN:VEVENT") == 8 + 2 + 4 + 1
    for word in ("Sanne", "Wit", "Karim", "Gesprek", "Lesbezoek"):
        assert word not in text


def test_the_address_of_a_feed_stops_when_a_new_one_is_made_or_the_role_ends(guidance):
    trajectory = guidance.starter()
    starter = guidance.as_starter(trajectory)
    old = guidance.do(actions.make_feed, by=starter)
    new = guidance.do(actions.make_feed, by=starter)
    with fixed(at=AT):
        assert feed_owner(new, AT)[0].person_id == trajectory.person_id
        with pytest.raises(NotVisibleError):
            feed_owner(old, AT)
    guidance.do(actions.revoke_feed, by=starter)
    with fixed(at=AT), pytest.raises(NotVisibleError):
        feed_owner(new, AT)


def test_everybody_makes_an_address_for_the_own_meetings_but_a_program_does_not(guidance):
    person = guidance.world.actor("board_executive", "board", guidance.world.board.pk)
    secret = guidance.do(actions.make_feed, by=person)
    with fixed(at=AT):
        assert feed_owner(secret, AT)[0].person_id == person.person_id
    with pytest.raises(NotVisibleError):
        guidance.do(actions.make_feed, by=replace(person, limited_to=frozenset()))
