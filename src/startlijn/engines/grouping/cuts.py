"""Rank-1 cuts, for a set T of units and a fraction p/q.

The sum over groups of floor(p |group and T| / q) is at most floor(p |T| / q).

They hold for every grouping (each unit is in one group) but not for mixtures of groupings, which is why they
lift the bound of the linear programme.
"""

from dataclasses import dataclass, field

import numpy as np

from startlijn.engines.grouping.arrays import Bytes, Floats, Ints, Shorts
from startlijn.engines.grouping.watch import Watch

TIGHT = (2, 3, 4, 5)  # sets of so many times the usual size of a group, less one
KINDS = ((3, 1, 2), (4, 2, 3), (5, 1, 2), (5, 1, 3), (5, 2, 5), (5, 3, 4), (7, 1, 2))  # (|T|, p, q)
LEAST_VIOLATION = 0.03
STARTS, EFFORT = 600, 3_000  # sets grown at once, and units in all of them
SLICE = 4_000  # groups at once, so that the tables stay small
PER_UNIT = 8  # new cuts that may share a unit in one round


@dataclass(frozen=True)
class Cut:
    """One cut: the units of T (ascending) and the fraction p/q."""

    units: tuple[int, ...]
    p: int
    q: int

    @property
    def most(self) -> int:
        """The right-hand side."""
        return self.p * len(self.units) // self.q


@dataclass
class CutTable:
    """The cuts of one master problem, and which units they hold."""

    size: int
    cuts: list[Cut] = field(default_factory=list)
    held: Bytes = field(init=False)

    def __post_init__(self) -> None:
        self.held = np.zeros((self.size + 1, 0), dtype=np.int8)

    def add(self, cuts: list[Cut]) -> None:
        """Append cuts."""
        columns = np.zeros((self.size + 1, len(cuts)), dtype=np.int8)
        for number, cut in enumerate(cuts):
            columns[list(cut.units), number] = 1
        self.cuts += cuts
        self.held = np.hstack([self.held, columns])

    def active(self, duals: Floats) -> "CutTable":
        """Return the cuts that have a price."""
        table = CutTable(self.size)
        table.add([self.cuts[number] for number in np.flatnonzero(duals < -1e-7)])
        return table

    def factors(self, rows: Ints, which: Ints | None = None) -> Shorts:
        """Coefficient of each row (group) in each cut, or in the cuts `which`."""
        number = np.arange(len(self.cuts)) if which is None else which
        held = self.held[:, number]
        met = np.zeros((len(rows), len(number)), dtype=np.int16)
        for place in range(rows.shape[1]):
            met += held[rows[:, place]]
        met *= np.array([self.cuts[index].p for index in number], dtype=np.int16)
        met //= np.array([self.cuts[index].q for index in number], dtype=np.int16)
        return met

    def entries(self, rows: Ints | Shorts, which: Ints) -> list[tuple[Ints, Ints]]:
        """Per cut of `which`: the rows with a coefficient, and that coefficient."""
        parts: list[list[tuple[Ints, Ints]]] = [[] for _ in which]
        for first in range(0, len(rows), SLICE):
            factors = self.factors(rows[first : first + SLICE].astype(np.int64), which)
            for column, part in enumerate(parts):
                index = np.flatnonzero(factors[:, column])
                part.append((index + first, factors[index, column].astype(np.int64)))
        none = np.zeros(0, dtype=np.int64)
        return [
            (
                np.concatenate([none, *(where for where, _ in part)]),
                np.concatenate([none, *(f for _, f in part)]),
            )
            for part in parts
        ]

    def penalties(self, rows: Ints, duals: Floats) -> Floats:
        """What the cuts add to the reduced cost of each row; `duals` are at most 0, one per cut."""
        active = np.flatnonzero(duals < -1e-9)
        total = np.zeros(len(rows))
        if len(active):
            for first in range(0, len(rows), SLICE):
                part = slice(first, first + SLICE)
                total[part] = -(self.factors(rows[part], active).astype(np.float64) @ duals[active])
        return total


