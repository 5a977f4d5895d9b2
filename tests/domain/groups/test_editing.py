"""Changing groups by hand: what a move costs, what it breaks, what stays."""

import pytest

from startlijn.base.access.terms import NotVisibleError
from startlijn.domain.groups import actions, queries
from startlijn.domain.groups.models import Proposal
from startlijn.domain.groups.terms import (
    BadGroupsError,
    Outcome,
    ProposalNotReadyError,
    ProposalOutdatedError,
    WrongStageError,
)
from tests.conftest import AT
from tests.domain.groups.test_proposals import PAIRS, view


def move(desk, proposal, school, group: int):
    with desk.world.here():
        return actions.move_school(
            by=desk.worker, at=AT, proposal_id=proposal.pk, school_id=school.pk, group=group
        )


def enter(desk, groups):
    with desk.world.here():
        return actions.enter_groups(
            by=desk.worker,
            at=AT,
            round_id=desk.round.pk,
            groups=[{school.pk for school in group} for group in groups],
        )


def test_move_costs_are_told_before_moving(desk) -> None:
    north, *_rest = desk.four()
    proposal = desk.propose()
    with desk.world.here():
        costs = queries.move_costs(desk.worker, proposal.pk, north.pk)
    assert [(cost.group, cost.host, cost.extra, cost.broken) for cost in costs] == [
        (2, "Zuid 2", 168.0, ("Size of the groups",))
    ]


def test_moving_a_pinned_school_back_breaks_no_pin(desk) -> None:
    north, *_rest = desk.four()
    edited = move(desk, desk.propose(), north, 2)
    with desk.world.here():
        costs = queries.move_costs(desk.worker, edited.pk, north.pk)
    assert [(cost.group, cost.extra, cost.broken) for cost in costs] == [(1, -168.0, ())]


def test_move_is_what_its_cost_said(desk) -> None:
    north, *_rest = desk.four()
    proposal = desk.propose()
    edited = move(desk, proposal, north, 2)
    assert edited.value == proposal.value + 168.0
    assert desk.groups(edited) == [["Noord 1", "Zuid 1", "Zuid 2"], ["Noord 2"]]


def test_move_leaves_the_computed_proposal_as_it_was(desk) -> None:
    north, *_rest = desk.four()
    proposal = desk.propose()
    edited = move(desk, proposal, north, 2)
    assert edited.pk != proposal.pk
    assert desk.groups(proposal) == PAIRS
    seen = view(desk, edited)
    assert (seen.number, seen.based_on, seen.outcome) == (2, 1, Outcome.EDITED)


def test_move_keeps_the_proven_bound_and_tells_the_gap(desk) -> None:
    north, *_rest = desk.four()
    edited = move(desk, desk.propose(), north, 2)
    assert (edited.bound, edited.value, edited.gap) == (24.0, 192.0, 0.875)


def test_move_pins_and_marks_what_no_longer_holds(desk) -> None:
    north, *_rest = desk.four()
    seen = view(desk, move(desk, desk.propose(), north, 2))
    assert [member.school for group in seen.groups for member in group.members if member.pinned] == [
        "Noord 1"
    ]
    assert [group.broken for group in seen.groups] == [("Size of the groups",), ("Size of the groups",)]
    assert seen.keeps_the_rules is False


def test_second_move_changes_the_same_draft(desk) -> None:
    north, _south, north2, _south2 = desk.four()
    edited = move(desk, desk.propose(), north, 2)
    again = move(desk, edited, north2, 2)
    assert again.pk == edited.pk
    assert desk.groups(again) == [["Noord 1", "Noord 2", "Zuid 1", "Zuid 2"]]
    with desk.world.here():
        assert Proposal.objects.count() == 2


def test_move_can_make_a_new_group(desk) -> None:
    north, *_rest = desk.four()
    assert desk.groups(move(desk, desk.propose(), north, 3)) == [["Noord 1"], ["Noord 2"], PAIRS[1]]


@pytest.mark.parametrize("group", [0, 4, -1])
def test_move_to_a_group_that_does_not_exist_is_refused(desk, group: int) -> None:
    north, *_rest = desk.four()
    proposal = desk.propose()
    with pytest.raises(NotVisibleError):
        move(desk, proposal, north, group)


def test_move_of_a_school_outside_is_refused(desk) -> None:
    desk.four()
    proposal = desk.propose()
    with pytest.raises(NotVisibleError):
        move(desk, proposal, desk.school("Outside"), 1)


def test_move_in_an_outdated_proposal_is_refused(desk) -> None:
    north, *_rest = desk.four()
    proposal = desk.propose()
    desk.sign_up(desk.school("Newcomer"))
    with pytest.raises(ProposalOutdatedError) as refused:
        move(desk, proposal, north, 2)
    assert refused.value.figures == {"schools": "Newcomer"}


def test_move_after_publication_is_refused(desk) -> None:
    north, *_rest = desk.four()
    proposal = desk.propose()
    desk.publish(proposal)
    with pytest.raises(WrongStageError):
        move(desk, proposal, north, 2)


def test_draft_that_was_published_is_not_changed_in_place(desk) -> None:
    north, south, north2, south2 = desk.four()
    draft = enter(desk, [[north, north2], [south, south2]])
    desk.publish(draft)
    with desk.world.here():
        actions.undo_publication(by=desk.worker, at=AT, round_id=desk.round.pk, reason="Wrong")
    assert move(desk, draft, north, 2).pk != draft.pk
    assert desk.groups(draft) == PAIRS


def test_groups_made_elsewhere_are_judged_without_search(desk) -> None:
    north, south, north2, south2 = desk.four()
    entered = enter(desk, [[north, south], [north2, south2]])
    assert (entered.outcome, entered.value, entered.bound) == (Outcome.EDITED, 182.0, None)


def test_groups_made_elsewhere_hold_every_school_once(desk) -> None:
    north, south, north2, south2 = desk.four()
    with pytest.raises(BadGroupsError) as refused:
        enter(desk, [[north, south], [north2]])
    assert refused.value.figures == {"schools": "Zuid 2"}
    with pytest.raises(BadGroupsError):
        enter(desk, [[north, south], [north, north2, south2]])
    with pytest.raises(BadGroupsError):
        enter(desk, [[north, south], [north2, south2, desk.school("Outside")]])
    with desk.world.here():
        assert Proposal.objects.count() == 0


def test_pin_of_a_school_outside_is_refused(desk) -> None:
    north, *_rest = desk.four()
    proposal = desk.propose()
    outside = desk.school("Outside")
    with desk.world.here(), pytest.raises(NotVisibleError):
        actions.pin_schools(by=desk.worker, at=AT, proposal_id=proposal.pk, school_ids=[north.pk, outside.pk])


def test_costs_of_a_proposal_without_groups_are_refused(desk) -> None:
    north, *_rest = desk.four()
    with desk.world.here():
        proposal = actions.request_proposal(by=desk.worker, at=AT, round_id=desk.round.pk)
        with pytest.raises(NotVisibleError):
            queries.move_costs(desk.worker, proposal.pk, north.pk)
        with pytest.raises((ProposalNotReadyError, NotVisibleError)):
            queries.what_if(desk.worker, proposal.pk, north.pk, desk.schools[1].pk)
