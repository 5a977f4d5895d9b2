"""Charts that are tables first: every figure stands in text, the picture only repeats it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Bar:
    """One bar: its name, its length (0 or more), and a text where a plain number will not do."""

    label: str
    value: float
    text: str = ""


@dataclass(frozen=True)
class Mark:
    """One value to point at in a spread, such as the middle or the limit."""

    label: str
    value: float


@dataclass(frozen=True)
class Bin:
    """One stretch of a spread: from (inclusive) to (exclusive), and how many values lie in it."""

    begins: float
    ends: float
    count: int


@dataclass(frozen=True)
class DrawnBar:
    """A bar and its picture."""

    bar: Bar
    picture: SafeString


def drawn_bars(bars: Sequence[Bar]) -> list[DrawnBar]:
    """Return every bar with its picture; the longest fills the width. A value below 0 counts as 0."""
    longest = max((bar.value for bar in bars), default=0) or 1
    row = (
        '<svg class="bar" width="100%" height="14" aria-hidden="true">'
        '<rect width="{}%" height="14" rx="2"/></svg>'
    )
    return [DrawnBar(bar, format_html(row, round(100 * max(0.0, bar.value) / longest, 1))) for bar in bars]


def bins(values: Sequence[float], step: float | None = None) -> list[Bin]:
    """Return the values counted in bins of width `step`; without it in about eight bins of a round width.

    Raises ValueError when `step` is not above 0.
    """
    if not values:
        return []
    low, high = min(values), max(values)
    width = step if step is not None else round_step((high - low) / 8)
    if width <= 0:
        raise ValueError("the width of a bin must be above 0")
    first, last = math.floor(low / width), math.floor(high / width)
    counts = [0] * (last - first + 1)
    for value in values:
        counts[math.floor(value / width) - first] += 1
    return [Bin((first + n) * width, (first + n + 1) * width, count) for n, count in enumerate(counts)]


def round_step(rough: float) -> float:
    """Return the nearest width that people count in (1, 2, 5 times a power of ten) at or above `rough`."""
    if rough <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.999)


def draw_spread(found: Sequence[Bin], marks: Sequence[Mark] = ()) -> SafeString:
    """Return the SVG of a spread: a column per bin, and a stroke with a name at every mark.

    It is hidden from screen readers: the same counts stand in a table beneath it (`<c-spread>`).
    """
    if not found:
        return SafeString("")
    height, floor = 148, 124
    most = max(one.count for one in found) or 1
    width = 100 / len(found)
    tops = [round(92 * one.count / most, 1) for one in found]
    columns = format_html_join(
        "",
        '<rect class="spread-column" x="{}%" y="{}" width="{}%" height="{}"/>',
        (
            (round((n + 0.06) * width, 2), floor - top, round(width * 0.88, 2), top)
            for n, top in enumerate(tops)
        ),
    )
    edges = [(round(n * width, 2), one.begins) for n, one in enumerate(found)] + [(100.0, found[-1].ends)]
    every = max(1, math.ceil(len(edges) / 6))
    labels = format_html_join(
        "",
        '<text class="spread-label" x="{}%" y="142" text-anchor="{}">{}</text>',
        ((x, _anchor(x), f"{edge:g}") for n, (x, edge) in enumerate(edges) if n % every == 0),
    )
    return format_html(
        '<svg class="spread" width="100%" height="{}" aria-hidden="true">{}'
        '<line class="spread-floor" x1="0" x2="100%" y1="{}" y2="{}"/>{}{}</svg>',
        height, columns, floor, floor, labels, _marks(found, marks, floor),
    )  # fmt: skip


def _marks(found: Sequence[Bin], marks: Sequence[Mark], floor: int) -> SafeString:
    """Draw the marks; every next name stands one line lower, so that neighbours do not cover each other."""
    low, high = found[0].begins, found[-1].ends
    row = (
        '<line class="spread-mark" x1="{0}%" x2="{0}%" y1="{1}" y2="{2}"/>'
        '<text class="spread-name" x="{0}%" y="{3}" dx="{4}" text-anchor="{5}">{6}</text>'
    )
    rows = []
    for number, mark in enumerate(marks):
        x = round(100 * min(1.0, max(0.0, (mark.value - low) / (high - low))), 2)
        away, anchor = (-5, "end") if x > 70 else (5, "start")
        rows.append((x, 4, floor, 13 + 15 * (number % 2), away, anchor, mark.label))
    return format_html_join("", row, rows)


def _anchor(x: float) -> str:
    """Keep the outermost labels inside the picture."""
    return "start" if x < 4 else "end" if x > 96 else "middle"
