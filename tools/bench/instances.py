"""Instances made by a generator, of the kinds that the literature uses; the same seed, the same instance."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

Matrix = list[list[int]]


@dataclass(frozen=True, slots=True)
class Instance:
    """Distances between n members, the sizes of groups, and how many groups there are."""

    name: str
    distances: Matrix
    smallest: int
    largest: int
    groups: int

    @property
    def size(self) -> int:
        """Return the number of members."""
        return len(self.distances)

    def value(self, groups: Sequence[Sequence[int]]) -> int:
        """Return the sum of the distances within the groups; raise `ValueError` when it is no division."""
        members = sorted(member for group in groups for member in group)
        sizes = {len(group) for group in groups}
        if members != list(range(self.size)) or not sizes <= set(range(self.smallest, self.largest + 1)):
            raise ValueError(f"{self.name}: not a division into groups of {self.smallest} to {self.largest}")
        return sum(self.distances[a][b] for group in groups for a in group for b in group if a < b)


def _plane(size: int, seed: int, *, towns: int) -> list[tuple[float, float]]:
    chance = random.Random(seed)
    centres = [(chance.uniform(0, 200), chance.uniform(0, 300)) for _ in range(towns)]
    points = []
    for _ in range(size):
        if chance.random() < 0.6:
            x, y = chance.choice(centres)
            points.append((x + chance.gauss(0, 9), y + chance.gauss(0, 9)))
        else:
            points.append((chance.uniform(0, 200), chance.uniform(0, 300)))
    return points


def _euclidean(points: Sequence[tuple[float, float]], scale: float) -> Matrix:
    return [[round(scale * ((a - c) ** 2 + (b - d) ** 2) ** 0.5) for c, d in points] for a, b in points]


def region(size: int, smallest: int, largest: int, seed: int = 1) -> Instance:
    """Return points over a country with towns, distances in units of 10 metres."""
    distances = _euclidean(_plane(size, seed, towns=20), 100)
    return Instance(f"region {size}, {smallest}-{largest}", distances, smallest, largest, -(-size // largest))


def geo(size: int, smallest: int, largest: int, seed: int = 2) -> Instance:
    """Return uniform points in a square with Euclidean distances (the kind called Geo)."""
    chance = random.Random(seed)
    points = [(chance.uniform(0, 100), chance.uniform(0, 100)) for _ in range(size)]
    groups = size // ((smallest + largest) // 2)
    return Instance(f"geo {size}, {smallest}-{largest}", _euclidean(points, 100), smallest, largest, groups)


def uniform(size: int, smallest: int, largest: int, seed: int = 3) -> Instance:
    """Return uniform whole numbers 0 to 100 without geometry (the kind called RanInt)."""
    chance = random.Random(seed)
    distances = [[0] * size for _ in range(size)]
    for a in range(size):
        for b in range(a):
            distances[a][b] = distances[b][a] = chance.randint(0, 100)
    groups = size // ((smallest + largest) // 2)
    return Instance(f"uniform {size}, {smallest}-{largest}", distances, smallest, largest, groups)
