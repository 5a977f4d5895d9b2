"""Local search: simulated annealing of several groupings at once, in whole-array steps.

One step proposes for every unit to change places with (or to move into a hole of) a group near by, scores
all proposals together, accepts by Metropolis' rule, and of those that touch the same group carries out the
first. The budget is a number of steps, so that one seed gives one answer on any machine.
"""

from dataclasses import dataclass, replace

import numpy as np

from startlijn.engines.grouping.arrays import Bools, Floats, Ints
from startlijn.engines.grouping.instance import Instance
from startlijn.engines.grouping.nearness import chain, nearness, neighbours
from startlijn.engines.grouping.scoring import Scorer
from startlijn.engines.grouping.watch import Watch

HOT, COLD = 0.8, 0.02  # temperatures, as a share of the difference between near and less near neighbours


@dataclass
class Found:
    """The best valid grouping (rows of units; None: none met), its cost, the last groups of every run."""

    rows: Ints | None
    cost: float
    seen: Ints


@dataclass
class Runs:
    """Several groupings side by side: `rows` holds run after run, each `per_run` groups."""

    rows: Ints
    group: Ints
    place: Ints
    cost: Floats
    per_run: int

    @property
    def count(self) -> int:
        """The number of runs."""
        return len(self.rows) // self.per_run


