"""Large instances: improves a grouping region by region, each region solved as an instance of its own."""

from dataclasses import replace

import numpy as np

from startlijn.engines.grouping.arrays import Floats, Ints
from startlijn.engines.grouping.exact import Proof
from startlijn.engines.grouping.instance import Instance
from startlijn.engines.grouping.nearness import nearness
from startlijn.engines.grouping.scoring import Scorer
from startlijn.engines.grouping.watch import Watch

REGION = 90  # units solved at once
PATIENCE = 4.0  # seconds for one region at most


def sweep(instance: Instance, rows: Ints, offer: Ints, dice: np.random.Generator, watch: Watch) -> Ints:
    """Solve region after region anew with the groups around it as they are; return the better grouping.

    A region is the groups nearest to a unit that was in no region yet, drawn with `dice`. `offer` are groups
    that may help, such as those of the linear programme. Stops when `watch` is over.
    """
    scorer = Scorer(instance)
    table = nearness(instance)
    open_units = np.ones(instance.size, dtype=np.bool_)
    while open_units.any() and not watch.over():
        centre = int(dice.choice(np.flatnonzero(open_units)))
        taken = _region(instance, rows, table[centre], centre)
        units = np.sort(rows[taken][rows[taken] < instance.size])
        open_units[units] = False
        better = _solve_region(instance, units, rows[taken], offer, watch)
        if better is not None and scorer.costs(better).sum() < scorer.costs(rows[taken]).sum() - 1e-9:
            rows = np.concatenate([np.delete(rows, taken, axis=0), better])
    return rows


def _region(instance: Instance, rows: Ints, distance: Floats, centre: int) -> Ints:
    """Numbers of the groups nearest to a unit, together REGION units or a little more."""
    owner = np.empty(instance.size + 1, dtype=np.int64)
    for place in range(rows.shape[1]):
        owner[rows[:, place]] = np.arange(len(rows))
    near = np.argsort(distance, kind="stable")
    groups = owner[np.concatenate([[centre], near[near != centre]])]
    _, first = np.unique(groups, return_index=True)
    ordered = groups[np.sort(first)]
    sizes = np.cumsum((rows[ordered] < instance.size).sum(1))
    taken: Ints = ordered[: int(np.searchsorted(sizes, REGION)) + 1]
    return taken


def _solve_region(instance: Instance, units: Ints, rows: Ints, offer: Ints, watch: Watch) -> Ints | None:
    part = instance.part(units)
    if instance.fixed:
        part = replace(part, fewest=len(rows), greatest=len(rows), fixed=True)
    place = np.full(instance.size + 1, -1)
    place[units] = np.arange(len(units))
    place[-1] = len(units)
    local = place[offer]
    limited = Watch(min(PATIENCE, watch.left()), watch.clock, watch.cancelled)
    seeds = local[(local >= 0).all(1)]
    answer = Proof(part, place[rows], seeds, limited, lambda cost, bound: None).run()
    return None if answer.rows is None else np.append(units, instance.size)[answer.rows]
