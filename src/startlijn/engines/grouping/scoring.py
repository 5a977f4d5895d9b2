"""Costs of many groups at once. A group is a row of unit numbers, padded with `Instance.size`."""

import numpy as np

from startlijn.engines.grouping.arrays import Bools, Floats, Ints, Words
from startlijn.engines.grouping.instance import ALWAYS, Instance

Rows = Ints
SLICE = 20_000  # rows at once, so that the tables stay small


class Scorer:
    """Computes cost and validity of rows of units, by table look-up with one empty unit added."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self._weight = np.append(instance.weight, 0)
        self._inner = np.append(instance.inner, 0.0)
        self._pair = np.pad(instance.pair, (0, 1)) if instance.pair.any() else None
        self._apart = np.pad(instance.apart, (0, 1)) if instance.apart.any() else None
        self._slots = np.append(instance.slots, ALWAYS)
        self._slotted = bool((instance.slots != ALWAYS).any())
        self._free = _bits(self._slots)
        self._counts = np.pad(instance.counts, ((0, 1), (0, 0)))
        self._kinds = np.pad(instance.kinds, ((0, 1), (0, 0)))
        self._host = np.pad(instance.host, (0, 1))
        self._host[:-1, -1] = np.inf
        self._host[-1, -1] = np.inf
        self._hosts_of = self._list_hosts()

    def _list_hosts(self) -> Ints:
        """Per unit its hosts, padded with the host that never is best."""
        instance = self.instance
        none = instance.host.shape[1]
        width = int(np.bincount(instance.host_unit, minlength=1).max()) if instance.hosted else 1
        table = np.full((instance.size + 1, width), none)
        filled = np.zeros(instance.size, dtype=np.int64)
        for host, unit in enumerate(instance.host_unit):
            table[unit, filled[unit]] = host
            filled[unit] += 1
        return table

    def sizes(self, rows: Rows) -> Ints:
        """Members per row."""
        total: Ints = self._weight[rows].sum(1)
        return total

    def costs(self, rows: Rows) -> Floats:
        """Cost per row; infinite when no host is within reach. Validity is not looked at."""
        if len(rows) > SLICE:
            parts = [self.costs(rows[first : first + SLICE]) for first in range(0, len(rows), SLICE)]
            return np.concatenate(parts)
        total: Floats = self._inner[rows].sum(1)
        if self._pair is not None:
            total = total + _pair_sums(self._pair, rows)
        if self.instance.hosted:
            total = total + self.host_costs(rows)[0]
        return total

    def host_costs(self, rows: Rows) -> tuple[Floats, Ints]:
        """Return per row the sum of the journeys to the best host, and that host (the first of equals)."""
        hosts = self._hosts_of[rows].reshape(len(rows), rows.shape[1] * self._hosts_of.shape[1])
        sums = np.zeros(hosts.shape)
        for place in range(rows.shape[1]):
            sums += self._host[rows[:, place, None], hosts]
        best = sums.argmin(1)
        every = np.arange(len(rows))
        least = sums[every, best]
        empty = self.sizes(rows) == 0
        return np.where(empty, 0.0, least), hosts[every, best]

    def valid(self, rows: Rows) -> Bools:
        """Whether size and every hard rule hold, per row."""
        fine: Bools = self.faults(rows) == 0
        return fine

    def faults(self, rows: Rows) -> Floats:
        """How far each row is from valid (members too many or few, forbidden pairs, …); 0 is valid."""
        sizes = self.sizes(rows)
        instance = self.instance
        total = np.maximum(instance.smallest - sizes, 0) + np.maximum(sizes - instance.largest, 0)
        total = total.astype(np.float64)
        if self._apart is not None:
            total += _pair_sums(self._apart, rows) + np.diag(self._apart)[rows].sum(1)
        return total + self._other_faults(rows)

    def _other_faults(self, rows: Rows) -> Floats:
        total = np.zeros(len(rows))
        if self._slotted:
            none = np.flatnonzero(np.bitwise_and.reduce(self._slots[rows], axis=1) == 0)
            total[none] = self._slot_lack(rows[none])
        if self._counts.shape[1]:
            counts = sum(self._counts[rows[:, place]] for place in range(rows.shape[1]))
            total += np.maximum(counts - self.instance.most, 0).sum(1)
        if self._kinds.shape[1]:
            total += (self._kinds[rows].sum(1) == 1).sum(1)
        return total

    def _slot_lack(self, rows: Rows) -> Ints:
        """Units that lack the slot that suits most; at least 1."""
        free = sum(self._free[rows[:, place]] for place in range(rows.shape[1]))
        lack: Ints = np.maximum(rows.shape[1] - np.max(free, axis=1, initial=0), 1)
        return lack


def _pair_sums(table: Floats | Bools, rows: Rows) -> Floats:
    """Sum of the table over the pairs of each row."""
    total = np.zeros(len(rows))
    for place in range(1, rows.shape[1]):
        total += table[rows[:, :place], rows[:, place, None]].sum(1)
    return total


def _bits(words: Words) -> Ints:
    """One column per slot that somebody lacks: 1 where free."""
    table = (words[:, None] >> np.arange(64, dtype=np.uint64)) & np.uint64(1)
    return table[:, (table == 0).any(0)].astype(np.int64)
