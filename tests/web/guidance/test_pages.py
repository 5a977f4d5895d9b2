"""Pages about lines: who opens them, what they show, what forms do."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from startlijn.base.people.models import Person
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.models import (
    CalendarFeed,
    CoachPairing,
    CoachProfile,
    ContactNote,
    NeedsIntake,
    RegistrationMoment,
    Step,
    Tick,
)
from startlijn.domain.guidance.terms import Outcome, Side
from tests.domain.guidance.practice.conftest import TODAY

OWN_PAGES = ("guidance:own", "guidance:own_add", "guidance:needs", "guidance:calendar")


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def past(pages, trajectory, side_with_coach=True):
    """The last step before today that both sides are asked about."""
    steps = [step for step in pages.steps(trajectory) if step.planned_on < TODAY]
    return next(step for step in reversed(steps) if step.with_coach is side_with_coach)


@pytest.fixture
def starter(pages):
    trajectory = pages.starter()
    pages.pair(trajectory)
    return trajectory


@pytest.fixture
def stranger(pages):
    pages.world.add_school("Elders", board=pages.world.add_board("Ander bestuur"))
    return pages.world


@pytest.mark.parametrize("name", OWN_PAGES)
def test_a_starter_opens_the_own_pages(pages, starter, name):
    assert pages.browser_of(starter).get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", OWN_PAGES[:3])
def test_an_educator_has_no_own_line(pages, starter, name):
    assert pages.browser_of(pages.educator).get(reverse(name)).status_code == 404


def test_who_is_a_starter_without_a_line_reads_what_to_do(pages):
    person = pages.world.person("starter", "school", pages.school.pk)
    page = pages.world.browser(person).get("/line/")
    assert "Your line is not there yet" in text(page)


def test_the_own_line_shows_the_next_step_coach_and_time(pages, starter):
    page = text(pages.browser_of(starter).get("/line/"))
    coming = next(step for step in pages.steps(starter) if step.planned_on >= TODAY)
    assert f"/line/steps/{coming.pk}/" in page
    assert str(pages.coach_person) in page
    assert "you spent 0 minutes registering" in page


def test_a_starter_confirms_from_the_first_page_in_one_click(pages, starter):
    browser = pages.browser_of(starter)
    page = browser.get("/")
    step = past(pages, starter)
    form = re.search(rf'action="/line/steps/{step.pk}/".*?</form>', page.content.decode(), re.S)[0]
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    answer = browser.post(f"/line/steps/{step.pk}/", fields)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    with pages.day():
        tick = Tick.objects.get(step=step)
    assert (tick.side, tick.outcome, tick.minutes) == ("starter", "done", step.starter_minutes)
    assert f'action="/line/steps/{step.pk}/"' not in browser.get("/").content.decode()


def test_a_coach_confirms_from_the_first_page_and_from_the_own_page(pages, starter):
    browser = pages.world.browser(pages.coach_person)
    step = past(pages, starter)
    for address in ("/", "/coaching/"):
        assert f'action="/coaching/steps/{step.pk}/"' in browser.get(address).content.decode()
    answer = browser.post(
        f"/coaching/steps/{step.pk}/", {"outcome": "done", "minutes": "45", "next": "coaching"}
    )
    assert answer["Location"] == "/coaching/"
    with pages.day():
        assert [(tick.side, tick.minutes) for tick in Tick.objects.all()] == [("coach", 45)]


def test_a_tick_form_with_mistakes_keeps_what_was_typed(pages, starter):
    step = past(pages, starter)
    answer = pages.browser_of(starter).post(
        f"/line/steps/{step.pk}/", {"outcome": "done", "minutes": "99999"}
    )
    assert answer.status_code == 200
    assert 'value="99999"' in answer.content.decode()
    with pages.day():
        assert not Tick.objects.exists()


def test_the_time_a_form_was_open_is_counted(pages, starter):
    from startlijn.base.seams import fixed
    from tests.domain.guidance.practice.conftest import AT

    browser, step = pages.browser_of(starter), past(pages, starter)
    page = browser.get(f"/line/steps/{step.pk}/").content.decode()
    opened = re.search(r'name="opened" value="([^"]+)"', page)[1]
    with fixed(at=AT + timedelta(seconds=34)):
        browser.post(f"/line/steps/{step.pk}/", {"outcome": "done", "minutes": "60", "opened": opened})
    with pages.day():
        assert [row.seconds for row in RegistrationMoment.objects.all()] == [34]


def test_made_up_time_counts_for_nothing(pages, starter):
    step = past(pages, starter)
    pages.browser_of(starter).post(
        f"/line/steps/{step.pk}/", {"outcome": "done", "minutes": "60", "opened": "[1,300]"}
    )
    with pages.day():
        assert not RegistrationMoment.objects.exists()


def test_different_answers_are_shown_as_different(pages, starter):
    step = past(pages, starter)
    pages.tick(step, Side.STARTER, pages.as_starter(starter), Outcome.NOT_DONE, 0)
    pages.tick(step, Side.COACH, pages.coach, minutes=step.coach_minutes)
    page = text(pages.browser_of(starter).get(f"/line/steps/{step.pk}/"))
    assert "You say different things" in page


@pytest.mark.parametrize("part", ["", "move/", "cancel/"])
def test_others_find_no_step(pages, starter, stranger, part):
    step = past(pages, starter)
    other = pages.starter(name="Bas")
    assert pages.browser_of(other).get(f"/line/steps/{step.pk}/{part}").status_code == 404
    another_coach = pages.world.person("coach", "school", pages.school.pk)
    assert pages.world.browser(another_coach).get(f"/coaching/steps/{step.pk}/{part}").status_code == 404


def test_a_starter_moves_calls_off_and_plans_again(pages, starter):
    browser = pages.browser_of(starter)
    step = pages.steps(starter)[-1]
    assert browser.get(f"/line/steps/{step.pk}/move/").status_code == 200
    browser.post(f"/line/steps/{step.pk}/move/", {"planned_on": "2027-05-12", "expected_version": 1})
    assert browser.get(f"/line/steps/{step.pk}/cancel/").status_code == 200
    browser.post(f"/line/steps/{step.pk}/cancel/", {"expected_version": 2})
    with pages.day():
        step.refresh_from_db()
    assert (step.planned_on, step.cancelled_at is None) == (date(2027, 5, 12), False)
    browser.post(f"/line/steps/{step.pk}/cancel/", {"expected_version": 3, "back": "1"})
    with pages.day():
        step.refresh_from_db()
    assert step.cancelled_at is None


def test_a_starter_adds_something(pages, starter):
    answer = pages.browser_of(starter).post(
        "/line/add/",
        {
            "title": "Meelopen met groep 8",
            "kind": "peer_observation",
            "form": "individual",
            "planned_on": "2026-11-12",
            "minutes": "90",
        },
    )
    assert answer.status_code == 302
    with pages.day():
        assert Step.objects.get(title_nl="Meelopen met groep 8").starter_minutes == 90


def test_a_starter_swaps(pages, starter):
    with pages.day():
        mine = pages.version.elements.get(title_nl="Lesbezoek")
        other = pages.version.elements.get(title_nl="Kijken naar video")
    browser = pages.browser_of(starter)
    assert "Kijken naar video" in text(browser.get(f"/line/swap/{mine.pk}/"))
    browser.post(f"/line/swap/{mine.pk}/", {"other": str(other.pk)})
    assert len(pages.steps(starter, "video_coaching")) == 2


def test_needs_are_seen_by_starter_and_coach_only(pages, starter):
    browser = pages.browser_of(starter)
    answer = browser.post("/line/needs/", {"parents": "3", "own_words": "Oudergesprekken voorbereiden"})
    assert answer.status_code == 302
    assert "Oudergesprekken" in text(browser.get("/line/"))
    assert "Oudergesprekken" in text(pages.world.browser(pages.coach_person).get(f"/coaching/{starter.pk}/"))
    assert "Oudergesprekken" not in text(pages.browser_of(pages.educator).get(f"/lines/{starter.pk}/"))
    with pages.day():
        pk = NeedsIntake.objects.get().pk
    assert browser.post(f"/line/needs/{pk}/remove/").status_code == 302
    with pages.day():
        assert not NeedsIntake.objects.exists()


def test_a_note_is_written_by_the_coach_and_read_by_the_starter(pages, starter):
    coach = pages.world.browser(pages.coach_person)
    answer = coach.post(
        f"/coaching/{starter.pk}/note/", {"on": "2026-11-02", "worked": "Rustige start", "goal": "Tempo"}
    )
    assert answer.status_code == 302
    browser = pages.browser_of(starter)
    assert "Rustige start" in text(browser.get("/line/"))
    with pages.day():
        pk = ContactNote.objects.get().pk
    assert coach.post(f"/coaching/notes/{pk}/", {"on": "2026-11-02", "worked": "Beter"}).status_code == 302
    assert browser.post(f"/line/notes/{pk}/remove/").status_code == 302
    with pages.day():
        assert not ContactNote.objects.exists()


def test_an_empty_note_is_refused_and_the_form_stays(pages, starter):
    answer = pages.world.browser(pages.coach_person).post(
        f"/coaching/{starter.pk}/note/", {"on": "2026-11-02"}
    )
    assert "Fill in at least one of the three fields" in text(answer)


def test_a_coach_sees_own_starters_only(pages, starter):
    other = pages.starter(name="Bas")
    browser = pages.world.browser(pages.coach_person)
    page = text(browser.get("/coaching/"))
    assert f"/coaching/{starter.pk}/" in page
    assert f"/coaching/{other.pk}/" not in page
    assert browser.get(f"/coaching/{other.pk}/").status_code == 404


def test_the_educator_chooses_a_coach_with_reasons(pages):
    trajectory = pages.starter()
    browser = pages.browser_of(pages.educator)
    page = text(browser.get(f"/lines/{trajectory.pk}/coach/"))
    assert "works at the same school" in page
    assert "room for 2 starters" in page
    answer = browser.post(
        f"/lines/{trajectory.pk}/coach/",
        {"coach_id": str(pages.coach_person.pk), "started_on": "2026-11-02"},
    )
    assert answer["Location"] == f"/lines/{trajectory.pk}/"
    with pages.day():
        assert CoachPairing.objects.get(trajectory=trajectory).coach == pages.coach_person
    answer = browser.post(f"/lines/{trajectory.pk}/coach/end/", {"finished_on": "2026-11-09"})
    assert answer["Location"] == f"/lines/{trajectory.pk}/coach/"


def test_a_refused_pairing_says_why(pages):
    for _number in range(2):
        pages.pair(pages.starter())
    third = pages.starter()
    answer = pages.browser_of(pages.educator).post(
        f"/lines/{third.pk}/coach/",
        {"coach_id": str(pages.coach_person.pk), "started_on": "2026-11-02"},
    )
    assert "already has 2 starters" in text(answer)


def test_the_educator_keeps_a_coach_and_gives_a_starter_from_there(pages):
    trajectory = pages.starter()
    browser = pages.browser_of(pages.educator)
    pk = pages.coach_person.pk
    assert "fill in" in text(browser.get("/coaches/"))
    profile = {
        "training": "trained",
        "trained_until": "2028-08-01",
        "most_starters": "4",
        "hours_per_year": "60",
        "subjects": "rekenen",
        "days": ["mon", "tue"],
        "expected_version": "0",
    }
    assert browser.post(f"/coaches/{pk}/", profile).status_code == 302
    with pages.day():
        assert CoachProfile.objects.get().most_starters == 4
    given = {"trajectory_id": str(trajectory.pk), "started_on": "2026-11-02"}
    assert browser.post(f"/coaches/{pk}/starter/", given).status_code == 302
    assert str(trajectory.pk) in browser.get(f"/coaches/{pk}/").content.decode()


def test_the_educator_makes_somebody_a_coach(pages):
    person = pages.world.person("auditor", "school", pages.school.pk, name="Lies")
    browser = pages.browser_of(pages.educator)
    assert "Lies" in text(browser.get("/coaches/"))
    answer = browser.post("/coaches/make/", {"person": str(person.pk)})
    assert answer["Location"] == f"/coaches/{person.pk}/"
    assert browser.get(answer["Location"]).status_code == 200


def test_what_to_put_right_leads_to_the_fix(pages):
    trajectory = pages.starter(started_on=date(2026, 8, 24))
    browser = pages.browser_of(pages.educator)
    page = browser.get("/lines/").content.decode()
    assert "There is no coach yet" in page
    assert f'href="/lines/{trajectory.pk}/coach/"' in page
    assert browser.get("/lines/?what=no_coach").status_code == 200
    assert f'href="/lines/{trajectory.pk}/coach/"' in browser.get("/").content.decode()


def test_a_line_without_a_plan_is_made_with_one_button(pages):
    other = pages.world.add_school("Zonder programma")
    trajectory = pages.starter(other)
    educator = pages.world.actor("school_educator", "school", other.pk)
    browser = pages.browser_of(educator)
    assert f'action="/lines/{trajectory.pk}/follow/"' in browser.get("/lines/").content.decode()
    pages.programme(other)
    assert browser.post(f"/lines/{trajectory.pk}/follow/").status_code == 302
    assert pages.steps(trajectory) != []


@pytest.mark.parametrize("address", ["/lines/", "/coaches/"])
def test_a_starter_and_a_coach_do_not_arrange(pages, starter, address):
    assert pages.browser_of(starter).get(address).status_code == 404
    assert pages.world.browser(pages.coach_person).get(address).status_code == 404


def test_a_leader_reads_the_plan_and_a_stranger_nothing(pages, starter):
    leader = pages.world.actor("school_leader", "school", pages.school.pk)
    elsewhere = pages.world.actor("school_leader", "school", pages.world.add_school("Elders").pk)
    assert pages.browser_of(leader).get(f"/lines/{starter.pk}/plan/").status_code == 200
    assert pages.browser_of(elsewhere).get(f"/lines/{starter.pk}/plan/").status_code == 404
    assert pages.browser_of(leader).get(f"/lines/{starter.pk}/").status_code == 404


def test_figures_of_a_school_need_five_starters(pages):
    for number in range(4):
        pages.starter(name=f"Starter {number}")
    browser = pages.browser_of(pages.educator)
    assert "fewer than 5 starters" in text(browser.get(f"/practice/{pages.school.pk}/"))
    pages.starter()
    page = text(browser.get(f"/practice/{pages.school.pk}/"))
    assert "Gesprek met je coach" in page
    assert browser.get("/practice/")["Location"] == f"/practice/{pages.school.pk}/"


def test_a_calendar_address_works_until_it_is_stopped(pages, starter):
    browser = pages.browser_of(starter)
    page = browser.post("/calendar/").content.decode()
    address = re.search(r"http://localhost:8000(/calendar/[\w-]+\.ics)", page)[1]
    nobody = pages.world.browser()
    answer = nobody.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    with pages.day():
        assert CalendarFeed.objects.filter(revoked_at=None).count() == 1
    browser.post("/calendar/", {"revoke": "1"})
    assert nobody.get(address).status_code == 404


def test_one_moment_as_a_file_for_its_starter_and_coach_only(pages, starter):
    step = pages.steps(starter, "coaching_talk")[0]
    address = f"/calendar/steps/{step.pk}.ics"
    assert pages.browser_of(starter).get(address).status_code == 200
    assert pages.world.browser(pages.coach_person).get(address).status_code == 200
    assert pages.browser_of(pages.educator).get(address).status_code == 404


def test_own_details_of_a_coach(pages, starter):
    browser = pages.world.browser(pages.coach_person)
    assert browser.get("/coaching/me/").status_code == 404
    pages.do(
        actions.keep_coach,
        person_id=pages.coach_person.pk,
        school_id=pages.school.pk,
        training="trained",
        trained_until=None,
        most_starters=3,
        hours_per_year=40,
        subjects="",
        days=[],
    )
    assert browser.get("/coaching/me/").status_code == 200
    browser.post("/coaching/me/", {"subjects": "taal", "days": ["fri"], "expected_version": "1"})
    with pages.day():
        assert CoachProfile.objects.get().subjects == "taal"


def test_pages_speak_dutch(pages, starter):
    page = text(pages.browser_of(starter, "nl").get("/line/"))
    assert "Mijn lijn" in page
    assert "Gesprek met je coach" in page


def test_the_own_line_says_what_one_is_entitled_to(pages, starter):
    page = text(pages.browser_of(starter).get("/line/"))
    assert "What you are entitled to" in page
    assert "40 hours" in page


def test_board_reads_its_own_figures_and_too_few_starters_stay_out(pages):
    world = pages.world
    executive = world.person("board_executive", "board", world.board.pk)
    for number in range(7):
        pages.starter(name=f"Starter {number}")
    page = text(world.browser(executive).get("/practice/"))
    assert (world.board.name in page, "Figures about so few people are not shown." in page) == (True, True)


def test_coaches_are_looked_up_by_name_and_school(pages):
    pages.world.person("coach", "school", pages.school.pk, name="Noor")
    browser = pages.world.browser(Person.objects.get(pk=pages.educator.person_id))

    def names(text):
        return sorted(line.name.split()[0] for line in browser.get("/coaches/", {"q": text}).context["page"])

    assert [names(text) for text in ("", "NOOR", "noor elders")] == [["Karim", "Noor"], ["Noor"], []]
    assert "Nobody fits these words." in browser.get("/coaches/", {"q": "zzz"}).content.decode()
