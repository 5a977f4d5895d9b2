"""Finds groups whose reduced cost lies under a threshold: level by level, many part-groups at a time.

A part-group is a root and some units. With hosts the root is the host of the group; without, it is the unit
with the lowest number. Every part-group carries, for each candidate of its root, what adding it would cost.
A part-group is followed only while a lower bound on every way to complete it is under the threshold: for q
more units, each pays at least its own addition plus half of its q-1 cheapest pairs.
"""

from dataclasses import dataclass

import numpy as np

from startlijn.engines.grouping.arrays import Bools, Floats, Ints, Words
from startlijn.engines.grouping.cuts import CutTable
from startlijn.engines.grouping.instance import ALWAYS, Instance
from startlijn.engines.grouping.scoring import Scorer
from startlijn.engines.grouping.watch import Watch

CELLS = 1_500_000  # part-groups times candidates handled at once: 12 MB per table


@dataclass(frozen=True)
class Duals:
    """Prices from the master problem: per unit, for one more group, and per cut (at most 0)."""

    units: Floats
    group: float
    cuts: Floats


def between(first: Duals, second: Duals) -> Duals:
    """Return the mean of two sets of prices; the second may know more cuts."""
    longer = np.zeros(len(second.cuts))
    longer[: len(first.cuts)] = first.cuts
    return Duals(
        (first.units + second.units) / 2, (first.group + second.group) / 2, (longer + second.cuts) / 2
    )


@dataclass(frozen=True)
class Priced:
    """The groups found, their reduced costs, and whether there are no others under the threshold."""

    rows: Ints
    reduced: Floats
    complete: bool


@dataclass(frozen=True)
class Level:
    """Part-groups of equally many units. `add[k, c]`: what candidate c of its root adds to part-group k."""

    root: Ints
    units: Ints
    value: Floats
    members: Ints
    slots: Words
    add: Floats


@dataclass(frozen=True)
class Pending:
    """Additions to part-groups that are still to be worked out: candidate `column` to part-group `which`."""

    level: Level
    which: Ints
    column: Ints
    value: Floats


@dataclass(frozen=True)
class Wanted:
    """What one search looks for. `beam`: follow only so many per root and level (then incomplete)."""

    threshold: float
    limit: int
    beam: int | None = None


