"""Pages of starters: who opens them, what they say, what they keep, and how often they ask the database."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from startlijn.base.people.models import Person
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.models import Employment, Move, Pause, Trajectory
from startlijn.domain.guidance.terms import Ending, MoveStage
from tests.conftest import AT
from tests.domain.guidance.starters.conftest import FIRST
from tests.domain.guidance.starters.test_changes import pairing
from tests.domain.guidance.starters.test_moves import ask, without_work

ROLES = ("educator", "hr", "pool", "other_educator")
DAY = date(2027, 2, 1)


def page(browser, name, *args, **query):
    return browser.get(reverse(f"starters:{name}", args=args), query)


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def posted(browser, name, *args, follow=True, **fields):
    return browser.post(reverse(f"starters:{name}", args=args), fields, follow=follow)


def stored(desk, made):
    with desk.world.here():
        return Trajectory.objects.get(pk=made.pk)


def work_id(desk, made):
    with desk.world.here():
        return Employment.objects.filter(trajectory=made).order_by("started_on").first().pk


# -- who opens what


@pytest.mark.parametrize(
    ("name", "who", "status"),
    [
        *[("starters", role, 200) for role in ("educator", "hr", "pool", "board_pool")],
        *[("register", role, 200) for role in ("educator", "hr", "pool")],
        ("import", "hr", 200),
        ("ask", "educator", 200),
        ("pool", "pool", 200),
        ("pool", "hr", 404),
        ("facts", "hr", 200),
        ("facts", "educator", 404),
        ("moves", "educator", 404),
    ],
)
def test_list_pages_open_for_the_right_role(desk, name, who, status):
    assert page(desk.browser(getattr(desk, who)), name).status_code == status


@pytest.mark.parametrize("role", ["school_leader", "team_leader"])
def test_leader_sees_facts_and_no_more(desk, role):
    made = desk.register()
    leader = desk.browser(desk.world.actor(role, "school", desk.school.pk))
    assert [page(leader, name).status_code for name in ("facts", "starters")] == [200, 404]
    assert page(leader, "facts_of", made.pk).status_code == 200
    assert page(leader, "starter", made.pk).status_code == 404


@pytest.mark.parametrize("role", ["coach", "school_leader", "staff_council_member", "auditor"])
def test_who_may_not_register_finds_no_list(desk, role):
    somebody = desk.browser(desk.world.actor(role, "school", desk.school.pk))
    assert page(somebody, "starters").status_code == 404


@pytest.mark.parametrize(
    "name", ["starter", "change", "undo", "work_add", "pause", "extend", "leave", "complete"]
)
def test_starter_of_another_board_does_not_exist(desk, name):
    made = desk.register()
    assert page(desk.browser(desk.educator), name, made.pk).status_code == 200
    assert page(desk.browser(desk.other_educator), name, made.pk).status_code == 404


@pytest.mark.parametrize("name", ["pause", "extend", "complete"])
def test_who_registers_and_does_not_arrange_finds_no_page_about_time(desk, name):
    made = desk.register()
    assert page(desk.browser(desk.hr), name, made.pk).status_code == 404


@pytest.mark.parametrize("name", ["work", "work_end"])
def test_appointment_of_another_board_does_not_exist(desk, name):
    made = desk.register()
    pk = work_id(desk, made)
    assert page(desk.browser(desk.hr), name, pk).status_code == 200
    assert page(desk.browser(desk.other_educator), name, pk).status_code == 404


# -- registering


GIVEN = {
    "given_name": "Sanne",
    "family_name": "de Wit",
    "email": "Sanne@example.org",
    "starter_type": "career_switcher",
    "place": "0",
    "started_on": "2026-08-01",
    "contract_type": "temporary",
    "fte": "0.8",
    "days": ["mon", "tue"],
}


def test_starter_is_registered_with_the_short_form(desk):
    answer = posted(desk.browser(desk.educator), "register", **GIVEN)
    assert "Registered." in text_of(answer)
    assert "Sanne de Wit" in text_of(answer)
    with desk.world.here():
        made = Trajectory.objects.get()
        assert (made.starter_type, made.days, made.sector) == ("career_switcher", ["mon", "tue"], "po")
        assert Employment.objects.get().fte == Decimal("0.8")
    assert made.person.account.email == "sanne@example.org"


def test_form_keeps_what_was_typed_and_says_what_is_wrong(desk):
    answer = posted(desk.browser(desk.educator), "register", **{**GIVEN, "email": "sanne", "fte": "2"})
    text = text_of(answer)
    assert 'value="de Wit"' in text
    assert "Enter a valid email address." in text
    assert "less than or equal to 1.2" in text


def test_refusal_stands_above_the_form(desk):
    desk.register()
    answer = posted(desk.browser(desk.educator), "register", **GIVEN)
    assert "Sanne de Wit already has a line here. Add an appointment to it." in text_of(answer)


def test_page_says_the_same_when_the_starter_is_asked(desk):
    desk.register(desk.work(desk.other_school), by=desk.other_educator)
    answer = posted(desk.browser(desk.educator), "register", **GIVEN)
    assert "Registered." in text_of(answer)
    assert "Sanne" not in text_of(answer)
    with desk.world.here():
        assert Move.objects.get().to_school_id == desk.school.pk


def test_pool_registers_without_a_school_and_says_the_sector(desk):
    browser = desk.browser(desk.pool)
    nowhere = str(len(page(browser, "register").context["form"].fields["place"].places) - 1)
    answer = posted(browser, "register", **{**GIVEN, "place": nowhere})
    assert "Choose the sector." in text_of(answer)
    posted(browser, "register", **{**GIVEN, "place": nowhere, "sector": "vo"})
    with desk.world.here():
        assert Trajectory.objects.get().pool_id == desk.world.partnership.pk


def test_details_are_changed_once(desk):
    made = desk.register()
    browser = desk.browser(desk.educator)
    given = {"starter_type": "returner", "subjects": "Wiskunde", "days": ["fri"], "expected_version": 1}
    assert "Wiskunde" in text_of(posted(browser, "change", made.pk, **given))
    assert posted(browser, "change", made.pk, **given).status_code == 409


def test_mistake_is_undone_after_a_question(desk):
    made = desk.register()
    browser = desk.browser(desk.educator)
    assert "Undo the registration of Sanne de Wit?" in text_of(page(browser, "undo", made.pk))
    assert "The registration was undone." in text_of(posted(browser, "undo", made.pk))
    assert stored(desk, made).ending == Ending.UNDONE


def test_starter_is_invited(desk):
    made = desk.register()
    answer = posted(desk.browser(desk.educator), "invite", made.pk)
    assert "The invitation is on its way." in text_of(answer)


# -- the page of one starter


def test_page_shows_work_entitlements_time_and_their_source(desk):
    school = desk.world.add_school("De Lijn College", sector="vo")
    educator = desk.world.actor("school_educator", "school", school.pk)
    made = desk.register(
        desk.work(school, fte=Decimal("0.8"), fte_agreed=Decimal(1), lesson_hours=576),
        by=educator,
        sector="vo",
    )
    text = text_of(page(desk.browser(educator), "starter", made.pk))
    assert "Only the job size was lowered, from 1 to 0.8" in text
    assert "144 clock hours fewer lessons a year: 20% of 720 clock hours, in year 1" in text
    assert "Together 144 hours a year by right." in text
    assert "CAO VO art. 8.3" in text
    assert "it may have changed since" in text
    assert "93 days" in text  # 1 August until 2 November
    assert "Together 93 days: 0.25 years." in text


def test_dutch_page_speaks_dutch(desk):
    made = desk.register()
    text = text_of(page(desk.browser(desk.educator, language="nl"), "starter", made.pk))
    assert "40 uur per jaar bij een baan van 1." in text


def test_pauses_are_for_who_arranges(desk):
    made = desk.register()
    desk.do(actions.pause, trajectory_id=made.pk, started_on=date(2026, 10, 1))
    assert "Stands still" in text_of(page(desk.browser(desk.educator), "starter", made.pk))
    assert "Stands still" not in text_of(page(desk.browser(desk.hr), "starter", made.pk))


def test_work_at_another_board_is_not_shown(desk):
    made = desk.register(desk.work(), desk.work(desk.other_school), by=desk.pool)
    text = text_of(page(desk.browser(desk.educator), "starter", made.pk))
    assert "De Poort" not in text
    assert "There is other work too, which you do not see." in text


# -- changing


def test_appointments_are_added_changed_and_ended(desk):
    made = desk.register(by=desk.hr)
    second = desk.world.add_school("De Brug")
    browser = desk.browser(desk.hr)
    places = page(browser, "work_add", made.pk).context["form"].fields["place"].places
    key = next(key for key, place in places.items() if place.school_id == second.pk)
    given = {"contract_type": "permanent", "fte": "0.4", "started_on": "2026-11-01", "place": key}
    assert "De Brug" in text_of(posted(browser, "work_add", made.pk, **given))
    pk = work_id(desk, made)
    changed = {"contract_type": "permanent", "fte": "0.6", "from_on": "2027-01-01", "expected_version": 1}
    assert "What was before stays." in text_of(posted(browser, "work", pk, **changed))
    posted(browser, "work_end", pk, finished_on="2026-12-01")
    with desk.world.here():
        rows = Employment.objects.filter(trajectory=made, school=desk.school).order_by("started_on")
        assert [(row.fte, row.started_on, row.finished_on) for row in rows] == [
            (Decimal(1), FIRST, date(2026, 12, 1)),
            (Decimal("0.6"), date(2027, 1, 1), None),
        ]


def test_overlap_is_said_above_the_form(desk):
    made = desk.register()
    given = {"contract_type": "permanent", "fte": "1", "started_on": "2026-12-01", "place": "0"}
    text = text_of(posted(desk.browser(desk.educator), "work_add", made.pk, **given))
    assert "there already is one. Two at the same time is not possible." in text


def test_line_stands_still_and_goes_on(desk):
    made = desk.register()
    browser = desk.browser(desk.educator)
    posted(browser, "pause", made.pk, started_on="2026-10-03")
    with desk.world.here():
        stop = Pause.objects.get()
    assert "The line goes on from that day." in text_of(
        posted(browser, "pause_end", stop.pk, finished_on="2026-11-02")
    )
    assert stored(desk, made).ends_on == date(2029, 8, 31)
    posted(browser, "extend", made.pk, days="10")
    assert stored(desk, made).ends_on == date(2029, 9, 10)


def test_leaving_is_noted_and_called_off(desk):
    made = desk.register()
    browser = desk.browser(desk.educator)
    assert "The leaving was noted." in text_of(posted(browser, "leave", made.pk, finished_on="2027-02-01"))
    assert "Stays after all" in text_of(page(browser, "starter", made.pk))
    assert "Sanne de Wit stays." in text_of(posted(browser, "stay", made.pk))
    assert stored(desk, made).finished_on is None


def test_complete_line_is_closed(desk):
    made = desk.register()
    answer = posted(desk.browser(desk.educator), "complete", made.pk, finished_on="2026-11-02")
    assert "The line is complete." in text_of(answer)
    assert stored(desk, made).ending == Ending.COMPLETED


def test_line_that_was_not_complete_goes_on_after_a_question(desk):
    made = desk.register()
    browser = desk.browser(desk.educator)
    assert "This line was not closed as complete." in text_of(posted(browser, "reopen", made.pk))
    posted(browser, "complete", made.pk, finished_on="2026-11-02")
    assert "Not complete after all" in text_of(page(browser, "starter", made.pk))
    assert "Let the line of Sanne de Wit go on?" in text_of(page(browser, "reopen", made.pk))
    assert "The line goes on." in text_of(posted(browser, "reopen", made.pk))
    assert stored(desk, made).finished_on is None


def test_first_day_is_put_right(desk):
    made = desk.register()
    browser = desk.browser(desk.hr)
    assert 'value="2026-08-01"' in text_of(page(browser, "start", made.pk))
    assert "The first day was put right." in text_of(
        posted(browser, "start", made.pk, started_on="2026-09-01")
    )
    assert stored(desk, made).started_on == date(2026, 9, 1)


def test_first_day_that_cannot_be_keeps_what_was_typed(desk):
    made = desk.register()
    desk.do(actions.pause, trajectory_id=made.pk, started_on=date(2026, 9, 1))
    answer = posted(desk.browser(desk.educator), "start", made.pk, started_on="2026-09-02")
    assert "Something on this line is of 1 September 2026." in text_of(answer)
    assert 'value="2026-09-02"' in text_of(answer)


# -- moves and pools


def test_answer_to_asking_is_the_same_for_somebody_and_nobody(desk):
    desk.register()
    browser = desk.browser(desk.other_educator)
    given = {"started_on": "2027-02-01", "contract_type": "temporary", "fte": "1", "place": "0"}
    answers = [
        re.sub(r'value="[^"]{40,}"', "", text_of(posted(browser, "ask", email=email, **given)))
        for email in ("sanne@example.org", "nobody@example.org")
    ]
    assert "Then your question is on its way." in answers[0]
    assert len(set(answers)) == 1


def own_browser(desk, made):
    return desk.browser(person=Person.objects.get(pk=made.person_id))


def test_starter_says_yes_and_chooses_what_travels(desk):
    made = desk.register()
    ask(desk)
    browser = own_browser(desk, made)
    with desk.world.here():
        move = Move.objects.get()
    assert "De Poort" in text_of(page(browser, "moves"))
    text = text_of(page(browser, "move", move.pk))
    assert "That day your work at De Regenboog ends." in text
    answer = posted(browser, "move", move.pk, luggage=["needs", "hours"])
    assert "You said yes. Your line goes along to De Poort." in text_of(answer)
    with desk.world.here():
        assert (Move.objects.get().stage, Move.objects.get().luggage) == (
            MoveStage.AGREED,
            ["hours", "needs"],
        )
        assert set(Employment.objects.values_list("school", "finished_on")) == {
            (desk.school.pk, DAY),
            (desk.other_school.pk, None),
        }


def test_starter_with_two_jobs_says_which_ends(desk):
    third = desk.world.add_school("De Derde")
    made = desk.register(desk.work(), desk.work(third), by=desk.hr)
    ask(desk)
    with desk.world.here():
        move, ending = Move.objects.get(), Employment.objects.get(school=third)
    posted(own_browser(desk, made), "move", move.pk, ends=[str(ending.pk)])
    with desk.world.here():
        assert Employment.objects.get(school=desk.school).finished_on is None
        assert Employment.objects.get(school=third).finished_on == DAY


def test_starter_says_no_and_nobody_is_told(desk):
    made = desk.register()
    ask(desk)
    with desk.world.here():
        move = Move.objects.get()
    browser = own_browser(desk, made)
    assert "You said no. Nobody is told." in text_of(posted(browser, "move_refuse", move.pk))
    assert "You answered this question before." in text_of(posted(browser, "move", move.pk))


def test_question_waits_on_the_first_page(desk):
    made = desk.register()
    ask(desk)
    assert "This school asks whether you come" in text_of(own_browser(desk, made).get("/"))


def test_nobody_else_opens_the_question(desk):
    desk.register()
    ask(desk)
    other = desk.register(email="other@example.org")
    with desk.world.here():
        move = Move.objects.get()
    assert page(own_browser(desk, other), "move", move.pk).status_code == 404
    assert page(desk.browser(desk.other_educator), "move", move.pk).status_code == 404


def test_pool_takes_in_who_is_left_out(desk):
    made = without_work(desk)
    with desk.world.here():
        Employment.objects.filter(trajectory=made).update(finished_on=date(2026, 11, 1))
    browser = desk.browser(desk.pool)
    assert "Sanne de Wit" in text_of(page(browser, "pool"))
    assert page(browser, "claim", made.pk).status_code == 200
    assert "is in your pool now" in text_of(posted(browser, "claim", made.pk, pool=""))
    assert "Every starter has a school or a pool." in text_of(page(browser, "pool"))


# -- facts


def test_facts_tell_plan_coach_and_hours_and_no_name_of_the_coach(desk):
    made = desk.register()
    coaching = pairing(desk, made)
    leader = desk.browser(desk.world.actor("school_leader", "school", desk.school.pk))
    text = text_of(page(leader, "facts_of", made.pk))
    assert "there is one" in text
    assert str(coaching.coach) not in text
    assert "1 starter lacks something." in text_of(page(leader, "facts"))


# -- the list


def test_list_is_filtered(desk):
    first = desk.register(email="a@example.org", given_name="Anna")
    desk.register(email="b@example.org", given_name="Bea")
    pairing(desk, first)
    old = date(2024, 8, 1)
    desk.register(desk.work(started_on=old), email="c@example.org", given_name="Cora", started_on=old)
    browser = desk.browser(desk.educator)

    def names(**query):
        return [row.name.split()[0] for row in page(browser, "starters", **query).context["page"]]

    assert names() == ["Anna", "Bea", "Cora"]
    assert names(q="be") == ["Bea"]
    assert names(year="3") == ["Cora"]
    assert names(no_coach="1") == ["Bea", "Cora"]
    assert names(standing="left") == []
    assert names(year="9") == ["Anna", "Bea", "Cora"]
    assert "No starter fits all of this." in text_of(page(browser, "starters", q="zzz"))


def test_facts_are_looked_up_by_name_and_school(desk):
    desk.register(email="a@example.org", given_name="Anna")
    desk.register(email="b@example.org", given_name="Bea")
    browser = desk.browser(desk.hr)

    def names(text):
        return [row.name.split()[0] for row in page(browser, "facts", q=text).context["page"]]

    assert [names(text) for text in ("", "BEA regenboog", "bea elders")] == [["Anna", "Bea"], ["Bea"], []]
    assert "Nobody fits these words." in text_of(page(browser, "facts", q="zzz"))


def test_empty_list_says_what_to_do(desk):
    assert "Register them one by one" in text_of(page(desk.browser(desk.educator), "starters"))


def many(desk, count, first=0):
    """So many starters at the school, written at once."""
    tenant = desk.world.partnership
    people = Person.objects.bulk_create(
        Person(given_name=f"Starter {number:03}", family_name="Dijk") for number in range(first, count)
    )
    with desk.world.here():
        lines = Trajectory.objects.bulk_create(
            Trajectory(
                partnership=tenant,
                person=person,
                sector="po",
                starter_type="substitute",
                started_on=FIRST,
                ends_on=date(2029, 8, 1),
                registered_at=AT,
                pool=tenant,
            )
            for person in people
        )
        Employment.objects.bulk_create(
            Employment(
                partnership=tenant,
                trajectory=line,
                board=desk.world.board,
                school=desk.school,
                contract_type="temporary",
                fte=Decimal(1),
                started_on=FIRST,
            )
            for line in lines
        )


def queries(browser, name, **query):
    page(browser, name, **query)
    with CaptureQueriesContext(connection) as found:
        assert page(browser, name, **query).status_code == 200
    return len(found)


@pytest.mark.parametrize(
    ("name", "who"), [("starters", "educator"), ("starters", "hr"), ("facts", "hr"), ("starters", "pool")]
)
def test_list_asks_as_often_for_three_as_for_three_hundred(desk, name, who):
    many(desk, 3)
    browser = desk.browser(getattr(desk, who))
    few = queries(browser, name)
    many(desk, 300, first=3)
    assert queries(browser, name) == few
    assert queries(browser, name, page=2) <= few + 1


def test_long_list_has_pages(desk):
    many(desk, 27)
    answer = page(desk.browser(desk.educator), "starters", page=2)
    assert [len(answer.context["page"]), answer.context["page"].paginator.count] == [2, 27]


def test_page_of_one_starter_asks_as_often_for_many_appointments(desk):
    made = desk.register(desk.work(finished_on=date(2026, 8, 10)), desk.work(started_on=date(2026, 9, 1)))
    browser = desk.browser(desk.educator)

    def asked():
        page(browser, "starter", made.pk)
        with CaptureQueriesContext(connection) as found:
            assert page(browser, "starter", made.pk).status_code == 200
        return len(found)

    few = asked()
    for month in range(1, 7):
        work = desk.work(started_on=date(2025, month, 1), finished_on=date(2025, month, 20))
        desk.do(actions.add_employment, trajectory_id=made.pk, employment=work)
    assert (asked(), few <= 18) == (few, True)
