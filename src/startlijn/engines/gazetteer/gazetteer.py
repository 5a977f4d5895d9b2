"""The gazetteer itself: read once from text, then asked by name, by beginning or by position."""

import csv
import difflib
import io
import math
from collections import defaultdict
from collections.abc import Iterable
from itertools import islice
from typing import Final

from startlijn.engines.gazetteer.names import place_key, province_named, split_province, without_brackets
from startlijn.engines.gazetteer.terms import AmbiguousPlaceError, BadGazetteerError, Place, UnknownPlaceError

COLUMNS: Final = ("name", "lat", "lon", "population", "province", "also")
_EARTH_RADIUS_KM: Final = 6371.0
_NETHERLANDS: Final = ((50.5, 53.8), (3.2, 7.3))


class Gazetteer:
    """Places of the Netherlands, found by any of their names.

    Examples: `place("Den Bosch")`, `place("Bergen NH")`, `place("Beek", "Limburg")`.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        """Index `places`; they need no order."""
        self.places: tuple[Place, ...] = tuple(sorted(places, key=_by_size))
        self._keys: dict[Place, frozenset[str]] = {place: _keys(place) for place in self.places}
        self._by_key: dict[str, list[Place]] = defaultdict(list)
        for place, keys in self._keys.items():
            for key in keys:
                self._by_key[key].append(place)

    def find(self, name: str, province: str | None = None) -> tuple[Place, ...]:
        """Return every place of this name, the largest first; empty when there is none.

        The province may stand in the name ("Bergen NH", "Beek (Limburg)") or be given apart, which wins.
        """
        wanted = province_named(province) if province else None
        if province and wanted is None:
            return ()
        whole = self._narrowed(name, wanted)
        if whole:
            return whole
        short, named = split_province(name)
        return self._narrowed(short, wanted or named) if named else ()

    def place(self, name: str, province: str | None = None) -> Place:
        """Return the one place of this name.

        Raises UnknownPlaceError with suggestions, or AmbiguousPlaceError with the candidates.
        """
        found = self.find(name, province)
        if not found:
            raise UnknownPlaceError(name, self.suggestions(name))
        if len(found) > 1:
            raise AmbiguousPlaceError(name, found)
        return found[0]

    def suggestions(self, name: str, count: int = 3) -> tuple[str, ...]:
        """Return up to `count` names of places that are spelled nearly like `name`, best first."""
        short, _ = split_province(name)
        keys = difflib.get_close_matches(place_key(short), self._by_key, n=count, cutoff=0.75)
        return tuple(dict.fromkeys(self._by_key[key][0].name for key in keys))

    def starting_with(self, beginning: str, count: int = 10) -> tuple[Place, ...]:
        """Return up to `count` places of which a name starts so, the largest first (for a search box)."""
        key = place_key(beginning)
        if not key:
            return ()
        hits = (place for place, keys in self._keys.items() if any(name.startswith(key) for name in keys))
        return tuple(islice(hits, count))

    def nearest(self, lat: float, lon: float, count: int = 1) -> tuple[Place, ...]:
        """Return the `count` places nearest to a point in degrees, nearest first."""

        def distance(place: Place) -> tuple[float, str]:
            return kilometres(lat, lon, place.lat, place.lon), place.name

        return tuple(sorted(self.places, key=distance)[:count])

    def within(self, lat: float, lon: float, radius_km: float) -> tuple[Place, ...]:
        """Return the places whose middle lies at most `radius_km` away, the largest first."""
        return tuple(p for p in self.places if kilometres(lat, lon, p.lat, p.lon) <= radius_km)

    def _narrowed(self, name: str, province: str | None) -> tuple[Place, ...]:
        found = self._by_key.get(place_key(name), [])
        return tuple(place for place in found if province in (None, place.province))


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance between two points in degrees, in kilometres."""
    north1, north2 = math.radians(lat1), math.radians(lat2)
    northward = math.sin((north2 - north1) / 2) ** 2
    eastward = math.sin(math.radians(lon2 - lon1) / 2) ** 2 * math.cos(north1) * math.cos(north2)
    return 2 * _EARTH_RADIUS_KM * math.asin(math.sqrt(northward + eastward))


def read_gazetteer(text: str) -> Gazetteer:
    """Read the CSV text of a gazetteer: comma, a header of COLUMNS, `also` split by semicolons.

    Raises BadGazetteerError with the line when a column is missing, a number is none, a province unknown or
    a point lies outside the Netherlands.
    """
    reader = csv.DictReader(io.StringIO(text))
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise BadGazetteerError(1, f"the header must be {','.join(COLUMNS)}")
    return Gazetteer(_read_place(row, line) for line, row in enumerate(reader, start=2))


def _read_place(row: dict[str, str], line: int) -> Place:
    if None in row or None in row.values():
        raise BadGazetteerError(line, "not every column is there, or one too many")
    try:
        lat, lon = float(row["lat"]), float(row["lon"])
        population = int(row["population"]) if row["population"] else None
    except ValueError as error:
        raise BadGazetteerError(line, str(error)) from error
    (south, north), (west, east) = _NETHERLANDS
    if not (south <= lat <= north and west <= lon <= east):
        raise BadGazetteerError(line, f"{lat}, {lon} lies outside the Netherlands")
    province = province_named(row["province"])
    if province is None:
        raise BadGazetteerError(line, f"{row['province']!r} is not a province")
    also = tuple(name for name in row["also"].split(";") if name)
    return Place(row["name"], lat, lon, population, province, also)


def _keys(place: Place) -> frozenset[str]:
    names = (place.name, without_brackets(place.name), *place.also)
    return frozenset(place_key(name) for name in names)


def _by_size(place: Place) -> tuple[int, str, str]:
    return (-(place.population or 0), place.name, place.province)
