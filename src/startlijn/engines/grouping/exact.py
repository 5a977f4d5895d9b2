"""Proves how good a grouping is, and improves it on the way.

1. Column generation: the linear programme over groups, with groups added while any has a negative reduced cost.
   Its value bounds every grouping from below.
2. Cuts lift that bound.
3. All groups whose reduced cost is under the gap are listed: no other group can be in a better grouping.
   When the list is short, integer programming over it gives the optimum; else cuts go on over the list.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from startlijn.engines.grouping.arrays import Floats, Ints
from startlijn.engines.grouping.choosing import Choice, choose
from startlijn.engines.grouping.cuts import CutTable, separate
from startlijn.engines.grouping.instance import Instance
from startlijn.engines.grouping.master import Master
from startlijn.engines.grouping.pool import Pool
from startlijn.engines.grouping.pricing import Duals, Priced, Pricer, Wanted, best_per_root
from startlijn.engines.grouping.scoring import Scorer
from startlijn.engines.grouping.watch import Watch

NEGATIVE = -1e-6
LISTED = 1_000_000  # groups in the list of step 3
CHOSEN_AT_ONCE = 3_000  # a list this short goes straight to integer programming
CHOSEN_AT_LAST = 15_000  # and one this short when cuts no longer help


@dataclass
class Answer:
    """The best grouping (None: none known), its cost, the proven bound, and whether that settles the matter.

    Settled without rows: no grouping exists.
    """

    rows: Ints | None
    cost: float
    bound: float
    settled: bool


class Proof:
    """One run over one instance."""

    def __init__(
        self,
        instance: Instance,
        known: Ints | None,
        seeds: Ints,
        watch: Watch,
        report: Callable[[float, float], None],
    ) -> None:
        self.instance = instance
        self.watch = watch
        self.report = report
        self.pricer = Pricer(instance)
        self.scorer = Scorer(instance)
        self.step = cost_step(instance)
        self.ceiling = dearest(instance)
        self.master = Master(instance, first_price(instance))
        self.answer = Answer(None, np.inf, -np.inf, settled=False)
        self.pool: Pool | None = None
        if known is not None:
            self._improve(known)
            self.master.add(known)
        self.master.add(seeds)

    def run(self) -> Answer:
        """Work until settled or out of time."""
        rounds = 0
        values: list[float] = []
        while not self.watch.over() and not self.answer.settled:
            duals = self._converge()
            if duals is None or self._settled():
                break
            if self.master.missing > 1e-7:
                if not self._raise_price():
                    break
                continue
            values.append(self.master.value)
            rounds += 1
            self._take_whole_solution()
            if rounds in (1, 2, 4, 8, 16, 32) and self.pool is None:
                self._choose_among_generated(duals)
            if self._settled():
                break
            self._list(duals)
            cuts = separate(
                self.master.cuts, self.master.rows, self.master.shares, max(80, self.instance.size // 2)
            )
            stalled = len(values) > 3 and values[-1] - values[-4] < 0.02 * self._gap()
            if self._choose_from_list(duals, at_last=stalled or not cuts) or not cuts:
                break
            self.master.add_cuts(cuts)
        return self.answer

    def _gap(self) -> float:
        return self.answer.cost - self.answer.bound

    def _room(self) -> float:
        """How much a group may cost above its price and still be in a better grouping."""
        return self._gap() - self.step + 1e-6

    def _settled(self) -> bool:
        answer = self.answer
        if answer.rows is not None and answer.cost - answer.bound < max(self.step - 1e-6, 1e-6):
            answer.bound, answer.settled = answer.cost, True
        elif answer.rows is None and answer.bound > self.ceiling:
            answer.settled = True
        return answer.settled

    def _improve(self, rows: Ints | None) -> None:
        if rows is None:
            return
        cost = float(self.scorer.costs(rows).sum())
        if cost < self.answer.cost - 1e-9:
            self.answer.rows, self.answer.cost = rows, cost
            self.report(cost, self.answer.bound)

    def _lift(self, bound: float) -> None:
        if bound > self.answer.bound + 1e-9:
            self.answer.bound = min(bound, self.answer.cost)
            self.report(self.answer.cost, self.answer.bound)

    def _converge(self) -> Duals | None:
        """Add groups until none has a negative reduced cost; None when time ran out."""
        while not self.watch.over():
            duals = self.master.solve(self.watch.left())
            if duals is None:
                return None
            if self.pool is not None:
                fresh, complete = self._price_from_pool(self.pool, duals)
            else:
                fresh, complete = self._price_by_search(duals)
            if complete and not len(fresh):
                self._lift(self.master.value)
                return duals
            self.master.add(fresh)
        return None

    def _price_from_pool(self, pool: Pool, duals: Duals) -> tuple[Ints, bool]:
        reduced = pool.reduced(duals)
        under = np.flatnonzero(reduced < NEGATIVE)
        best = under[best_per_root(pool.rows[under, 0].astype(np.int64), reduced[under], 8)]
        return pool.rows[best].astype(np.int64), True

    def _price_by_search(self, duals: Duals) -> tuple[Ints, bool]:
        """Look quickly first; search everything only when that finds next to nothing."""
        quick = self.pricer.search(duals, self.master.cuts, Wanted(NEGATIVE, 20_000, beam=4), self.watch)
        if len(quick.rows) > 2:
            return self._best(quick), False
        whole = self.pricer.search(duals, self.master.cuts, Wanted(NEGATIVE, 20_000), self.watch)
        if whole.complete and len(whole.rows):
            self._lift(self._repaired_bound(duals, whole))
        return self._best(whole), whole.complete

    def _best(self, priced: Priced) -> Ints:
        return priced.rows[best_per_root(priced.rows[:, 0], priced.reduced, 8)]

    def _repaired_bound(self, duals: Duals, priced: Priced) -> float:
        """Lower the unit prices until no group is under water; what remains is a bound."""
        held = priced.rows < self.instance.size
        share = -priced.reduced / held.sum(1)
        lower = np.zeros(self.instance.size + 1)
        for place in range(priced.rows.shape[1]):
            np.maximum.at(lower, priced.rows[:, place], share)
        return self.master.bound_from(duals) - float(lower[:-1].sum())

    def _raise_price(self) -> bool:
        """Artificial columns are still in use: make them dearer, until that proves that no grouping exists."""
        if self.master.price > 1e4 * self.ceiling:
            return False
        self.master.raise_price(10 * self.master.price)
        return True

    def _take_whole_solution(self) -> None:
        shares = self.master.shares
        whole = (shares < 1e-6) | (shares > 1 - 1e-6)
        if whole.all():
            self._improve(self.master.rows[shares > 0.5])

    def _choose_among_generated(self, duals: Duals) -> None:
        """A first good grouping from the groups at hand."""
        reduced = self._plain_reduced(duals)
        order = np.argsort(reduced, kind="stable")[: max(2000, 12 * self.instance.size)]
        rows, costs = self.master.rows[order], self.master.costs[order]
        part = self.watch.part(0.3)
        choice = choose(
            self.instance, rows, costs, CutTable(self.instance.size), part, step=self.step, nodes=60
        )
        self._improve(choice.rows)

    def _plain_reduced(self, duals: Duals) -> Floats:
        prices = np.append(duals.units, 0.0)
        reduced: Floats = self.master.costs - prices[self.master.rows].sum(1)
        return reduced

    def _list(self, duals: Duals) -> None:
        """List, or shorten the list of, the groups that may be in a better grouping."""
        if not np.isfinite(self.answer.cost):
            return
        if self.pool is not None:
            keep = np.flatnonzero(self.pool.reduced(duals) <= self._room())
            if len(keep) < 0.8 * len(self.pool):
                self.pool.keep(keep)
            return
        found = self.pricer.search(duals, self.master.cuts, Wanted(self._room(), LISTED), self.watch)
        if found.complete:
            self.pool = Pool(found.rows, self.scorer.costs(found.rows), self.master.cuts)

    def _choose_from_list(self, duals: Duals, *, at_last: bool) -> bool:
        """Integer programming over the list, when it is short enough; True when that was tried."""
        if self.pool is None or len(self.pool) > (CHOSEN_AT_LAST if at_last else CHOSEN_AT_ONCE):
            return False
        keep = self.pool.reduced(duals) <= self._room()
        rows = self.pool.rows[keep].astype(np.int64)
        cuts = self.master.cuts.active(duals.cuts)
        choice = choose(self.instance, rows, self.pool.costs[keep], cuts, self.watch, step=self.step)
        self._conclude(choice)
        return True

    def _conclude(self, choice: Choice) -> None:
        """Whatever is not on the list cannot be better than the best grouping known."""
        self._improve(choice.rows)
        if choice.settled:
            self.answer.bound, self.answer.settled = self.answer.cost, True
            self.report(self.answer.cost, self.answer.bound)
        else:
            self._lift(min(choice.bound, self.answer.cost))


def cost_step(instance: Instance) -> float:
    """The smallest difference between the costs of two groupings that is certain: 1, a half, or 0."""
    tables = (instance.inner, instance.pair, instance.host[np.isfinite(instance.host)])
    for step in (1.0, 0.5):
        if all((np.mod(table, step) == 0).all() for table in tables):
            return step
    return 0.0


def dearest(instance: Instance) -> float:
    """More than any grouping can cost."""
    pairs = np.sort(np.where(instance.apart, 0.0, instance.pair), axis=1)[:, -instance.largest :].sum() / 2
    journeys = np.where(np.isfinite(instance.host), instance.host, 0.0)
    return float(instance.inner.sum() + pairs + journeys.max(axis=1, initial=0.0).sum()) + 1.0


def first_price(instance: Instance) -> float:
    """A price for artificial columns that ordinary groups stay under."""
    return 2.0 * instance.largest * dearest(instance) / max(1, instance.size) + 1.0
