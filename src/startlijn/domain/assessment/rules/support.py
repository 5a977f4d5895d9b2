"""Whether a starter was told in time, and had support, before "insufficient" is decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from startlijn.content.holidays import Clock
from startlijn.domain.assessment.terms import NoSignalError, Outcome


@dataclass(frozen=True, slots=True)
class Told:
    """A signal: when it was given, and the plan of support that followed, if any."""

    given_on: date
    plan_from: date | None = None
    plan_until: date | None = None


def told_in_time(signals: Iterable[Told], submitted_on: date, least: int, clock: Clock) -> bool:
    """Tell whether a signal came first, and a plan of at least so many working days ran before handing in."""
    return any(
        each.given_on <= submitted_on
        and each.plan_from is not None
        and clock.between(each.plan_from, min(each.plan_until or submitted_on, submitted_on)) >= least
        for each in signals
    )


def must_be_told(outcome: Outcome, *, in_time: bool, override: str) -> None:
    """Raise `NoSignalError` for an "insufficient" out of the blue without reasons why it is all the same."""
    if outcome is Outcome.INSUFFICIENT and not in_time and not override.strip():
        raise NoSignalError
