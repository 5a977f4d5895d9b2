"""One case for each action of groups."""

from collections.abc import Callable
from dataclasses import replace

from startlijn.domain.groups import actions
from startlijn.domain.groups.models import Group, ProposalPlace
from startlijn.domain.groups.terms import Preference, RoundKind, RuleKind, Season
from tests.conftest import AT, World
from tests.domain.groups.conftest import ANSWERS, Desk

Act = Callable[[], object]


def _do(desk: Desk, verb: Callable[..., object], **given: object) -> Act:
    def act() -> object:
        with desk.world.here():
            return verb(**({"by": desk.worker, "at": AT} | given))

    return act


def _on_desk(prepare: Callable[[Desk], Act]) -> Callable[[World], Act]:
    return lambda world: prepare(Desk(world))


def _create_round(desk: Desk) -> Act:
    return _do(
        desk,
        actions.create_round,
        name="PLG",
        kind=RoundKind.PLG,
        school_year=2026,
        season=Season.SPRING,
        sub_region_id=desk.world.sub_region.pk,
    )


def _edit_round(desk: Desk) -> Act:
    row = desk.round
    row.refresh_from_db()
    return _do(
        desk,
        actions.edit_round,
        round_id=row.pk,
        expected_version=row.version,
        name="Other",
        season=Season.AUTUMN,
        introduction="Hello",
        smallest=2,
        largest=3,
        goal=row.goal,
        seconds=5,
        target_meetings=2,
        sign_up_ends_on=None,
    )


def _open_round(desk: Desk) -> Act:
    fresh = _create_round(desk)()
    return _do(desk, actions.open_round, round_id=fresh.pk)


def _end_sign_up(desk: Desk) -> Act:
    desk.four()
    return _do(desk, actions.end_sign_up, round_id=desk.round.pk)


def _close_round(desk: Desk) -> Act:
    return _do(desk, actions.close_round, round_id=desk.round.pk)


def _add_rule(desk: Desk) -> Act:
    one, two, *_ = desk.four()
    return _do(
        desk,
        actions.add_rule,
        round_id=desk.round.pk,
        kind=RuleKind.TOGETHER,
        school_id=one.pk,
        other_id=two.pk,
    )


def _forbid_pair(desk: Desk) -> Act:
    one, two, *_ = desk.four()
    return _do(
        desk, actions.forbid_pair, round_id=desk.round.pk, school_id=one.pk, other_id=two.pk, reason="x"
    )


def _remove_rule(desk: Desk) -> Act:
    rule = _forbid_pair(desk)()
    return _do(desk, actions.remove_rule, rule_id=rule.pk)


def _sign_up(desk: Desk) -> Act:
    school = desk.school("De Brug")
    return _do(desk, actions.sign_up, round_id=desk.round.pk, school_id=school.pk, answers=ANSWERS)


def _change_sign_up(desk: Desk) -> Act:
    row = desk.sign_up(desk.school("De Brug"))
    answers = replace(ANSWERS, preference=Preference.EITHER)
    return _do(desk, actions.change_sign_up, sign_up_id=row.pk, expected_version=row.version, answers=answers)


def _withdraw_sign_up(desk: Desk) -> Act:
    return _do(desk, actions.withdraw_sign_up, sign_up_id=desk.sign_up(desk.school("De Brug")).pk)


def _request_proposal(desk: Desk) -> Act:
    desk.four()
    return _do(desk, actions.request_proposal, round_id=desk.round.pk)


def _cancel_proposal(desk: Desk) -> Act:
    proposal = _request_proposal(desk)()
    return _do(desk, actions.cancel_proposal, proposal_id=proposal.pk)


def _pin_schools(desk: Desk) -> Act:
    one, *_ = desk.four()
    return _do(desk, actions.pin_schools, proposal_id=desk.propose().pk, school_ids=[one.pk])


def _unpin_schools(desk: Desk) -> Act:
    one, *_ = desk.four()
    proposal = desk.propose()
    _do(desk, actions.pin_schools, proposal_id=proposal.pk, school_ids=[one.pk])()
    return _do(desk, actions.unpin_schools, proposal_id=proposal.pk, school_ids=[one.pk])


def _move_school(desk: Desk) -> Act:
    one, two, *_ = desk.four()
    proposal = desk.propose()
    with desk.world.here():
        numbers = dict(
            ProposalPlace.objects.filter(proposal=proposal).values_list("sign_up__school_id", "group")
        )
    return _do(desk, actions.move_school, proposal_id=proposal.pk, school_id=one.pk, group=numbers[two.pk])


def _enter_groups(desk: Desk) -> Act:
    one, two, three, four = (school.pk for school in desk.four())
    return _do(desk, actions.enter_groups, round_id=desk.round.pk, groups=[[one, two], [three, four]])


def _publish(desk: Desk) -> Act:
    desk.four()
    return _do(desk, actions.publish, proposal_id=desk.propose().pk)


def _undo_publication(desk: Desk) -> Act:
    _publish(desk)()
    return _do(desk, actions.undo_publication, round_id=desk.round.pk, reason="A mistake")


def _assign_facilitator(desk: Desk) -> Act:
    _publish(desk)()
    with desk.world.here():
        group = Group.objects.first()
    return _do(
        desk,
        actions.assign_facilitator,
        group_id=group.pk,
        person_id=desk.worker.person_id,
        expected_version=group.version,
    )


CASES: dict[str, Callable[[World], Act]] = {
    f"groups{prepare.__name__.replace('_', '.', 1)}": _on_desk(prepare)
    for prepare in (
        _create_round,
        _edit_round,
        _open_round,
        _end_sign_up,
        _close_round,
        _add_rule,
        _forbid_pair,
        _remove_rule,
        _sign_up,
        _change_sign_up,
        _withdraw_sign_up,
        _request_proposal,
        _cancel_proposal,
        _pin_schools,
        _unpin_schools,
        _move_school,
        _enter_groups,
        _publish,
        _undo_publication,
        _assign_facilitator,
    )
}