class Annealer:
    """Anneals groupings of one instance."""

    def __init__(self, instance: Instance, seed: int) -> None:
        self.instance = instance
        self.exact = Scorer(instance)
        self.dice = np.random.default_rng(seed)
        table = nearness(instance)
        self.near = neighbours(table, min(instance.size - 1, max(12, 3 * instance.largest)))
        self.table = table
        self.scale = self._spread(table)
        self.fine = self._fine(table)
        self._soft = Scorer(self._softened())

    def _spread(self, table: Floats) -> float:
        """How much the near neighbours of a unit typically differ; at least a minute."""
        near = np.sort(table, axis=1)[:, : 2 * self.instance.largest]
        first = np.where(np.isfinite(near[:, :1]), near[:, :1], 0.0)
        gaps = np.where(np.isfinite(near), near - first, 0.0).max(axis=1)
        return max(float(np.median(gaps)), 1.0)

    def _fine(self, table: Floats) -> float:
        """Minutes per fault: more than any single change can gain."""
        reach = np.where(np.isfinite(table), table, 0.0)
        near = np.sort(reach, axis=1)[:, -self.instance.largest :].sum(1)
        return float(np.median(near)) + 4 * self.scale

    def _softened(self) -> Instance:
        """Forbidden pairs and journeys cost a fine, so that the search may pass through them."""
        instance = self.instance
        return replace(
            instance,
            pair=instance.pair + self.fine * instance.apart,
            host=np.where(np.isinf(instance.host), self.fine, instance.host),
            apart=np.zeros_like(instance.apart),
        )

    def run(self, starts: list[Ints], steps: int, watch: Watch, heat: float = 1.0) -> Found:
        """Anneal each start (group per unit) for `steps` steps from `heat` times the usual temperature."""
        runs = self._lay_out(starts)
        best_rows = runs.rows.copy()
        best = runs.cost.reshape(runs.count, -1).sum(1)
        total = best.copy()
        cooling = (COLD / (HOT * heat)) ** (1.0 / max(1, steps))
        heat = HOT * heat * self.scale
        for step in range(steps):
            if step % 8 == 0 and watch.over():
                break
            heat *= cooling
            self._step(runs, heat, total)
            for run in np.flatnonzero(total < best - 1e-9):
                best[run] = total[run]
                part = slice(run * runs.per_run, (run + 1) * runs.per_run)
                best_rows[part] = runs.rows[part]
        return self._pick(best_rows, runs.per_run)

    def _lay_out(self, starts: list[Ints]) -> Runs:
        size, width = self.instance.size, self.instance.largest + 1
        per_run = 1 + max(int(start.max()) for start in starts)
        rows = np.full((len(starts) * per_run, width), size)
        group = np.concatenate([start + run * per_run for run, start in enumerate(starts)])
        place = np.zeros(len(group), dtype=np.int64)
        filled = np.zeros(len(rows), dtype=np.int64)
        for index, number in enumerate(group):
            place[index] = filled[number]
            rows[number, filled[number]] = index % size
            filled[number] += 1
        used = np.concatenate([np.arange(per_run) <= start.max() for start in starts])
        runs = Runs(rows, group, place, np.zeros(len(rows)), per_run)
        runs.cost = np.where(used, self._price(rows), 0.0)
        return runs

    def _price(self, rows: Ints) -> Floats:
        """Cost plus fines; an empty group counts as one that lacks members."""
        price: Floats = self._soft.costs(rows) + self.fine * self._soft.faults(rows)
        return price

    def _step(self, runs: Runs, heat: float, total: Floats) -> None:
        dice, size = self.dice, self.instance.size
        who = dice.permutation(len(runs.group))
        run = who // size
        near = self.near[who % size, dice.integers(self.near.shape[1], size=len(who))]
        friend = run * size + near
        give, take = runs.group[who], runs.group[friend]
        width = runs.rows.shape[1]
        place_give, place_take = runs.place[who], runs.place[friend]
        pull = dice.random(len(who)) < 0.5
        anywhere = dice.integers(width, size=len(who))
        place_give = np.where(pull, anywhere, place_give)
        place_take = np.where(pull, place_take, anywhere)
        ok = give != take
        give, take, place_give, place_take = give[ok], take[ok], place_give[ok], place_take[ok]
        first, second = runs.rows[give], runs.rows[take]
        every = np.arange(len(give))
        first[every, place_give] = runs.rows[take, place_take]
        second[every, place_take] = runs.rows[give, place_give]
        price = self._price(np.concatenate([first, second]))
        gain = price[: len(give)] + price[len(give) :] - runs.cost[give] - runs.cost[take]
        agreed = gain <= heat * dice.exponential(size=len(gain))
        picked = _first_of_each(np.flatnonzero(agreed), give, take, len(runs.rows))
        for groups, rows, part in ((give, first, price[: len(give)]), (take, second, price[len(give) :])):
            runs.rows[groups[picked]] = rows[picked]
            runs.cost[groups[picked]] = part[picked]
            self._note_places(runs, groups[picked], rows[picked])
        np.add.at(total, give[picked] // runs.per_run, gain[picked])

    def _note_places(self, runs: Runs, groups: Ints, rows: Ints) -> None:
        held = rows < self.instance.size
        index = (groups // runs.per_run * self.instance.size)[:, None] + rows
        runs.group[index[held]] = np.broadcast_to(groups[:, None], rows.shape)[held]
        runs.place[index[held]] = np.broadcast_to(np.arange(rows.shape[1]), rows.shape)[held]

    def _pick(self, rows: Ints, per_run: int) -> Found:
        """The cheapest valid run, by the exact cost."""
        costs, valid = self.exact.costs(rows), self.exact.valid(rows)
        filled = self.exact.sizes(rows) > 0
        seen = rows[valid & filled & np.isfinite(costs)]
        best, least = None, np.inf
        for first in range(0, len(rows), per_run):
            part = np.arange(first, first + per_run)[filled[first : first + per_run]]
            if self._whole(part, valid) and costs[part].sum() < least - 1e-9:
                least = float(costs[part].sum())
                best = np.sort(rows[part], axis=1)[:, : self.instance.largest]
        return Found(best, least, seen)

    def _whole(self, part: Ints, valid: Bools) -> bool:
        return bool(valid[part].all()) and self.instance.fewest <= len(part) <= self.instance.greatest

    def fresh_start(self, groups: int) -> Ints:
        """Cut a walk along nearest neighbours, from a random unit, into `groups` parts of even size."""
        order = chain(self.table, int(self.dice.integers(self.instance.size)))
        weight = self.instance.weight[order]
        middle = np.cumsum(weight) - weight / 2
        start = np.empty(len(order), dtype=np.int64)
        start[order] = np.minimum((middle * groups / weight.sum()).astype(np.int64), groups - 1)
        return start


def touch_up(instance: Instance, rows: Ints, watch: Watch) -> Ints | None:
    """Anneal a grouping at a low temperature; None when nothing valid came of it."""
    if instance.size < 3:
        return None
    start = np.zeros(instance.size, dtype=np.int64)
    for number, row in enumerate(rows):
        start[row[row < instance.size]] = number
    annealer = Annealer(instance, len(rows))
    found = annealer.run([start] * 4, min(150, 3 * instance.size), watch, heat=0.1)
    return found.rows


def _first_of_each(agreed: Ints, give: Ints, take: Ints, groups: int) -> Ints:
    """Of the agreed proposals keep those that are the first to touch both their groups."""
    first = np.full(groups, len(give))
    np.minimum.at(first, give[agreed], agreed)
    np.minimum.at(first, take[agreed], agreed)
    picked: Ints = agreed[(first[give[agreed]] == agreed) & (first[take[agreed]] == agreed)]
    return picked
