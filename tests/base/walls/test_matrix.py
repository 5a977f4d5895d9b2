"""The cells that are printed are the policy: they agree with the gate, and nothing crosses a partnership."""

import pytest

from startlijn.base.access.terms import ROLES, Place, Role
from startlijn.base.tenancy import DataClass
from startlijn.base.walls.queries import guarded_permissions, matrix
from startlijn.base.walls.terms import Stand

# Who holds these reads coaching as the coach, and as nobody else.
ABOVE = {Role.SCHOOL_LEADER, Role.TEAM_LEADER, Role.BOARD_EXECUTIVE, Role.HR_ADVISOR, Role.ADMINISTRATOR}


@pytest.fixture(scope="module")
def cells():
    return matrix()


def test_every_role_is_in_it_at_every_place_where_it_can_be_held(cells):
    wanted = {(role, place) for role in Role for place in Place if place in ROLES[role].places}
    assert {(cell.role, cell.place) for cell in cells} == wanted


def test_nothing_is_allowed_elsewhere_or_in_another_partnership(cells):
    assert [cell for cell in cells if cell.allowed and cell.stand in {Stand.ELSEWHERE, Stand.STRANGE}] == []


def test_nobody_reads_coaching_because_of_a_place(cells):
    coaching = [cell for cell in cells if cell.data_class is DataClass.COACHING and cell.allowed]
    assert {cell.stand for cell in coaching} <= {Stand.RELATED, Stand.ENDED}


def test_no_role_above_the_coach_reads_coaching(cells):
    """Except what a leader saw in a lesson that was watched to determine a stage: the observer's own view.

    And what leaders themselves wrote down after an intervision meeting of their own.
    """
    allowed = {
        (cell.relation, cell.object)
        for cell in cells
        if cell.allowed and cell.data_class is DataClass.COACHING and cell.role in ABOVE
    }
    assert allowed == {
        ("observes", "domain.ObservationView"),
        ("observes", "domain.FollowUpTalk"),
        ("self", "domain.SessionTakeaway"),
    }


def test_only_the_person_concerned_keeps_coaching_when_the_relation_ends(cells):
    kept = {
        cell.relation
        for cell in cells
        if cell.allowed and cell.stand is Stand.ENDED and cell.data_class is DataClass.COACHING
    }
    assert kept == {"self"}


def test_permissions_that_open_guarded_data_are_known():
    assert {"line.guide", "line.own"} <= guarded_permissions()
    assert "rounds.read" not in guarded_permissions()
