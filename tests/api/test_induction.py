"""Programmes, lines, what needs somebody and figures over the API."""

from urllib.parse import quote

import pytest

from startlijn.base.access.terms import Permission
from startlijn.base.seams import fixed
from startlijn.domain.guidance.terms import Outcome, Side
from tests.api.conftest import caller_of
from tests.conftest import AT
from tests.domain.guidance.practice.conftest import ELEMENTS, FIRST, Guidance, at


@pytest.fixture(autouse=True)
def today():
    with fixed(at=AT):
        yield


@pytest.fixture
def guidance(world):
    return Guidance(world)


@pytest.fixture
def educator(world, guidance):
    return caller_of(world, guidance.educator)


def test_programmes_are_listed_with_the_version_that_holds(guidance, educator):
    page = educator.get("/programmes")
    assert page["count"] == 1
    assert (page["items"][0]["title"], page["items"][0]["owner"]) == ("Inductie", "De Regenboog")
    assert page["items"][0]["holds"]["id"] == str(guidance.version.pk)
    assert page["items"][0]["holds"]["holds_from"] == 2024


def test_programmes_are_searched_by_words(educator):
    assert educator.get("/programmes?q=regenboog")["count"] == 1
    assert educator.get("/programmes?q=nergens")["count"] == 0


def test_programme_is_given_with_its_versions(guidance, educator):
    found = educator.get(f"/programmes/{guidance.version.programme_id}")
    assert [version["number"] for version in found["versions"]] == [1]
    assert found["school_id"] == str(guidance.school.pk)


def test_version_is_given_with_elements_in_order_and_checks_with_reasons(guidance, educator):
    found = educator.get(f"/programme-versions/{guidance.version.pk}")
    wanted = sorted(ELEMENTS, key=lambda each: each[3])
    assert [each["title_nl"] for each in found["elements"]] == [each[0] for each in wanted]
    assert (found["elements"][0]["starter_hours"], found["elements"][0]["times"]) == ("8.00", 8)
    assert all(check["reasons"] for check in found["checks"])
    ids = {each["id"] for each in found["elements"]}
    assert all(set(check["satisfied_by"]) <= ids for check in found["checks"])


def test_stranger_finds_no_programme(guidance, another_world):
    stranger = caller_of(another_world, another_world.actor("coordinator"))
    assert stranger.get("/programmes")["items"] == []
    assert stranger.get(f"/programme-versions/{guidance.version.pk}", 404)["code"] == "not_found"


def test_lines_are_listed_with_school_coach_and_year(guidance, educator):
    starter = guidance.starter()
    guidance.pair(starter)
    (found,) = educator.get("/lines")["items"]
    assert found == {
        "id": str(starter.pk),
        "name": "Sanne de Wit 1",
        "starter_type": "recent_graduate",
        "sector": "po",
        "subjects": "",
        "days": [],
        "schools": [{"id": str(guidance.school.pk), "name": "De Regenboog"}],
        "coach": {"id": str(guidance.coach_person.pk), "name": str(guidance.coach_person)},
        "version_followed": str(guidance.version.pk),
        "started_on": "2026-08-24",
        "ends_on": "2029-08-24",
        "finished_on": None,
        "standing": "running",
        "year": 1,
        "registered_at": "2026-08-24T09:00:00Z",
        "version": starter.version,
    }


def test_lines_are_given_in_pages_and_since_a_moment(guidance, educator):
    early, late = guidance.starter(), guidance.starter(started_on=FIRST.replace(month=9))
    since = quote(at(FIRST.replace(month=9, day=1)).isoformat())
    assert [line["id"] for line in educator.get("/lines")["items"]] == [str(late.pk), str(early.pk)]
    assert educator.get("/lines?page_size=1")["next_page"] == 2
    assert [line["id"] for line in educator.get(f"/lines?registered_since={since}")["items"]] == [
        str(late.pk)
    ]