class Pricer:
    """Searches the groups of one instance."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.scorer = Scorer(instance)
        size = instance.size
        pair = instance.pair.copy()
        pair[instance.apart] = np.inf
        np.fill_diagonal(pair, np.inf)
        self._pair = np.pad(pair, (0, 1), constant_values=np.inf)
        ranked = np.sort(pair, axis=1)[:, : instance.largest]
        sums = np.hstack([np.zeros((size, 1)), np.cumsum(ranked, axis=1)]) / 2
        short = np.full((size, instance.largest + 1), np.inf)
        short[:, : sums.shape[1]] = sums
        self._half = np.vstack([short, np.full((1, instance.largest + 1), np.inf)]).T.copy()
        self._weight = np.append(instance.weight, 0)
        self._light, self._heavy = int(instance.weight.min()), int(instance.weight.max())
        self._slots = np.append(instance.slots, ALWAYS)
        self._slotted = bool((instance.slots != ALWAYS).any())
        self._root_unit = instance.host_unit if instance.hosted else np.arange(size)

    def search(self, duals: Duals, cuts: CutTable, wanted: Wanted, watch: Watch) -> Priced:
        """Return the valid groups with a reduced cost under the threshold, stopping at `limit` of them."""
        roots, candidates = self._roots(duals, wanted)
        found = self._single(duals, wanted)
        count = sum(len(rows) for rows, _ in found)
        stack: list[Level | Pending] = list(self._split(roots, candidates))
        complete = wanted.beam is None
        while stack:
            if count > wanted.limit or watch.over():
                complete = False
                break
            level = self._next(stack.pop(), candidates)
            rows, values = self._finish(level, candidates, duals, cuts, wanted.threshold)
            if len(rows):
                found.append((rows, values))
                count += len(rows)
            stack += self._deepen(level, candidates, wanted)
        width = self.instance.largest
        rows = np.concatenate([np.zeros((0, width), dtype=np.int64), *(rows for rows, _ in found)])
        values = np.concatenate([np.zeros(0), *(values for _, values in found)])
        return Priced(rows, values, complete)

    def _roots(self, duals: Duals, wanted: Wanted) -> tuple[Level, Ints]:
        """Return the part-groups of one unit, and per root its candidates, cheapest addition first."""
        instance, unit = self.instance, self._root_unit
        base = instance.inner - duals.units
        value = base[unit] - duals.group
        add = self._pair[unit, :-1] + base
        if instance.hosted:
            value = value + instance.host[unit, np.arange(len(unit))]
            add += instance.host.T
        else:
            add[np.tri(instance.size, dtype=np.bool_)] = np.inf
        members = instance.weight[unit]
        add[members[:, None] + instance.weight > instance.largest] = np.inf
        slots = instance.slots[unit]
        if self._slotted:
            add[(slots[:, None] & instance.slots) == 0] = np.inf
        every = np.broadcast_to(np.arange(instance.size), add.shape)
        alone = Level(np.arange(len(unit)), unit[:, None], value, members, slots, add)
        useful = self._worth_adding(alone, every, wanted.threshold, least=1)
        add = np.where(useful & np.isfinite(value)[:, None], add, np.inf)
        width = max(1, int(np.isfinite(add).sum(1).max(initial=0)))
        if wanted.beam is not None:
            width = min(width, 4 * instance.largest)
        order = np.argsort(add, axis=1, kind="stable")[:, :width]
        add = np.take_along_axis(add, order, axis=1)
        candidates = np.where(np.isfinite(add), order, instance.size)
        keep = np.flatnonzero(np.isfinite(add).any(1))
        return Level(keep, unit[keep, None], value[keep], members[keep], slots[keep], add[keep]), candidates

    def _worth_adding(self, level: Level, candidates: Ints, threshold: float, least: int) -> Bools:
        """Which candidates may, with at least `least` units in all, complete a group under the threshold."""
        instance = self.instance
        worth = np.zeros(level.add.shape, dtype=np.bool_)
        for more in range(least, instance.largest):
            fits = (level.members + more * self._light <= instance.largest) & (
                level.members + more * self._heavy >= instance.smallest
            )
            if not fits.any() or more > level.add.shape[1]:
                continue
            price = level.add + self._half[more - 1][candidates]
            others = np.partition(price, more - 2, axis=1)[:, : more - 1].sum(1) if more > 1 else 0.0
            worth |= (price + (level.value + others)[:, None] < threshold) & fits[:, None]
        return worth

    def _finish(
        self, level: Level, candidates: Ints, duals: Duals, cuts: CutTable, threshold: float
    ) -> tuple[Ints, Floats]:
        """Groups that are whole with one more unit."""
        values = level.value[:, None] + level.add
        which, column = np.nonzero(values < threshold)
        unit = candidates[level.root[which], column]
        members = level.members[which] + self._weight[unit]
        whole = (members >= self.instance.smallest) & (members <= self.instance.largest)
        which, column, unit = which[whole], column[whole], unit[whole]
        rows = self._rows(level.units[which], unit)
        return self._accept(rows, values[which, column], level.root[which], duals, cuts, threshold)

    def _single(self, duals: Duals, wanted: Wanted) -> list[tuple[Ints, Floats]]:
        """Groups of one unit."""
        instance = self.instance
        rows = self._rows(np.zeros((instance.size, 0), dtype=np.int64), np.arange(instance.size))
        rows = rows[self.scorer.valid(rows)]
        reduced = self.scorer.costs(rows) - duals.units[rows[:, 0]] - duals.group
        under = reduced < wanted.threshold
        return [(rows[under], reduced[under])]

    def _rows(self, units: Ints, last: Ints) -> Ints:
        rows = np.full((len(last), self.instance.largest), self.instance.size)
        rows[:, : units.shape[1]] = units
        rows[:, units.shape[1]] = last
        return rows

    def _accept(
        self, rows: Ints, values: Floats, root: Ints, duals: Duals, cuts: CutTable, threshold: float
    ) -> tuple[Ints, Floats]:
        """Keep valid groups under the best of their hosts, with the price of the cuts added."""
        if len(cuts.cuts):
            values = values + cuts.penalties(rows, duals.cuts)
        keep = values < threshold
        if self.instance.counts.shape[1] or self.instance.kinds.shape[1]:
            keep &= self.scorer.valid(rows)
        if self.instance.hosted:
            keep[keep] = self.scorer.host_costs(rows[keep])[1] == root[keep]
        return np.sort(rows[keep], axis=1), values[keep]

    def _deepen(self, level: Level, candidates: Ints, wanted: Wanted) -> list[Pending]:
        """Part-groups of one unit more that may still end under the threshold, in parts that fit."""
        if level.units.shape[1] + 2 > self.instance.largest:
            return []
        worth = self._worth_adding(level, candidates[level.root], wanted.threshold, least=2)
        which, column = np.nonzero(worth)
        value = level.value[which] + level.add[which, column]
        if wanted.beam is not None:
            keep = best_per_root(level.root[which], value, wanted.beam)
            which, column, value = which[keep], column[keep], value[keep]
        rows = max(1, CELLS // candidates.shape[1])
        slices = [slice(first, first + rows) for first in range(0, len(which), rows)]
        return [Pending(level, which[part], column[part], value[part]) for part in slices]

    def _next(self, item: Level | Pending, candidates: Ints) -> Level:
        """Work out the part-groups that were left pending."""
        if isinstance(item, Level):
            return item
        level, which, column, value = item.level, item.which, item.column, item.value
        root = level.root[which]
        unit = candidates[root, column]
        units = np.hstack([level.units[which], unit[:, None]])
        if self.instance.counts.shape[1]:
            counts = self.instance.counts[units].sum(1)
            fine = (counts <= self.instance.most).all(1)
            which, column, value, root, unit, units = (
                part[fine] for part in (which, column, value, root, unit, units)
            )
        around = candidates[root]
        add = level.add[which] + self._pair[unit[:, None], around]
        add[np.arange(add.shape[1]) <= column[:, None]] = np.inf
        members = level.members[which] + self._weight[unit]
        if self._heavy > 1:
            add[members[:, None] + self._weight[around] > self.instance.largest] = np.inf
        slots = level.slots[which] & self._slots[unit]
        if self._slotted:
            add[(slots[:, None] & self._slots[around]) == 0] = np.inf
        return Level(root, units, value, members, slots, add)

    def _split(self, level: Level, candidates: Ints) -> list[Level]:
        """Cut a level into parts that fit in memory."""
        rows = max(1, CELLS // candidates.shape[1])
        if len(level.root) <= rows:
            return [level]
        fields = (level.root, level.units, level.value, level.members, level.slots, level.add)
        return [
            Level(*(part[first : first + rows] for part in fields))  # type: ignore[arg-type]
            for first in range(0, len(level.root), rows)
        ]


def best_per_root(root: Ints, value: Floats, count: int) -> Ints:
    """Indexes of the `count` lowest values of each root."""
    order = np.lexsort((value, root))
    sorted_root = root[order]
    first = np.searchsorted(sorted_root, sorted_root)
    best: Ints = order[np.arange(len(order)) - first < count]
    return best
