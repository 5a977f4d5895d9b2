"""Template tags of the components: pictures from Python, icons, initials."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django import template
from django.forms import BoundField
from django.forms.boundfield import BoundWidget
from django.utils.safestring import SafeString

from startlijn.web.design import charts, difference, icons, line, netherlands

register = template.Library()
register.simple_tag(icons.icon, name="icon")
register.simple_tag(icons.logo, name="logo")


class Option(NamedTuple):
    """One radio button and the words that explain it."""

    radio: BoundWidget
    note: str


@register.simple_tag
def with_notes(field: BoundField, notes: Mapping[Any, str] | str = "") -> list[Option]:
    """Return the radio buttons of a field, each with its explanation out of `notes` (by value)."""
    found = notes if not isinstance(notes, str) else {}
    return [Option(radio, found.get(radio.data["value"], "")) for radio in field]


@register.simple_tag
def described(field: BoundField) -> SafeString:
    """Return the widget of a field, described by its help text, its error and the text `<id>_allowed`."""
    told = " ".join(part for part in (field.aria_describedby, f"{field.auto_id}_allowed") if part)
    return field.as_widget(attrs={"aria-describedby": told})


@register.simple_tag
def line_shown(drawn: line.Line, size: line.Size) -> line.Line:
    """Return the line whose moments are written out: those near today on the first page, else all."""
    return drawn.near_today if size == "today" else drawn


@register.simple_tag
def line_picture(drawn: line.Line, size: line.Size, today_label: str) -> SafeString:
    """Draw a line (see `line.draw`)."""
    return line.draw(drawn, size=size, today_label=today_label)


@register.simple_tag
def map_picture(
    groups: Sequence[netherlands.Group], title: str, description: str, zoom: bool, name: str
) -> SafeString:
    """Draw groups on the map (see `netherlands.draw`)."""
    return netherlands.draw(groups, title=title, description=description, zoom=zoom, name=name)


@register.simple_tag
def drawn_bars(bars: Sequence[charts.Bar]) -> list[charts.DrawnBar]:
    """Return bars with their pictures (see `charts.drawn_bars`)."""
    return charts.drawn_bars(bars)


@register.simple_tag
def bins(values: Sequence[float], step: float | str = "") -> list[charts.Bin]:
    """Return values counted in bins (see `charts.bins`); an empty step means a round one."""
    return charts.bins(values, float(step) if step != "" else None)


@register.simple_tag
def spread_picture(found: Sequence[charts.Bin], marks: Sequence[charts.Mark] | str = ()) -> SafeString:
    """Draw a spread (see `charts.draw_spread`)."""
    return charts.draw_spread(found, marks if not isinstance(marks, str) else ())


@register.simple_tag
def compare(mine: str, theirs: str) -> tuple[list[difference.Piece], list[difference.Piece]]:
    """Return the pieces of two texts (see `difference.compare`)."""
    return difference.compare(mine, theirs)


@register.filter
def initials(name: str) -> str:
    """Return the first letters of the first and the last word of a name: "Sanne de Wit" gives "SW"."""
    words = name.split()
    return "".join(word[0].upper() for word in (words[:1] + words[1:][-1:]))