def test_lines_of_another_school_do_not_exist(world, guidance, educator):
    elsewhere = world.add_school("Elders")
    theirs = guidance.starter(elsewhere)
    assert educator.get("/lines")["items"] == []
    assert educator.get(f"/lines?school={elsewhere.pk}")["items"] == []
    assert educator.get(f"/lines/{theirs.pk}", 404)["code"] == "not_found"


def test_other_school_of_a_starter_is_not_told(world, guidance, educator):
    from decimal import Decimal

    from startlijn.domain.guidance import actions
    from startlijn.domain.guidance.terms import NewEmployment

    starter, elsewhere = guidance.starter(), world.add_school("Elders")
    job = NewEmployment(FIRST, school_id=elsewhere.pk, fte=Decimal("0.2"))
    guidance.do(actions.add_employment, by=world.operator, trajectory_id=starter.pk, employment=job)
    assert [each["name"] for each in educator.get("/lines")["items"][0]["schools"]] == ["De Regenboog"]


def test_number_of_queries_does_not_grow_with_lines(guidance, educator, counted):
    guidance.starter()
    few = counted(educator, "/lines")
    for _ in range(5):
        guidance.pair(guidance.starter(), guidance.world.person("coach", "school", guidance.school.pk).pk)
    assert counted(educator, "/lines") == few


def test_line_is_given_with_what_both_sides_say(guidance, educator):
    starter = guidance.starter()
    guidance.pair(starter)
    step = guidance.steps(starter, "coaching_talk")[0]
    guidance.tick(step, Side.STARTER, guidance.as_starter(starter), outcome=Outcome.NOT_DONE)
    guidance.tick(step, Side.COACH, guidance.coach, minutes=90)
    found = next(each for each in educator.get(f"/lines/{starter.pk}")["steps"] if each["id"] == str(step.pk))
    assert found["state"] == "different"
    assert found["given"] == {"outcome": "done", "minutes": 90}
    assert found["received"] == {"outcome": "not_done", "minutes": 0}


def test_leader_arranges_no_lines(world, guidance):
    leader = caller_of(world, world.actor("school_leader", "school", guidance.school.pk))
    assert leader.get("/lines", 404)["code"] == "not_found"
    assert leader.get("/exceptions", 404)["code"] == "not_found"


def test_token_needs_the_scope(world, guidance):
    caller = caller_of(world, guidance.educator, Permission.PROGRAMMES_READ)
    assert caller.get("/lines", 403)["code"] == "scope_missing"


def test_exceptions_tell_who_has_no_coach(guidance, educator):
    starter = guidance.starter()
    found = educator.get("/exceptions")["items"]
    assert [(each["lack"], each["line_id"]) for each in found] == [("no_coach", str(starter.pk))]


def test_figures_of_a_school_need_five_starters(guidance, educator):
    for _ in range(4):
        guidance.starter()
    path = f"/schools/{guidance.school.pk}/practice"
    few = educator.get(path)
    assert [(year["year"], year["starters"], year["figures"]) for year in few["years"]] == [
        (2, None, None),
        (3, None, None),
        (1, None, None),
    ]
    fifth = guidance.starter()
    guidance.tick(
        guidance.steps(fifth, "coaching_talk")[0], Side.STARTER, guidance.as_starter(fifth), minutes=45
    )
    year = next(each for each in educator.get(path)["years"] if each["year"] == 1)
    talks = next(each for each in year["elements"] if each["kind"] == "coaching_talk")
    assert (talks["starters"], talks["figures"]["planned_minutes"]) == (5, 5 * 480)
    assert (talks["figures"]["received"], talks["figures"]["received_minutes"]) == (1, 45)


def test_figures_are_not_for_coaches(world, guidance):
    coach = caller_of(world, guidance.coach)
    assert coach.get(f"/schools/{guidance.school.pk}/practice", 404)["code"] == "not_found"
