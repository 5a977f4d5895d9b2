"""An assessor who falls ill after judging is replaced; the judgement stays sealed, the new one is blind."""

import pytest

from startlijn.base.access.queries import visible
from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.seams import fixed
from startlijn.domain.assessment import actions
from startlijn.domain.assessment.models import Advice, Judgement
from startlijn.domain.assessment.queries import pages
from startlijn.domain.assessment.terms import ReasonMissingError, State, WrongStateError
from tests.conftest import AT
from tests.domain.assessment.conftest import answered

DAY = AT.date()


def leave(house, made, person, reason="Ill"):
    return house.do(
        actions.remove_member,
        house.coordinator,
        assessment_id=made.pk,
        member_id=house.member(made, person).pk,
        reason=reason,
    )


def reads(house, person) -> set[str]:
    """Return whose judgements somebody reaches."""
    with house.world.here(), fixed(at=AT):
        rows = visible(house.actor(person), Permission.ASSESS, Judgement)
        return {str(row.member.person) for row in rows.select_related("member__person")}


def test_who_judged_leaves_with_a_reason(house):
    made = house.judging()
    house.give(made, house.near)
    with pytest.raises(ReasonMissingError):
        leave(house, made, house.near, " ")
    assert leave(house, made, house.near).left_because == "Ill"


def test_judgement_of_who_left_stays_and_nobody_reads_it(house):
    made = house.judging()
    house.give(made, house.near)
    leave(house, made, house.near)
    house.panel(made, house.third)
    house.declare(made, house.third)
    with house.world.here():
        kept = Judgement.objects.get(member__person=house.near).given_at
    assert (kept, [reads(house, each) for each in (house.near, house.far, house.third)]) == (AT, [set()] * 3)


def test_who_takes_the_place_judges_and_the_sealed_one_does_not_count(house):
    made = house.judging()
    house.give(made, house.near, answered(1))
    leave(house, made, house.near)
    house.panel(made, house.third)
    house.declare(made, house.third)
    house.give(made, house.far)
    house.give(made, house.third)
    page = house.query(pages.assessor_page, house.third, made.pk, DAY)
    assert (page.compared.names, reads(house, house.third)) == (
        (str(house.far), str(house.third)),
        {str(house.far), str(house.third)},
    )


def test_panel_that_talked_it_over_goes_back_to_judging(house):
    made = house.consensus()
    house.write(made)
    leave(house, made, house.near)
    with house.world.here():
        left = Advice.objects.count()
    assert (house.fresh(made).state, left) == (State.JUDGING, 0)


def test_who_comes_in_later_judges_blind(house):
    made = house.consensus()
    leave(house, made, house.near)
    house.panel(made, house.third)
    house.declare(made, house.third)
    blind = reads(house, house.third)
    house.give(made, house.third)
    assert (blind, reads(house, house.third), house.fresh(made).state) == (
        set(),
        {str(house.far), str(house.third)},
        State.CONSENSUS,
    )


def test_three_of_whom_two_stay_go_on_at_once(house):
    made = house.consensus(house.near, house.far, house.third)
    leave(house, made, house.third)
    assert house.fresh(made).state == State.CONSENSUS
    house.write(made)
    house.sign(made, house.near)
    house.sign(made, house.far)
    assert house.fresh(made).state == State.ADVISED


def test_starter_has_a_right_to_the_sealed_judgement(house):
    made = house.judging()
    house.give(made, house.near)
    leave(house, made, house.near)
    house.panel(made, house.third)
    house.declare(made, house.third)
    house.give(made, house.far)
    house.give(made, house.third)
    with house.world.here():
        assert Judgement.objects.filter(about=house.starter).count() == 3


def test_nobody_leaves_after_the_advice(house):
    made = house.advised()
    with pytest.raises(WrongStateError):
        leave(house, made, house.near)


def test_who_left_does_not_leave_again(house):
    made = house.judging(house.near, house.far, house.third)
    leave(house, made, house.third)
    with pytest.raises(NotVisibleError):
        leave(house, made, house.third)
