"""Views of one lesson beside each other, and growth over time: tables with a picture beside them."""

from collections.abc import Sequence
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from startlijn.content.instruments import Instrument
from startlijn.domain.observations.queries.views import ItemBeside, LessonPage
from startlijn.domain.observations.rules.growth import Growth
from startlijn.web.instruments.shown import answer_told
from startlijn.web.observations.words import TITLES

_HEIGHT, _WIDE, _TALL = 36, 320.0, 72.0


def _across(value: float, least: int, most: int) -> float:
    """Return where a value lies between the ends of a scale, in hundredths of the width; ends are inset."""
    return round(6 + 88 * (value - least) / max(1, most - least), 2)


def item_picture(item: ItemBeside, values: Sequence[int]) -> SafeString:
    """Draw how each side answered one item: a circle, a square and a diamond, each on a height of its own.

    Hidden from screen readers: the same answers stand in words beside it.
    """
    least, most = values[0], values[-1]
    ticks = format_html_join(
        "",
        '<line class="beside-tick" x1="{0}%" x2="{0}%" y1="2" y2="{1}"/>',
        ((_across(value, least, most), _HEIGHT - 2) for value in values),
    )
    marks = []
    if isinstance(item.observer, int):
        x = _across(item.observer, least, most)
        marks.append(format_html('<circle class="beside-observer" cx="{}%" cy="7" r="5"/>', x))
    if isinstance(item.own, int):
        x = _across(item.own, least, most)
        row = '<svg x="{}%" y="13" overflow="visible"><rect class="{}" x="-5" width="10" height="10"/></svg>'
        marks.append(format_html(row, x, "beside-own"))
    if item.pupils is not None:
        x = _across(float(item.pupils), least, most)
        row = (
            '<svg x="{}%" y="29" overflow="visible"><path class="beside-pupils" d="M0-6 6 0 0 6-6 0z"/></svg>'
        )
        marks.append(format_html(row, x))
    return format_html(
        '<svg class="beside-picture" width="100%" height="{}" aria-hidden="true">{}{}</svg>',
        _HEIGHT,
        ticks,
        format_html_join("", "{}", ((mark,) for mark in marks)),
    )


def beside_rows(page: LessonPage) -> list[dict[str, Any]]:
    """Return the parts of a lesson with their items, ready for `observations/beside.html`."""
    return [
        {
            "title": part.part.title.told(),
            "rows": [_row(page.instrument, item) for item in part.items],
        }
        for part in page.beside
    ]


def _row(instrument: Instrument, item: ItemBeside) -> dict[str, Any]:
    values = [option.value for option in instrument.options(item.item)]
    return {
        "text": item.item.text.told(),
        "picture": item_picture(item, values),
        "observer": answer_told(instrument, item.item, item.observer),
        "own": answer_told(instrument, item.item, item.own),
        "pupils": item.pupils,
        "counted": item.pupils_counted,
        "observer_note": item.observer_note,
        "own_note": item.own_note,
    }


def growth_picture(found: Growth) -> SafeString:
    """Draw the scores of one part over time as dots on a line. The same figures stand in a table."""
    count = len(found.points)
    step = (_WIDE - 24) / max(1, count - 1)
    span = max(1, found.most - found.least)
    spots = [
        (
            round(12 + number * step, 1) if count > 1 else _WIDE / 2,
            round(_TALL - 10 - (_TALL - 20) * (float(point.score) - found.least) / span, 1),
        )
        for number, point in enumerate(found.points)
    ]
    ends = format_html_join(
        "",
        '<line class="growth-end" x1="0" x2="{}" y1="{}" y2="{}"/>',
        ((_WIDE, y, y) for y in (10, _TALL - 10)),
    )
    line = " ".join(f"{x},{y}" for x, y in spots)
    dots = format_html_join("", '<circle class="growth-dot" cx="{}" cy="{}" r="5"/>', spots)
    return format_html(
        '<svg class="growth-picture" viewBox="0 0 {} {}" aria-hidden="true">{}'
        '<polyline class="growth-line" points="{}"/>{}</svg>',
        _WIDE, _TALL, ends, line, dots,
    )  # fmt: skip


def growth_rows(found: Sequence[Growth]) -> list[dict[str, Any]]:
    """Return parts over time, ready for `observations/growth.html`."""
    return [
        {
            "title": part.title,
            "picture": growth_picture(part),
            "points": [
                {
                    "on": date_format(point.on, "DATE_FORMAT"),
                    "purpose": TITLES[point.purpose],
                    "score": number_format(point.score, 1),
                }
                for point in part.points
            ],
        }
        for part in found
    ]
