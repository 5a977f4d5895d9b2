"""Chance that falls the same way on every machine and Python: only `random()` is promised to do so."""

import math
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Draws for one purpose; another `purpose` gives other draws from the same seed."""

    def __init__(self, seed: int, purpose: str) -> None:
        # A text seed is hashed by Python with SHA-512, the same everywhere.
        self._random = random.Random(f"{seed}:{purpose}")  # noqa: S311 - a demo, no secret

    def chance(self, probability: float) -> bool:
        """Return True with this probability."""
        return self._random.random() < probability

    def between(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def pick(self, things: Sequence[T]) -> T:
        """Return one of `things`."""
        return things[self.between(0, len(things) - 1)]

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """Return `things` in another order."""
        order = [(self._random.random(), position) for position in range(len(things))]
        return [things[position] for _, position in sorted(order)]

    def near(self, lat: float, lon: float, radius_km: float) -> tuple[float, float]:
        """Return a point within `radius_km` of a point in degrees, to four decimals (about ten metres)."""
        distance = radius_km * math.sqrt(self._random.random())
        direction = 2 * math.pi * self._random.random()
        north = distance * math.cos(direction) / 111.2
        east = distance * math.sin(direction) / (111.2 * math.cos(math.radians(lat)))
        return round(lat + north, 4), round(lon + east, 4)
