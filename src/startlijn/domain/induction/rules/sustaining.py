"""What stays of a programme when a subsidy stops (seed 002 line 27)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from startlijn.domain.induction.rules.elements import Element, hours_of, in_order
from startlijn.domain.induction.terms import YEARS, Criterion, Funding


@dataclass(frozen=True, slots=True)
class YearLeft:
    """One year: hours that fall away and that stay, and the criteria that nothing serves any more."""

    year: int
    starter_lost: Decimal
    coach_lost: Decimal
    starter_left: Decimal
    coach_left: Decimal
    without: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Sustainability:
    """What falls away on a day, and what is left. `undated`: of these nobody wrote down until when."""

    on: date
    lost: tuple[Element, ...]
    undated: tuple[Element, ...]
    years: tuple[YearLeft, ...]

    @property
    def starter_lost(self) -> Decimal:
        """Return the hours of starters that fall away in all years."""
        return sum((each.starter_lost for each in self.years), Decimal(0))

    @property
    def coach_lost(self) -> Decimal:
        """Return the hours of the coach that fall away in all years."""
        return sum((each.coach_lost for each in self.years), Decimal(0))


def falls_away(element: Element, on: date) -> bool:
    """Tell whether nobody pays for an element on a day: money that ended, or a subsidy without a last day."""
    if element.funding == Funding.STRUCTURAL:
        return False
    if element.funding_ends_on is None:
        return element.funding == Funding.SUBSIDY
    return element.funding_ends_on < on


def without_money(elements: Iterable[Element], on: date) -> Sustainability:
    """Return what falls away if no new money comes until a day. The last day of the money is still paid."""
    everything = in_order(elements)
    lost = tuple(each for each in everything if falls_away(each, on))
    left = tuple(each for each in everything if each not in lost)
    return Sustainability(
        on, lost, tuple(each for each in lost if each.funding_ends_on is None), _years(everything, lost, left)
    )


def _years(
    everything: tuple[Element, ...], lost: tuple[Element, ...], left: tuple[Element, ...]
) -> tuple[YearLeft, ...]:
    found = []
    for year in YEARS:
        served = {criterion for each in everything if each.year == year for criterion in each.criteria}
        stays = {criterion for each in left if each.year == year for criterion in each.criteria}
        without = tuple(criterion for criterion in Criterion if criterion in served - stays)
        found.append(YearLeft(year, *hours_of(lost, year), *hours_of(left, year), without))
    return tuple(found)
