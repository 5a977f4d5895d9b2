"""Pages of a learning group: agenda, board, teams, notes and paper; nothing for a stranger."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from startlijn.base.seams import fixed
from startlijn.domain.meetings import actions as meetings
from startlijn.domain.plg import actions
from startlijn.domain.plg.terms import Column, NoteKind
from tests.conftest import AT

pytestmark = pytest.mark.django_db
BUDGET = 15
AGENDA = {"expected_version": 1, "standup": 15, "explore": 30, "condense": 25, "make": 35, "retro": 15}


@pytest.fixture(autouse=True)
def held_clock():
    with fixed(at=AT):
        yield


def browser(group, number: int = 0):
    return group.world.browser(group.people[number])


def url(group, rest: str = "") -> str:
    return f"/plg/{group.room.pk}/{rest}"


def test_own_groups_are_listed_and_opened(company):
    mine = browser(company)
    assert url(company) in mine.get("/plg/").text
    answer = mine.post(f"/plg/open/{company.series.pk}/")
    assert answer.url == url(company)


def test_agenda_that_does_not_fill_the_meeting_says_by_how_much(company):
    answer = browser(company).post(url(company, "agenda/"), AGENDA | {"make": 30})
    assert ("Change 5 minutes." in answer.text, 'value="30"' in answer.text) == (True, True)


def test_agenda_is_saved(company):
    browser(company).post(url(company, "agenda/"), AGENDA | {"make": 40, "explore": 25})
    assert list(company.page().agenda.values()) == [15, 25, 25, 40, 15]


def test_timer_shows_phases_with_clock_times(company):
    text = browser(company).get(url(company, "timer/?from=15:00")).text
    assert ("<time>15:15</time> – <time>15:45</time>" in text, text.count("data-step") - 1) == (True, 4)


def test_card_is_added_moved_changed_and_removed(company):
    mine = browser(company)
    given = {"what": "Write the plan", "who": str(company.member(1).pk), "due_on": "2026-12-01"}
    mine.post(url(company, "cards/add/"), given)
    card = company.page().cards[0]
    mine.post(f"/plg/cards/{card.id}/move/", {"to": "doing"})
    assert company.page().cards[0].column is Column.DOING
    mine.post(f"/plg/cards/{card.id}/", given | {"what": "Write it down", "expected_version": 2})
    assert "Write it down" in mine.get(url(company)).text
    mine.post(f"/plg/cards/{card.id}/remove/")
    assert company.page().cards == ()


@pytest.mark.parametrize("to", ["", "elsewhere"])
def test_card_goes_nowhere_else(company, to):
    card = company.card()
    browser(company).post(f"/plg/cards/{card.pk}/move/", {"to": to})
    assert company.page().cards[0].column is Column.TODO


def test_card_without_words_keeps_the_rest(company):
    answer = browser(company).post(url(company, "cards/add/"), {"what": "", "due_on": "2026-12-01"})
    assert ("This field is required." in answer.text, "2026-12-01" in answer.text) == (True, True)


def test_note_of_an_action_becomes_a_card(company):
    mine = browser(company)
    mine.post(url(company, "notes/"), {"kind": "action", "text": "Ask the board", "meeting": ""})
    assert mine.get(url(company)).text.count("Ask the board") > 1
    note = company.page().notes[0]
    mine.post(f"/plg/notes/{note.id}/remove/")
    assert "Nothing noted yet" in mine.get(url(company)).text


def test_teams_are_formed_and_changed(crowd):
    mine = browser(crowd)
    assert "You would go into 2 teams." in mine.get(url(crowd, "teams/")).text
    mine.post(url(crowd, "teams/form/"))
    member = crowd.page().members[0]
    mine.post(url(crowd, "teams/move/"), {"member": str(member.id), "team": str(3 - member.team)})
    assert crowd.page().members[0].team == 3 - member.team
    assert "Team 2" in mine.get(url(crowd, "?team=2")).text


def test_small_group_is_told_that_it_is_one_team(company):
    assert "You work as one team" in browser(company).get(url(company, "teams/")).text


def test_everything_stands_on_paper(company):
    company.do(
        meetings.add_meeting,
        company.planner,
        series_id=company.series.pk,
        starts_at=datetime(2026, 11, 10, 14, 0, tzinfo=UTC),
    )
    company.card("Write the plan")
    company.do(actions.add_note, room_id=company.room.pk, kind=NoteKind.DECISION, text="We begin in May")
    text = browser(company).get(url(company, "print/")).text
    wanted = ("<time>15:00</time>", "Write the plan", "We begin in May", "P02", "by-hand-box")
    assert [each for each in wanted if each not in text] == []


def test_stranger_sees_nothing(company):
    card = company.card()
    leader = company.world.person("school_leader", "school", company.world.school.pk, name="Lot")
    other = company.world.browser(leader)
    pages = [
        url(company),
        *(url(company, each) for each in ("agenda/", "timer/", "teams/", "print/", "notes/")),
    ]
    assert {other.get(page).status_code for page in (*pages, f"/plg/cards/{card.pk}/")} == {404}


def test_pages_ask_as_often_for_many_as_for_few(crowd):
    pages = ["/plg/", *(url(crowd, each) for each in ("", "agenda/", "timer/", "teams/", "print/", "notes/"))]
    mine = browser(crowd)

    def counted() -> dict[str, int]:
        found = {}
        for page in pages:
            mine.get(page)
            with CaptureQueriesContext(connection) as asked:
                assert mine.get(page).status_code == 200
            found[re.sub(r"[0-9a-f-]{36}", "x", page)] = len(asked)
        return found

    crowd.card()
    crowd.do(actions.add_note, room_id=crowd.room.pk, kind=NoteKind.DECISION, text="One")
    few = counted()
    for number in range(8):
        crowd.card(f"Card {number}", who_id=crowd.member(number).pk)
        crowd.do(actions.add_note, room_id=crowd.room.pk, kind=NoteKind.DECISION, text=f"Note {number}")
    many = counted()
    assert (many, max(many.values()) <= BUDGET) == (few, True)
