"""The line: three school years on which moments stand. The motif of Startlijn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

State = Literal["done", "next", "planned", "open"]
Size = Literal["normal", "today", "small"]
GAP = 1.6  # least distance between two moments, in percents of the line
FEW = 12  # so many moments are read at a glance
PAST, COMING = timedelta(weeks=2), timedelta(weeks=6)
HEIGHTS: dict[Size, int] = {"small": 24, "normal": 48, "today": 72}


@dataclass(frozen=True)
class Year:
    """One school year: its name as people say it, first and last day (inclusive)."""

    label: str
    begins_on: date
    ends_on: date


@dataclass(frozen=True)
class Moment:
    """One moment on the line; `state` says where it stands, never how well someone does.

    done: it happened. next: the first that comes. planned: later. open: its day passed and it is still to do.
    """

    on: date
    label: str
    state: State = "planned"
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Stretch:
    """One school year with the moments that stand in it, in order of date."""

    year: Year
    moments: tuple[Moment, ...]
    has_today: bool


@dataclass(frozen=True)
class Line:
    """School years that follow each other, their moments, and today (left out when outside the years)."""

    years: tuple[Year, ...]
    moments: tuple[Moment, ...] = ()
    today: date | None = None

    @property
    def ordered(self) -> tuple[Moment, ...]:
        """The moments in order of date."""
        return tuple(sorted(self.moments, key=lambda moment: moment.on))

    @property
    def is_long(self) -> bool:
        """Tell whether there are too many moments to read on a page about today."""
        return self.today is not None and len(self.moments) > FEW

    @property
    def near_today(self) -> Line:
        """The same line with the moments of these weeks, and what is still open; all when there are few."""
        if self.today is None or not self.is_long:
            return self
        first, last = self.today - PAST, self.today + COMING
        near = tuple(each for each in self.moments if each.state == "open" or first <= each.on <= last)
        return replace(self, moments=near)

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """The years with their moments; what falls outside stands in the first or the last year."""
        last = len(self.years) - 1
        moments: list[list[Moment]] = [[] for _ in self.years]
        for moment in self.ordered:
            inside = [number for number, year in enumerate(self.years) if moment.on <= year.ends_on]
            moments[inside[0] if inside else last].append(moment)
        return tuple(
            Stretch(
                year, tuple(found), self.today is not None and year.begins_on <= self.today <= year.ends_on
            )
            for year, found in zip(self.years, moments, strict=True)
        )


def position(line: Line, on: date) -> float:
    """Return where a day stands on the line, in percents from its left end (0 to 100)."""
    first, last = line.years[0].begins_on, line.years[-1].ends_on
    days = (last - first).days + 1
    return min(100.0, max(0.0, 100 * (on - first).days / days))


def positions(line: Line) -> list[float]:
    """Return where the moments stand, in order of date, moved apart just enough to be told apart."""
    places = [min(98.6, max(1.4, position(line, moment.on))) for moment in line.ordered]
    gap = min(GAP, 97 / max(1, len(places)))
    for number in range(1, len(places)):
        places[number] = max(places[number], places[number - 1] + gap)
    limit = 98.6
    for number in reversed(range(len(places))):
        places[number] = min(places[number], limit)
        limit = places[number] - gap
    return [round(place, 2) for place in places]


def draw(line: Line, *, size: Size = "normal", today_label: str = "") -> SafeString:
    """Return the SVG of the line. Positions are percents, so that it fits any width without distortion.

    It is hidden from screen readers: the moments stand as text in a list beneath it (`<c-line>`).
    """
    height = HEIGHTS[size]
    middle = height - 14 if size == "today" else height // 2
    parts = [format_html('<line class="line-whole" x1="0" x2="100%" y1="{0}" y2="{0}"/>', middle)]
    shows_today = any(stretch.has_today for stretch in line.stretches)
    if line.today is not None and shows_today:
        at = round(position(line, line.today), 2)
        parts.append(format_html('<line class="line-past" x1="0" x2="{0}%" y1="{1}" y2="{1}"/>', at, middle))
        parts.append(_today(line, line.today, middle, size, today_label))
    parts += [_ticks(line, middle), _dots(line, middle, size)]
    return format_html(
        '<svg class="line-picture is-{}" width="100%" height="{}" aria-hidden="true">{}</svg>',
        size,
        height,
        format_html_join("", "{}", ((part,) for part in parts)),
    )


def _ticks(line: Line, middle: int) -> SafeString:
    """Draw where each school year begins, and where the last one ends."""
    places = [round(position(line, year.begins_on), 2) for year in line.years[1:]]
    row = '<line class="line-tick" x1="{0}%" x2="{0}%" y1="{1}" y2="{2}"/>'
    return format_html_join("", row, ((place, middle - 7, middle + 7) for place in places))


def _dots(line: Line, middle: int, size: Size) -> SafeString:
    """Draw the moments: filled is done, a ring is to come, a larger ring is next, a diamond is still open."""
    radius = 4 if size == "small" else 6
    dots = []
    for moment, place in zip(line.ordered, positions(line), strict=True):
        if moment.state == "open":
            # A nested svg takes a percent as its place, which a path cannot.
            row = (
                '<svg x="{0}%" y="{1}" overflow="visible">'
                '<path class="line-dot is-open" d="M0-{2} {2} 0 0 {2}-{2} 0z"/></svg>'
            )
            dots.append(format_html(row, place, middle, radius + 1))
        else:
            larger = radius + 2 if moment.state == "next" else radius
            row = '<circle class="line-dot is-{}" cx="{}%" cy="{}" r="{}"/>'
            dots.append(format_html(row, moment.state, place, middle, larger))
    return format_html_join("", "{}", ((dot,) for dot in dots))


def _today(line: Line, today: date, middle: int, size: Size, label: str) -> SafeString:
    """Draw today: a short warm stroke across the line, with its name above it where there is room."""
    at = round(position(line, today), 2)
    top = {"small": middle - 8, "normal": middle - 12, "today": middle - 26}[size]
    stroke = format_html(
        '<line class="line-today" x1="{0}%" x2="{0}%" y1="{1}" y2="{2}"/>', at, top, middle + 9
    )
    if not label or size == "small":
        return stroke
    anchor = "start" if at < 12 else "end" if at > 88 else "middle"
    text = '{}<text class="line-now" x="{}%" y="{}" text-anchor="{}">{}</text>'
    return format_html(text, stroke, at, top - 4 if size == "normal" else top - 7, anchor, label)
