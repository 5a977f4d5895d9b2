"""How full four weeks get: an element is spread over its period, and the fullest window counts (Q4)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from startlijn.domain.induction.rules.elements import Element
from startlijn.domain.induction.terms import WEEKS_IN_A_WINDOW, Period, StarterType

_WINDOW = WEEKS_IN_A_WINDOW * 7
# First and last day of a period, counted from the day the starter's year begins.
STRETCHES: dict[Period, tuple[int, int]] = {
    Period.START: (0, 41),
    Period.EARLY: (42, 111),
    Period.MIDDLE: (112, 181),
    Period.LATE: (182, 272),
    Period.CLOSE: (273, 334),
    Period.WHOLE_YEAR: (14, 320),
}


@dataclass(frozen=True, slots=True)
class Window:
    """The fullest four weeks of a year: the week in which they begin (1 is the first), hours, and of what."""

    year: int
    week: int
    hours: Decimal
    elements: tuple[Element, ...]


def days_of(period: Period, times: int) -> list[int]:
    """Return on which days of the year so many occasions fall, evenly spread over the period."""
    first, last = STRETCHES[period]
    return [first + (last - first + 1) * (2 * number + 1) // (2 * times) for number in range(times)]


def fullest_window(elements: Iterable[Element], year: int, kind: StarterType) -> Window:
    """Return the four weeks of a year in which a starter of this kind has most to do.

    Time off from teaching is left out: it makes room instead of taking it.
    """
    moments = sorted(
        (
            (day, each.starter_hours / each.times, each)
            for each in elements
            if each.year == year and each.is_guidance and each.is_for(kind)
            for day in days_of(each.period, each.times)
        ),
        key=lambda moment: moment[0],
    )
    fullest, most, first, running = (0, 0), Decimal(0), 0, Decimal(0)
    for number, (day, hours, _each) in enumerate(moments):
        running += hours
        while moments[first][0] <= day - _WINDOW:
            running -= moments[first][1]
            first += 1
        if running > most:
            fullest, most = (first, number + 1), running
    return _window(year, moments[slice(*fullest)])


def _window(year: int, moments: Sequence[tuple[int, Decimal, Element]]) -> Window:
    week = moments[0][0] // 7 + 1 if moments else 1
    hours = sum((hours for _day, hours, _each in moments), Decimal(0)).quantize(Decimal("0.01"))
    return Window(year, week, hours, tuple(dict.fromkeys(each for _day, _hours, each in moments)))
