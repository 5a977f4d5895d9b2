"""All groups that may still be in a better grouping: priced by looking them up instead of by search."""

import numpy as np

from startlijn.engines.grouping.arrays import Floats, Ints
from startlijn.engines.grouping.cuts import CutTable
from startlijn.engines.grouping.pricing import Duals


class Pool:
    """Rows of units with their costs, and their factors in the cuts so far."""

    def __init__(self, rows: Ints, costs: Floats, cuts: CutTable) -> None:
        self.rows = rows.astype(np.int16)
        self.costs = costs
        self._cuts = cuts
        self._factors: list[tuple[Ints, Ints]] = []

    def __len__(self) -> int:
        return len(self.rows)

    def reduced(self, duals: Duals) -> Floats:
        """Reduced cost of every group."""
        self._learn_cuts()
        prices = np.append(duals.units, 0.0)
        reduced = self.costs - duals.group
        for place in range(self.rows.shape[1]):
            reduced -= prices[self.rows[:, place]]
        for number in np.flatnonzero(duals.cuts < -1e-9):
            index, factor = self._factors[number]
            reduced[index] -= duals.cuts[number] * factor
        return reduced

    def keep(self, which: Ints) -> None:
        """Forget all other groups."""
        self.rows, self.costs = self.rows[which], self.costs[which]
        self._factors = []

    def _learn_cuts(self) -> None:
        known = len(self._factors)
        fresh = np.arange(known, len(self._cuts.cuts))
        self._factors += self._cuts.entries(self.rows, fresh)
