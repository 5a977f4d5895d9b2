"""Travel minutes: the built-in estimate, or the caller's own matrix."""

import numpy as np

from startlijn.engines.grouping.arrays import Floats
from startlijn.engines.grouping.terms import Problem

EARTH_KM = 6371.0
MINUTES_PER_KM = 1.3 / 45 * 60  # roads are 1.3 times the straight line; 45 km an hour
DEPARTURE = 10.0  # minutes to leave and to arrive


def travel_minutes(lat1: float, lon1: float, lat2: float, lon2: float) -> int:
    """Estimate whole travel minutes between two places: round(10 + great-circle km x 1.3 / 45 x 60).

    It is an estimate: no roads, rivers or traffic are known (grouping.md, "The problem").
    """
    lats, lons = np.array([lat1, lat2]), np.array([lon1, lon2])
    return int(_estimate(lats, lons)[0, 1])


def minutes_matrix(problem: Problem) -> Floats:
    """Return the n x n minutes of a checked problem, journey i to j, with a zero diagonal."""
    if problem.minutes is not None:
        matrix = np.array(problem.minutes, dtype=np.float64)
    else:
        lats = np.array([member.lat for member in problem.members], dtype=np.float64)
        lons = np.array([member.lon for member in problem.members], dtype=np.float64)
        matrix = _estimate(lats, lons)
    np.fill_diagonal(matrix, 0.0)
    return matrix


def _estimate(lats: Floats, lons: Floats) -> Floats:
    """Whole minutes between all places, by the haversine formula."""
    phi, lam = np.radians(lats), np.radians(lons)
    across = np.sin((phi[:, None] - phi) / 2) ** 2
    along = np.sin((lam[:, None] - lam) / 2) ** 2
    chord = np.clip(across + np.cos(phi)[:, None] * np.cos(phi) * along, 0.0, 1.0)
    minutes: Floats = np.rint(DEPARTURE + 2 * EARTH_KM * np.arcsin(np.sqrt(chord)) * MINUTES_PER_KM)
    return minutes
