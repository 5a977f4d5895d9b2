"""The map of the Netherlands with groups of schools on it, as one SVG.

Shape of the provinces: @svg-maps/netherlands 1.0.0, CC-BY-4.0, by MapSVG, simplified. It is a Mercator
drawing: longitude 3.358 to 7.227 and latitude 53.560 to 50.7505 span x 0.2585 to 612.2785 and
y 0.2748 to 723.2848.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise
from pathlib import Path

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from startlijn.web.design.apart import moved_apart

SHAPES = Path(__file__).with_name("netherlands.json")
WIDTH, HEIGHT = 613.0, 724.0
COLOURS = 8  # group colours in the stylesheet; dashes tell further groups apart
FEW = 8  # so many schools still carry their names on the map

# Towns that help to see where one is; drawn softly when they lie in view.
TOWNS = (
    ("Amsterdam", 52.374, 4.890), ("Arnhem", 51.985, 5.899), ("Assen", 52.993, 6.564),
    ("Breda", 51.589, 4.776), ("Den Haag", 52.078, 4.300), ("Eindhoven", 51.440, 5.478),
    ("Enschede", 52.221, 6.894), ("Groningen", 53.219, 6.567), ("’s-Hertogenbosch", 51.690, 5.304),
    ("Leeuwarden", 53.201, 5.799), ("Lelystad", 52.518, 5.471), ("Maastricht", 50.851, 5.691),
    ("Middelburg", 51.499, 3.610), ("Nijmegen", 51.843, 5.854), ("Rotterdam", 51.922, 4.479),
    ("Tilburg", 51.556, 5.091), ("Utrecht", 52.091, 5.122), ("Veghel", 51.616, 5.549),
    ("Venlo", 51.370, 6.172), ("Zwolle", 52.517, 6.083),
)  # fmt: skip


@dataclass(frozen=True)
class Member:
    """A school of a group: name, place in degrees (WGS 84), whether the group meets there, a note."""

    label: str
    lat: float
    lon: float
    host: bool = False
    note: str = ""


@dataclass(frozen=True)
class Group:
    """A group with the number that stands on the map; number 0 means: not in a group yet."""

    number: int
    label: str
    members: tuple[Member, ...]


@dataclass(frozen=True)
class View:
    """The part of the drawing in sight: left, top, width, height in units of the drawing."""

    left: float
    top: float
    width: float
    height: float

    @property
    def unit(self) -> float:
        """A hundredth of the width: sizes of points and letters are given in it."""
        return self.width / 100

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies in view."""
        return self.left <= x <= self.left + self.width and self.top <= y <= self.top + self.height

    def meets(self, ring: Sequence[tuple[int, int]]) -> bool:
        """Tell whether the box around a ring of points (in tenths) touches the view."""
        xs, ys = [x / 10 for x, _ in ring], [y / 10 for _, y in ring]
        across = min(xs) <= self.left + self.width and max(xs) >= self.left
        return across and min(ys) <= self.top + self.height and max(ys) >= self.top


@dataclass(frozen=True)
class Place:
    """Where words stand: the box they fill, the line they stand on, and how they hang on it."""

    left: float
    right: float
    top: float
    bottom: float
    base: float
    anchor: str

    def covers(self, other: Place) -> bool:
        """Tell whether two boxes lie over each other."""
        beside = self.right < other.left or other.right < self.left
        return not (beside or self.bottom < other.top or other.bottom < self.top)

    def touches(self, spot: tuple[float, float], radius: float) -> bool:
        """Tell whether a point of the map lies in the box."""
        inside = self.left - radius < spot[0] < self.right + radius
        return inside and self.top - radius < spot[1] < self.bottom + radius


def project(lat: float, lon: float) -> tuple[float, float]:
    """Return the place on the drawing of a latitude and longitude in degrees."""
    x = 0.2585 + (lon - 3.358) / (7.227 - 3.358) * (612.2785 - 0.2585)
    top, bottom = _mercator(53.560), _mercator(50.7505)
    y = 0.2748 + (top - _mercator(lat)) / (top - bottom) * (723.2848 - 0.2748)
    return x, y


def _mercator(lat: float) -> float:
    """Return the Mercator height of a latitude in degrees."""
    return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))


def view_of(points: Sequence[tuple[float, float]]) -> View:
    """Return the view that holds all points with room around them; the whole country when there are none."""
    if not points:
        return View(0, 0, WIDTH, HEIGHT)
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    room = max(10.0, 0.08 * max(right - left, bottom - top))
    width, height = max(60.0, right - left + 2 * room), max(60.0, bottom - top + 2 * room)
    width, height = max(width, 0.75 * height), max(height, 0.66 * width)
    return View((left + right - width) / 2, (top + bottom - height) / 2, width, height)


