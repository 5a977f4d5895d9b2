"""Solves an instance part by part where no group can cross from one part to another; bounds add up."""

from dataclasses import dataclass, field

import numpy as np

from startlijn.engines.grouping.arrays import Floats, Ints
from startlijn.engines.grouping.exact import Answer
from startlijn.engines.grouping.instance import Instance
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
    low, high, proven = 0, len(lengths) - 1, True
    middle = 0  # the bound itself often is the answer
    while low < high and not watch.over():
        verdict = possible(instance.within(float(lengths[middle])), watch, seed)
        if verdict:
            high = middle
        else:
            proven &= verdict is False
            low = middle + 1
        middle = (low + high) // 2
        watch.tell("longest", float(lengths[high]), float(least))
        least = lengths[low] if proven else least
    proven &= low == high
    outcome = solve_parts(instance.within(float(lengths[high])), start, watch, seed, "total")
    settled = outcome.settled and (proven or outcome.groups is None)
    bound = float(lengths[high]) if proven else float(least)
    if outcome.groups is None and high < len(lengths) - 1:
        settled = False
    return Outcome(outcome.groups, outcome.cost, outcome.bound, settled, float(lengths[high]), bound)


def possible(instance: Instance, watch: Watch, seed: int) -> bool | None:
    """Whether a grouping exists at all; None: not known in the time."""
    for keep in components(instance):
        part = instance if len(keep) == instance.size else instance.part(keep)
        if part.fewest > part.greatest:
            return False
        answer = search(part, None, watch.part(0.4), seed, lambda cost, bound: None, any_will_do=True)
        if answer.rows is None:
            return False if answer.settled else None
    return True


def shortest_possible(instance: Instance) -> float:
    """A journey that some member must make at least: every host needs `smallest` members within reach."""
    weight = instance.weight.astype(np.int64)
    reach = np.where(instance.apart[:, instance.host_unit], np.inf, instance.reach)
    order = np.argsort(reach, axis=0, kind="stable")
    ranked = np.take_along_axis(reach, order, axis=0)
    enough = np.cumsum(weight[order], axis=0) >= instance.smallest
    crowd = np.where(enough.any(0), ranked[enough.argmax(0), np.arange(reach.shape[1])], np.inf)
    return float(np.maximum(reach, crowd).min(axis=1).max())
