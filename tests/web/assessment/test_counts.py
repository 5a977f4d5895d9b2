"""Pages of joint assessment ask the database as often for many rows as for few, and seldom."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from startlijn.base.seams import fixed
from startlijn.domain.assessment.models import Assessment, AssessmentRequest, PanelMember, Signal
from startlijn.domain.assessment.terms import Conflict, RequestState, State
from startlijn.domain.guidance.models import BothRoles
from tests.conftest import AT
from tests.domain.assessment.conftest import House, house  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db

MOST = 15
# Pages that ask more: what is read there is about somebody, and its line in the journal takes ten of them.
MORE = {"judge": 22, "decide": 21}


def asked(house: House, person, path: str) -> int:  # noqa: F811
    browser = house.world.browser(person)
    assert browser.get(path).status_code == 200
    with fixed(seed=1), CaptureQueriesContext(connection) as queries:
        browser.get(path)
    return len(queries)


def grow(house: House, number: int) -> None:  # noqa: F811
    """Add assessments of other starters of the board, in every state that waits for somebody."""
    people = [house.world.person("starter", "school", house.world.school.pk) for _ in range(number)]
    with house.world.here():
        first = Assessment.objects.first()
        for person in people:
            for state in (State.JUDGING, State.ADVISED, State.CLOSED):
                row = Assessment.objects.create(
                    partnership=house.world.partnership,
                    person=person if state == State.JUDGING else house.world.person(),
                    board=house.world.board,
                    school=house.world.school,
                    employer=house.world.board,
                    employer_school=house.world.school,
                    sector="po",
                    aim="basic",
                    profile=first.profile,
                    state=state,
                    state_since=AT.date(),
                    submitted_on=AT.date(),
                    asked_at=AT,
                )
                for member in (house.near, house.far):
                    PanelMember.objects.create(
                        partnership=house.world.partnership,
                        assessment=row,
                        person=member,
                        organisation=house.world.board if member is house.near else house.other_board,
                        conflict=Conflict.NONE,
                        started_on=AT.date(),
                    )
            AssessmentRequest.objects.create(
                partnership=house.world.partnership,
                person=person,
                employment=house.work,
                board=house.world.board,
                school=house.world.school,
                aim="basic",
                profile=first.profile,
                state=RequestState.DECLINED,
                asked_at=AT,
            )
            BothRoles.objects.create(
                partnership=house.world.partnership,
                starter=person,
                holder=house.coach,
                reason="Nobody else",
                started_on=AT.date(),
                finished_on=AT.date() + timedelta(days=9),
                asked_at=AT,
            )
            Signal.objects.create(
                partnership=house.world.partnership,
                person=person,
                board=house.world.board,
                school=house.world.school,
                strengths="Warm",
                grow="Order",
                given_by=house.executive,
                given_on=AT.date(),
            )


LISTS = {
    "judge/": "near",
    "arrange/": "coordinator",
    "decide/": "executive",
    "follow/": "hr",
    "signals/": "executive",
    "arrange/terms/": "coordinator",
    "arrange/both-roles/": "coordinator",
    "arrange/proposals/": "coordinator",
    "propose/": "educator",
    "propose/new/": "educator",
}


@pytest.mark.parametrize(("page", "who"), LISTS.items())
def test_list_asks_as_often_for_many_as_for_few(house, page, who):  # noqa: F811
    house.decided()
    person = getattr(house, who)
    grow(house, 2)
    few = asked(house, person, f"/assessments/{page}")
    grow(house, 6)
    many = asked(house, person, f"/assessments/{page}")
    assert (many, many <= MOST) == (few, True)


@pytest.mark.parametrize("who", ["starter", "near", "coordinator", "executive"])
def test_first_page_asks_as_often_for_many_as_for_few(house, who):  # noqa: F811
    house.judging()
    person = getattr(house, who)
    grow(house, 2)
    few = asked(house, person, "/")
    grow(house, 6)
    assert asked(house, person, "/") == few


@pytest.mark.parametrize(
    ("page", "who"),
    [
        ("", "starter"),
        ("judge/", "near"),
        ("arrange/", "coordinator"),
        ("decide/", "executive"),
        ("follow/", "hr"),
    ],
)
def test_page_of_one_stays_within_its_budget(house, page, who):  # noqa: F811
    made = house.decided()
    count = asked(house, getattr(house, who), f"/assessments/{page}{made.pk}/")
    assert count <= MORE.get(page.rstrip("/") or "one", MOST)
