"""How long somebody has served, line by line, so that the sum can be checked by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from startlijn.domain.guidance.rules.entitlements import Appointment
from startlijn.domain.guidance.terms import ContractType
from startlijn.domain.induction.terms import Clock
from startlijn.engines.periods import Period, subtract

DAYS_IN_A_YEAR = Decimal("365.25")
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class ServedLine:
    """A stretch of work: its days, counted `weight` times (the job size, or 1 by the calendar)."""

    place: str
    start: date
    end: date
    days: int
    weight: Decimal

    @property
    def counted(self) -> Decimal:
        """The days as they count."""
        return self.days * self.weight


@dataclass(frozen=True, slots=True)
class Served:
    """Served time until, not including, a day, by one way of counting."""

    clock: Clock
    until: date
    lines: tuple[ServedLine, ...]

    @property
    def days(self) -> Decimal:
        """The sum of the lines."""
        return sum((line.counted for line in self.lines), Decimal(0))

    @property
    def years(self) -> Decimal:
        """The sum in years of 365.25 days, to two decimals."""
        return (self.days / DAYS_IN_A_YEAR).quantize(_HUNDREDTH)


def served(
    work: Sequence[Appointment], *, clock: Clock, started_on: date, until: date, pauses: Sequence[Period] = ()
) -> Served:
    """Return the time served in a trajectory until, not including, a day; pauses and gaps do not count.

    By the calendar a day counts once, however many appointments it has; it stands with the one that began
    first. In years of full-time work each appointment counts by its job size, beside others too. Which of the
    two is a choice of the programme, not a rule.
    """
    lines: list[ServedLine] = []
    taken: list[Period] = list(pauses)
    for each in sorted(work, key=lambda one: (one.holds.start, one.place)):
        inside = each.holds.clip(started_on, until) if until > started_on else None
        if inside is None or each.contract_type == ContractType.NONE:
            continue
        for stretch in subtract([inside], taken):
            assert stretch.end is not None
            weight = each.fte if clock == Clock.FTE else Decimal(1)
            lines.append(ServedLine(each.place, stretch.start, stretch.end, stretch.days(), weight))
        if clock == Clock.CALENDAR:
            taken.append(inside)
    return Served(clock, until, tuple(sorted(lines, key=lambda line: (line.start, line.place))))
