"""Says of a grouping what it costs, which rules hold, and what keeps each member from its neighbours."""

from dataclasses import dataclass

import numpy as np

from startlijn.engines.grouping.arrays import Bools, Floats, Ints
from startlijn.engines.grouping.barriers import Barrier, barriers, slot_words, values, wish_minutes
from startlijn.engines.grouping.terms import (
    Group,
    MemberReport,
    Neighbour,
    Objective,
    Problem,
    RuleReport,
)

NEAREST = 3  # neighbours reported per member


@dataclass(frozen=True)
class Explained:
    """All that is said about one grouping. `total` sums the groups, `longest` is the longest journey."""

    groups: tuple[Group, ...]
    rules: tuple[RuleReport, ...]
    members: tuple[MemberReport, ...]
    total: float
    longest: float
    broken: tuple[tuple[str, str], ...]


def explain(problem: Problem, minutes: Floats, groups: list[list[int]]) -> Explained:
    """Explain groups of member numbers, in the order given."""
    rule_masks = barriers(problem)
    hosts = _hosts(problem, minutes, groups)
    wishes = wish_minutes(problem)
    told = tuple(
        _group(problem, minutes, wishes, members, host) for members, host in zip(groups, hosts, strict=True)
    )
    number = np.full(len(problem.members), -1)
    for index, members in enumerate(groups):
        number[members] = index
    reports = _members(problem, minutes, number, hosts, rule_masks)
    together = (number[:, None] == number) & (number >= 0)
    return Explained(
        groups=told,
        rules=_rules(problem, rule_masks, groups, number, reports),
        members=reports,
        total=sum(group.minutes for group in told),
        longest=max((group.longest for group in told), default=0.0),
        broken=_broken(problem, rule_masks, together),
    )


def changed(problem: Problem, groups: list[list[int]]) -> tuple[str, ...]:
    """Ids whose group mates differ from `Problem.start`; nobody when there was no start."""
    if not problem.start:
        return ()
    before = {member: set(group) for group in problem.start for member in group}
    after = {
        problem.members[one].id: {problem.members[each].id for each in group}
        for group in groups
        for one in group
    }
    return tuple(who.id for who in problem.members if before.get(who.id) != after.get(who.id))


def _hosts(problem: Problem, minutes: Floats, groups: list[list[int]]) -> list[int]:
    """The host of each group: least sum of journeys; for ``longest`` among hosts within that journey."""
    tables = [minutes[np.ix_(members, members)] for members in groups]
    limit = np.inf
    if problem.objective is Objective.LONGEST:
        limit = max((table.max(0).min() for table in tables), default=0.0)
    return [
        members[int(np.where(table.max(0) <= limit, table.sum(0), np.inf).argmin())]
        for members, table in zip(groups, tables, strict=True)
    ]


def _group(problem: Problem, minutes: Floats, wishes: Floats, members: list[int], host: int) -> Group:
    inside = np.ix_(members, members)
    journeys = minutes[members, host]
    cost = wishes[inside].sum() / 2
    cost += minutes[inside].sum() / 2 if problem.objective is Objective.PAIRS else journeys.sum()
    ids = tuple(problem.members[member].id for member in sorted(members))
    return Group(ids, problem.members[host].id, float(cost), float(journeys.max()))


def _members(
    problem: Problem, minutes: Floats, number: Ints, hosts: list[int], rule_masks: tuple[Barrier, ...]
) -> tuple[MemberReport, ...]:
    near = (minutes + minutes.T) / 2
    np.fill_diagonal(near, np.inf)
    reports = []
    for member, group in enumerate(number):
        if group < 0:
            continue
        away = np.where(number != group, near[member], np.inf)
        nearest = np.argsort(away, kind="stable")[:NEAREST]
        neighbours = tuple(
            _neighbour(problem, float(away[other]), rule_masks, member, int(other))
            for other in nearest
            if np.isfinite(away[other])
        )
        journey = float(minutes[member, hosts[group]])
        reports.append(MemberReport(problem.members[member].id, int(group), journey, neighbours))
    return tuple(reports)


def _neighbour(
    problem: Problem, minutes: float, rule_masks: tuple[Barrier, ...], member: int, other: int
) -> Neighbour:
    for barrier in rule_masks:
        if barrier.mask[member, other]:
            return Neighbour(problem.members[other].id, minutes, barrier.rule, barrier.column)
    return Neighbour(problem.members[other].id, minutes, "cost")


