"""Who is near whom: one figure per pair of units, for neighbour lists and starting orders."""

import numpy as np

from startlijn.engines.grouping.arrays import Floats, Ints
from startlijn.engines.grouping.instance import Instance


def nearness(instance: Instance) -> Floats:
    """Return what two units cost each other (symmetric; infinite on the diagonal and where forbidden)."""
    table = instance.pair.copy()
    if instance.hosted:
        journey = np.full(table.shape, np.inf)
        for host, unit in enumerate(instance.host_unit):
            np.minimum(journey[:, unit], instance.host[:, host], out=journey[:, unit])
        table += np.minimum(journey, journey.T)
    table[instance.apart] = np.inf
    np.fill_diagonal(table, np.inf)
    return table


def neighbours(table: Floats, count: int) -> Ints:
    """Return per unit the numbers of its `count` nearest, nearest first; ties by number."""
    order: Ints = np.argsort(table, axis=1, kind="stable")[:, :count]
    return order


def chain(table: Floats, first: int) -> Ints:
    """Order all units by always walking to the nearest one not yet visited."""
    left = np.ones(len(table), dtype=np.bool_)
    order = np.empty(len(table), dtype=np.int64)
    here = first
    for step in range(len(table)):
        order[step] = here
        left[here] = False
        if step + 1 < len(table):
            open_units = np.flatnonzero(left)
            here = int(open_units[table[here, open_units].argmin()])
    return order


def districts(table: Floats, size: int, dice: np.random.Generator) -> list[Ints]:
    """Cut the units into parts of at most `size` that lie together: halves of halves.

    Each half holds the units nearer to one of two that are far apart; `dice` moves the borders each time.
    """
    finite = table[np.isfinite(table)]
    reach = np.where(np.isfinite(table), table, finite.max(initial=0.0))
    np.fill_diagonal(reach, 0.0)
    parts, done = [np.arange(len(table))], []
    while parts:
        part = parts.pop()
        if len(part) <= size:
            done.append(np.sort(part))
            continue
        first = part[reach[part[dice.integers(len(part))], part].argmax()]
        second = part[reach[first, part].argmax()]
        order = part[np.argsort(reach[first, part] - reach[second, part], kind="stable")]
        middle = round(len(part) * dice.uniform(0.4, 0.6))
        parts += [order[:middle], order[middle:]]
    return done
