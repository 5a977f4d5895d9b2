"""Who looked, when and for what: everybody reads it about themselves, also who asked in vain (P15)."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from startlijn.base.journal import actions as journal
from startlijn.base.journal.models import JournalLine
from startlijn.base.people import actions as people
from startlijn.base.people.models import Person
from startlijn.base.seams import fixed
from tests.domain.guidance.practice.conftest import AT, Guidance


@pytest.fixture(autouse=True)
def today():
    with fixed(at=AT):
        yield


@pytest.fixture
def guidance(world):
    return Guidance(world)


@pytest.fixture
def line(guidance):
    trajectory = guidance.starter()
    guidance.pair(trajectory)
    return trajectory


def browser(guidance, person_id) -> Client:
    return guidance.world.browser(Person.objects.get(pk=person_id))


def told(guidance, line, **query) -> str:
    return browser(guidance, line.person_id).get("/who-looked/", query).content.decode()


def looked(guidance, line, why="coaching", times=1):
    starter = Person.objects.get(pk=line.person_id)
    for _ in range(times):
        journal.read(by=guidance.coach, at=AT, on=line, about=starter.pk, why=why)


def leader(guidance):
    return guidance.world.person("school_leader", "school", guidance.school.pk, name="Lea")


def tries(line) -> list[JournalLine]:
    return list(JournalLine.objects.filter(about=line.person_id, action="data.refused"))


def test_starter_reads_who_looked_in_which_role_and_for_what(guidance, line):
    looked(guidance, line)
    page = told(guidance, line)
    assert [word in page for word in ("Karim", "starter&#x27;s coach", "to guide you")] == [True] * 3


def test_nobody_reads_it_about_somebody_else(guidance, line):
    looked(guidance, line)
    assert "Karim" not in browser(guidance, leader(guidance).pk).get("/who-looked/").content.decode()


def test_what_one_did_oneself_is_not_listed(guidance, line):
    starter = guidance.as_starter(line)
    journal.record(by=starter, at=AT, action="note.remove", on=line)
    assert "removed a note of a talk" not in told(guidance, line)


def test_lines_can_be_narrowed_to_who_looked(guidance, line):
    looked(guidance, line)
    shown = told(guidance, line, kind="looked")
    assert ("to guide you" in shown, "gave a starter a coach" in shown) == (True, False)
    shown = told(guidance, line, kind="done")
    assert ("to guide you" in shown, "gave a starter a coach" in shown) == (False, True)


def test_lines_come_in_pages(guidance, line):
    looked(guidance, line, times=60)
    assert "Page 1 of 2" in told(guidance, line, kind="looked")


def test_kind_with_no_lines_says_so(guidance, line):
    assert "Nothing of this kind" in told(guidance, line, kind="tried")


def test_it_is_also_shown_under_a_merged_registration(guidance, line):
    gone = guidance.world.person()
    journal.read(by=guidance.coach, at=AT, on=gone, about=gone.pk, why="release")
    with guidance.world.here():
        people.merge_people(by=guidance.world.operator, at=AT, keep_id=line.person_id, gone_id=gone.pk)
    assert "because you shared it" in told(guidance, line)


def test_page_costs_the_same_for_few_lines_and_many(guidance, line):
    asks = browser(guidance, line.person_id)
    asks.get("/who-looked/")
    with CaptureQueriesContext(connection) as few:
        asks.get("/who-looked/")
    looked(guidance, line, times=20)
    with CaptureQueriesContext(connection) as many:
        asks.get("/who-looked/")
    assert len(few) == len(many)


def test_leader_who_tries_the_notes_of_a_line_is_noted_and_told_by_role(guidance, line):
    asks = browser(guidance, leader(guidance).pk)
    assert asks.get(f"/coaching/{line.pk}/").status_code == 404
    found = tries(line)
    assert [(each.object_type, each.details["why"], each.details["result"]) for each in found] == [
        ("Trajectory", "line.guide", "not_found")
    ]
    page = told(guidance, line, kind="tried")
    assert ("School leader" in page, "Lea" in page, "saw nothing" in page) == (True, False, True)


def test_privacy_officer_reads_who_tried(guidance, line):
    browser(guidance, leader(guidance).pk).get(f"/coaching/{line.pk}/")
    officer = guidance.world.browser(guidance.world.person("privacy_officer"))
    assert "Lea" in officer.get("/journal/", {"q": "data.refused"}).content.decode()


def test_trying_again_the_same_day_makes_no_second_line(guidance, line):
    asks = browser(guidance, leader(guidance).pk)
    for _ in range(3):
        asks.get(f"/coaching/{line.pk}/")
    assert len(tries(line)) == 1


def test_coach_of_another_starter_is_noted(guidance, line):
    other = guidance.world.person("coach", "school", guidance.school.pk, name="Otto")
    browser(guidance, other.pk).get(f"/coaching/{line.pk}/")
    assert [each.actor_name.split()[0] for each in tries(line)] == ["Otto"]


def test_own_coach_and_starter_are_never_noted(guidance, line):
    for person in (guidance.coach.person_id, line.person_id):
        browser(guidance, person).get(f"/coaching/{line.pk}/")
        browser(guidance, person).get(f"/line/notes/{line.pk}/remove/")
    assert tries(line) == []


def test_what_does_not_exist_makes_no_line(guidance, line):
    asks = browser(guidance, leader(guidance).pk)
    before = JournalLine.objects.count()
    asks.get(f"/coaching/{guidance.school.pk}/")
    assert JournalLine.objects.count() == before


def test_data_that_are_not_guarded_make_no_line(guidance, line):
    hr = guidance.world.person("hr_advisor", "board", guidance.world.add_board("Elders").pk)
    assert browser(guidance, hr.pk).get(f"/starters/{line.pk}/").status_code == 404
    assert tries(line) == []


def test_another_partnership_makes_no_line(guidance, line, another_world):
    other = another_world.person("coach", "school", another_world.school.pk)
    assert another_world.browser(other).get(f"/coaching/{line.pk}/").status_code == 404
    assert tries(line) == []


def asked_until_the_answer(asks: Client, address: str, monkeypatch) -> tuple[int, bytes, int]:
    """Return status, body without what is new each time, and how often the database was asked until then."""
    monkeypatch.setattr("startlijn.web.middleware.note_refusal", lambda **given: 0)
    with CaptureQueriesContext(connection) as asked:
        answer = asks.get(address)
    body = re.sub(rb"[\w-]{36,}", b"", answer.content)  # identifiers and tokens of forms
    return answer.status_code, body, len(asked)


def test_answer_is_the_same_and_as_quick_for_what_exists_and_what_does_not(guidance, line, monkeypatch):
    asks = browser(guidance, leader(guidance).pk)
    other = browser(guidance, guidance.world.person("coach", "school", guidance.school.pk).pk)
    for one in (asks, other):
        asked_until_the_answer(one, f"/coaching/{line.pk}/", monkeypatch)
        real = asked_until_the_answer(one, f"/coaching/{line.pk}/", monkeypatch)
        none = asked_until_the_answer(one, f"/coaching/{guidance.school.pk}/", monkeypatch)
        assert real == none


def test_refusal_that_cannot_be_noted_is_answered_all_the_same(guidance, line, monkeypatch, caplog):
    def broken(**given):
        raise RuntimeError("no journal")

    monkeypatch.setattr("startlijn.web.middleware.note_refusal", broken)
    assert browser(guidance, leader(guidance).pk).get(f"/coaching/{line.pk}/").status_code == 404
    assert "a refused try could not be noted" in caplog.text