def _broken(
    problem: Problem, rule_masks: tuple[Barrier, ...], together: Bools
) -> tuple[tuple[str, str], ...]:
    """Pairs that share a group against some rule."""
    against = np.zeros_like(together)
    for barrier in rule_masks:
        against |= barrier.mask & together
    pairs = np.argwhere(np.triu(against, 1))
    return tuple((problem.members[first].id, problem.members[second].id) for first, second in pairs)


def _rules(
    problem: Problem,
    rule_masks: tuple[Barrier, ...],
    groups: list[list[int]],
    number: Ints,
    reports: tuple[MemberReport, ...],
) -> tuple[RuleReport, ...]:
    sizes = [len(group) for group in groups]
    wrong = [index for index, size in enumerate(sizes) if not problem.smallest <= size <= problem.largest]
    told = [_told("size", None, wrong)]
    if problem.groups is not None:
        told.append(RuleReport("groups", None, len(groups) == problem.groups))
    for barrier in rule_masks:
        wrong = [index for index, group in enumerate(groups) if barrier.mask[np.ix_(group, group)].any()]
        told.append(_told(barrier.rule, barrier.column, wrong, _binding(problem, barrier, reports)))
    told += _together(problem, number)
    told += _of_whole_groups(problem, groups)
    told += _wishes(problem, groups)
    return tuple(told)


def _told(rule: str, column: str | None, wrong: list[int], binding: tuple[str, ...] = ()) -> RuleReport:
    return RuleReport(rule, column, not wrong, tuple(wrong), binding)


def _binding(problem: Problem, barrier: Barrier, reports: tuple[MemberReport, ...]) -> tuple[str, ...]:
    """The values (without a column: the ids) of members whom this rule keeps from a near neighbour."""
    attributes = {who.id: who.attributes for who in problem.members}
    kept = [
        report.id
        for report in reports
        if any((near.rule, near.column) == (barrier.rule, barrier.column) for near in report.nearest)
    ]
    if barrier.column is None:
        return tuple(kept)
    return tuple(sorted({attributes[who].get(barrier.column, "").strip() for who in kept}))


def _together(problem: Problem, number: Ints) -> list[RuleReport]:
    """One report for the together sets and one for the pins; `binding` names the members they join."""
    place = {who.id: index for index, who in enumerate(problem.members)}
    pins: dict[str, list[str]] = {}
    for member, label in problem.rules.pinned.items():
        pins.setdefault(label, []).append(member)
    told = []
    for rule, sets in (
        ("together", problem.rules.together),
        ("pinned_together", tuple(map(tuple, pins.values()))),
    ):
        if not sets:
            continue
        apart = [ids for ids in sets if len({int(number[place[member]]) for member in ids}) > 1]
        wrong = sorted({int(number[place[member]]) for ids in apart for member in ids})
        told.append(_told(rule, None, wrong, tuple(sorted({member for ids in sets for member in ids}))))
    return told


def _of_whole_groups(problem: Problem, groups: list[list[int]]) -> list[RuleReport]:
    """Rules that concern a whole group: at most so many, nobody alone, a slot that suits all."""
    told = []
    for limit in problem.rules.at_most:
        if limit.most > 1:
            numbers = values(problem.members, limit.column)
            counts = [np.bincount(numbers[group][numbers[group] >= 0], minlength=1).max() for group in groups]
            told.append(
                _told("at_most", limit.column, [i for i, count in enumerate(counts) if count > limit.most])
            )
    for rule in problem.rules.not_alone:
        kind = np.array(
            [who.attributes.get(rule.column, "").strip() == rule.value for who in problem.members]
        )
        alone = [index for index, group in enumerate(groups) if kind[group].sum() == 1]
        told.append(_told("not_alone", rule.column, alone, (rule.value,)))
    if problem.rules.common_slot:
        words = slot_words(problem.members)
        none = [index for index, group in enumerate(groups) if np.bitwise_and.reduce(words[group]) == 0]
        told.append(_told("common_slot_of_all", None, none))
    return told


def _wishes(problem: Problem, groups: list[list[int]]) -> list[RuleReport]:
    told = []
    for wish in problem.rules.wishes:
        cost = wish_minutes(problem, (wish,))
        wrong = [index for index, group in enumerate(groups) if cost[np.ix_(group, group)].any()]
        told.append(_told(f"wish_{wish.kind}", wish.column, wrong))
    return told
