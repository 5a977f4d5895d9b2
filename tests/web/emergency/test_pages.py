"""Pages of emergency access: asking, the second person with a fresh login, reading with a red banner."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from startlijn.base.people.models import Person
from startlijn.base.seams import fixed
from startlijn.base.walls.models import EmergencyAccess
from tests.base.walls.test_emergency import Story
from tests.domain.guidance.practice.conftest import AT


@pytest.fixture(autouse=True)
def today():
    with fixed(at=AT):
        yield


@pytest.fixture
def story(world):
    return Story(world)


def browser(story, actor):
    return story.world.browser(Person.objects.get(pk=actor.person_id))


def test_hr_asks_and_waits(story):
    asks = browser(story, story.hr)
    given = {"email": story.email, "table": "domain.Employment", "reason": "The judge asks."}
    answer = asks.post("/emergency/ask/", given, follow=True).content.decode()
    assert ("waits for a second person" in answer, "The judge asks." in answer) == (True, True)


def test_what_was_typed_stays_when_there_is_nothing(story):
    given = {"email": "nobody@example.org", "table": "domain.Employment", "reason": "The judge asks."}
    page = browser(story, story.hr).post("/emergency/ask/", given).content.decode()
    assert ("There is nothing of this kind" in page, "The judge asks." in page) == (True, True)


def test_coaching_is_not_in_the_list(story):
    page = browser(story, story.hr).get("/emergency/ask/").content.decode()
    assert ("domain.Employment" in page, "domain.ContactNote" in page) == (True, False)


@pytest.mark.parametrize(("minutes", "state"), [(2, "allowed"), (60, "open")])
def test_allowing_asks_for_a_fresh_login(story, minutes, state):
    row = story.ask()
    officer = browser(story, story.officer)
    session = officer.session
    began = (AT - timedelta(minutes=minutes)).timestamp()
    session["account_authentication_methods"] = [{"method": "socialaccount", "at": began}]
    session.save()
    officer.post(f"/emergency/{row.pk}/allow/")
    with story.world.here():
        assert EmergencyAccess.objects.get(pk=row.pk).answer == state


def test_who_has_a_password_is_asked_for_it_again(story):
    row = story.ask()
    person = Person.objects.get(pk=story.officer.person_id)
    person.account.set_password("een heel lang wachtwoord")
    person.account.save()
    answer = story.world.browser(person).post(f"/emergency/{row.pk}/allow/")
    assert (answer.status_code, answer.headers["Location"].startswith("/in/again/")) == (302, True)


def test_second_person_sees_who_asks_and_not_what_opens(story):
    story.ask()
    page = browser(story, story.officer).get("/emergency/answer/").content.decode()
    assert ("The judge asks." in page, "Sanne" in page) == (True, True)


def test_second_person_says_no(story):
    row = story.ask()
    browser(story, story.officer).post(f"/emergency/{row.pk}/refuse/")
    with story.world.here():
        assert EmergencyAccess.objects.get(pk=row.pk).answer == "refused"


def test_reading_has_a_red_banner_and_is_told_to_the_starter(story):
    row = story.allow(story.ask())
    page = browser(story, story.hr).get(f"/emergency/{row.pk}/")
    assert "You read this by emergency access" in page.content.decode()
    assert page.headers["Cache-Control"] == "no-store, private"
    told = story.world.browser(Person.objects.get(pk=story.line.person_id)).get("/who-looked/")
    assert "by emergency access" in told.content.decode()


def test_others_find_nothing(story):
    row = story.allow(story.ask())
    leader = story.held("school_leader", "school", story.world.school.pk)
    pages = ["/emergency/", "/emergency/ask/", "/emergency/answer/", f"/emergency/{row.pk}/"]
    assert {browser(story, leader).get(page).status_code for page in pages} == {404}


def test_staff_council_reads_how_often(story):
    story.allow(story.ask())
    member = story.held("staff_council_member", "school", story.world.school.pk)
    assert (
        "it was asked 1 time, and allowed 1 times." in browser(story, member).get("/rights/").content.decode()
    )


def asked(who, address) -> int:
    who.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert who.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize(("who", "address"), [("hr", "/emergency/"), ("officer", "/emergency/answer/")])
def test_lists_cost_the_same_for_few_and_many(story, who, address):
    looks = browser(story, getattr(story, who))
    story.ask()
    few = asked(looks, address)
    for _ in range(8):
        story.ask()
    assert (asked(looks, address), few <= 15) == (few, True)
