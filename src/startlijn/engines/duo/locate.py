"""Where every site is, as precisely as the data allow, and how precise that is.

Tried in order: the address (postcode and house number), the postcode, the mean of the known points in the
same place, the place in a list handed in, the mean of the known points in the municipality, the municipality
in that list.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from statistics import fmean

from startlijn.engines.duo.codes import house_number_key
from startlijn.engines.duo.places import friendly_place
from startlijn.engines.duo.terms import Location, PlacedSite, Point, Precision, SiteRow

# Looks a place up by its name and province; None when it is not known or occurs more than once.
Fallback = Callable[[str, str], Point | None]


def place(
    sites: Iterable[SiteRow], locations: Iterable[Location], fallback: Fallback = lambda name, province: None
) -> tuple[PlacedSite, ...]:
    """Return every site in the order given, with its point and precision. Deterministic."""
    known = _Known(locations)
    exact = [(site, *known.by_address(site)) for site in sites]
    municipalities: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for site, point, _ in exact:
        if point is not None:
            municipalities[site.municipality, site.province].append(point)
    return tuple(
        PlacedSite(site, point, precision)
        if point is not None
        else PlacedSite(site, *_nearby(site, known, municipalities, fallback))
        for site, point, precision in exact
    )


def locations_of(placed: Iterable[PlacedSite]) -> tuple[Location, ...]:
    """Return the addresses that are known precisely, to place sites again without RIO's file."""
    return tuple(
        Location(each.site.postcode, each.site.house_number, each.site.place, each.point.lat, each.point.lon)
        for each in placed
        if each.point is not None and each.precision == Precision.ADDRESS
    )


class _Known:
    """Locations by address, by postcode and by place."""

    def __init__(self, locations: Iterable[Location]) -> None:
        self._addresses: dict[tuple[str, tuple[str, ...]], Point] = {}
        self._postcodes: dict[str, list[Point]] = defaultdict(list)
        self._places: dict[tuple[str, str], list[Point]] = defaultdict(list)
        for each in locations:
            point = Point(each.lat, each.lon)
            self._addresses.setdefault((each.postcode, house_number_key(each.house_number)), point)
            self._postcodes[each.postcode].append(point)
            self._places[self._place_key(each.place, each.postcode)].append(point)

    @staticmethod
    def _place_key(name: str, postcode: str) -> tuple[str, str]:
        # Places of one name lie in other postcode areas (Velp 68.. and 53..), so they are never mixed.
        return friendly_place(name).casefold(), postcode[:2]

    def by_address(self, site: SiteRow) -> tuple[Point | None, Precision]:
        exact = self._addresses.get((site.postcode, house_number_key(site.house_number)))
        if exact is not None:
            return exact, Precision.ADDRESS
        street = self._postcodes.get(site.postcode)
        return (_mean(street), Precision.POSTCODE) if street else (None, Precision.NONE)

    def by_place(self, site: SiteRow) -> Point | None:
        points = self._places.get(self._place_key(site.place, site.postcode))
        return _mean(points) if points else None


def _nearby(
    site: SiteRow,
    known: _Known,
    municipalities: Mapping[tuple[str, str], list[Point]],
    fallback: Fallback,
) -> tuple[Point | None, Precision]:
    in_place = known.by_place(site) or fallback(site.place, site.province)
    if in_place is not None:
        return in_place, Precision.PLACE
    others = municipalities.get((site.municipality, site.province))
    in_municipality = _mean(others) if others else fallback(site.municipality, site.province)
    if in_municipality is not None:
        return in_municipality, Precision.MUNICIPALITY
    return None, Precision.NONE


def _mean(points: Iterable[Point]) -> Point:
    listed = list(points)
    return Point(
        round(fmean(point.lat for point in listed), 7), round(fmean(point.lon for point in listed), 7)
    )
