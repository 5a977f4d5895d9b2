"""Proposals: asked for, computed by a job, looked at, compared."""

from dataclasses import replace
from datetime import timedelta

import pytest

from startlijn.base.access.terms import NotVisibleError
from startlijn.base.journal.models import JournalLine
from startlijn.base.organisations.models import School
from startlijn.base.post.actions.running import work_off
from startlijn.domain.groups import actions, queries
from startlijn.domain.groups.actions import proposals as verbs
from startlijn.domain.groups.terms import (
    Outcome,
    Preference,
    ProposalNotReadyError,
    ProposalRunningError,
    ProposalState,
    RoundKind,
    RuleKind,
    SchoolsWithoutPlaceError,
    Season,
    TooFewSchoolsError,
    WrongStageError,
)
from startlijn.engines.grouping import BadProblem, Result, Status
from tests.conftest import AT
from tests.domain.groups.conftest import ANSWERS

PAIRS = [["Noord 1", "Noord 2"], ["Zuid 1", "Zuid 2"]]


def view(desk, proposal):
    with desk.world.here():
        return queries.proposal_view(desk.worker, proposal.pk)


def ask(desk, **fields):
    with desk.world.here():
        return actions.request_proposal(by=desk.worker, at=AT, round_id=desk.round.pk, **fields)


def add_rule(desk, kind, *pair):
    school, other = pair or (None, None)
    with desk.world.here():
        actions.add_rule(
            by=desk.worker,
            at=AT,
            round_id=desk.round.pk,
            kind=kind,
            school_id=school and school.pk,
            other_id=other and other.pk,
        )


def test_proposal_puts_neighbours_together_and_proves_it(desk) -> None:
    desk.four()
    proposal = desk.propose()
    assert desk.groups(proposal) == PAIRS
    seen = view(desk, proposal)
    assert (seen.state, seen.outcome, seen.value, seen.bound, seen.gap) == (
        ProposalState.DONE,
        Outcome.OPTIMAL,
        24.0,
        24.0,
        0.0,
    )
    assert (seen.number, seen.outdated, seen.keeps_the_rules, seen.published) == (1, False, True, False)


def test_proposal_tells_host_journey_and_who_is_near(desk) -> None:
    desk.four()
    seen = view(desk, desk.propose())
    north = next(group for group in seen.groups if group.members[0].school == "Noord 1")
    assert (north.host, north.minutes, north.longest) == ("Noord 1", 12.0, 12.0)
    assert [(member.school, member.journey, member.is_host) for member in north.members] == [
        ("Noord 1", 0.0, True),
        ("Noord 2", 12.0, False),
    ]
    near = north.members[0].near[0]
    assert (near.school, near.because) == ("Zuid 2", "less travel for all together")


def test_proposal_keeps_a_rule_and_says_where_it_decides(desk) -> None:
    north, _south, north2, _south2 = desk.four()
    add_rule(desk, RuleKind.APART, north, north2)
    seen = view(desk, desk.propose())
    assert {"Noord 1", "Noord 2"} not in [
        {member.school for member in group.members} for group in seen.groups
    ]
    apart = next(rule for rule in seen.rules if rule.label == "these two not together")
    assert (apart.met, apart.binding) == (True, ("Noord 1", "Noord 2"))


def test_who_rather_wants_another_kind_is_not_placed(desk) -> None:
    desk.four()
    desk.sign_up(desk.school("Talk"), replace(ANSWERS, preference=Preference.INTERVISION))
    assert desk.groups(desk.propose()) == PAIRS


