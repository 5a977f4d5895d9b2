"""The problem as arrays: members that must stay together are one unit."""

from dataclasses import dataclass, replace

import numpy as np

from startlijn.engines.grouping.arrays import Bools, Floats, Ints, Words
from startlijn.engines.grouping.barriers import barriers, slot_words, values, wish_minutes
from startlijn.engines.grouping.terms import Objective, Problem

ALWAYS = np.uint64(2**64 - 1)


@dataclass(frozen=True)
class Instance:
    """What the search sees. A group is a set of units; its cost is

    sum of `inner` + sum of `pair` over its pairs + (with hosts) the least column sum of `host` over hosts.

    `weight` is members per unit; `apart` forbids pairs; `slots` are bits that must meet; `counts` (per unit
    and limit) may not pass `most`; the sum of `kinds` may not be exactly 1. `reach` is the longest journey of
    a unit to a host, `host_unit` the unit of each host. `fewest` and `greatest` bound the number of groups.
    """

    units: tuple[tuple[int, ...], ...]
    weight: Ints
    inner: Floats
    pair: Floats
    host: Floats
    reach: Floats
    host_unit: Ints
    hosts: Ints
    apart: Bools
    slots: Words
    counts: Ints
    most: Ints
    kinds: Ints
    smallest: int
    largest: int
    fewest: int
    greatest: int
    fixed: bool

    @property
    def size(self) -> int:
        """The number of units."""
        return len(self.units)

    @property
    def hosted(self) -> bool:
        """Whether groups have a host (otherwise only pairs count)."""
        return len(self.hosts) > 0

    def part(self, keep: Ints) -> "Instance":
        """Return the instance of only these units, for a free number of groups."""
        seats = np.flatnonzero(np.isin(self.host_unit, keep))
        place = np.full(self.size, -1)
        place[keep] = np.arange(len(keep))
        members = int(self.weight[keep].sum())
        square = np.ix_(keep, keep)
        return replace(
            self,
            units=tuple(self.units[unit] for unit in keep),
            weight=self.weight[keep],
            inner=self.inner[keep],
            pair=self.pair[square],
            host=self.host[np.ix_(keep, seats)],
            reach=self.reach[np.ix_(keep, seats)],
            host_unit=place[self.host_unit[seats]],
            hosts=self.hosts[seats],
            apart=self.apart[square],
            slots=self.slots[keep],
            counts=self.counts[keep],
            kinds=self.kinds[keep],
            fewest=-(-members // self.largest),
            greatest=members // self.smallest,
        )

    def within(self, longest: float) -> "Instance":
        """Return the instance in which no journey to a host may pass `longest` minutes."""
        return replace(self, host=np.where(self.reach <= longest, self.host, np.inf))


def build(problem: Problem, minutes: Floats, broken: float | None = None) -> Instance:
    """Translate a checked problem. With `broken`, forbidden pairs are allowed at that cost each."""
    units = member_units(problem)
    matrix = np.zeros((len(units), len(problem.members)))
    for row, unit in enumerate(units):
        matrix[row, list(unit)] = 1.0
    forbidden = np.zeros(minutes.shape, dtype=np.bool_)
    for barrier in barriers(problem):
        forbidden |= barrier.mask
    costs = wish_minutes(problem)
    if problem.objective is Objective.PAIRS:
        costs += (minutes + minutes.T) / 2
    if broken is not None:
        costs += broken * forbidden
        forbidden = np.zeros_like(forbidden)
    between = matrix @ costs @ matrix.T
    counts, most = _limits(problem, matrix)
    members = len(problem.members)
    hosts, host, reach = _hosts(problem, minutes, units, matrix)
    return Instance(
        units=units,
        weight=matrix.sum(1).astype(np.int64),
        inner=np.diag(between) / 2,
        pair=between - np.diag(np.diag(between)),
        host=host,
        reach=reach,
        host_unit=np.array([np.flatnonzero(matrix[:, member])[0] for member in hosts], dtype=np.int64),
        hosts=hosts,
        apart=_apart(matrix, forbidden),
        slots=_slots(problem, units) if broken is None else np.full(len(units), ALWAYS),
        counts=counts,
        most=most,
        kinds=_kinds(problem, matrix),
        smallest=problem.smallest,
        largest=problem.largest,
        fewest=problem.groups or -(-members // problem.largest),
        greatest=problem.groups or members // problem.smallest,
        fixed=problem.groups is not None,
    )


def member_units(problem: Problem) -> tuple[tuple[int, ...], ...]:
    """Join member numbers by the together sets and the pins (union-find); ordered by first member."""
    place = {member.id: number for number, member in enumerate(problem.members)}
    leader = list(range(len(place)))

    def find(member: int) -> int:
        while leader[member] != member:
            leader[member] = leader[leader[member]]
            member = leader[member]
        return member

    pins: dict[str, list[str]] = {}
    for member, label in problem.rules.pinned.items():
        pins.setdefault(label, []).append(member)
    for ids in (*problem.rules.together, *pins.values()):
        for member in ids[1:]:
            first, second = sorted((find(place[ids[0]]), find(place[member])))
            leader[second] = first
    members: dict[int, list[int]] = {}
    for member_number in range(len(place)):
        members.setdefault(find(member_number), []).append(member_number)
    return tuple(tuple(unit) for unit in members.values())


def _apart(matrix: Floats, forbidden: Bools) -> Bools:
    """Two units are apart if any of their members are; one with itself if it holds a forbidden pair."""
    apart: Bools = (matrix @ forbidden @ matrix.T) > 0
    return apart


def _slots(problem: Problem, units: tuple[tuple[int, ...], ...]) -> Words:
    if not problem.rules.common_slot:
        return np.full(len(units), ALWAYS)
    words = slot_words(problem.members)
    return np.array([np.bitwise_and.reduce(words[list(unit)]) for unit in units], dtype=np.uint64)


def _limits(problem: Problem, matrix: Floats) -> tuple[Ints, Ints]:
    """Count per unit the members of each value that occurs more often than its limit."""
    columns: list[Floats] = []
    most: list[int] = []
    for rule in problem.rules.at_most:
        numbers = values(problem.members, rule.column)
        for value in range(numbers.max(initial=-1) + 1):
            here = numbers == value
            if rule.most > 1 and here.sum() > rule.most:
                columns.append(matrix @ here)
                most.append(rule.most)
    counts = np.stack(columns, axis=1) if columns else np.zeros((len(matrix), 0))
    return counts.astype(np.int64), np.array(most, dtype=np.int64)


def _kinds(problem: Problem, matrix: Floats) -> Ints:
    kinds = [
        matrix
        @ np.array([who.attributes.get(rule.column, "").strip() == rule.value for who in problem.members])
        for rule in problem.rules.not_alone
    ]
    return np.stack(kinds, axis=1).astype(np.int64) if kinds else np.zeros((len(matrix), 0), dtype=np.int64)


def _hosts(
    problem: Problem, minutes: Floats, units: tuple[tuple[int, ...], ...], matrix: Floats
) -> tuple[Ints, Floats, Floats]:
    """Return the hosts, and per unit and host the sum and the longest of the journeys."""
    if problem.objective is Objective.PAIRS:
        none = np.zeros((len(units), 0))
        return np.zeros(0, dtype=np.int64), none, none
    longest = np.stack([minutes[list(unit)].max(axis=0) for unit in units])
    return np.arange(len(minutes)), matrix @ minutes, longest