def separate(
    table: CutTable, rows: Ints, shares: Floats, parts: list[Ints], watch: Watch, *, most: int
) -> list[Cut]:
    """Find at most `most` cuts that the mixture `shares` of the groups `rows` violates, the sharpest first.

    Where groups usually have s units, a set of k x s - 1 holds only k - 1 of them: hence more kinds.
    Sets of units are sought within each of the `parts`, kind after kind until there are enough. Finds none
    when `watch` is over.
    """
    usual = round(float(shares @ (rows < table.size).sum(1)) / max(float(shares.sum()), 1.0))
    tight = [(times * usual - 1, 1, usual) for times in TIGHT if 3 <= usual <= 5]
    known = set(table.cuts)
    depth: dict[Cut, float] = {}
    mixed = (shares > 1e-6) & (shares < 1 - 1e-6)
    views = [(block, *_within(rows[mixed], shares[mixed], block, table.size)) for block in parts]
    for count, p, q in dict.fromkeys((KINDS[0], *tight, *KINDS[1:])):
        if len(depth) > 2 * most:
            break
        for block, holds, part in views:
            if watch.over():
                return []
            for places, violation in _grow(holds, part, count, p, q) if len(part) else ():
                cut = Cut(tuple(sorted(int(block[place]) for place in places)), p, q)
                if cut not in known:
                    depth[cut] = violation / float(np.sqrt(count))
    return _spread(depth, most)


def _within(rows: Ints, shares: Floats, block: Ints, size: int) -> tuple[Floats, Floats]:
    """Which units of the block each mixed group holds, for the groups with at least two."""
    place = np.full(size + 1, -1)
    place[block] = np.arange(len(block))
    local = place[rows]
    useful = np.flatnonzero((local >= 0).sum(1) >= 2)
    holds = np.zeros((len(block), len(useful)))
    for column in range(rows.shape[1]):
        inside = local[useful, column] >= 0
        holds[local[useful, column][inside], np.flatnonzero(inside)] = 1.0
    return holds, shares[useful]


def _grow(holds: Floats, shares: Floats, count: int, p: int, q: int) -> list[tuple[tuple[int, ...], float]]:
    """From pairs in one group grow a set T by the unit that adds most; replace units while that helps."""
    first, second = _pairs(holds, shares, min(STARTS, EFFORT // count))
    sets = np.full((len(first), count), -1)
    sets[:, 0], sets[:, 1] = first, second
    met = holds[first] + holds[second]
    inside = np.zeros((len(first), len(holds)), dtype=np.bool_)
    every = np.arange(len(first))
    inside[every, first] = True
    inside[every, second] = True
    for place in range(2, count):
        _choose(holds, shares, sets, met, inside, place=place, fraction=(p, q), lean=0.5)
    for place in range(1, count):
        old = sets[:, place]
        met -= holds[old]
        inside[every, old] = False
        _choose(holds, shares, sets, met, inside, place=place, fraction=(p, q), lean=0.0)
    violation = np.floor(met * p / q + 1e-9) @ shares - p * count // q
    return [
        (tuple(int(unit) for unit in sets[row]), float(violation[row]))
        for row in np.flatnonzero(violation > LEAST_VIOLATION)
    ]


def _pairs(holds: Floats, shares: Floats, most: int) -> tuple[Ints, Ints]:
    """At most `most` pairs that partly share a group, those that share most first."""
    shared = np.triu((holds * shares) @ holds.T, 1)
    first, second = np.nonzero((shared > 1e-6) & (shared < 1 - 1e-6))
    best = np.argsort(-shared[first, second], kind="stable")[:most]
    return first[best], second[best]


def _choose(
    holds: Floats,
    shares: Floats,
    sets: Ints,
    met: Floats,
    inside: np.ndarray[tuple[int, ...], np.dtype[np.bool_]],
    *,
    place: int,
    fraction: tuple[int, int],
    lean: float,
) -> None:
    """Put into `place` of each set the unit that raises the left side most (`lean`: reward for overlap)."""
    p, q = fraction
    step = np.floor((met + 1) * p / q + 1e-9) - np.floor(met * p / q + 1e-9)
    worth = (step * shares + lean * shares * np.mod(met * p, q) / q) @ holds.T
    worth[inside] = -1.0
    best = worth.argmax(1)
    every = np.arange(len(sets))
    sets[:, place] = best
    inside[every, best] = True
    met += holds[best]


def _spread(depth: dict[Cut, float], most: int) -> list[Cut]:
    """Take the deepest cuts, but no unit in more than PER_UNIT of them."""
    used: dict[int, int] = {}
    taken: list[Cut] = []
    for cut, _ in sorted(depth.items(), key=lambda item: (-item[1], item[0].units, item[0].p, item[0].q)):
        if all(used.get(unit, 0) < PER_UNIT for unit in cut.units):
            taken.append(cut)
            for unit in cut.units:
                used[unit] = used.get(unit, 0) + 1
        if len(taken) >= most:
            break
    return taken
