"""Pages of the calendar: who sees what, and what a form says when days are odd."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from startlijn.base.seams import fixed
from startlijn.domain.calendar import actions
from startlijn.domain.calendar.models import OwnDays, RegionHoliday
from tests.conftest import AT
from tests.domain.calendar.files import as_bytes, government

pytestmark = pytest.mark.django_db

PAGE = "/holidays/?year=2026"
AUTUMN = "/holidays/2026/noord/autumn/"


@pytest.fixture
def coordinator(world):
    return world.browser(world.person("coordinator"))


@pytest.fixture
def educator(world):
    return world.browser(world.person("school_educator", "school", world.school.pk))


def own(world, number=1):
    with world.here():
        return [
            actions.add_own_days(
                by=world.operator,
                at=AT,
                school_id=world.school.pk,
                first=date(2026, 11, 2) + timedelta(days=day),
                last=date(2026, 11, 2) + timedelta(days=day),
                name=f"Study day {day}",
                opened=False,
            )
            for day in range(number)
        ]


def test_everybody_sees_the_holidays_with_how_certain_they_are(world):
    page = world.browser(world.person("starter", "school", world.school.pk)).get(PAGE).content.decode()
    assert "10 October 2026 until and including 18 October 2026" in page
    assert "sources differ: check" in page
    assert AUTUMN not in page
    assert "Own days of schools" not in page


def test_a_year_that_is_not_known_shows_the_present_one(coordinator):
    for year in ("1999", "x", "²", "99999999999"):
        assert coordinator.get(f"/holidays/?year={year}").status_code == 200


def test_who_runs_the_partnership_puts_a_holiday_right(world, coordinator):
    form = {"first": "2026-10-17", "last": "2026-10-24", "expected_version": "0"}
    answer = coordinator.post(AUTUMN, form)
    assert "Look at: 2026-2027, autumn, noord: 2026-10-17 – 2026-10-24." in answer.content.decode()
    assert 'value="2026-10-24"' in answer.content.decode()
    answer = coordinator.post(AUTUMN, form | {"last": "2026-10-25"}, follow=True)
    assert "17 October 2026 until and including 25 October 2026" in answer.content.decode()
    assert "typed in" in answer.content.decode()


def test_going_back_brings_the_shipped_holiday_again(world, coordinator):
    assert coordinator.get(f"{AUTUMN}drop/").status_code == 404
    coordinator.post(AUTUMN, {"first": "2026-10-17", "last": "2026-10-25", "expected_version": "0"})
    assert coordinator.get(f"{AUTUMN}drop/").status_code == 200
    coordinator.post(f"{AUTUMN}drop/")
    with world.here():
        assert RegionHoliday.objects.count() == 0


def test_the_governments_file_is_brought_in(world, coordinator):
    file = SimpleUploadedFile("holidays.json", as_bytes(government()), "application/json")
    answer = coordinator.post("/holidays/file/", {"file": file}, follow=True)
    assert "5 holidays kept." in answer.content.decode()
    again = SimpleUploadedFile("holidays.json", as_bytes(government()), "application/json")
    answer = coordinator.post("/holidays/file/", {"file": again}, follow=True)
    assert "Nothing changed: these holidays stood here already." in answer.content.decode()


def test_another_file_is_refused_with_what_to_do(coordinator):
    file = SimpleUploadedFile("photo.jpg", b"\xff\xd8\xff", "image/jpeg")
    answer = coordinator.post("/holidays/file/", {"file": file})
    assert "This is not the file with school holidays." in answer.content.decode()


def test_a_school_keeps_own_days(world, educator):
    assert "No own days yet" in educator.get(PAGE).content.decode()
    given = {
        "school_id": str(world.school.pk),
        "name": "Carnival",
        "first": "2027-02-08",
        "last": "2027-02-05",
    }
    answer = educator.post("/holidays/own/add/", given)
    assert "The last day comes after the first" in answer.content.decode()
    answer = educator.post("/holidays/own/add/", given | {"last": "2027-02-12"}, follow=True)
    assert "8 February 2027 until and including 12 February 2027" in answer.content.decode()
    with world.here():
        row = OwnDays.objects.get()
    assert (
        "Remove Carnival of De Regenboog?" in educator.get(f"/holidays/own/{row.pk}/remove/").content.decode()
    )
    educator.post(f"/holidays/own/{row.pk}/remove/")
    with world.here():
        assert OwnDays.objects.count() == 0


def test_a_school_does_not_change_a_region(educator):
    assert [educator.get(path).status_code for path in (AUTUMN, "/holidays/file/")] == [404, 404]


def test_a_stranger_finds_nothing_of_another_school(world, another_world):
    (row,) = own(world)
    stranger = another_world.browser(
        another_world.person("school_educator", "school", another_world.school.pk)
    )
    assert "Study day" not in stranger.get(PAGE).content.decode()
    assert stranger.get(f"/holidays/own/{row.pk}/remove/").status_code == 404


def test_the_page_asks_as_often_for_many_rows_as_for_few(world, educator):
    counted = []
    for number in (3, 40):
        own(world, number)
        educator.get(PAGE)
        with fixed(seed=1), CaptureQueriesContext(connection) as queries:
            educator.get(PAGE)
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 15


def test_the_tab_leads_from_schools_to_holidays(educator):
    assert 'href="/holidays/"' in educator.get("/schools/").content.decode()


def test_the_month_of_may_is_mei_in_dutch(world):
    browser = world.browser(world.person("coordinator"), language="nl")
    assert "24 april 2027 tot en met 2 mei 2027" in browser.get(PAGE).content.decode()
