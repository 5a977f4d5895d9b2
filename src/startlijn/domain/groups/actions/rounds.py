"""Starting, changing and closing rounds, and their rules."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from startlijn.base.access.queries import get_visible
from startlijn.base.access.rules import must, whole_partnership
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.journal.actions import record
from startlijn.base.organisations.models import School, SubRegion
from startlijn.domain.groups.models import Round, RoundRule
from startlijn.domain.groups.queries.rounds import round_to_change
from startlijn.domain.groups.rules.stages import CHANGING, must_be_in, must_be_sizes, must_lead_to
from startlijn.domain.groups.terms import (
    DEFAULTS,
    PAIR_RULES,
    TARGET_MEETINGS,
    WISHES,
    BadRuleError,
    Goal,
    NameTakenError,
    RoundKind,
    RoundStage,
    RuleKind,
    Season,
)


def _must_be_free(name: str, school_year: int, *, but: UUID | None = None) -> None:
    same = Round.objects.filter(name=name, school_year=school_year)
    if (same if but is None else same.exclude(pk=but)).exists():
        raise NameTakenError(name=name)


def _tenant_of_round(by: Actor, sub_region_id: UUID | None) -> UUID:
    """Return the partnership in which the actor may make a round, for a sub-region or for all (None)."""
    must(by, Permission.ROUNDS_MANAGE)
    if sub_region_id is not None:
        return get_visible(by, Permission.ROUNDS_MANAGE, SubRegion, sub_region_id).partnership_id
    if by.partnership_id is None or not whole_partnership(by, Permission.ROUNDS_MANAGE):
        raise NotVisibleError("Partnership")
    return by.partnership_id


@transaction.atomic
def create_round(
    *,
    by: Actor,
    at: datetime,
    name: str,
    kind: RoundKind,
    school_year: int,
    season: Season,
    sub_region_id: UUID | None = None,
    introduction: str = "",
    smallest: int | None = None,
    largest: int | None = None,
    goal: Goal | None = None,
    sign_up_ends_on: date | None = None,
    target_meetings: int = TARGET_MEETINGS,
) -> Round:
    """Create a round in preparation; sizes and goal of its kind unless given, with the usual rules.

    `school_year` 2026 is 2026-2027. Without a sub-region the round is for the whole partnership, which needs
    a right on all of it. Raises `BadSizesError`, `NameTakenError`, `NotVisibleError`.
    """
    tenant = _tenant_of_round(by, sub_region_id)
    usual = DEFAULTS[kind]
    smallest, largest = smallest or usual.smallest, largest or usual.largest
    must_be_sizes(smallest, largest)
    _must_be_free(name, school_year)
    made = Round.objects.create(
        partnership_id=tenant,
        name=name,
        kind=kind,
        school_year=school_year,
        season=season,
        sub_region_id=sub_region_id,
        introduction=introduction,
        smallest=smallest,
        largest=largest,
        goal=goal or usual.goal,
        sign_up_ends_on=sign_up_ends_on,
        target_meetings=target_meetings,
        created_at=at,
    )
    rules = [RoundRule(partnership_id=tenant, round=made, kind=rule) for rule in _usual_rules(made)]
    RoundRule.objects.bulk_create(rules)
    record(by=by, at=at, action="round.create", on=made, details={"kind": kind})
    return made


def _usual_rules(made: Round) -> list[RuleKind]:
    """Never with the own board in an audit, within a sub-region (seed 001 lines 13, 23), not as last time."""
    rules = [RuleKind.NOT_LAST_TIME]
    if made.kind == RoundKind.AUDIT:
        rules.insert(0, RuleKind.OTHER_BOARDS)
    if made.kind in {RoundKind.AUDIT, RoundKind.INTERVISION} and made.sub_region_id is None:
        rules.append(RuleKind.SAME_SUB_REGION)
    return rules


@transaction.atomic
def edit_round(
    *,
    by: Actor,
    at: datetime,
    round_id: UUID,
    expected_version: int,
    name: str,
    season: Season,
    introduction: str,
    smallest: int,
    largest: int,
    goal: Goal,
    seconds: int,
    target_meetings: int,
    sign_up_ends_on: date | None,
) -> Round:
    """Change a round that is not published yet; its kind, year and sub-region stay.

    Raises `VersionConflictError` when somebody else saved it first, `WrongStageError`, `BadSizesError`,
    `NameTakenError`, `NotVisibleError`.
    """
    found = round_to_change(by, round_id).expect(expected_version)
    must_be_in(found.stage, CHANGING)
    must_be_sizes(smallest, largest)
    _must_be_free(name, found.school_year, but=found.pk)
    found.name, found.season, found.introduction = name, season, introduction
    found.smallest, found.largest, found.goal, found.seconds = smallest, largest, goal, seconds
    found.target_meetings, found.sign_up_ends_on = target_meetings, sign_up_ends_on
    found.version += 1
    found.save()
    record(by=by, at=at, action="round.edit", on=found)
    return found


def _to_stage(by: Actor, at: datetime, round_id: UUID, stage: RoundStage, action: str) -> Round:
    found = round_to_change(by, round_id)
    must_lead_to(found.stage, stage)
    found.stage = stage
    found.version += 1
    found.save(update_fields=["stage", "version"])
    record(by=by, at=at, action=action, on=found)
    return found


@transaction.atomic
def open_round(*, by: Actor, at: datetime, round_id: UUID) -> Round:
    """Let schools sign up, for the first time or again. Raises `WrongStageError`, `NotVisibleError`."""
    return _to_stage(by, at, round_id, RoundStage.OPEN, "round.open")


@transaction.atomic
def end_sign_up(*, by: Actor, at: datetime, round_id: UUID) -> Round:
    """Stop sign-up by schools; staff can still change it. Raises `WrongStageError`, `NotVisibleError`."""
    return _to_stage(by, at, round_id, RoundStage.PROPOSING, "round.end_sign_up")


@transaction.atomic
def close_round(*, by: Actor, at: datetime, round_id: UUID) -> Round:
    """Close a round for good; published groups stay visible. Raises `WrongStageError`, `NotVisibleError`."""
    return _to_stage(by, at, round_id, RoundStage.CLOSED, "round.close")


@transaction.atomic
def add_rule(
    *,
    by: Actor,
    at: datetime,
    round_id: UUID,
    kind: RuleKind,
    school_id: UUID | None = None,
    other_id: UUID | None = None,
    minutes: int = 0,
    reason: str = "",
) -> RoundRule:
    """Add a rule: two schools for a pair, minutes above 0 for a wish, neither for the others.

    Raises `BadRuleError` when it is incomplete or there already, `WrongStageError`, `NotVisibleError`.
    """
    found = round_to_change(by, round_id)
    must_be_in(found.stage, CHANGING)
    pair = sorted(school for school in (school_id, other_id) if school is not None)
    complete = len(set(pair)) == 2 if kind in PAIR_RULES else not pair
    if not complete or (minutes > 0) != (kind in WISHES):
        raise BadRuleError
    for school in pair:
        get_visible(by, Permission.ROUNDS_MANAGE, School, school)
    first, second = pair or (None, None)
    same = RoundRule.objects.filter(round=found, school=first, other=second)
    if (same if pair else same.filter(kind=kind)).exists():
        raise BadRuleError
    rule = RoundRule.objects.create(
        partnership_id=found.partnership_id,
        round=found,
        kind=kind,
        school_id=first,
        other_id=second,
        minutes=minutes,
        reason=reason,
    )
    record(by=by, at=at, action="round.add_rule", on=found, details={"kind": kind})
    return rule


@transaction.atomic
def forbid_pair(
    *, by: Actor, at: datetime, round_id: UUID, school_id: UUID, other_id: UUID, reason: str = ""
) -> RoundRule:
    """Say that two schools are not to be in one group; a rule that keeps them together gives way.

    Raises what `add_rule` raises.
    """
    found = round_to_change(by, round_id)
    must_be_in(found.stage, CHANGING)
    first, second = sorted((school_id, other_id))
    RoundRule.objects.filter(round=found, kind=RuleKind.TOGETHER, school=first, other=second).delete()
    return add_rule(
        by=by,
        at=at,
        round_id=round_id,
        kind=RuleKind.APART,
        school_id=school_id,
        other_id=other_id,
        reason=reason,
    )


@transaction.atomic
def remove_rule(*, by: Actor, at: datetime, rule_id: UUID) -> None:
    """Remove a rule from its round. Raises `WrongStageError`, `NotVisibleError`."""
    rule = get_visible(by, Permission.ROUNDS_MANAGE, RoundRule, rule_id)
    found = round_to_change(by, rule.round_id)
    must_be_in(found.stage, CHANGING)
    rule.delete()
    record(by=by, at=at, action="round.remove_rule", on=found, details={"kind": rule.kind})
