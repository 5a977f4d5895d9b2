"""What a team costs, line by line, so that a school can check it (seed 000 line 68)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_noop


@dataclass(frozen=True, slots=True)
class Amounts:
    """What one participant costs in a school year: of a training school, and otherwise."""

    training_school: Decimal
    full: Decimal


@dataclass(frozen=True, slots=True)
class Status:
    """What a school is as far as is known: looked at on `seen_on`, while it counts on `counts_on`."""

    training_school: bool
    seen_on: date
    counts_on: date


@dataclass(frozen=True, slots=True)
class Line:
    """A message to translate with its figures: ``gettext(message) % figures``."""

    message: str
    figures: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Costs:
    """What a team costs: per participant, in all, and why. `final` when it no longer follows the school."""

    each: Decimal
    people: int
    total: Decimal
    final: bool
    lines: tuple[Line, ...]


def costs(amounts: Amounts | None, status: Status, people: int, *, on: date) -> Costs | None:
    """Return what a team of so many people costs as known `on` a day; None when no tariff was set.

    >>> from datetime import date
    >>> amounts = Amounts(Decimal("1075.00"), Decimal("1325.00"))
    >>> status = Status(True, date(2026, 10, 1), date(2026, 10, 1))
    >>> costs(amounts, status, 2, on=date(2026, 11, 1)).total
    Decimal('2150.00')
    """
    if amounts is None:
        return None
    each = amounts.training_school if status.training_school else amounts.full
    total = each * people
    figures = {"each": each, "people": people, "total": total}
    lines = (
        _why(status, on),
        Line(
            gettext_noop("Tariff for a training school: € %(each)s per participant.")
            if status.training_school
            else gettext_noop("Full tariff: € %(each)s per participant."),
            figures,
        ),
        Line(gettext_noop("%(people)s × € %(each)s = € %(total)s."), figures),
    )
    return Costs(each, people, total, on > status.counts_on, lines)


def _why(status: Status, on: date) -> Line:
    """Say what the school is, on which day that was looked at, and which day counts."""
    figures: dict[str, object] = {"seen_on": status.seen_on, "counts_on": status.counts_on}
    if status.seen_on < status.counts_on or on <= status.counts_on:
        message = (
            gettext_noop("The school is a training school now. What counts is what it is on %(counts_on)s.")
            if status.training_school
            else gettext_noop(
                "The school is no training school now. What counts is what it is on %(counts_on)s."
            )
        )
    elif status.seen_on > status.counts_on:
        message = (
            gettext_noop(
                "The school is a training school: seen on %(seen_on)s, as it enrolled after %(counts_on)s."
            )
            if status.training_school
            else gettext_noop(
                "The school is no training school: seen on %(seen_on)s, as it enrolled after %(counts_on)s."
            )
        )
    else:
        message = (
            gettext_noop("The school was a training school on %(counts_on)s, the day that counts.")
            if status.training_school
            else gettext_noop("The school was no training school on %(counts_on)s, the day that counts.")
        )
    return Line(message, figures)
