"""Solves an instance part by part where no group can cross from one part to another; bounds add up."""

from dataclasses import dataclass, field, replace

import numpy as np

from startlijn.engines.grouping.arrays import Floats, Ints
from startlijn.engines.grouping.exact import Answer
from startlijn.engines.grouping.instance import Instance
from startlijn.engines.grouping.scoring import Scorer
from startlijn.engines.grouping.search import components, search
from startlijn.engines.grouping.watch import Watch


@dataclass(frozen=True)
class Outcome:
    """Groups as tuples of units (None: none), cost and bound; for ``longest`` that journey and its bound.

    `settled` without groups: no grouping exists.
    """

    groups: tuple[tuple[int, ...], ...] | None
    cost: float
    bound: float
    settled: bool
    longest: float = np.inf
    longest_bound: float = 0.0


@dataclass
class Ledger:
    """Adds up what the parts report."""

    watch: Watch
    costs: Floats
    bounds: Floats
    phase: str = "search"
    current: int = field(default=0)

    def note(self, cost: float, bound: float) -> None:
        """Take the figures of the current part and tell the caller about the whole."""
        self.costs[self.current], self.bounds[self.current] = cost, max(bound, self.bounds[self.current])
        value, lower = float(self.costs.sum()), float(self.bounds.sum())
        self.watch.tell(self.phase, value if np.isfinite(value) else None, lower if lower > 0 else None)


def solve_parts(
    instance: Instance, start: Ints | None, watch: Watch, seed: int, phase: str = "search"
) -> Outcome:
    """Solve every part; each gets a share of the time by its size, and what earlier parts leave."""
    parts = components(instance)
    ledger = Ledger(watch, np.full(len(parts), np.inf), np.zeros(len(parts)), phase)
    order = sorted(range(len(parts)), key=lambda number: len(parts[number]))
    weights = np.array([float(len(part)) ** 2 for part in parts])
    answers: dict[int, Answer] = {}
    left = weights.sum()
    for number in order:
        ledger.current = number
        part = instance if len(parts) == 1 else instance.part(parts[number])
        share = watch.part(weights[number] / left)
        left -= weights[number]
        begin = None if start is None else np.unique(start[parts[number]], return_inverse=True)[1]
        answers[number] = search(part, begin, share, seed, ledger.note)
        if answers[number].settled and answers[number].rows is None:
            return Outcome(None, np.inf, np.inf, settled=True)
    return _joined(instance, parts, answers)


def _joined(instance: Instance, parts: list[Ints], answers: dict[int, Answer]) -> Outcome:
    bound = sum(max(answer.bound, 0.0) for answer in answers.values())
    groups: list[tuple[int, ...]] = []
    for number, part in enumerate(parts):
        rows = answers[number].rows
        if rows is None:
            return Outcome(None, np.inf, bound, settled=False)
        groups += [tuple(int(unit) for unit in part[row[row < len(part)]]) for row in rows]
    cost = sum(answer.cost for answer in answers.values())
    settled = all(answer.settled for answer in answers.values())
    return Outcome(tuple(groups), cost, bound, settled)


def solve_longest(instance: Instance, start: Ints | None, watch: Watch, seed: int) -> Outcome:
    """First the least longest journey, by halving over the journeys that occur; then the least sum within it.

    A length is excluded only by proof, and accepted only with a grouping in hand.
    """
    least = shortest_possible(instance)
    lengths = np.unique(instance.reach[instance.reach >= least])
    lengths = lengths if len(lengths) and lengths[0] == least else np.append(least, lengths)
    held = any_grouping(instance, watch, seed)
    if held.groups is None and held.settled:
        return held
    low, high, proven = 0, len(lengths) - 1, True
    if held.groups is not None:
        high = int(np.searchsorted(lengths, longest_journey(instance, held.groups)))
    middle = 0  # the bound itself often is the answer
    while low < high and not watch.over():
        if held.groups is not None:
            watch.tell("longest", float(lengths[high]), float(least))
        tried = any_grouping(instance.within(float(lengths[middle])), watch, seed)
        if tried.groups is not None:
            held, high = tried, int(np.searchsorted(lengths, longest_journey(instance, tried.groups)))
        else:
            proven &= tried.settled
            low = middle + 1
        middle = (low + high) // 2
        least = lengths[low] if proven else least
    proven &= low == high and (held.groups is not None or high == len(lengths) - 1)
    bounded = instance.within(float(lengths[high]))
    begin = start if held.groups is None else group_numbers(instance, held.groups)
    outcome = solve_parts(bounded, begin, watch, seed, "total")
    bound = float(lengths[high]) if proven else float(least)
    if outcome.groups is None and held.groups is not None:
        rows = rows_of(instance, held.groups)
        outcome = Outcome(held.groups, float(Scorer(bounded).costs(rows).sum()), outcome.bound, settled=False)
    return replace(
        outcome, settled=outcome.settled and proven, longest=float(lengths[high]), longest_bound=bound
    )


def any_grouping(instance: Instance, watch: Watch, seed: int) -> Outcome:
    """Some grouping, quickly; without groups and settled: none exists; not settled: not known in the time."""
    parts = components(instance)
    answers: dict[int, Answer] = {}
    for number, keep in enumerate(parts):
        part = instance if len(keep) == instance.size else instance.part(keep)
        answers[number] = search(
            part, None, watch.part(0.4), seed, lambda cost, bound: None, any_will_do=True
        )
        if answers[number].rows is None:
            return Outcome(None, np.inf, -np.inf, settled=answers[number].settled)
    return _joined(instance, parts, answers)


def possible(instance: Instance, watch: Watch, seed: int) -> bool | None:
    """Whether a grouping exists at all; None: not known in the time."""
    found = any_grouping(instance, watch, seed)
    if found.groups is not None:
        return True
    return False if found.settled else None


def rows_of(instance: Instance, groups: tuple[tuple[int, ...], ...]) -> Ints:
    """Groups of units as rows, padded with the number of units."""
    rows = np.full((len(groups), instance.largest), instance.size)
    for row, group in zip(rows, groups, strict=True):
        row[: len(group)] = group
    return rows


def group_numbers(instance: Instance, groups: tuple[tuple[int, ...], ...]) -> Ints:
    """The number of the group of each unit."""
    numbers = np.zeros(instance.size, dtype=np.int64)
    for number, group in enumerate(groups):
        numbers[list(group)] = number
    return numbers


def longest_journey(instance: Instance, groups: tuple[tuple[int, ...], ...]) -> float:
    """The longest journey over all groups, each to the host for whom it is least."""
    worst = 0.0
    for group in groups:
        hosts = np.flatnonzero(np.isin(instance.host_unit, group))
        worst = max(worst, float(instance.reach[list(group)][:, hosts].max(axis=0).min()))
    return worst


def shortest_possible(instance: Instance) -> float:
    """A journey that some member must make at least: every host needs `smallest` members within reach."""
    weight = instance.weight.astype(np.int64)
    reach = np.where(instance.apart[:, instance.host_unit], np.inf, instance.reach)
    order = np.argsort(reach, axis=0, kind="stable")
    ranked = np.take_along_axis(reach, order, axis=0)
    enough = np.cumsum(weight[order], axis=0) >= instance.smallest
    crowd = np.where(enough.any(0), ranked[enough.argmax(0), np.arange(reach.shape[1])], np.inf)
    return float(np.maximum(reach, crowd).min(axis=1).max())
