"""Pages about meetings: who opens them, what they show, what forms do."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from startlijn.base.people.models import Person
from startlijn.base.seams import fixed
from startlijn.domain.meetings import actions
from startlijn.domain.meetings.models import Attendance, Meeting, Series, SeriesMember, Slot, SlotAnswer
from startlijn.domain.meetings.terms import Chosen, NewMember
from startlijn.web.meetings.words import month
from tests.conftest import AT
from tests.domain.meetings.test_meetings import STARTS, add


@pytest.fixture(autouse=True)
def clock():
    """Everything happens on one day in November 2026."""
    with fixed(at=AT):
        yield


def url(name, *args):
    return reverse(f"meetings:{name}", args=args)


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def browser(company, person=None) -> Client:
    who = person or Person.objects.select_related("account").get(pk=company.planner.person_id)
    return company.world.browser(who)


def wish(**more) -> dict[str, object]:
    return {
        "title": "Learning together",
        "meetings": 2,
        "minutes": 120,
        "first_on": "2026-11-10",
        "last_on": "2027-01-28",
        "weekdays": ["1"],
        "times": "15:00",
        "min_days_between": 14,
        "closed": "24-11-2026",
    } | more


def only(company) -> Series:
    with company.world.here():
        return Series.objects.get()


def test_series_is_made_of_lines_of_people_and_known_ones_are_recognised(company):
    lines = f"* Anna; {company.people[0].account.email}\nGijs Gast; gijs@b.example; {company.schools[1].name}"
    given = wish(kind="other", place="all", people=lines)
    answer = browser(company).post(url("new"), given)
    series = only(company)
    assert (answer.status_code, answer.url) == (302, url("plan", series.pk))
    with company.world.here():
        rows = SeriesMember.objects.filter(series=series)
        assert {(row.person_id, row.name, row.school_id, row.required) for row in rows} == {
            (company.people[0].pk, "", company.schools[0].pk, True),
            (None, "Gijs Gast", company.schools[1].pk, False),
        }
        assert date(2026, 11, 24) not in {slot.starts_at.date() for slot in Slot.objects.all()}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"people": "Anna without address"}, "Anna without address"),
        ({"people": ""}, "required"),
        ({"times": "half past three"}, "15:00"),
        ({"closed": "99-99-2026"}, "25-11-2026"),
        ({"weekdays": []}, "required"),
        ({"last_on": "2026-01-01"}, "last day comes before the first"),
    ],
)
def test_form_with_a_mistake_says_so_and_keeps_what_was_typed(company, change, said):
    given = wish(kind="other", place="all", people="Gijs; gijs@b.example", title="Kept title") | change
    answer = browser(company).post(url("new"), given)
    assert (answer.status_code, said in text(answer), "Kept title" in text(answer)) == (200, True, True)


def test_poll_is_answered_without_logging_in_and_changed_later(company):
    series = company.polling()
    passer_by, page = company.world.browser(), url("poll", company.token(series, 0))
    first, second, *_rest = company.slots(series)
    shown = passer_by.get(page)
    assert (shown.status_code, shown.headers["X-Robots-Tag"]) == (200, "noindex")
    assert shown.headers["Cache-Control"] == "no-store, private"
    answer = passer_by.post(page, {f"slot_{first.pk.hex}": "yes", f"slot_{second.pk.hex}": "no"})
    assert "your answers are in" in text(answer)
    passer_by.post(page, {f"slot_{first.pk.hex}": "maybe"})
    with company.world.here():
        given = SlotAnswer.objects.order_by("slot__starts_at").values_list("value", flat=True)
        assert list(given) == ["maybe", "no"]


def test_opening_a_poll_changes_nothing(company):
    series = company.polling()
    company.world.browser().get(url("poll", company.token(series, 0)))
    with company.world.here():
        assert (SlotAnswer.objects.count(), company.member(series, 0).answered_at) == (0, None)


def test_poll_without_any_answer_asks_for_one(company):
    series = company.polling()
    answer = company.world.browser().post(url("poll", company.token(series, 0)), {})
    assert "Say for at least one date" in text(answer)


def test_calendar_file_fills_in_the_poll_and_saves_nothing(company):
    from django.core.files.uploadedfile import SimpleUploadedFile

    series = company.polling()
    lines = (
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
        "DTSTART;TZID=Europe/Amsterdam:20261110T150000",
        "DURATION:PT1H",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    page, passer_by = url("poll", company.token(series, 0)), company.world.browser()
    sent = SimpleUploadedFile("mine.ics", "\r\n".join(lines).encode())
    answer = passer_by.post(page, {"read": "1", "calendar": sent})
    first = company.slots(series)[0].pk.hex
    chosen = re.findall(rf'name="slot_{first}" value="(\w+)"[^>]* checked', answer.content.decode())
    assert (chosen, "Your calendar was read" in text(answer)) == (["no"], True)
    with company.world.here():
        assert not SlotAnswer.objects.exists()
    wrong = passer_by.post(page, {"read": "1", "calendar": SimpleUploadedFile("a.ics", b"hello")})
    assert "could not be read as a calendar" in text(wrong)


def test_made_up_link_ends_at_a_page_that_says_so(company):
    answer = company.world.browser().get(url("poll", "made-up"))
    assert (answer.status_code, "no longer works" in text(answer)) == (404, True)


def test_proposal_shows_reasons_and_plans_the_chosen_dates(company):
    series = company.polling()
    for number in range(3):
        company.answer(series, number, "yes", "no", "yes")
    desk = browser(company)
    shown = text(desk.get(url("proposal", series.pk)))
    assert ("Next best" in shown, "3 people can come" in shown) == (True, True)
    first, _second, third = company.slots(series)[:3]
    host = str(company.schools[1].pk)
    given = {f"date_{slot.pk.hex}": "on" for slot in (first, third)}
    answer = desk.post(url("proposal", series.pk), given | {f"host_{first.pk.hex}": host})
    assert (answer.status_code, answer.url) == (302, url("plan", series.pk))
    with company.world.here():
        made = Meeting.objects.order_by("starts_at").values_list("starts_at", "host_school")
        assert list(made) == [(first.starts_at, company.schools[1].pk), (third.starts_at, None)]


def test_refused_date_is_said_in_the_form_and_planned_with_a_reason(company):
    series = company.polling()
    company.answer(series, 0, "no")
    first = company.slots(series)[0]
    desk, given = browser(company), {f"date_{first.pk.hex}": "on"}
    refused = desk.post(url("proposal", series.pk), given)
    assert "must be there" in text(refused)
    assert desk.post(url("proposal", series.pk), given | {"reason": "No other room"}).status_code == 302


def test_date_is_kept_in_the_next_proposal_and_let_go(company):
    series = company.polling()
    slot, desk = company.slots(series)[5], browser(company)
    desk.post(url("pin", slot.pk), {"pinned": "1"})
    assert "Let this date go" in text(desk.get(url("proposal", series.pk)))
    desk.post(url("pin", slot.pk), {"pinned": "0"})
    assert "Let this date go" not in text(desk.get(url("proposal", series.pk)))


def test_series_goes_through_its_stages(company):
    series, desk = company.series(), browser(company)
    page = url("stage", series.pk)
    assert "3 mails are on their way" in text(desk.post(page, {"to": "ask"}, follow=True))
    assert "3 mails are on their way" in text(desk.post(page, {"to": "remind"}, follow=True))
    assert "The series is closed" in text(desk.post(page, {"to": "close"}, follow=True))
    assert only(company).state == "closed"


def test_meeting_is_added_moved_and_cancelled(company):
    series, desk = company.series(wish=None), browser(company)
    given = {"on": "2026-11-10", "begins": "15:00", "minutes": 60, "host": str(company.schools[0].pk)}
    desk.post(url("add", series.pk), given)
    with company.world.here():
        meeting = Meeting.objects.get()
    assert meeting.starts_at == STARTS
    given |= {"begins": "16:00", "expected_version": 1, "place": "Lokaal 3"}
    assert desk.post(url("move", meeting.pk), given).status_code == 302
    assert desk.post(url("cancel", meeting.pk), {"expected_version": 2}).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.state, meeting.sequence, meeting.place) == ("cancelled", 2, "Lokaal 3")


def test_change_of_all_meetings_names_those_that_stay(company):
    series = company.series(wish=None)
    moved = add(company, series, STARTS + timedelta(days=7))
    add(company, series)
    with company.world.here():
        Meeting.objects.filter(pk=moved.pk).update(moved=True)
    series.refresh_from_db()
    given = {"begins": "10:00", "minutes": 60, "expected_version": series.version}
    answer = browser(company).post(url("change", series.pk), given, follow=True)
    assert "These stayed as they were: Tuesday 17 November 2026" in text(answer)


def test_attendance_is_one_form(company):
    series = company.series(wish=None)
    meeting = add(company, series, AT - timedelta(hours=2))
    members = [company.member(series, number) for number in range(3)]
    given = {f"member_{members[0].pk.hex}": "present", f"member_{members[1].pk.hex}": "excused"}
    desk = browser(company)
    assert text(desk.get(url("attendance", meeting.pk))).count('type="radio"') == 9
    desk.post(url("attendance", meeting.pk), given)
    with company.world.here():
        recorded = dict(Attendance.objects.values_list("member", "presence"))
        assert recorded == {members[0].pk: "present", members[1].pk: "excused"}


def test_people_are_changed_on_one_page(company):
    series = company.polling()
    gone = company.member(series, 2)
    given = {
        "required": [str(company.member(series, 1).pk)],
        "remove": [str(gone.pk)],
        "people": "G; g@b.example",
    }
    assert browser(company).post(url("members", series.pk), given).status_code == 302
    with company.world.here():
        rows = SeriesMember.objects.filter(series=series, finished_on=None)
        assert {row.person_id: row.required for row in rows} == {
            company.people[0].pk: False,
            company.people[1].pk: True,
            None: False,
        }


def test_answers_are_typed_in_for_somebody(company):
    series = company.polling()
    member, slot = company.member(series, 1), company.slots(series)[0]
    browser(company).post(url("answers", member.pk), {f"slot_{slot.pk.hex}": "no"})
    with company.world.here():
        assert SlotAnswer.objects.get(member=member).source == "staff"


def test_own_pages_show_the_own_meetings_and_nothing_of_others(company):
    series = company.polling()
    with company.world.here():
        actions.plan_dates(
            by=company.planner,
            at=AT,
            series_id=series.pk,
            dates=[Chosen(company.slots(series)[0].pk, company.schools[0].pk)],
        )
    other = company.series(title="Somebody else", members=[NewMember(name="Gijs", email="g@b.example")])
    mine = browser(company, company.people[1])
    shown = text(mine.get(url("own")))
    assert ("Learning together" in shown, "Somebody else" in shown) == (True, False)
    assert company.schools[0].name in text(mine.get(url("series", series.pk)))
    assert mine.get(url("series", other.pk)).status_code == 404
    assert mine.get(url("plan", series.pk)).status_code == 404
    assert "Your next meeting" in text(mine.get("/"))


def test_single_meeting_and_both_feeds_are_read_by_a_standard_parser(company):
    meeting = add(company, company.series(wish=None))
    mine, desk = browser(company, company.people[0]), browser(company)
    made = text(mine.post(reverse("guidance:calendar")))
    own = re.findall(r"/calendar/([\w-]{43})\.ics", made)[0]
    address = text(desk.post(url("calendar", meeting.series_id)))
    secret = re.findall(r"/meetings/calendar/([\w-]{43})\.ics", address)[0]
    passer_by = company.world.browser()
    files = [
        mine.get(url("one", meeting.pk)),
        passer_by.get(reverse("guidance:feed", args=[own])),
        passer_by.get(url("feed", secret)),
    ]
    for file in files:
        (event,) = Calendar.from_ical(file.content).walk("VEVENT")
        assert (event["UID"], event["DTSTART"].dt) == (meeting.uid, STARTS)
    desk.post(url("calendar", meeting.series_id), {"revoke": "1"})
    assert passer_by.get(url("feed", secret)).status_code == 404


def test_group_page_leads_to_a_series_for_its_schools(world):
    from tests.domain.groups.conftest import Desk

    desk = Desk(world)
    desk.four()
    desk.publish(desk.propose())
    worker = desk.world.browser(Person.objects.get(pk=desk.worker.person_id))
    shown = text(worker.get(reverse("groups:published", args=[desk.round.pk])))
    (link, *_others) = re.findall(r"/meetings/plan/group/[\w-]+/", shown)
    assert "Sanne de Wit" in text(worker.get(link))
    answer = worker.post(link, wish())
    with world.here():
        series = Series.objects.get()
        assert (answer.url, series.group_id is not None, series.sub_region_id) == (
            url("plan", series.pk),
            True,
            world.sub_region.pk,
        )


@pytest.mark.parametrize("day", [date(2026, 2, 1), date(2028, 2, 1), date(2026, 12, 1), date(2027, 1, 1)])
def test_month_has_every_day_once_under_its_iso_week(day):
    shown = month(day, (), date(2026, 11, 2))
    days = [each for week in shown["weeks"] for each in week["days"]]
    inside = [each["date"] for each in days if each["inside"]]
    assert inside == [day + timedelta(days=number) for number in range(len(inside))]
    assert (inside[-1] + timedelta(days=1)).day == 1
    for week in shown["weeks"]:
        assert {each["date"].isocalendar().week for each in week["days"]} == {week["number"]}


@pytest.mark.parametrize("asked", ["2026-13", "nonsense", "9999-12", "0001-01"])
def test_month_that_does_not_exist_is_this_month(company, asked):
    assert "November 2026" in text(browser(company).get(url("own"), {"month": asked}))


ABOUT_SERIES = ("plan", "edit", "members", "proposal", "add", "change", "calendar")


def _grow(company, series: Series, people: int) -> list[Meeting]:
    """Let so many people take part, answer, and meet as often."""
    with company.world.here():
        guests = [
            NewMember(name=f"Gast {number}", email=f"g{number}@b.example", school_id=company.schools[0].pk)
            for number in range(people)
        ]
        actions.change_members(by=company.planner, at=AT, series_id=series.pk, add=guests)
        for number in range(people):
            actions.add_meeting(
                by=company.planner,
                at=AT,
                series_id=series.pk,
                starts_at=AT + timedelta(days=number + 1),
                host_id=company.schools[0].pk,
                reason="whatever else there is",
            )
        for member in SeriesMember.objects.filter(series=series):
            for slot in Slot.objects.filter(series=series):
                SlotAnswer.objects.create(
                    partnership=company.world.partnership,
                    slot=slot,
                    member=member,
                    value="yes",
                    source="member",
                )
        return list(Meeting.objects.filter(series=series))


def _asked(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_every_page_asks_as_often_for_many_as_for_few(company):
    few, many = company.polling(), company.polling(title="Another")
    desk, mine = browser(company), browser(company, company.people[0])
    counts: list[list[int]] = []
    for series, size in ((few, 1), (many, 8)):
        (meeting, *_others) = _grow(company, series, size)
        member = company.member(series, 0)
        pages = [
            *((desk, url(name, series.pk)) for name in ABOUT_SERIES),
            *((desk, url(name, meeting.pk)) for name in ("move", "cancel", "attendance")),
            (desk, url("answers", member.pk)),
            (desk, url("overview")),
            (desk, url("new")),
            (mine, url("series", series.pk)),
            (mine, url("own")),
            (mine, url("one", meeting.pk)),
            (company.world.browser(), url("poll", company.token(series, 0))),
        ]
        counts.append([_asked(client, address) for client, address in pages])
    assert counts[0] == counts[1]
    assert max(counts[1]) <= 17
