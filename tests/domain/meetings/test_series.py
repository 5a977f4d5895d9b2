"""A series from its first wish to its dates: making, asking, answering, proposing, planning."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from startlijn.base.access.terms import NotVisibleError
from startlijn.base.seams import fixed
from startlijn.domain.guidance.actions import keep_coach
from startlijn.domain.meetings import actions
from startlijn.domain.meetings.models import Meeting, SeriesMember, SlotAnswer
from startlijn.domain.meetings.queries.answering import behind_link, from_calendar
from startlijn.domain.meetings.queries.own import attendance_of, open_polls, own_meetings, own_series
from startlijn.domain.meetings.queries.proposal import proposal_of
from startlijn.domain.meetings.queries.series import series_for, series_page
from startlijn.domain.meetings.terms import (
    Answer,
    BadWindowError,
    Chosen,
    ClashError,
    LinkEndedError,
    MemberTwiceError,
    NewMember,
    NoMembersError,
    NoSlotsError,
    NotAHostError,
    NotASlotError,
    NothingToPlanError,
    RefusedDateError,
    SeriesKind,
    WrongSeriesStateError,
)
from tests.conftest import AT
from tests.domain.meetings.conftest import WISH


def test_series_has_the_moments_of_its_wish_outside_the_holidays(company):
    """In Zuid the Christmas break of 2026 is from 19 December up to and including 3 January."""
    days = [slot.starts_at.date() for slot in company.slots(company.series())]
    assert days == [
        date(2026, 11, 10),
        date(2026, 11, 17),
        date(2026, 11, 24),
        date(2026, 12, 1),
        date(2026, 12, 8),
        date(2026, 12, 15),
        date(2027, 1, 5),
        date(2027, 1, 12),
        date(2027, 1, 19),
        date(2027, 1, 26),
    ]


def test_weekday_on_which_a_required_member_does_not_work_is_left_out(company):
    members = company.members()
    members[0] = replace(members[0], days=(0, 1))
    wish = replace(WISH, weekdays=(1, 3))
    days = {slot.starts_at.weekday() for slot in company.slots(company.series(wish=wish, members=members))}
    assert days == {1}


def test_days_that_a_coach_works_are_known(company):
    with company.world.here():
        keep_coach(
            by=company.world.operator,
            at=AT,
            person_id=company.people[0].pk,
            school_id=company.schools[0].pk,
            training="trained",
            trained_until=None,
            most_starters=4,
            hours_per_year=80,
            subjects="",
            days=["mon", "tue"],
        )
    series = company.series(wish=replace(WISH, weekdays=(1, 3)))
    assert company.member(series, 0).days == [0, 1]
    assert {slot.starts_at.weekday() for slot in company.slots(series)} == {1}


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"wish": replace(WISH, last_on=date(2026, 1, 1))}, BadWindowError),
        ({"wish": replace(WISH, meetings=13)}, BadWindowError),
        ({"wish": replace(WISH, weekdays=())}, NoSlotsError),
        ({"members": []}, NoMembersError),
    ],
)
def test_series_that_makes_no_sense_is_refused(company, change, error):
    with pytest.raises(error):
        company.series(**change)


def test_nobody_takes_part_twice(company):
    with pytest.raises(MemberTwiceError):
        company.series(members=[*company.members(), company.members()[0]])


def test_stranger_cannot_be_invited(company, another_world):
    stranger = NewMember(person_id=another_world.person("coach", "school", another_world.school.pk).pk)
    with pytest.raises(NotVisibleError):
        company.series(members=[stranger])


def test_educator_plans_for_the_own_school_only(company):
    educator = company.world.actor("school_educator", "school", company.schools[0].pk)
    own = {"by": educator, "at": AT, "kind": SeriesKind.OTHER, "title": "Team", "wish": WISH}
    members = [NewMember(person_id=educator.person_id)]
    with company.world.here():
        made = actions.make_series(**own, members=members, school_id=company.schools[0].pk)
        with pytest.raises(NotVisibleError):
            actions.make_series(**own, members=members, school_id=company.schools[1].pk)
        with pytest.raises(NotVisibleError):
            actions.make_series(**own, members=members)
        assert list(series_for(educator, at=AT)) == [made]


def test_asking_mails_everybody_a_link_of_their_own(company):
    company.polling()
    links = {mail.context["link"] for mail in company.mails("meeting_poll")}
    assert (len(links), len(company.mails("meeting_poll"))) == (3, 3)


def test_only_the_silent_are_reminded(company):
    series = company.polling()
    company.answer(series, 0, "yes")
    with company.world.here():
        assert actions.remind_members(by=company.planner, at=AT, series_id=series.pk) == 2
    emails = {person.account.email for person in company.people[1:]}
    assert {mail.to for mail in company.mails("meeting_reminder")} == emails


def test_answer_by_link_replaces_the_earlier_one(company):
    series = company.polling()
    company.answer(series, 1, "yes", "no")
    company.answer(series, 1, "maybe")
    with company.world.here():
        given = SlotAnswer.objects.filter(member=company.member(series, 1)).order_by("slot__starts_at")
        assert [answer.value for answer in given] == ["maybe", "no"]


def test_link_answers_for_its_own_member_only(company):
    series = company.polling()
    slot = company.slots(series)[0]
    with company.world.here(), pytest.raises(NotVisibleError):
        actions.answer_by_link(
            by=company.actor(1), at=AT, token=company.token(series, 0), answers={slot.pk: Answer.YES}
        )


def test_link_that_was_taken_back_made_up_or_changed_does_not_work(company):
    series = company.polling()
    token = company.token(series, 0)
    with company.world.here():
        actions.take_back_link(by=company.planner, at=AT, member_id=company.member(series, 0).pk)
    for wrong in (token, "made-up", token[:-1], company.token(series, 0).replace("-", "9-")):
        with pytest.raises(LinkEndedError):
            behind_link(wrong, AT)
    assert behind_link(company.token(series, 0), AT)[1].title == "Learning together"
    assert len(company.mails("meeting_poll")) == 4


def test_link_shows_no_names_and_no_answers_of_others(company):
    series = company.polling()
    company.answer(series, 0, "no")
    shown = repr(behind_link(company.token(series, 1), AT)[1])
    assert [name for name in ("Anna", "Bram", "Jansen", "'no'") if name in shown] == []


def test_answer_about_another_series_is_refused(company):
    series, other = company.polling(), company.polling(title="Another")
    foreign = company.slots(other)[0]
    owner, _behind = behind_link(company.token(series, 0), AT)
    with company.world.here(), pytest.raises(NotASlotError):
        actions.answer_by_link(
            by=owner, at=AT, token=company.token(series, 0), answers={foreign.pk: Answer.YES}
        )


def test_typed_in_guest_answers_by_link_without_a_person(company):
    guest = NewMember(name="Gijs Gast", email="gijs@b.example", school_id=company.schools[2].pk)
    series = company.polling(members=[*company.members(), guest])
    with company.world.here():
        member = SeriesMember.objects.get(series=series, person=None)
    from startlijn.domain.meetings.rules.links import token_of

    token = token_of(member.pk, 1)
    owner, behind = behind_link(token, AT)
    with company.world.here():
        actions.answer_by_link(by=owner, at=AT, token=token, answers={behind.slots[0].id: Answer.YES})
        assert SlotAnswer.objects.get(member=member).value == "yes"


def test_answers_typed_in_are_marked_so(company):
    series = company.polling()
    slot = company.slots(series)[0]
    with company.world.here():
        member = company.member(series, 2)
        actions.answer_for(by=company.planner, at=AT, member_id=member.pk, answers={slot.pk: Answer.NO})
        assert SlotAnswer.objects.get(member=member).source == "staff"


def test_calendar_file_fills_in_answers_and_keeps_nothing(company):
    series = company.polling()
    data = b"\r\n".join(
        [
            b"BEGIN:VCALENDAR",
            b"BEGIN:VEVENT",
            b"DTSTART;TZID=Europe/Amsterdam:20261110T160000",
            b"DURATION:PT1H",
            b"END:VEVENT",
            b"END:VCALENDAR",
        ]
    )
    found = from_calendar(company.token(series, 0), data)
    slots = company.slots(series)
    assert [found[slot.pk] for slot in slots[:2]] == [Answer.NO, Answer.YES]
    with company.world.here():
        assert not SlotAnswer.objects.exists()


def test_proposal_takes_the_dates_on_which_most_can_and_shares_hosting(company):
    series = company.polling()
    company.answer(series, 0, "no", "yes", "no", "yes")
    company.answer(series, 1, "yes", "yes", "yes", "yes")
    company.answer(series, 2, "yes", "yes", "yes", "maybe")
    with company.world.here():
        found = proposal_of(company.planner, series.pk)
    slots = company.slots(series)
    assert [date.slot_id for date in found.dates] == [slots[1].pk, slots[3].pk]
    assert len({date.host_id for date in found.dates}) == 2
    assert [bool(date.reasons) for date in found.dates] == [True, True]
    assert found.dates[0].instead.slot.id == str(slots[0].pk) or found.dates[0].instead is not None


def test_pinned_date_and_host_stay_in_the_proposal(company):
    series = company.polling()
    for number in range(3):
        company.answer(series, number, "no", "yes", "no", "yes", "maybe")
    slot = company.slots(series)[4]
    with company.world.here():
        actions.pin_slot(
            by=company.planner, at=AT, slot_id=slot.pk, pinned=True, host_id=company.schools[2].pk
        )
        found = proposal_of(company.planner, series.pk)
    kept = {date.slot_id: date.host_id for date in found.dates if date.pinned}
    assert kept == {slot.pk: company.schools[2].pk}


def test_pin_with_a_school_of_nobody_is_refused(company):
    slot = company.slots(company.polling())[0]
    with company.world.here(), pytest.raises(NotAHostError):
        actions.pin_slot(
            by=company.planner, at=AT, slot_id=slot.pk, pinned=True, host_id=company.world.school.pk
        )


def test_proposal_without_room_says_why(company):
    series = company.polling(wish=replace(WISH, meetings=8))
    with company.world.here():
        found = proposal_of(company.planner, series.pk)
    assert (found.dates, len(found.obstacles)) == ((), 1)


def plan(company, series, *numbers: int, reason: str = "", host=None) -> list[Meeting]:
    slots = company.slots(series)
    dates = [Chosen(slots[number].pk, host) for number in numbers]
    with company.world.here():
        return actions.plan_dates(by=company.planner, at=AT, series_id=series.pk, dates=dates, reason=reason)


def test_chosen_dates_become_meetings_and_everybody_is_invited(company):
    series = company.polling()
    made = plan(company, series, 3, 1, host=company.schools[1].pk)
    slots = company.slots(series)
    assert [meeting.starts_at for meeting in made] == [slots[1].starts_at, slots[3].starts_at]
    assert len(company.mails("meeting_planned")) == 6
    series.refresh_from_db()
    assert series.state == "planned"
    assert not behind_link(company.token(series, 0), AT)[1].is_open


def test_answer_after_planning_comes_too_late(company):
    series = company.polling()
    plan(company, series, 0)
    with pytest.raises(LinkEndedError):
        company.answer(series, 0, "yes")


def test_date_that_a_required_person_refused_needs_a_reason(company):
    series = company.polling()
    company.answer(series, 0, "no")
    with pytest.raises(RefusedDateError) as refused:
        plan(company, series, 0)
    assert refused.value.figures["names"] == str(company.people[0])
    (meeting,) = plan(company, series, 0, reason="The only day with a room")
    assert meeting.reason == "The only day with a room"


def test_date_that_others_refused_needs_none(company):
    series = company.polling()
    company.answer(series, 1, "no")
    assert len(plan(company, series, 0)) == 1


def test_clash_with_a_meeting_of_another_series_needs_a_reason(company):
    first, second = company.polling(), company.polling(title="Another")
    plan(company, first, 0)
    with pytest.raises(ClashError):
        plan(company, second, 0)
    assert len(plan(company, second, 0, reason="Agreed with both")) == 1


def test_nothing_twice_or_foreign_is_planned(company):
    series, other = company.polling(), company.polling(title="Another")
    with pytest.raises(NothingToPlanError):
        plan(company, series)
    with pytest.raises(NotASlotError):
        plan(company, series, 0, 0)
    with company.world.here(), pytest.raises(NotASlotError):
        actions.plan_dates(
            by=company.planner,
            at=AT,
            series_id=series.pk,
            dates=[Chosen(company.slots(other)[0].pk, None)],
        )


def test_only_an_open_poll_is_planned(company):
    series = company.series()
    with pytest.raises(WrongSeriesStateError):
        plan(company, series, 0)


def test_member_sees_the_series_and_the_own_attendance_only(company):
    series = company.polling()
    (meeting,) = plan(company, series, 0)
    members = [company.member(series, number) for number in range(3)]
    later = meeting.starts_at + timedelta(hours=3)
    with company.world.here():
        actions.record_attendance(
            by=company.planner,
            at=later,
            meeting_id=meeting.pk,
            presence={members[0].pk: "present", members[1].pk: "absent"},
        )
        assert attendance_of(company.actor(0), series.pk) == {(meeting.pk, members[0].pk): "present"}
        assert len(attendance_of(company.planner, series.pk)) == 2
        shown = own_series(company.actor(1), series.pk)
        assert [each.presence for each in shown.meetings] == ["absent"]
        assert [each.name for each in shown.companions] == [str(person) for person in company.people]


def test_outsider_and_former_member_see_nothing(company):
    series = company.polling()
    plan(company, series, 0)
    outsider = company.world.actor("coach", "school", company.schools[0].pk)
    with company.world.here():
        with pytest.raises(NotVisibleError):
            own_series(outsider, series.pk)
        with pytest.raises(NotVisibleError):
            series_page(outsider, series.pk, at=AT)
        actions.change_members(
            by=company.planner, at=AT, series_id=series.pk, remove=[company.member(series, 2).pk]
        )
        with pytest.raises(NotVisibleError):
            own_series(company.actor(2), series.pk)
    assert [mail.to for mail in company.mails("meeting_cancelled")] == [company.people[2].account.email]


def test_own_meetings_of_a_month_and_two_at_once(company):
    first, second = company.polling(), company.polling(title="Another")
    plan(company, first, 0, 3)
    plan(company, second, 0, reason="Agreed")
    with company.world.here():
        found = own_meetings(company.actor(0), first=date(2026, 11, 1), last=date(2026, 11, 30))
        assert [(each.starts_at.day, each.clash) for each in found] == [(10, True), (10, True)]
        assert (
            own_meetings(company.actor(0), first=date(2026, 12, 1), last=date(2026, 12, 1))[0].clash is False
        )


def test_open_poll_waits_for_who_has_not_answered(company):
    series = company.polling()
    company.answer(series, 0, "yes")
    with company.world.here(), fixed(at=AT):
        assert [poll.answered for poll in open_polls(company.actor(0))] == [True]
        assert [poll.answered for poll in open_polls(company.actor(1))] == [False]


def test_wish_changes_until_everybody_was_asked(company):
    series = company.series()
    with company.world.here():
        changed = actions.change_wish(
            by=company.planner,
            at=AT,
            series_id=series.pk,
            expected_version=series.version,
            title="Learning",
            minutes=90,
            wish=replace(WISH, weekdays=(3,)),
        )
        assert {slot.starts_at.weekday() for slot in company.slots(changed)} == {3}
        actions.ask_members(by=company.planner, at=AT, series_id=series.pk, expected_version=changed.version)
        with pytest.raises(WrongSeriesStateError):
            actions.change_wish(
                by=company.planner,
                at=AT,
                series_id=series.pk,
                expected_version=changed.version + 1,
                title="Learning",
                minutes=90,
                wish=WISH,
            )


def test_closed_series_ends_its_links(company):
    series = company.polling()
    with company.world.here():
        actions.close_series(by=company.planner, at=AT, series_id=series.pk, expected_version=series.version)
    with pytest.raises(LinkEndedError):
        behind_link(company.token(series, 0), AT)


def test_asking_again_leaves_out_what_has_passed(company):
    series = company.polling()
    plan(company, series, 0)
    series.refresh_from_db()
    later = company.slots(series)[4].starts_at
    with company.world.here():
        actions.ask_members(
            by=company.planner, at=later, series_id=series.pk, expected_version=series.version
        )
    assert company.slots(series)[0].starts_at > later
