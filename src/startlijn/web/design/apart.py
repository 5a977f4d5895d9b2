"""Moving points apart that would cover each other on a picture."""

from __future__ import annotations

import math
from collections.abc import Sequence

ROUNDS = 40
Spot = tuple[float, float]


def moved_apart(points: Sequence[Spot], distance: float) -> list[Spot]:
    """Return the points, each moved as little as needed to lie about `distance` from its neighbours.

    No chance is involved: same points in, same points out. Points that coincide leave in different
    directions.
    """
    spots = [list(point) for point in points]
    for _ in range(ROUNDS):
        order = sorted(range(len(spots)), key=lambda number: spots[number][0])
        moved = False
        for place, one in enumerate(order):
            for other in order[place + 1 :]:
                if spots[other][0] - spots[one][0] >= distance:
                    break
                moved |= _push(spots[one], spots[other], distance, one + other)
        if not moved:
            break
    return [(x, y) for x, y in spots]


def _push(one: list[float], other: list[float], distance: float, turn: int) -> bool:
    """Push two points half of what is missing each; tell whether anything was missing."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    length = math.hypot(dx, dy)
    if length >= distance * 0.995:
        return False
    if length < 1e-6:
        dx, dy, length = math.cos(turn * 2.4), math.sin(turn * 2.4), 1.0
        missing = distance / 2
    else:
        missing = (distance - length) / 2
    one[0] -= dx / length * missing
    one[1] -= dy / length * missing
    other[0] += dx / length * missing
    other[1] += dy / length * missing
    return True
