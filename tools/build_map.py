"""Turn the map of the Netherlands from npm into a small file: provinces as simplified polygons.

Source: @svg-maps/netherlands 1.0.0, CC-BY-4.0 (https://mapsvg.com), a Mercator drawing of 613 by 724.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from defusedxml import ElementTree

Point = tuple[float, float]
TOLERANCE = 0.35  # units of the drawing: about 140 metres
SMALLEST = 1.0  # islands of fewer square units are left out


def rings(path: str) -> list[list[Point]]:
    """Read an SVG path of relative moves and lines into closed rings of absolute points."""
    found: list[list[Point]] = []
    x = y = 0.0
    for command, numbers in re.findall(r"([mlzhvMLZHV])([^mlzhvMLZHV]*)", path):
        values = [float(number) for number in re.findall(r"-?\d*\.?\d+(?:e-?\d+)?", numbers)]
        if command in "zZ":
            x, y = found[-1][0]
            continue
        steps = _steps(command, values, (x, y))
        if command in "mM":
            found.append([])
        for x, y in steps:
            found[-1].append((x, y))
    return found


def _steps(command: str, values: list[float], start: Point) -> list[Point]:
    """Give the absolute points of one path command that begins in `start`."""
    x, y = start
    points: list[Point] = []
    pairs: list[Point]
    if command in "hH":
        pairs = [(value, 0.0 if command == "h" else y) for value in values]
    elif command in "vV":
        pairs = [(0.0 if command == "v" else x, value) for value in values]
    else:
        pairs = list(zip(values[::2], values[1::2], strict=True))
    for horizontal, vertical in pairs:
        x, y = (x + horizontal, y + vertical) if command.islower() else (horizontal, vertical)
        points.append((x, y))
    return points


def simplified(points: list[Point]) -> list[Point]:
    """Leave out the points that lie within the tolerance of the line that remains (Douglas-Peucker)."""
    keep = {0, len(points) - 1}
    todo = [(0, len(points) - 1)]
    while todo:
        first, last = todo.pop()
        distances = [(_distance(points[i], points[first], points[last]), i) for i in range(first + 1, last)]
        if distances and max(distances)[0] > TOLERANCE:
            middle = max(distances)[1]
            keep.add(middle)
            todo += [(first, middle), (middle, last)]
    return [points[i] for i in sorted(keep)]


def _distance(point: Point, first: Point, last: Point) -> float:
    """Give the distance of a point to the segment from `first` to `last`."""
    (x, y), (x1, y1), (x2, y2) = point, first, last
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    share = 0.0 if length == 0 else max(0, min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length))
    return float(((x - x1 - share * (x2 - x1)) ** 2 + (y - y1 - share * (y2 - y1)) ** 2) ** 0.5)


def _area(points: list[Point]) -> float:
    """Give the area of a ring in square units."""
    following = points[1:] + points[:1]
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(points, following, strict=True))) / 2


def write_map(source: Path, target: Path) -> None:
    """Write the provinces of `source` (SVG) as JSON: name and rings of points in tenths of a unit."""
    provinces = []
    for shape in ElementTree.parse(source).getroot().iter("{http://www.w3.org/2000/svg}path"):
        outlines = [ring for ring in rings(shape.attrib["d"]) if _area(ring) >= SMALLEST]
        tenths = [[[round(x * 10), round(y * 10)] for x, y in simplified(ring)] for ring in outlines]
        provinces.append({"name": shape.attrib["name"], "rings": tenths})
    lines = ",\n".join(json.dumps(province, separators=(",", ":")) for province in provinces)
    target.write_text(f'{{"provinces":[\n{lines}\n]}}\n', encoding="utf-8")
