"""Finds the best grouping of one instance: local search first, then improvement with proof."""

from collections.abc import Callable

import numpy as np

from startlijn.engines.grouping.annealing import Annealer, Found
from startlijn.engines.grouping.arrays import Ints
from startlijn.engines.grouping.exact import LARGE, Answer, Proof
from startlijn.engines.grouping.instance import Instance
from startlijn.engines.grouping.sweeping import sweep
from startlijn.engines.grouping.watch import Watch

RUNS = 8  # groupings annealed side by side
SIDE_BY_SIDE = 2_000  # units in all of them
SHORT, LONG = 120, 400  # annealing steps of the first and the second round; fewer for few units
PATIENCE = 0.15  # share of the time for the local search of a large instance
SWEEPS = (0.3, 0.2)  # shares of the time left, for the sweeps over a large instance
GENTLE = 0.15  # heat for a search that begins at the present groups

Report = Callable[[float, float], None]


def search(
    instance: Instance,
    start: Ints | None,
    watch: Watch,
    seed: int,
    report: Report,
    *,
    any_will_do: bool = False,
) -> Answer:
    """Return the best grouping with a bound. `start`: group number per unit, as first grouping.

    With `any_will_do` the first grouping found is enough.
    """
    if instance.fewest > instance.greatest or instance.apart.diagonal().any():
        return Answer(None, np.inf, np.inf, settled=True)
    found = anneal(instance, start, watch, seed)
    if found.rows is not None:
        report(found.cost, -np.inf)
    proof = Proof(instance, found.rows, found.seen, watch, report)
    if instance.size > LARGE and found.rows is not None:
        offer, rows = proof.root(), found.rows
        dice = np.random.default_rng(seed)
        for share in SWEEPS:
            rows = sweep(instance, rows, offer, dice, watch.part(share))
            proof.offer(rows)
    return proof.run(any_will_do=any_will_do)


def anneal(instance: Instance, start: Ints | None, watch: Watch, seed: int) -> Found:
    """Local search: runs for several numbers of groups, then longer for the best number."""
    nothing = Found(None, np.inf, np.zeros((0, instance.largest), dtype=np.int64))
    if instance.size < 2:
        return nothing
    annealer = Annealer(instance, seed)
    runs = min(RUNS, max(1, SIDE_BY_SIDE // instance.size))
    numbers = np.linspace(instance.greatest, (2 * instance.fewest + instance.greatest) // 3, runs).astype(int)
    short, long = min(SHORT, 3 * instance.size), min(LONG * RUNS // runs, 8 * instance.size)
    if instance.size > LARGE:
        long, watch = 8 * instance.size, watch.part(PATIENCE)
    rounds = [annealer.run([annealer.fresh_start(int(number)) for number in numbers], short, watch)]
    best = rounds[0].rows
    middle = len(best) if best is not None else instance.greatest
    numbers = np.clip(
        middle + np.array([0, 0, 1, -1, 0, 1, -1, 0])[:runs], instance.fewest, instance.greatest
    )
    rounds.append(annealer.run([annealer.fresh_start(int(number)) for number in numbers], long, watch))
    if start is not None:
        rounds.append(annealer.run([start], long, watch, heat=GENTLE))
    best_round = min(rounds, key=lambda found: found.cost)
    seen = np.unique(np.concatenate([np.sort(found.seen, axis=1) for found in rounds]), axis=0)
    return Found(best_round.rows, best_round.cost, seen)


def components(instance: Instance) -> list[Ints]:
    """Return the sets of units that never share a group with units outside; one set when groups are fixed."""
    if instance.fixed:
        return [np.arange(instance.size)]
    left = np.ones(instance.size, dtype=np.bool_)
    parts: list[Ints] = []
    while left.any():
        reached = np.zeros(instance.size, dtype=np.bool_)
        edge = reached.copy()
        edge[int(left.argmax())] = True
        while edge.any():
            reached |= edge
            edge = (~instance.apart[edge]).any(0) & ~reached
        parts.append(np.flatnonzero(reached))
        left &= ~reached
    return parts