def draw(
    groups: Sequence[Group],
    *,
    title: str,
    description: str,
    zoom: bool = True,
    name: str = "map",
) -> SafeString:
    """Return the SVG: provinces, journeys from members to host, points with the number of their group.

    A host is a square, a member a circle, a school without a group an empty circle. Every group has the id
    `{name}-{number}`; the page beside it may link to it, and then the other groups fade. Text is escaped.
    Schools that would cover each other are moved apart a little. When they are few their names stand there.
    """
    members = [(group, member) for group in groups for member in group.members]
    places = [project(member.lat, member.lon) for _, member in members]
    view = view_of(places if zoom else [])
    radius = view.unit * _radius(len(members))
    spots = moved_apart(places, 2.1 * radius)
    box = " ".join(f"{value:.1f}" for value in (view.left, view.top, view.width, view.height))
    drawn, ways, rest = [], [], iter(spots)
    for group in groups:
        own = list(islice(rest, len(group.members)))
        drawn.append((_reach(own), _group(group, own, radius, name)))
        ways += _on_the_way(group, own)
    drawn.sort(key=lambda pair: -pair[0])  # far journeys below, so that they cross no number of a close group
    few = 0 < len(members) <= FEW
    labels = [(member.label, spot) for (_, member), spot in zip(members, spots, strict=True)]
    return format_html(
        '<svg class="map{}" viewBox="{}" role="img" aria-labelledby="{}-title {}-text">'
        '<title id="{}-title">{}</title><desc id="{}-text">{}</desc>{}{}{}</svg>',
        " is-few" if few else "", box, name, name, name, title, name, description, _provinces(view),
        _words(view, labels if few else [], (spots, ways), radius),
        format_html_join("", "{}", ((picture,) for _, picture in drawn)),
    )  # fmt: skip


def _radius(schools: int) -> float:
    """Return how big a point is, in hundredths of the width: the more schools, the smaller."""
    return next((size for most, size in ((FEW, 3.0), (40, 2.0), (150, 1.6)) if schools <= most), 0.7)


def _reach(spots: Sequence[tuple[float, float]]) -> float:
    """Return how far a group reaches across the drawing, in its units."""
    return max((math.dist(one, other) for one in spots for other in spots), default=0.0)


def _group(group: Group, spots: Sequence[tuple[float, float]], radius: float, name: str) -> SafeString:
    """Draw the journeys and the points of one group."""
    look = f"group-{(group.number - 1) % COLOURS + 1} dash-{(group.number - 1) // COLOURS % 3}"
    return format_html(
        '<g id="{}-{}" class="map-group {}">{}{}</g>',
        name,
        group.number,
        look if group.number else "no-group",
        _journeys(group, spots) if group.number else "",
        _points(group, spots, radius),
    )