def test_impossible_rules_are_explained_with_a_way_out(desk) -> None:
    for number in range(2):
        school = desk.world.add_school(f"Own {number}", longitude=5.3 + number / 10)
        desk.sign_up(school)
    proposal = desk.propose()
    seen = view(desk, proposal)
    assert (seen.state, seen.outcome, seen.groups, seen.value) == (
        ProposalState.DONE,
        Outcome.INFEASIBLE,
        (),
        None,
    )
    assert seen.clash[0].startswith("“Bestuur De Lijn” (board) has 2 members; the groups have room for 1")
    assert seen.way_out.pairs == (("Own 0", "Own 1"),)
    with desk.world.here():
        accepted = actions.accept_way_out(by=desk.worker, at=AT, proposal_id=proposal.pk)
    assert desk.groups(accepted) == [["Own 0", "Own 1"]]
    seen = view(desk, accepted)
    assert (seen.outcome, seen.keeps_the_rules, seen.based_on) == (Outcome.EDITED, False, 1)
    assert seen.groups[0].broken == ("never with the own board",)


def test_way_out_of_a_proposal_that_has_none_is_refused(desk) -> None:
    desk.four()
    proposal = desk.propose()
    with desk.world.here(), pytest.raises(ProposalNotReadyError):
        actions.accept_way_out(by=desk.worker, at=AT, proposal_id=proposal.pk)


def test_last_years_groups_do_not_meet_again(desk) -> None:
    desk.four()
    desk.publish(desk.propose())
    with desk.world.here():
        desk.round = actions.create_round(
            by=desk.worker,
            at=AT + timedelta(days=365),
            name="Audit groups",
            kind=RoundKind.AUDIT,
            school_year=2027,
            season=Season.SPRING,
            smallest=2,
            largest=2,
        )
        actions.open_round(by=desk.worker, at=AT, round_id=desk.round.pk)
    for school in desk.schools:
        desk.sign_up(school)
    assert not [group for group in desk.groups(desk.propose()) if group in PAIRS]


def test_other_kind_of_round_is_not_the_last_time(desk) -> None:
    desk.four()
    desk.publish(desk.propose())
    with desk.world.here():
        desk.round = actions.create_round(
            by=desk.worker,
            at=AT + timedelta(days=365),
            name="Talk",
            kind=RoundKind.INTERVISION,
            school_year=2027,
            season=Season.SPRING,
            smallest=2,
            largest=2,
        )
        actions.open_round(by=desk.worker, at=AT, round_id=desk.round.pk)
    for school in desk.schools:
        desk.sign_up(school, replace(ANSWERS, preference=Preference.EITHER))
    assert desk.groups(desk.propose()) == PAIRS


def test_pins_hold_in_a_proposal_based_on_another(desk) -> None:
    north, south, _north2, _south2 = desk.four()
    with desk.world.here():
        entered = actions.enter_groups(
            by=desk.worker,
            at=AT,
            round_id=desk.round.pk,
            groups=[{north.pk, south.pk}, {school.pk for school in desk.schools[2:]}],
        )
        actions.pin_schools(by=desk.worker, at=AT, proposal_id=entered.pk, school_ids=[north.pk, south.pk])
    again = desk.propose(based_on=entered)
    assert desk.groups(again) == [["Noord 1", "Zuid 1"], ["Noord 2", "Zuid 2"]]
    pinned = [
        member.school for group in view(desk, again).groups for member in group.members if member.pinned
    ]
    assert sorted(pinned) == ["Noord 1", "Zuid 1"]
    with desk.world.here():
        actions.unpin_schools(by=desk.worker, at=AT, proposal_id=again.pk, school_ids=[south.pk, north.pk])
    free = desk.propose(based_on=again)
    assert desk.groups(free) == PAIRS
    assert len(view(desk, free).changed) == 4


def test_one_proposal_of_a_round_is_computed_at_a_time(desk) -> None:
    desk.four()
    ask(desk)
    with pytest.raises(ProposalRunningError):
        ask(desk)


