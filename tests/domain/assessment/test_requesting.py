"""A proposal that the starter accepts, and a starter without a board for whom somebody is named."""

import pytest

from startlijn.base.access.queries import visible
from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.journal.models import JournalLine
from startlijn.base.seams import fixed
from startlijn.domain.assessment import actions
from startlijn.domain.assessment.models import Assessment, AssessmentRequest, Result
from startlijn.domain.assessment.queries import asking, requests
from startlijn.domain.assessment.terms import (
    Aim,
    AlreadyRunningError,
    NoEmployerError,
    NoProfileError,
    Outcome,
    RequestState,
    State,
    WrongStateError,
)
from tests.conftest import AT
from tests.domain.assessment.conftest import PROFILE

DAY = AT.date()


def proposed(house, person=None, **given) -> AssessmentRequest:
    wanted = {
        "employment_id": house.work.pk,
        "aim": Aim.BASIC,
        "profile": PROFILE.id,
        "reason": "So calm now",
    }
    return house.do(actions.propose, person or house.educator, **wanted | given)


def answered(house, row, accepts=True, person=None) -> AssessmentRequest:
    return house.do(actions.answer_proposal, person or house.starter, request_id=row.pk, accepts=accepts)


def alone(house) -> None:
    """Let the starter work without a board."""
    with house.world.here():
        house.work.board = house.work.school = None
        house.work.save()


def asked_alone(house) -> AssessmentRequest:
    given = {"aim": Aim.BASIC, "profile": PROFILE.id, "employment_id": house.work.pk}
    return house.do(actions.ask_without_board, house.starter, **given)


def named(house, row, **given) -> Assessment:
    place = {"board_id": house.other_board.pk} | given
    return house.do(actions.name_decider, house.coordinator, request_id=row.pk, **place)


@pytest.mark.parametrize("who", ["educator", "coordinator"])
def test_proposal_becomes_an_assessment_when_the_starter_accepts(house, who):
    row = answered(house, proposed(house, getattr(house, who)))
    made = row.made
    assert (row.state, made.state, made.person_id, made.board_id, made.aim) == (
        RequestState.MADE,
        State.PREPARED,
        house.starter.pk,
        house.world.board.pk,
        Aim.BASIC,
    )


@pytest.mark.parametrize("who", ["leader", "executive", "hr", "coach", "near", "starter"])
def test_others_do_not_propose(house, who):
    with pytest.raises(NotVisibleError):
        proposed(house, getattr(house, who))


def test_educator_of_another_school_does_not_propose(house):
    other = house.world.person("school_educator", "school", house.other_school.pk)
    with pytest.raises(NotVisibleError):
        proposed(house, other)


def test_not_now_makes_nothing(house):
    row = answered(house, proposed(house), False)
    with house.world.here():
        assert (row.state, Assessment.objects.count()) == (RequestState.DECLINED, 0)


@pytest.mark.parametrize("who", ["educator", "coach", "coordinator"])
def test_nobody_answers_for_the_starter(house, who):
    row = proposed(house)
    with pytest.raises(NotVisibleError):
        answered(house, row, person=getattr(house, who))


def test_answer_stays(house):
    row = proposed(house)
    answered(house, row, False)
    with pytest.raises(WrongStateError):
        answered(house, row)


def test_proposal_beside_an_assessment_is_refused(house):
    house.asked()
    with pytest.raises(AlreadyRunningError):
        proposed(house)


def test_one_proposal_at_a_time(house):
    proposed(house)
    with pytest.raises(AlreadyRunningError):
        proposed(house, house.coordinator)


def test_proposal_after_the_starter_asked_makes_no_second(house):
    row = proposed(house)
    house.asked()
    with pytest.raises(AlreadyRunningError):
        answered(house, row)


def test_profile_that_does_not_exist_is_refused(house):
    with pytest.raises(NoProfileError):
        proposed(house, profile="nothing")


def test_who_is_busy_is_not_in_the_list(house):
    before = house.query(requests.proposable, house.educator, DAY)
    proposed(house)
    assert ([each.name for each in before], house.query(requests.proposable, house.educator, DAY)) == (
        [str(house.starter)],
        [],
    )


def test_educator_sees_the_own_school_only(house):
    proposed(house)
    other = house.world.person("school_educator", "school", house.other_school.pk)
    found = [
        house.query(requests.requests_for, person, Permission.ASSESSMENTS_PROPOSE)
        for person in (house.educator, other)
    ]
    with house.world.here():
        assert [rows.count() for rows in found] == [1, 0]


# --- without a board ----------------------------------------------------------------------------------


def test_starter_without_a_board_is_assessed(house):
    alone(house)
    made = named(house, asked_alone(house))
    assert (made.state, made.board_id, made.employer_id) == (State.PREPARED, house.other_board.pk, None)


def test_who_was_named_decides(house):
    alone(house)
    decider = house.world.person("board_executive", "board", house.other_board.pk)
    made = named(house, asked_alone(house))
    house.panel(made)
    house.declare(made)
    house.submit(made)
    house.give(made, house.near)
    house.give(made, house.far)
    house.write(made)
    house.sign(made, house.near)
    house.sign(made, house.far)
    house.decide(made, Outcome.REACHED, decider)
    assert house.fresh(made).state == State.DECIDED
    with house.world.here(), fixed(at=AT):
        hr = house.world.person("hr_advisor", "board", house.other_board.pk)
        seen = [
            visible(house.actor(person), Permission.ASSESSMENTS_FOLLOW, model).exists()
            for person in (hr, house.hr)
            for model in (Assessment, Result)
        ]
    assert seen == [False] * 4


def test_employer_follows_as_before(house):
    house.decided()
    with house.world.here(), fixed(at=AT):
        rows = visible(house.actor(house.hr), Permission.ASSESSMENTS_FOLLOW, Assessment)
        assert rows.count() == 1


def test_board_is_not_passed_by(house):
    with pytest.raises(NoEmployerError):
        asked_alone(house)


def test_accepted_proposal_without_a_board_waits_for_a_name(house):
    alone(house)
    row = answered(house, proposed(house, house.coordinator))
    assert (row.state, named(house, row).state) == (RequestState.TO_NAME, State.PREPARED)


def test_only_the_coordinator_names(house):
    alone(house)
    row = asked_alone(house)
    with pytest.raises(NotVisibleError):
        house.do(actions.name_decider, house.educator, request_id=row.pk, board_id=house.other_board.pk)


def test_school_of_another_board_is_refused(house):
    alone(house)
    row = asked_alone(house)
    with pytest.raises(NotVisibleError):
        named(house, row, school_id=house.world.school.pk)


def test_named_once(house):
    alone(house)
    row = asked_alone(house)
    named(house, row)
    with pytest.raises(WrongStateError):
        named(house, row)


def test_starter_takes_the_question_back(house):
    alone(house)
    row = answered(house, asked_alone(house), False)
    assert row.state == RequestState.DECLINED


def test_work_without_a_board_can_be_chosen(house):
    alone(house)
    (work,) = house.query(asking.own_work, house.starter, DAY)
    assert (work.employment_id, work.board) == (house.work.pk, "")


def test_journal_tells_who_decides(house):
    alone(house)
    named(house, asked_alone(house))
    with house.world.here():
        line = JournalLine.objects.get(action="assessment.name_decider")
    assert (line.about, line.details) == (house.starter.pk, {"board": str(house.other_board.pk)})