def _meeting(group: Group, spots: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Return where a group meets: at its host, or without a host in its middle."""
    hosts = [spot for spot, member in zip(spots, group.members, strict=True) if member.host]
    middle = (sum(x for x, _ in spots) / len(spots), sum(y for _, y in spots) / len(spots))
    return hosts[0] if hosts else middle


def _journeys(group: Group, spots: Sequence[tuple[float, float]]) -> SafeString:
    """Draw the journeys in one path, to where the group meets."""
    if not spots:
        return SafeString("")
    to_x, to_y = _meeting(group, spots)
    path = "".join(f"M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}" for x, y in spots if (x, y) != (to_x, to_y))
    return format_html('<path class="map-journey" d="{}"/>', path)


def _on_the_way(group: Group, spots: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return points along the journeys of a group, to keep words off them."""
    if not spots or not group.number:
        return []
    to_x, to_y = _meeting(group, spots)
    parts = [part / 24 for part in range(1, 24)]
    return [(x + (to_x - x) * part, y + (to_y - y) * part) for x, y in spots for part in parts]


def _points(group: Group, spots: Sequence[tuple[float, float]], radius: float) -> SafeString:
    """Draw the schools: a square for a host, a circle for a member, the number of the group on it."""
    rows = []
    for (x, y), member in zip(spots, group.members, strict=True):
        words = " · ".join(word for word in (group.label, member.label, member.note) if word)
        number = _number(group.number, x, y, radius) if group.number else ""
        rows.append((words, _sign(x, y, radius, host=member.host), number))
    return format_html_join("", '<g class="map-point"><title>{}</title>{}{}</g>', rows)


def _sign(x: float, y: float, radius: float, *, host: bool) -> SafeString:
    """Draw a square for a host, a circle for a member."""
    if host:
        half, side = radius * 1.1, f"{radius * 2.2:.1f}"
        corner = (f"{x - half:.1f}", f"{y - half:.1f}", side, side)
        return format_html('<rect x="{}" y="{}" width="{}" height="{}"/>', *corner)
    return format_html('<circle cx="{}" cy="{}" r="{}"/>', f"{x:.1f}", f"{y:.1f}", f"{radius:.1f}")


def _number(number: int, x: float, y: float, radius: float) -> SafeString:
    """Write the number of a group on its point."""
    size, below = f"{radius * 1.3:.1f}", f"{y + radius * 0.46:.1f}"
    return format_html('<text x="{}" y="{}" font-size="{}">{}</text>', f"{x:.1f}", below, size, number)


@cache
def _shapes() -> tuple[tuple[tuple[tuple[int, int], ...], ...], ...]:
    """Return the rings of points (in tenths of a unit) of every province."""
    provinces = json.loads(SHAPES.read_text(encoding="utf-8"))["provinces"]
    return tuple(
        tuple(tuple((x, y) for x, y in ring) for ring in province["rings"]) for province in provinces
    )


def _provinces(view: View) -> SafeString:
    """Draw the provinces in view, one path each, in tenths of a unit."""
    rows = []
    for rings in _shapes():
        path = "".join(_ring(ring) for ring in rings if view.meets(ring))
        if path:
            rows.append((path,))
    return format_html(
        '<g class="map-land" transform="scale(.1)">{}</g>', format_html_join("", '<path d="{}"/>', rows)
    )


def _ring(ring: Sequence[tuple[int, int]]) -> str:
    """Write one ring as a path of relative steps, as short as possible."""
    steps = [f"M{ring[0][0]} {ring[0][1]}l"]
    for (x1, y1), (x2, y2) in pairwise(ring):
        dy = y2 - y1
        steps.append(f"{' ' if x2 - x1 >= 0 and len(steps) > 1 else ''}{x2 - x1}{'' if dy < 0 else ' '}{dy}")
    return "".join(steps) + "z"


def _words(
    view: View,
    schools: Sequence[tuple[str, tuple[float, float]]],
    ground: tuple[Sequence[tuple[float, float]], Sequence[tuple[float, float]]],
    radius: float,
) -> SafeString:
    """Write the names of schools and of the towns in view, each where it covers nothing, else not at all.

    `ground` are the points and what lies along the journeys: words stand beside the journeys where they can.
    """
    spots, ways = ground
    size = view.unit * (3.2 if schools else 2.5)
    towns = [(label, project(lat, lon)) for label, lat, lon in TOWNS]
    taken: list[Place] = []
    written: dict[str, list[tuple[str, str, str, str]]] = {"map-names": [], "map-towns": []}
    for kind, labels in (("map-names", schools), ("map-towns", towns)):
        for label, (x, y) in labels:
            if not view.holds(x, y):
                continue
            around = [*spots, (x, y)] if spots else []
            places = _beside(len(label) * size * 0.5, x, y, size=size, view=view, away=radius * 1.5)
            free = [place for place in places if _is_free(place, around, taken, radius)]
            clear = [place for place in free if _is_free(place, ways, (), size * 0.1)]
            if free:
                found = (clear or free)[0]
                taken.append(found)
                written[kind].append((*_hung(found), label))
    return format_html_join(
        "",
        '<g class="{}" font-size="{}" aria-hidden="true">{}</g>',
        (
            (
                kind,
                f"{size:.1f}",
                format_html_join("", '<text x="{}" y="{}" text-anchor="{}">{}</text>', rows),
            )
            for kind, rows in written.items()
            if rows
        ),
    )


def _is_free(
    place: Place, spots: Sequence[tuple[float, float]], taken: Sequence[Place], radius: float
) -> bool:
    """Tell whether words may stand here: over no point and over no other words."""
    return not any(place.touches(spot, radius) for spot in spots) and not any(map(place.covers, taken))


def _beside(width: float, x: float, y: float, *, size: float, view: View, away: float) -> list[Place]:
    """Return where a name may stand beside its point, within the view: above, below, right, left, askew."""
    above, below, right, left = y - away, y + away + size * 0.75, x + away * 0.7, x - away * 0.7 - width
    places = (
        ("middle", x - width / 2, above),
        ("middle", x - width / 2, below),
        ("start", x + away, y + size * 0.3),
        ("end", x - away - width, y + size * 0.3),
        *(("start", right, base) for base in (above, below)),
        *(("end", left, base) for base in (above, below)),
    )
    return [
        Place(start, start + width, base - size * 0.8, base, base, anchor)
        for anchor, start, base in places
        if view.left < start and start + width < view.left + view.width
        if view.top < base - size and base < view.top + view.height
    ]


def _hung(place: Place) -> tuple[str, str, str]:
    """Return x, y and anchor as the drawing writes them."""
    at = {"start": place.left, "middle": (place.left + place.right) / 2, "end": place.right}[place.anchor]
    return f"{at:.1f}", f"{place.base:.1f}", place.anchor