def test_several_proposals_are_kept_and_compared(desk) -> None:
    north, south, *_rest = desk.four()
    first = desk.propose()
    add_rule(desk, RuleKind.TOGETHER, north, south)
    second = desk.propose()
    with desk.world.here():
        lines = queries.round_page(desk.worker, desk.round.pk).proposals
        difference = queries.compare(desk.worker, first.pk, second.pk)
    assert [(line.number, line.groups) for line in lines] == [(2, 2), (1, 2)]
    assert (difference.first, difference.second, difference.same) == (1, 2, 0)
    assert difference.extra == second.value - first.value
    changed = difference.changed[0]
    assert (changed.school, changed.left, changed.joined) == ("Noord 1", ("Noord 2",), ("Zuid 1",))


def test_proposal_with_itself_is_the_same(desk) -> None:
    desk.four()
    proposal = desk.propose()
    with desk.world.here():
        difference = queries.compare(desk.worker, proposal.pk, proposal.pk)
    assert (difference.extra, difference.changed, difference.same) == (0.0, (), 4)


def test_too_few_schools_are_refused_at_once(desk) -> None:
    desk.sign_up(desk.school("Alone"))
    with pytest.raises(TooFewSchoolsError) as refused:
        ask(desk)
    assert refused.value.figures == {"count": 1, "smallest": 2}


def test_school_without_a_place_is_named_at_once(desk) -> None:
    desk.four()
    with desk.world.here():
        School.objects.filter(name="Zuid 1").update(latitude=None, longitude=None)
        with pytest.raises(SchoolsWithoutPlaceError) as refused:
            actions.request_proposal(by=desk.worker, at=AT, round_id=desk.round.pk)
        assert [row.school for row in queries.round_page(desk.worker, desk.round.pk).without_place] == [
            "Zuid 1"
        ]
    assert refused.value.figures == {"schools": "Zuid 1"}


def test_round_in_preparation_has_no_proposals(desk) -> None:
    with desk.world.here():
        made = actions.create_round(
            by=desk.worker, at=AT, name="New", kind=RoundKind.PLG, school_year=2026, season=Season.AUTUMN
        )
        with pytest.raises(WrongStageError):
            actions.request_proposal(by=desk.worker, at=AT, round_id=made.pk)


def test_proposal_is_outdated_when_schools_come_or_go(desk) -> None:
    desk.four()
    proposal = desk.propose()
    desk.sign_up(desk.school("Newcomer"))
    with desk.world.here():
        leaving = queries.round_page(desk.worker, desk.round.pk).placed[1]
        actions.withdraw_sign_up(by=desk.worker, at=AT, sign_up_id=leaving.id)
    seen = view(desk, proposal)
    assert (seen.came, seen.gone, seen.outdated) == (("Newcomer",), (leaving.school,), True)


def test_cancelled_before_it_began_is_stopped(desk) -> None:
    desk.four()
    proposal = ask(desk)
    with desk.world.here():
        actions.cancel_proposal(by=desk.worker, at=AT, proposal_id=proposal.pk)
    seen = view(desk, proposal)
    assert (seen.state, seen.code, seen.groups) == (ProposalState.CANCELLED, "cancelled", ())
    assert desk.groups(desk.propose()) == PAIRS


def test_cancelled_while_searching_keeps_the_best_so_far(desk, monkeypatch) -> None:
    desk.four()
    proposal = ask(desk)
    solve = verbs.solve

    def slow(problem, *, cancelled, **more):
        with desk.world.here():
            actions.cancel_proposal(by=desk.worker, at=AT, proposal_id=proposal.pk)
        assert cancelled()
        return replace(solve(problem, **more), status=Status.FEASIBLE)

    monkeypatch.setattr(verbs, "solve", slow)
    monkeypatch.setattr(verbs, "_PAUSE", 0.0)
    work_off(clock=lambda: AT)
    seen = view(desk, proposal)
    assert (seen.state, seen.outcome) == (ProposalState.DONE, Outcome.FEASIBLE)
    assert desk.groups(proposal) == PAIRS


