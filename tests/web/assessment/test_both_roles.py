"""The page on which coordinator and starter agree that one person coaches and assesses, or not."""

import pytest

from startlijn.domain.guidance.models import BothRoles
from startlijn.domain.guidance.terms import BothRolesState
from tests.domain.assessment.conftest import House, house  # noqa: F401 - a fixture
from tests.domain.assessment.test_apart import LAST, answered, asked, role

pytestmark = pytest.mark.django_db


def state(house: House) -> str:  # noqa: F811
    with house.world.here():
        return BothRoles.objects.get().state


def ask(house: House, made, **given):  # noqa: F811
    typed = {"holder_id": str(house.coach.pk), "reason": "A small school", "last_day": LAST.isoformat()}
    desk = house.world.browser(house.coordinator, "en")
    return desk.post(f"/assessments/arrange/{made.pk}/both-roles/", typed | given)


def test_coordinator_asks_and_the_starter_accepts(house):  # noqa: F811
    role(house, house.coach, "assessor")
    answer = ask(house, house.asked())
    with house.world.here():
        row = BothRoles.objects.get()
    mine = house.world.browser(house.starter, "en")
    read = "A small school" in mine.get("/assessments/both-roles/").text
    mine.post(f"/assessments/both-roles/{row.pk}/answer/", {"then": "accept"})
    assert (answer.url, read, state(house)) == ("/assessments/arrange/both-roles/", True, "accepted")


def test_starter_says_no(house):  # noqa: F811
    row = asked(house)
    mine = house.world.browser(house.starter, "nl")
    mine.post(f"/assessments/both-roles/{row.pk}/answer/", {"then": "refuse"})
    assert state(house) == BothRolesState.REFUSED


def test_day_that_is_too_late_keeps_what_was_typed(house):  # noqa: F811
    role(house, house.coach, "assessor")
    answer = ask(house, house.asked(), last_day="2031-01-01")
    assert ("within a year" in answer.text, "A small school" in answer.text) == (True, True)


def test_coordinator_takes_it_back(house):  # noqa: F811
    row = asked(house)
    house.world.browser(house.coordinator).post(f"/assessments/arrange/both-roles/{row.pk}/withdraw/")
    assert state(house) == BothRolesState.WITHDRAWN


def test_nobody_to_ask_for_says_so(house):  # noqa: F811
    made = house.asked()
    page = house.world.browser(house.coordinator, "en").get(f"/assessments/arrange/{made.pk}/both-roles/")
    assert "Nobody needs an exception here" in page.text


def test_panel_reads_that_it_was_accepted(house):  # noqa: F811
    made = house.judging()
    answered(house, asked(house), True)
    pages = [
        house.world.browser(person, "en").get(f"/assessments/{side}{made.pk}/").text
        for person, side in ((house.near, "judge/"), (house.starter, ""))
    ]
    assert [f"{house.coach} both coaches and assesses" in page for page in pages] == [True, True]


def test_starter_finds_it_under_the_own_assessments(house):  # noqa: F811
    mine = house.world.browser(house.starter, "en")
    before = "/assessments/both-roles/" in mine.get("/assessments/").text
    asked(house)
    assert (before, "/assessments/both-roles/" in mine.get("/assessments/").text) == (False, True)
