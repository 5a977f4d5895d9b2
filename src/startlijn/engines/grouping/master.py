"""The linear programme over groups: every unit in exactly one group, at the least cost.

Each unit also has an artificial column at a high price, so that the programme always has a solution.
"""

import highspy
import numpy as np

from startlijn.engines.grouping.arrays import Floats, Ints, Shorts
from startlijn.engines.grouping.cuts import Cut, CutTable
from startlijn.engines.grouping.instance import Instance
from startlijn.engines.grouping.pricing import Duals
from startlijn.engines.grouping.scoring import Scorer


def quiet_solver() -> highspy.Highs:
    """Return a HiGHS that prints nothing and gives the same answer each time."""
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in (("output_flag", False), ("threads", 1), ("parallel", "off"), ("random_seed", 0)):
        solver.setOptionValue(option, value)
    return solver


def columns(rows: Ints, size: int, factors: Shorts) -> tuple[Ints, Ints, Floats]:
    """Return groups as sparse columns (start, row, value): units, one row for the count, then the cuts."""
    held = rows < size
    place, _ = np.nonzero(held)
    cut_place, cut = np.nonzero(factors)
    owner = np.concatenate([place, np.arange(len(rows)), cut_place])
    index = np.concatenate([rows[held], np.full(len(rows), size), size + 1 + cut])
    value = np.concatenate([np.ones(len(place) + len(rows)), factors[cut_place, cut]]).astype(np.float64)
    order = np.argsort(owner, kind="stable")
    start = np.concatenate([[0], np.cumsum(np.bincount(owner, minlength=len(rows)))])
    return start, index[order], value[order]


class Master:
    """The groups chosen from, and the programme over them."""

    def __init__(self, instance: Instance, price: float) -> None:
        self.instance = instance
        self.price = price
        self.cuts = CutTable(instance.size)
        self.rows = np.zeros((0, instance.largest), dtype=np.int64)
        self.costs = np.zeros(0)
        self.shares = np.zeros(0)
        self.value = np.inf
        self.missing = 0.0
        self.duals: Duals | None = None
        self._scorer = Scorer(instance)
        self._known: set[bytes] = set()
        self._solver = quiet_solver()
        size = instance.size
        none_i, none_f = np.zeros(0, dtype=np.int32), np.zeros(0)
        for _ in range(size):
            self._solver.addRow(1.0, 1.0, 0, none_i, none_f)
        self._solver.addRow(float(instance.fewest), float(instance.greatest), 0, none_i, none_f)
        # one artificial column per unit, and two that make up for too few or too many groups
        starts = np.arange(size + 2, dtype=np.int32)
        index = np.minimum(starts, size).astype(np.int32)
        sign = np.append(np.ones(size + 1), -1.0)
        self._solver.addCols(
            size + 2,
            np.full(size + 2, price),
            np.zeros(size + 2),
            np.full(size + 2, np.inf),
            size + 2,
            starts,
            index,
            sign,
        )

    def lacks(self, rows: Ints) -> bool:
        """Whether one of these sorted groups is not there yet."""
        return any(row.tobytes() not in self._known for row in rows.astype(np.int16))

    def add(self, rows: Ints) -> int:
        """Add the groups that are not there yet; return how many."""
        rows = np.sort(rows, axis=1)[:, : self.instance.largest]
        fresh = []
        for number, row in enumerate(rows.astype(np.int16)):
            key = row.tobytes()
            if key not in self._known:
                self._known.add(key)
                fresh.append(number)
        rows = rows[fresh]
        if not fresh:
            return 0
        costs = self._scorer.costs(rows)
        start, index, value = columns(rows, self.instance.size, self.cuts.factors(rows))
        count = len(rows)
        self._solver.addCols(
            count,
            costs,
            np.zeros(count),
            np.full(count, np.inf),
            len(index),
            start[:-1].astype(np.int32),
            index.astype(np.int32),
            value,
        )
        self.rows = np.concatenate([self.rows, rows])
        self.costs = np.concatenate([self.costs, costs])
        return count

    def add_cuts(self, cuts: list[Cut]) -> None:
        """Add cuts as rows over the groups that are there."""
        if not cuts:
            return
        first = len(self.cuts.cuts)
        self.cuts.add(cuts)
        entries = self.cuts.entries(self.rows, np.arange(first, first + len(cuts)))
        lengths = [len(index) for index, _ in entries]
        none = np.zeros(0, dtype=np.int64)
        self._solver.addRows(
            len(cuts),
            np.full(len(cuts), -np.inf),
            np.array([cut.most for cut in cuts], dtype=np.float64),
            sum(lengths),
            np.cumsum([0, *lengths[:-1]]).astype(np.int32),
            # the artificial columns stand before the groups
            (np.concatenate([none, *(index for index, _ in entries)]) + self.instance.size + 2).astype(
                np.int32
            ),
            np.concatenate([none, *(factor for _, factor in entries)]).astype(np.float64),
        )

    def raise_price(self, price: float) -> None:
        """Make the artificial columns dearer."""
        self.price = price
        for column in range(self.instance.size + 2):
            self._solver.changeColCost(column, price)

    def fix(self, groups: Ints, *, chosen: bool) -> None:
        """Force groups (numbers of `rows`) to be chosen, or set them free again."""
        first = self.instance.size + 2
        for group in groups:
            self._solver.changeColBounds(int(first + group), float(chosen), np.inf)

    def solve(self, seconds: float) -> Duals | None:
        """Solve the programme and return its prices; None when the time was too short."""
        self._solver.setOptionValue("time_limit", self._solver.getRunTime() + seconds)
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution = self._solver.getSolution()
        size = self.instance.size
        found = np.array(solution.col_value)
        self.missing = float(found[: size + 2].sum())
        self.shares = found[size + 2 :]
        self.value = float(self._solver.getInfo().objective_function_value)
        duals = np.array(solution.row_dual)
        self.duals = Duals(duals[:size].copy(), float(duals[size]), np.minimum(duals[size + 1 :], 0.0))
        return self.duals

    def whole(self) -> bool:
        """Whether the mixture is a grouping: every share 0 or 1."""
        return bool(((self.shares < 1e-6) | (self.shares > 1 - 1e-6)).all())

    def bound_from(self, duals: Duals) -> float:
        """The value of the prices: the bound they prove when no group has a negative reduced cost."""
        limit = self.instance.fewest if duals.group > 0 else self.instance.greatest
        cuts = sum(dual * cut.most for dual, cut in zip(duals.cuts, self.cuts.cuts, strict=True))
        return float(duals.units.sum() + duals.group * limit + cuts)
