"""What boards decide, and what their schools lose when money stops."""

from datetime import date
from decimal import Decimal

import pytest

from startlijn.base.access.terms import NotVisibleError
from startlijn.base.tenancy import VersionConflictError
from startlijn.domain.induction import actions, queries
from startlijn.domain.induction.terms import BackwardsPolicyError, Funding, StarterType
from tests.domain.induction.conftest import DAY, new

DECIDED = actions.Decided(
    approach="Together",
    formulated_on=date(2026, 3, 1),
    implemented_on=date(2026, 8, 1),
    sustainability="We pay the coach ourselves.",
    intensities={(StarterType.SUBSTITUTE, 1): (40, 12), (StarterType.SUBSTITUTE, 2): (20, 6)},
)


@pytest.fixture
def executive(office):
    return office.world.actor("board_executive", "board", office.world.board.pk)


def save(office, by, decided=DECIDED, expected: int = 0):
    return office.do(
        actions.save_policy, by, board_id=office.world.board.pk, expected_version=expected, decided=decided
    )


def test_policy_is_written_and_read_back(office, executive) -> None:
    save(office, executive)
    page = office.ask(queries.policy_page, office.world.board.pk)
    assert (page.approach, page.formulated_on, page.implemented_on, page.version, page.managed) == (
        "Together",
        date(2026, 3, 1),
        date(2026, 8, 1),
        1,
        False,
    )
    assert page.hours(StarterType.SUBSTITUTE, 2).starter_hours == 20
    assert page.hours(StarterType.RETURNER, 2) is None


def test_policy_is_there_before_anything_is_written(office, executive) -> None:
    page = office.ask(queries.policy_page, office.world.board.pk, by=executive)
    assert (page.version, page.approach, page.intensities, page.managed) == (0, "", (), True)


def test_policy_replaces_the_hours_that_were_there(office, executive) -> None:
    save(office, executive)
    save(office, executive, actions.Decided(intensities={(StarterType.RETURNER, 3): (5, 2)}), expected=1)
    page = office.ask(queries.policy_page, office.world.board.pk)
    assert [(each.starter_type, each.year) for each in page.intensities] == [(StarterType.RETURNER, 3)]


@pytest.mark.parametrize("expected", [1, 7])
def test_policy_notices_that_somebody_was_first(office, executive, expected) -> None:
    with pytest.raises(VersionConflictError):
        save(office, executive, expected=expected)


def test_policy_goes_forward_in_time(office, executive) -> None:
    backwards = actions.Decided(formulated_on=date(2026, 8, 2), implemented_on=date(2026, 8, 1))
    with pytest.raises(BackwardsPolicyError):
        save(office, executive, backwards)


@pytest.mark.parametrize(
    ("role", "place"), [("school_leader", "school"), ("coordinator", "partnership"), ("starter", "school")]
)
def test_policy_is_written_by_the_board_only(office, role, place) -> None:
    at = office.world.school.pk if place == "school" else None
    with pytest.raises(NotVisibleError):
        save(office, office.world.actor(role, place, at))


def test_hr_writes_the_policy_too(office) -> None:
    assert save(office, office.world.actor("hr_advisor", "board", office.world.board.pk)).version == 1


def test_board_sees_what_each_school_loses(office, executive) -> None:
    version = office.start()
    office.add(
        version,
        new("Paid", starter_hours=Decimal(10)),
        new("Region", funding=Funding.REGION, funding_ends_on=date(2027, 7, 31), starter_hours=Decimal(6)),
    )
    assert office.ask(queries.losses_of_board, office.world.board.pk, date(2027, 8, 1), by=executive) == ()
    office.publish(version)
    (loss,) = office.ask(queries.losses_of_board, office.world.board.pk, date(2027, 8, 1), by=executive)
    assert (loss.school, loss.result.starter_lost, loss.result.coach_lost) == ("De Regenboog", 6, 4)
    (kept,) = office.ask(queries.losses_of_board, office.world.board.pk, date(2027, 7, 31), by=executive)
    assert kept.result.lost == ()


def test_board_does_not_see_the_losses_of_another(office, executive) -> None:
    other = office.world.add_board("Elsewhere")
    with pytest.raises(NotVisibleError):
        office.ask(queries.losses_of_board, other.pk, DAY, by=executive)
    with pytest.raises(NotVisibleError):
        office.ask(queries.policy_page, other.pk, by=executive)