def test_engine_that_refuses_makes_it_failed_with_the_code(desk, monkeypatch) -> None:
    desk.four()

    def refuse(problem, **more):
        raise BadProblem("too_many_rules", "rules", count=9, most=1)

    monkeypatch.setattr(verbs, "solve", refuse)
    proposal = desk.propose()
    assert (proposal.state, proposal.code) == (ProposalState.FAILED, "too_many_rules")


def test_search_that_finds_nothing_says_so(desk, monkeypatch) -> None:
    desk.four()

    def nothing(problem, **more):
        return Result(Status.UNKNOWN, (), problem.objective, None, 3.0, None, 20.0)

    monkeypatch.setattr(verbs, "solve", nothing)
    proposal = desk.propose()
    assert (proposal.state, proposal.outcome, proposal.bound) == (ProposalState.DONE, Outcome.UNKNOWN, 3.0)


def test_progress_is_seen_while_searching(desk, monkeypatch) -> None:
    desk.four()
    proposal = ask(desk)
    solve, seen = verbs.solve, []

    def looking(problem, *, progress, **more):
        def tell(moment):
            progress(moment)
            seen.append(view(desk, proposal))

        return solve(problem, progress=tell, **more)

    monkeypatch.setattr(verbs, "solve", looking)
    monkeypatch.setattr(verbs, "_PAUSE", 0.0)
    work_off(clock=lambda: AT)
    assert seen[-1].state == ProposalState.RUNNING
    assert sorted(seen[-1].progress) == ["bound", "gap", "seconds", "value"]


def test_worker_who_lost_the_role_gets_nothing(desk) -> None:
    from startlijn.base.people.models import RoleAssignment

    desk.four()
    proposal = ask(desk)
    with desk.world.here():
        RoleAssignment.objects.filter(person=desk.worker.person_id).delete()
    work_off(clock=lambda: AT)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.code) == (ProposalState.FAILED, "not_allowed")


def test_what_if_tells_what_together_would_cost(desk) -> None:
    north, south, *_rest = desk.four()
    proposal = desk.propose()
    with desk.world.here():
        answer = queries.what_if(desk.worker, proposal.pk, north.pk, south.pk)
    assert (answer.possible, answer.extra, answer.at_least, answer.proven) == (True, 158.0, 158.0, True)


def test_what_if_names_the_rule_that_forbids_it(desk) -> None:
    north, _south, north2, _south2 = desk.four()
    add_rule(desk, RuleKind.APART, north, north2)
    proposal = desk.propose()
    with desk.world.here():
        answer = queries.what_if(desk.worker, proposal.pk, north.pk, north2.pk)
    assert (answer.possible, answer.extra, answer.clash) == (False, None, ("these two not together",))


def test_what_if_tells_which_rules_clash_elsewhere(desk) -> None:
    north, south, north2, south2 = desk.four()
    add_rule(desk, RuleKind.APART, south, south2)
    add_rule(desk, RuleKind.APART, north2, south2)
    proposal = desk.propose()
    with desk.world.here():
        answer = queries.what_if(desk.worker, proposal.pk, north.pk, south.pk)
    assert (answer.possible, answer.extra) == (False, None)
    assert "Noord 2, Zuid 2 may not be in one group." in answer.clash


def test_what_if_about_a_stranger_or_oneself_is_refused(desk) -> None:
    north, *_rest = desk.four()
    proposal = desk.propose()
    outside = desk.school("Outside")
    with desk.world.here():
        with pytest.raises(NotVisibleError):
            queries.what_if(desk.worker, proposal.pk, north.pk, outside.pk)
        with pytest.raises(BadProblem):
            queries.what_if(desk.worker, proposal.pk, north.pk, north.pk)


def test_proposal_leaves_lines_in_the_journal(desk) -> None:
    desk.four()
    proposal = desk.propose()
    lines = JournalLine.objects.filter(object_id=str(proposal.pk)).order_by("number")
    assert [(line.action, line.details) for line in lines] == [
        ("proposal.request", {"schools": 4}),
        ("proposal.finish", {"outcome": "optimal", "groups": 2}),
    ]
