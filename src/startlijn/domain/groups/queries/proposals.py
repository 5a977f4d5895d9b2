"""Reading proposals: groups with journeys and reasons, what a move costs, why not together."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from startlijn.base.access.queries import visible
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.post.queries import job_view
from startlijn.domain.groups.models import Proposal, ProposalPlace, Publication, SignUp
from startlijn.domain.groups.queries.forming import participants, places_of, problem_for, standing_of
from startlijn.domain.groups.queries.proposal_views import (
    Changed,
    Comparison,
    MoveCost,
    Near,
    Placed,
    ProposalView,
    ProposedGroup,
    RuleLine,
    Togetherness,
    WayOut,
)
from startlijn.domain.groups.queries.rounds import facts_of
from startlijn.domain.groups.rules.problem import Standing
from startlijn.domain.groups.rules.report import broken_rules, clash_text, kept_clash, kept_report, rule_label
from startlijn.domain.groups.terms import Goal, Outcome, ProposalNotReadyError, ProposalState
from startlijn.engines.grouping import Evaluation, Problem, Result, Status, evaluate
from startlijn.engines.grouping import what_if as engine_what_if

WHAT_IF_SECONDS = 3.0
_PINS = {"pinned", "pinned_together"}  # moving a school pins it anew, so a move breaks no pin
_PAIR_RULES = {"apart_by", "same", "apart", "history", "common_slot", "at_most"}


@dataclass(frozen=True)
class Desk:
    """Groups as they stand, the problem they answer, and the names of schools by id."""

    standing: Standing
    problem: Problem
    names: Mapping[str, str]


def proposal_to_manage(actor: Actor, proposal_id: UUID) -> Proposal:
    """Return a proposal of a round that the actor runs, with its round. Raises `NotVisibleError`."""
    found = (
        visible(actor, Permission.ROUNDS_MANAGE, Proposal)
        .select_related("round__sub_region", "based_on")
        .filter(pk=proposal_id)
        .first()
    )
    if found is None:
        raise NotVisibleError("Proposal")
    return found


def proposal_view(actor: Actor, proposal_id: UUID) -> ProposalView:
    """Return a proposal as the desk shows it. Raises `NotVisibleError`. The same few queries for any size."""
    found = proposal_to_manage(actor, proposal_id)
    places = places_of(found)
    now = participants(found.round)
    names = _names(now, places)
    placed = {place.sign_up_id for place in places}
    present = {sign_up.pk for sign_up in now}
    shown = bool(places)
    return ProposalView(
        id=found.pk,
        number=found.number,
        round=facts_of(found.round),
        state=ProposalState(found.state),
        progress=_progress(found),
        outcome=Outcome(found.outcome) if found.outcome else None,
        code=found.code,
        goal=Goal(found.goal),
        value=found.value,
        bound=found.bound,
        gap=found.gap,
        total=found.total,
        seconds=found.seconds,
        requested_at=found.requested_at,
        finished_at=found.finished_at,
        based_on=found.based_on.number if found.based_on else None,
        based_on_id=found.based_on_id,
        groups=_groups(found, places, names),
        rules=_rule_lines(found, names),
        changed=frozenset(UUID(school) for school in found.report.get("changed", [])),
        clash=tuple(clash_text(part, names) for part in found.clash),
        way_out=_way_out(found, names),
        came=tuple(sorted(row.school.name for row in now if shown and row.pk not in placed)),
        gone=tuple(sorted(row.sign_up.school.name for row in places if row.sign_up_id not in present)),
        published=Publication.objects.filter(proposal=found, undone_at=None).exists(),
    )


def _progress(found: Proposal) -> Mapping[str, Any]:
    """Return how far the search is: value, bound, gap and seconds; nothing when none is going on."""
    if found.job is None or found.state not in {ProposalState.QUEUED, ProposalState.RUNNING}:
        return {}
    return job_view(found.job).progress


def move_costs(actor: Actor, proposal_id: UUID, school_id: UUID) -> tuple[MoveCost, ...]:
    """Return for every other group what moving the school there would cost; the cheapest allowed first.

    No search: the groups stay as they are but for this school. Raises `NotVisibleError`,
    `ProposalNotReadyError`.
    """
    found = proposal_to_manage(actor, proposal_id)
    places = places_of(found)
    own = next((place for place in places if place.sign_up.school_id == school_id), None)
    if own is None:
        raise NotVisibleError("School")
    desk = desk_of(found, places)
    before = evaluate(desk.problem, desk.standing.groups)
    numbers = sorted({place.group for place in places})
    costs = [
        _move_cost(desk, before, moved(desk.standing, str(school_id), index), number, index)
        for index, number in enumerate(numbers)
        if number != own.group
    ]
    return tuple(sorted(costs, key=lambda cost: (len(cost.broken), cost.extra, cost.group)))


def moved(standing: Standing, school: str, index: int) -> tuple[tuple[str, ...], ...]:
    """Return the groups with one school moved to the group at `index`; last + 1 makes a new group."""
    groups = [tuple(member for member in group if member != school) for group in standing.groups]
    if index == len(groups):
        groups.append(())
    groups[index] = (*groups[index], school)
    return tuple(groups)


def what_if(actor: Actor, proposal_id: UUID, first_id: UUID, second_id: UUID) -> Togetherness:
    """Say why two schools are not together: the cost of the best answer in which they are (3 s at most).

    Raises `NotVisibleError`, `ProposalNotReadyError`, and `BadProblem` when the two are one.
    """
    found = proposal_to_manage(actor, proposal_id)
    places = places_of(found)
    if not {first_id, second_id} <= {place.sign_up.school_id for place in places}:
        raise NotVisibleError("School")
    desk = desk_of(found, places)
    present = evaluate(desk.problem, desk.standing.groups)
    forbidden = _forbidden(desk, str(first_id), str(second_id))
    if forbidden:
        return Togetherness(possible=False, extra=None, at_least=None, proven=True, clash=forbidden)
    goal = desk.problem.objective
    before = Result(
        Status.FEASIBLE, present.groups, goal, present.value, None, None, 0.0, total=present.total
    )
    answer = engine_what_if(desk.problem, before, str(first_id), str(second_id), seconds=WHAT_IF_SECONDS)
    possible = None if answer.status is Status.UNKNOWN else answer.status is not Status.INFEASIBLE
    return Togetherness(
        possible=possible,
        extra=answer.extra,
        at_least=answer.extra_bound,
        proven=answer.status is Status.OPTIMAL,
        clash=tuple(clash_text(part, desk.names) for part in kept_clash(answer.clash)),
    )


def _forbidden(desk: Desk, first: str, second: str) -> tuple[str, ...]:
    """Name the rules that forbid this very pair: then no search is needed."""
    pair = evaluate(desk.problem, ((first, second),))
    broken = [rule for rule in broken_rules(kept_report(pair)) if rule["rule"] in _PAIR_RULES]
    return tuple(rule_label(rule["rule"], rule["column"]) for rule in broken)


def compare(actor: Actor, first_id: UUID, second_id: UUID) -> Comparison:
    """Say what changes from one proposal to another of the same round. Raises `NotVisibleError`."""
    first, second = proposal_to_manage(actor, first_id), proposal_to_manage(actor, second_id)
    if first.round_id != second.round_id:
        raise NotVisibleError("Proposal")
    before, after = places_of(first), places_of(second)
    names = _names([], [*before, *after])
    mates = [_mates(places) for places in (before, after)]
    numbers = [{str(place.sign_up.school_id): place.group for place in places} for places in (before, after)]
    schools = sorted({*mates[0], *mates[1]}, key=lambda school: names[school])
    changed = [school for school in schools if mates[0].get(school) != mates[1].get(school)]
    extra = None if first.value is None or second.value is None else second.value - first.value
    return Comparison(
        first=first.number,
        second=second.number,
        extra=extra,
        changed=tuple(
            Changed(
                school=names[school],
                before=numbers[0].get(school),
                after=numbers[1].get(school),
                left=_named(mates[0].get(school, set()) - mates[1].get(school, set()), names),
                joined=_named(mates[1].get(school, set()) - mates[0].get(school, set()), names),
            )
            for school in changed
        ),
        same=len(schools) - len(changed),
    )


def desk_of(found: Proposal, places: Sequence[ProposalPlace]) -> Desk:
    """Return what is needed to judge the groups of a proposal; schools that came since are left out.

    Raises `ProposalNotReadyError` without groups, `SchoolsWithoutPlaceError`.
    """
    if not places:
        raise ProposalNotReadyError
    placed = {place.sign_up_id for place in places}
    sign_ups = [row for row in participants(found.round) if row.pk in placed]
    standing = standing_of(places)
    return Desk(standing, problem_for(found, sign_ups, standing), _names(sign_ups, places))


def _move_cost(
    desk: Desk, before: Evaluation, groups: tuple[tuple[str, ...], ...], number: int, index: int
) -> MoveCost:
    after = evaluate(desk.problem, tuple(group for group in groups if group))
    host = next(group.host for group in after.groups if set(group.members) == set(groups[index]))
    broken = broken_rules(kept_report(after))
    known = {(rule["rule"], rule["column"]) for rule in broken_rules(kept_report(before))}
    fresh = [
        rule for rule in broken if (rule["rule"], rule["column"]) not in known and rule["rule"] not in _PINS
    ]
    labels = tuple(rule_label(rule["rule"], rule["column"]) for rule in fresh)
    return MoveCost(number, desk.names[host], after.value - before.value, labels)


def _names(sign_ups: Sequence[SignUp], places: Sequence[ProposalPlace]) -> dict[str, str]:
    names = {str(place.sign_up.school_id): place.sign_up.school.name for place in places}
    return names | {str(sign_up.school_id): sign_up.school.name for sign_up in sign_ups}


def _groups(
    found: Proposal, places: Sequence[ProposalPlace], names: Mapping[str, str]
) -> tuple[ProposedGroup, ...]:
    members: dict[int, list[ProposalPlace]] = defaultdict(list)
    for place in places:
        members[place.group].append(place)
    broken: dict[int, list[str]] = defaultdict(list)
    for rule in broken_rules(found.report):
        for index in rule["broken"]:
            broken[index + 1].append(rule_label(rule["rule"], rule["column"]))
    figures = found.report.get("groups", [])
    return tuple(
        ProposedGroup(
            number=number,
            host=next(row.sign_up.school.name for row in rows if row.is_host),
            minutes=figures[number - 1]["minutes"],
            longest=figures[number - 1]["longest"],
            members=tuple(_placed(row, names) for row in rows),
            broken=tuple(broken[number]),
        )
        for number, rows in sorted(members.items())
    )


def _placed(row: ProposalPlace, names: Mapping[str, str]) -> Placed:
    school = row.sign_up.school
    return Placed(
        sign_up_id=row.sign_up_id,
        school_id=school.pk,
        school=school.name,
        place=school.place,
        board=school.board.name,
        latitude=school.latitude,
        longitude=school.longitude,
        precision=school.precision,
        journey=row.journey,
        is_host=row.is_host,
        pinned=row.pinned,
        near=tuple(
            Near(names[near["id"]], near["minutes"], rule_label(near["rule"], near["column"]))
            for near in row.near
            if near["id"] in names
        ),
    )


def _rule_lines(found: Proposal, names: Mapping[str, str]) -> tuple[RuleLine, ...]:
    return tuple(
        RuleLine(
            label=rule_label(rule["rule"], rule["column"]),
            met=rule["met"],
            is_wish=rule["rule"].startswith("wish_"),
            broken_in=tuple(index + 1 for index in rule["broken"]),
            binding=tuple(names.get(item, item) for item in rule["binding"]),
        )
        for rule in found.report.get("rules", [])
    )


def _way_out(found: Proposal, names: Mapping[str, str]) -> WayOut | None:
    kept = found.report.get("relaxation")
    if not kept:
        return None
    pairs = tuple((names.get(first, first), names.get(second, second)) for first, second in kept["broken"])
    return WayOut(pairs, kept["value"], kept["proven"])


def _mates(places: Sequence[ProposalPlace]) -> dict[str, set[str]]:
    groups: dict[int, set[str]] = defaultdict(set)
    for place in places:
        groups[place.group].add(str(place.sign_up.school_id))
    return {school: group - {school} for group in groups.values() for school in group}


def _named(schools: set[str], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted(names[school] for school in schools))
