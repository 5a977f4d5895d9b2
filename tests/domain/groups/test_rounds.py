"""Rounds and their rules: starting, changing, opening, closing."""

import pytest

from startlijn.base.access.terms import NotVisibleError
from startlijn.base.journal.models import JournalLine
from startlijn.base.tenancy import VersionConflictError
from startlijn.domain.groups import actions, queries
from startlijn.domain.groups.models import RoundRule
from startlijn.domain.groups.terms import (
    BadRuleError,
    BadSizesError,
    Goal,
    NameTakenError,
    RoundKind,
    RoundStage,
    RuleKind,
    Season,
    WrongStageError,
)
from tests.conftest import AT


def make(world, by=None, **fields):
    values = {"name": "Round", "kind": RoundKind.AUDIT, "school_year": 2026, "season": Season.SPRING}
    with world.here():
        return actions.create_round(by=by or world.actor("coordinator"), at=AT, **{**values, **fields})


def kinds(world, made) -> list[str]:
    with world.here():
        return sorted(RoundRule.objects.filter(round=made).values_list("kind", flat=True))


def test_audit_round_starts_with_at_most_four_schools_of_other_boards(world) -> None:
    made = make(world)
    assert (made.smallest, made.largest, made.goal, made.stage) == (3, 4, Goal.PAIRS, RoundStage.PREPARING)
    assert made.target_meetings == 2
    assert kinds(world, made) == [
        RuleKind.NOT_LAST_TIME,
        RuleKind.OTHER_BOARDS,
        RuleKind.SAME_SUB_REGION,
    ]


def test_round_of_one_sub_region_needs_no_rule_for_it(world) -> None:
    made = make(world, kind=RoundKind.INTERVISION, sub_region_id=world.sub_region.pk)
    assert (made.goal, kinds(world, made)) == (Goal.HOST, [RuleKind.NOT_LAST_TIME])


def test_round_cannot_have_the_name_of_another_in_its_year(world) -> None:
    make(world)
    make(world, school_year=2027)
    with pytest.raises(NameTakenError) as refused:
        make(world)
    assert refused.value.figures == {"name": "Round"}


def test_round_cannot_have_sizes_without_sense(world) -> None:
    with pytest.raises(BadSizesError):
        make(world, smallest=5, largest=4)


def test_worker_of_a_sub_region_makes_rounds_there_only(world) -> None:
    worker = world.actor("project_worker", "sub_region", world.sub_region.pk)
    with world.here():
        other = world.sub_region.__class__.objects.create(partnership=world.partnership, name="Venlo")
    assert make(world, worker, sub_region_id=world.sub_region.pk).sub_region_id == world.sub_region.pk
    with pytest.raises(NotVisibleError):
        make(world, worker, name="All")
    with pytest.raises(NotVisibleError):
        make(world, worker, name="Venlo", sub_region_id=other.pk)


@pytest.mark.parametrize(
    ("role", "place"),
    [("school_educator", "school"), ("board_executive", "board"), ("administrator", "partnership")],
)
def test_who_does_not_run_rounds_makes_none(world, role, place) -> None:
    at = {"school": world.school.pk, "board": world.board.pk}.get(place)
    with pytest.raises(NotVisibleError):
        make(world, world.actor(role, place, at))


def edit(desk, **fields):
    values = {
        "expected_version": 2,
        "name": "Audits",
        "season": Season.AUTUMN,
        "introduction": "Welcome.",
        "smallest": 3,
        "largest": 5,
        "goal": Goal.HOST,
        "seconds": 10,
        "target_meetings": 3,
        "sign_up_ends_on": None,
    }
    with desk.world.here():
        return actions.edit_round(by=desk.worker, at=AT, round_id=desk.round.pk, **{**values, **fields})


def test_edit_changes_a_round_and_its_version(desk) -> None:
    edited = edit(desk)
    assert (edited.name, edited.largest, edited.version) == ("Audits", 5, 3)
    with desk.world.here():
        assert queries.round_page(desk.worker, desk.round.pk).facts.above_limit == 4


