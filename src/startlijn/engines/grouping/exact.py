"""Proves how good a grouping is, and improves it on the way.

1. Column generation: the linear programme over groups; groups are added while any has a negative reduced
   cost. Its value bounds every grouping from below.
2. Cuts lift that bound.
3. All groups whose reduced cost is under the gap are listed: no other group can be in a better grouping.
   When the list is short, integer programming over it gives the optimum; else cuts go on over the list.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from startlijn.engines.grouping.annealing import touch_up
from startlijn.engines.grouping.arrays import Ints
from startlijn.engines.grouping.choosing import Choice, choose
from startlijn.engines.grouping.cuts import CutTable, separate
from startlijn.engines.grouping.instance import Instance
from startlijn.engines.grouping.master import Master
from startlijn.engines.grouping.nearness import districts, nearness
from startlijn.engines.grouping.pool import Pool
from startlijn.engines.grouping.pricing import Duals, Priced, Pricer, Wanted, best_per_root, between
from startlijn.engines.grouping.scoring import Scorer
from startlijn.engines.grouping.watch import Watch

NEGATIVE = -1e-6
MARGIN = 1e-4  # minutes: what rounding in the linear programme may amount to
LISTED = 200_000  # groups in the list of step 3
LARGE = 250  # units; above this no list is kept and no dive is made as long as the gap is wide
WHOLE, BLOCK = 225, 120  # units among which cuts are sought: all of so many, else parts of so many
WIDE = 0.015  # room tried at first, as a share of the bound
OFFERED = 3_000  # groups offered to integer programming, at first
NODES = 200  # its branch-and-bound nodes, at first


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
        self.cutoff = np.inf
        self.offered, self.nodes, self.narrow = OFFERED, NODES, 1.0
        self.values: list[float] = []
        self.rounds = 0
        self.dice = np.random.default_rng(0)
        self.near = nearness(instance)
        if known is not None:
            self._improve(known)
            self.master.add(known)
        self.master.add(seeds)
        self.calm = self._first_prices()

    def _first_prices(self) -> Duals:
        """Every unit bears an equal share of the cost of its group in the best grouping known."""
        units = np.zeros(self.instance.size + 1)
        rows = self.answer.rows
        if rows is not None:
            shares = self.scorer.costs(rows) / (rows < self.instance.size).sum(1)
            for place in range(rows.shape[1]):
                units[rows[:, place]] = shares
        return Duals(units[:-1], 0.0, np.zeros(0))

    def root(self) -> Ints:
        """Solve the first linear programme; return its groups, for use elsewhere."""
        self._converge()
        return self.master.rows

    def offer(self, rows: Ints) -> None:
        """Take over a grouping found elsewhere."""
        self._improve(rows)

    def run(self, *, any_will_do: bool = False) -> Answer:
        """Work until settled or out of time; with `any_will_do` until there is a grouping."""
        while not self.watch.over() and not self._settled():
            if any_will_do and self.answer.rows is not None:
                break
            duals = self._converge()
            if duals is None or self._settled():
                break
            if self.master.missing > 1e-7:
                if not self._raise_price():
                    break
                continue
            self._round(duals)
        return self.answer

    def _round(self, duals: Duals) -> None:
        """With the programme solved: list groups, choose among them, and add cuts."""
        self.values.append(self.master.value)
        self._take_whole_solution()
        self.rounds += 1
        if self.rounds & (self.rounds - 1) == 0 and self.instance.size <= LARGE:
            self._dive()
            if self._settled():
                return
        if self.pool is None:
            self._list(duals)
        else:
            self._shorten(self.pool, duals)
        most = max(80, self.instance.size // 2)
        parts = districts(self.near, WHOLE if self.instance.size <= WHOLE else BLOCK, self.dice)
        master = self.master
        cuts = separate(master.cuts, master.rows, master.shares, parts, self.watch, most=most)
        if self.watch.over():
            return
        if self.pool is not None and (not cuts or len(self.pool) <= OFFERED or self._stalled()):
            self._choose_from_list(self.pool, duals)
        elif self.pool is None and not cuts:
            self.narrow *= 0.5
        master.add_cuts(cuts)

    def _stalled(self) -> bool:
        """Whether three rounds of cuts brought next to nothing."""
        if len(self.values) < 4 or self.values[-1] - self.values[-4] >= 0.03 * min(
            self._gap(), self.values[-1]
        ):
            return False
        self.values.clear()
        return True

    def _gap(self) -> float:
        return self.answer.cost - self.answer.bound

    def _room(self) -> float:
        """How much a group may cost above its price and still be in a better grouping.

        Prices belong to the value of the linear programme, which the bound may have passed.
        """
        return self.answer.cost - self.master.value - self.step + 2 * MARGIN

    def _settled(self) -> bool:
        answer = self.answer
        if answer.rows is not None and answer.cost - answer.bound < max(self.step - MARGIN, MARGIN):
            answer.bound, answer.settled = answer.cost, True
        elif answer.rows is None and answer.bound > self.ceiling:
            answer.settled = True
        return answer.settled

    def _improve(self, rows: Ints | None) -> None:
        if rows is None or not self.scorer.valid(rows).all():
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
                self._lift(min(self.master.value, self.cutoff))
                if self.pool is None or self.master.value < self.cutoff - MARGIN or self._settled():
                    return duals
                self.pool, self.cutoff = None, np.inf
            self.master.add(fresh)
        return None

    def _price_from_pool(self, pool: Pool, duals: Duals) -> tuple[Ints, bool]:
        reduced = pool.reduced(duals)
        under = np.flatnonzero(reduced < NEGATIVE)
        best = under[best_per_root(pool.rows[under, 0].astype(np.int64), reduced[under], 8)]
        return pool.rows[best].astype(np.int64), True

    def _price_by_search(self, duals: Duals) -> tuple[Ints, bool]:
        """Look quickly first; search everything only when that finds next to nothing.

        The quick search is at the mean of all earlier prices, which swing less than the prices of the moment.
        """
        self.calm = between(self.calm, duals)
        quick = self.pricer.search(self.calm, self.master.cuts, Wanted(NEGATIVE, 20_000, beam=4), self.watch)
        fresh = self._best(quick)
        if len(fresh) > 2 and self.master.lacks(fresh):
            return fresh, False
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
        """Make artificial columns still in use dearer, until that proves that no grouping exists."""
        if self.master.price > 1e4 * self.ceiling:
            return False
        self.master.raise_price(10 * self.master.price)
        return True

    def _take_whole_solution(self) -> None:
        if self.master.whole():
            self._improve(self.master.rows[self.master.shares > 0.5])

    def _dive(self) -> None:
        """Round the mixture: choose the largest share, solve again, and so on; then anneal a little."""
        master = self.master
        duals, shares, missing, value = master.duals, master.shares, master.missing, master.value
        fixed: list[Ints] = []
        while not self.watch.over():
            rest = np.where(master.shares < 1 - 1e-6, master.shares, 0.0)
            if rest.max(initial=0.0) < 1e-6:
                break
            fixed.append(np.union1d(np.flatnonzero(rest > 0.85), [rest.argmax()]))
            master.fix(fixed[-1], chosen=True)
            if not self._mend():
                break
        rows = master.rows[: len(master.shares)][master.shares > 0.5]
        whole = master.missing < 1e-6 and master.whole()
        for groups in fixed:
            master.fix(groups, chosen=False)
        master.duals, master.missing, master.value = duals, missing, value
        master.shares = np.append(shares, np.zeros(len(master.rows) - len(shares)))
        if whole:
            self._improve(rows)
            self._improve(touch_up(self.instance, rows, self.watch))

    def _mend(self) -> bool:
        """Solve with the groups chosen so far, adding a few; tell whether a grouping is still in sight."""
        for _ in range(3):
            duals = self.master.solve(self.watch.left())
            if duals is None:
                return False
            if self.pool is not None:
                fresh, _ = self._price_from_pool(self.pool, duals)
            else:
                wanted = Wanted(NEGATIVE, 20_000, beam=3)
                fresh = self._best(self.pricer.search(duals, self.master.cuts, wanted, self.watch))
            if not self.master.add(fresh):
                break
        return self.master.missing < 1e-6

    def _choose(self, rows: Ints, cuts: CutTable, nodes: int) -> Choice:
        """Integer programming over these groups and those of the best grouping."""
        known = self.answer.rows
        if known is not None:
            rows = np.unique(np.concatenate([rows, np.sort(known, axis=1)[:, : rows.shape[1]]]), axis=0)
        costs = self.scorer.costs(rows)
        return choose(self.instance, rows, costs, cuts, self.watch, step=self.step, known=known, nodes=nodes)

    def _list(self, duals: Duals) -> None:
        """List the groups that may be in a better grouping, or as many of them as the list holds.

        Groupings with a group outside the list cost at least `cutoff`.
        """
        wide = self.answer.bound - self.master.value + WIDE * abs(self.master.value) + self.step
        if self.instance.size > LARGE and self._room() > wide:
            return
        room = self.narrow * min(self._room(), wide)
        for _ in range(3):
            found = self.pricer.search(duals, self.master.cuts, Wanted(room, LISTED), self.watch)
            if found.complete:
                self.pool = Pool(found.rows, self.scorer.costs(found.rows), self.master.cuts)
                self.cutoff = self.master.value + room
                return
            room *= 0.5

    def _shorten(self, pool: Pool, duals: Duals) -> None:
        keep = np.flatnonzero(pool.reduced(duals) <= self._room())
        if len(keep) < 0.8 * len(pool):
            pool.keep(keep)

    def _choose_from_list(self, pool: Pool, duals: Duals) -> None:
        """Integer programming over the groups with the lowest reduced costs.

        A grouping with any other group costs at least the bound plus the least reduced cost left out.
        """
        reduced = pool.reduced(duals)
        order = np.argsort(reduced, kind="stable")
        offered = order[: self.offered]
        limit = self.cutoff
        if len(order) > len(offered):
            limit = min(limit, self.master.value + float(reduced[order[len(offered)]]))
        choice = self._choose(
            pool.rows[offered].astype(np.int64), self.master.cuts.active(duals.cuts), self.nodes
        )
        self._improve(choice.rows)
        self._lift(min(choice.cost if choice.settled else choice.bound, limit))
        if not choice.settled:
            self.nodes *= 4
        elif len(order) > len(offered):
            self.offered *= 2
        else:
            self.pool, self.cutoff = None, np.inf


def cost_step(instance: Instance) -> float:
    """The smallest difference between the costs of two groupings that is certain: 1, a part of 1, or 0."""
    tables = (instance.inner, instance.pair, instance.host[np.isfinite(instance.host)])
    for parts in (1, 2, 3, 6, 12, 60):
        if all((np.abs(table * parts - np.rint(table * parts)) < 1e-9).all() for table in tables):
            return 1.0 / parts
    return 0.0


def dearest(instance: Instance) -> float:
    """More than any grouping can cost."""
    pairs = np.sort(np.where(instance.apart, 0.0, instance.pair), axis=1)[:, -instance.largest :].sum() / 2
    journeys = np.where(np.isfinite(instance.host), instance.host, 0.0)
    return float(instance.inner.sum() + pairs + journeys.max(axis=1, initial=0.0).sum()) + 1.0


def first_price(instance: Instance) -> float:
    """A price for artificial columns that ordinary groups stay under."""
    return 2.0 * instance.largest * dearest(instance) / max(1, instance.size) + 1.0
