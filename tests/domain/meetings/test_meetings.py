"""Meetings after they were planned: moving, cancelling, changing a series, attendance, calendars."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core import mail as outbox
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from startlijn.base.access.terms import NotVisibleError
from startlijn.base.post.actions.running import work_off
from startlijn.base.tenancy import VersionConflictError
from startlijn.domain.meetings import actions
from startlijn.domain.meetings.models import Meeting
from startlijn.domain.meetings.queries.calendars import own_calendar, series_calendar
from startlijn.domain.meetings.queries.clashes import clashes
from startlijn.domain.meetings.rules.calendars import listing
from startlijn.domain.meetings.rules.slots import AMSTERDAM
from startlijn.domain.meetings.terms import (
    BackwardsMeetingError,
    ClashError,
    NewMember,
    NotAheadError,
    NotAHostError,
    NotYetError,
    Presence,
    WrongSeriesStateError,
)
from tests.conftest import AT

STARTS = datetime(2026, 11, 10, 15, tzinfo=AMSTERDAM)


def add(company, series, starts_at=STARTS, **more) -> Meeting:
    with company.world.here():
        return actions.add_meeting(
            by=company.planner, at=AT, series_id=series.pk, starts_at=starts_at, **more
        )


def move(company, meeting, **more) -> Meeting:
    more = {"starts_at": STARTS + timedelta(days=1), "minutes": 120} | more
    with company.world.here():
        return actions.move_meeting(
            by=company.planner,
            at=AT,
            meeting_id=meeting.pk,
            expected_version=more.pop("expected_version", meeting.version),
            **more,
        )


def cancel(company, meeting) -> Meeting:
    with company.world.here():
        return actions.cancel_meeting(
            by=company.planner, at=AT, meeting_id=meeting.pk, expected_version=meeting.version
        )


@pytest.fixture
def series(company):
    """A series without a poll."""
    return company.series(wish=None)


@pytest.fixture
def meeting(company, series):
    """A meeting a week ahead."""
    return add(company, series)


def events(company, template: str) -> list:
    """The events that were mailed with a template, as a standard parser reads them."""
    return [
        event
        for mail in company.mails(template)
        for event in Calendar.from_ical(mail.context["calendar"]).walk("VEVENT")
    ]


def test_meeting_by_hand_invites_everybody(company, meeting):
    assert {event["UID"] for event in events(company, "meeting_planned")} == {meeting.uid}
    assert [event["SEQUENCE"] for event in events(company, "meeting_planned")] == [0, 0, 0]


def test_moved_meeting_keeps_its_identity_and_counts_on(company, meeting):
    moved = move(company, meeting)
    (event, *_others) = events(company, "meeting_changed")
    assert (event["UID"], event["SEQUENCE"], moved.moved) == (meeting.uid, 1, True)
    assert event["DTSTART"].dt == STARTS + timedelta(days=1)


def test_cancelled_meeting_leaves_calendars(company, meeting):
    cancel(company, move(company, meeting))
    (mail, *_others) = company.mails("meeting_cancelled")
    calendar = Calendar.from_ical(mail.context["calendar"])
    (event,) = calendar.walk("VEVENT")
    assert (calendar["METHOD"], event["UID"], event["SEQUENCE"]) == ("CANCEL", meeting.uid, 2)


def test_mail_carries_the_file_and_no_names_in_subject_or_title(company, meeting):
    work_off(clock=lambda: AT)
    (sent, *_others) = [each for each in outbox.outbox if each.attachments]
    part = next(part for part in sent.message().walk() if part.get_content_type() == "text/calendar")
    (event,) = Calendar.from_ical(part.get_payload(decode=True)).walk("VEVENT")
    assert (part.get_filename(), part.get_param("method")) == ("startlijn-1.ics", "REQUEST")
    shown = f"{sent.subject} {event['SUMMARY']}"
    assert [name for name in ("Anna", "Bram", "Cees", "Jansen") if name in shown] == []


def test_meeting_that_somebody_else_changed_meanwhile_is_not_moved(company, meeting):
    move(company, meeting)
    with pytest.raises(VersionConflictError):
        move(company, meeting, starts_at=STARTS + timedelta(days=2))


@pytest.mark.parametrize("minutes", [0, 14, 601])
def test_meeting_of_no_time_or_more_than_a_day_is_refused(company, meeting, minutes):
    with pytest.raises(BackwardsMeetingError):
        move(company, meeting, minutes=minutes)


def test_host_is_a_school_of_somebody_in_the_series(company, series):
    with pytest.raises(NotAHostError):
        add(company, series, host_id=company.world.school.pk)


def test_meeting_that_was_cancelled_cannot_be_moved_or_cancelled_again(company, meeting):
    gone = cancel(company, meeting)
    with pytest.raises(NotAheadError):
        move(company, gone)
    with pytest.raises(NotAheadError):
        cancel(company, gone)


def test_moving_onto_another_meeting_of_somebody_needs_a_reason(company, meeting):
    other = add(company, company.series(wish=None, title="Another"), STARTS + timedelta(days=1))
    with pytest.raises(ClashError):
        move(company, meeting)
    assert move(company, meeting, reason="Agreed").starts_at == other.starts_at


def test_moving_a_meeting_a_little_does_not_clash_with_itself(company, meeting):
    assert move(company, meeting, starts_at=STARTS + timedelta(minutes=30)).sequence == 1


def test_changed_series_leaves_past_and_moved_meetings_alone_and_says_which(company, series):
    past = add(company, series, AT - timedelta(days=3))
    moved = move(
        company, add(company, series, STARTS + timedelta(days=7)), starts_at=STARTS + timedelta(days=8)
    )
    ahead = add(company, series, STARTS + timedelta(days=14))
    series.refresh_from_db()
    with company.world.here():
        done = actions.change_series(
            by=company.planner,
            at=AT,
            series_id=series.pk,
            expected_version=series.version,
            begins=time(16),
            minutes=90,
        )
    assert ([each.pk for each in done.followed], [each.pk for each in done.stayed]) == (
        [ahead.pk],
        [past.pk, moved.pk],
    )
    for row in (past, moved, ahead):
        row.refresh_from_db()
    assert ahead.starts_at == datetime(2026, 11, 24, 16, tzinfo=AMSTERDAM)
    assert (past.sequence, moved.sequence, ahead.sequence) == (0, 1, 1)


def test_changed_series_over_the_clock_change_keeps_the_hour(company, series):
    rows = [add(company, series, datetime(2027, 3, day, 15, tzinfo=AMSTERDAM)) for day in (23, 30)]
    series.refresh_from_db()
    with company.world.here():
        actions.change_series(
            by=company.planner,
            at=AT,
            series_id=series.pk,
            expected_version=series.version,
            begins=time(9),
            minutes=60,
        )
    for row in rows:
        row.refresh_from_db()
    assert [row.starts_at.astimezone(UTC).hour for row in rows] == [8, 7]


@given(st.lists(st.sampled_from(["move", "change", "attend", "cancel"]), max_size=5))
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_sequence_never_goes_down(company, verbs):
    series = company.series(wish=None)
    meeting = add(company, series, STARTS, reason="whatever else there is")
    seen = [meeting.sequence]
    for verb in verbs:
        meeting.refresh_from_db()
        series.refresh_from_db()
        try:
            if verb == "move":
                move(company, meeting, reason="again")
            elif verb == "cancel":
                cancel(company, meeting)
            elif verb == "attend":
                record(company, meeting, at=STARTS)
            else:
                with company.world.here():
                    actions.change_series(
                        by=company.planner,
                        at=AT,
                        series_id=series.pk,
                        expected_version=series.version,
                        begins=time(10),
                        minutes=60,
                        reason="again",
                    )
        except (NotAheadError, NotYetError):
            pass
        meeting.refresh_from_db()
        seen.append(meeting.sequence)
    assert seen == sorted(seen)


def record(company, meeting, at=STARTS + timedelta(hours=2), **presence) -> Meeting:
    with company.world.here():
        member = company.member(meeting.series, 0)
        return actions.record_attendance(
            by=company.planner, at=at, meeting_id=meeting.pk, presence={member.pk: Presence.PRESENT}
        )


def test_attendance_is_recorded_from_the_day_itself(company, meeting):
    with pytest.raises(NotYetError):
        record(company, meeting, at=STARTS - timedelta(days=1))
    assert record(company, meeting, at=STARTS - timedelta(hours=4)).state == "held"


def test_attendance_of_a_cancelled_meeting_or_a_stranger_is_refused(company, series, meeting):
    other = company.series(wish=None, title="Another", members=[NewMember(name="Gijs", email="g@b.example")])
    with company.world.here():
        stranger = other.members.get()
        with pytest.raises(NotVisibleError):
            actions.record_attendance(
                by=company.planner, at=STARTS, meeting_id=meeting.pk, presence={stranger.pk: Presence.PRESENT}
            )
    cancel(company, meeting)
    with pytest.raises(NotAheadError):
        record(company, meeting)


def test_who_comes_later_gets_the_meetings_ahead_in_the_calendar(company, series, meeting):
    newcomer = NewMember(name="Gijs Gast", email="gijs@b.example")
    with company.world.here():
        actions.change_members(by=company.planner, at=AT, series_id=series.pk, add=[newcomer])
    assert [mail.to for mail in company.mails("meeting_planned")][-1] == "gijs@b.example"


def test_closed_series_gets_no_meetings(company, series):
    with company.world.here():
        actions.close_series(by=company.planner, at=AT, series_id=series.pk, expected_version=series.version)
    with pytest.raises(WrongSeriesStateError):
        add(company, series)


def test_clashes_say_when_and_never_what(company, meeting):
    with company.world.here():
        found = clashes(
            company.planner,
            [person.pk for person in company.people],
            STARTS + timedelta(minutes=60),
            STARTS + timedelta(minutes=180),
        )
        assert {clash.person for clash in found} == {str(person) for person in company.people}
        assert {(clash.starts_at, clash.ends_at) for clash in found} == {(meeting.starts_at, meeting.ends_at)}
        nothing = clashes(
            company.planner, [company.people[0].pk], meeting.ends_at, meeting.ends_at + timedelta(hours=1)
        )
        assert nothing == ()


def test_clashes_of_others_are_for_who_plans(company, meeting):
    with company.world.here():
        assert (
            len(clashes(company.actor(0), [company.people[0].pk], STARTS, STARTS + timedelta(hours=1))) == 1
        )
        with pytest.raises(NotVisibleError):
            clashes(company.actor(0), [company.people[1].pk], STARTS, STARTS + timedelta(hours=1))


def test_own_feed_has_the_own_meetings(company, meeting):
    outsider = company.world.actor("coach", "school", company.schools[0].pk)
    with company.world.here():
        assert [each.uid for each in own_calendar(company.actor(0), AT)] == [meeting.uid]
        assert own_calendar(outsider, AT) == []


def test_feed_of_a_series_works_until_it_is_taken_back(company, series, meeting):
    with company.world.here():
        secret = actions.make_series_feed(by=company.planner, at=AT, series_id=series.pk)
    title, language, found = series_calendar(secret, AT)
    (event,) = Calendar.from_ical(listing(found, at=AT, name=title)).walk("VEVENT")
    assert (title, language, event["DTSTART"].dt) == ("Learning together", "nl", STARTS)
    with company.world.here():
        actions.revoke_series_feed(by=company.planner, at=AT, series_id=series.pk)
    with pytest.raises(NotVisibleError):
        series_calendar(secret, AT)