def test_edit_notices_that_somebody_was_first(desk) -> None:
    edit(desk)
    with pytest.raises(VersionConflictError):
        edit(desk, name="Mine")


def test_edit_refuses_a_published_round(desk) -> None:
    desk.four()
    desk.publish(desk.propose())
    with pytest.raises(WrongStageError):
        edit(desk, expected_version=3)


def test_sign_up_is_ended_and_opened_again(desk) -> None:
    with desk.world.here():
        ended = actions.end_sign_up(by=desk.worker, at=AT, round_id=desk.round.pk)
        assert ended.stage == RoundStage.PROPOSING
        assert actions.open_round(by=desk.worker, at=AT, round_id=desk.round.pk).stage == RoundStage.OPEN


def test_closed_round_stays_closed(desk) -> None:
    with desk.world.here():
        actions.close_round(by=desk.worker, at=AT, round_id=desk.round.pk)
        with pytest.raises(WrongStageError):
            actions.open_round(by=desk.worker, at=AT, round_id=desk.round.pk)


def rule(desk, kind, **fields):
    with desk.world.here():
        return actions.add_rule(by=desk.worker, at=AT, round_id=desk.round.pk, kind=kind, **fields)


def test_pair_is_kept_in_one_order(desk) -> None:
    one, two = desk.school("One"), desk.school("Two")
    for first, second in ((one, two), (two, one)):
        made = rule(desk, RuleKind.APART, school_id=first.pk, other_id=second.pk)
        assert (made.school_id, made.other_id) == tuple(sorted((one.pk, two.pk)))
        with desk.world.here():
            actions.remove_rule(by=desk.worker, at=AT, rule_id=made.pk)


def test_rule_must_be_complete_and_new(desk) -> None:
    one, two = desk.school("One"), desk.school("Two")
    rule(desk, RuleKind.APART, school_id=one.pk, other_id=two.pk)
    for kind, fields in (
        (RuleKind.APART, {"school_id": one.pk}),
        (RuleKind.APART, {"school_id": one.pk, "other_id": one.pk}),
        (RuleKind.TOGETHER, {"school_id": two.pk, "other_id": one.pk}),
        (RuleKind.OTHER_BOARDS, {}),
        (RuleKind.SAME_SECTOR, {"minutes": 4}),
        (RuleKind.SAME_SECTOR, {"school_id": one.pk}),
        (RuleKind.WISH_SECTOR, {}),
    ):
        with pytest.raises(BadRuleError):
            rule(desk, kind, **fields)


def test_forbidding_a_pair_takes_away_that_they_belong_together(desk) -> None:
    one, two = desk.school("One"), desk.school("Two")
    rule(desk, RuleKind.TOGETHER, school_id=one.pk, other_id=two.pk)
    with desk.world.here():
        actions.forbid_pair(
            by=desk.worker, at=AT, round_id=desk.round.pk, school_id=two.pk, other_id=one.pk, reason="Feud"
        )
        page = queries.round_page(desk.worker, desk.round.pk)
    pairs = [(row.kind, row.pair, row.reason) for row in page.rules if row.pair]
    assert pairs == [(RuleKind.APART, ("One", "Two"), "Feud")]


def test_every_verb_leaves_a_line_without_contents(desk) -> None:
    one, two = desk.school("One"), desk.school("Two")
    made = rule(desk, RuleKind.APART, school_id=one.pk, other_id=two.pk, reason="A secret feud")
    edit(desk)
    with desk.world.here():
        actions.remove_rule(by=desk.worker, at=AT, rule_id=made.pk)
    lines = JournalLine.objects.filter(object_id=str(desk.round.pk)).order_by("number")
    assert [line.action for line in lines] == [
        "round.create",
        "round.open",
        "round.add_rule",
        "round.edit",
        "round.remove_rule",
    ]
    assert "feud" not in str([line.details for line in lines]).lower()
