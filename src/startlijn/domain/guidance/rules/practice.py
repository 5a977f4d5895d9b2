"""What was planned beside what both sides say happened. Nothing is averaged: two answers stay two answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from startlijn.domain.guidance.terms import Outcome, StepState

CORRECTABLE = timedelta(days=1)  # how long somebody may correct the own tick
TICK_AHEAD = timedelta(days=28)  # so long before its day a step can be confirmed
MOST_MINUTES = 6000  # of one step
_SAME_MINUTES = 15  # within a quarter of an hour two answers are the same
_EVAPORATES = 0.5  # less than half of what was due took place
_LEAST_DUE = 2  # of an element, before one can say that it evaporates


@dataclass(frozen=True, slots=True)
class Said:
    """What one side says: what happened, and how many minutes."""

    outcome: Outcome
    minutes: int = 0

    @property
    def settles(self) -> bool:
        """Tell whether it is final: "it will be later" is not."""
        return self.outcome != Outcome.MOVED


@dataclass(frozen=True, slots=True)
class Happened:
    """One step with what was planned and what both sides say."""

    planned_on: date
    starter_minutes: int
    coach_minutes: int
    coach_asked: bool
    given: Said | None = None
    received: Said | None = None
    cancelled: bool = False


def coach_is_asked(*, with_coach: bool, coach_minutes: int) -> bool:
    """Tell whether the coach is asked about a step: the talk is theirs, or it takes them time."""
    return with_coach or coach_minutes > 0


def differ(step: Happened) -> bool:
    """Tell whether the sides say different things: about whether it took place, or about a quarter or more.

    Each side's minutes are compared with what was planned for that side: a coach also prepares.
    """
    given, received = step.given, step.received
    if given is None or received is None or not (given.settles and received.settles):
        return False
    if given.outcome != received.outcome:
        return True
    if given.outcome != Outcome.DONE:
        return False
    planned = step.coach_minutes or step.starter_minutes
    return abs((given.minutes - planned) - (received.minutes - step.starter_minutes)) > _SAME_MINUTES


def standing(step: Happened, on: date) -> StepState:
    """Return where a step stands on a day."""
    if step.cancelled:
        return StepState.CANCELLED
    given = step.given if step.given and step.given.settles else None
    received = step.received if step.received and step.received.settles else None
    if given and received:
        if differ(step):
            return StepState.DIFFERENT
        return StepState(received.outcome)
    one = given or received
    if one is None:
        return StepState.OPEN if step.planned_on <= on else StepState.PLANNED
    return StepState(one.outcome) if received and not step.coach_asked else StepState.HALF


def may_correct(ticked_at: datetime, at: datetime) -> bool:
    """Tell whether an own tick can still be changed."""
    return at - ticked_at < CORRECTABLE


@dataclass(frozen=True, slots=True)
class Sums:
    """Minutes and counts of steps: all that stand, those due by a day, and what either side says took place.

    `given` counts only steps about which the coach is asked; `asked` says of how many that is so.
    """

    steps: int = 0
    planned_minutes: int = 0
    due: int = 0
    due_minutes: int = 0
    given: int = 0
    given_minutes: int = 0
    received: int = 0
    received_minutes: int = 0
    asked: int = 0
    different: int = 0
    happened: int = 0

    @property
    def evaporates(self) -> bool:
        """Tell whether less than half of what was due took place, as anybody says."""
        return self.due >= _LEAST_DUE and self.happened < _EVAPORATES * self.due


def _done(said: Said | None) -> bool:
    return said is not None and said.outcome == Outcome.DONE


def add_up(steps: Iterable[Happened], on: date) -> Sums:
    """Add up steps on a day; cancelled ones are left out."""
    standing_ones = [step for step in steps if not step.cancelled]
    due = [
        step for step in standing_ones if step.planned_on <= on or _done(step.received) or _done(step.given)
    ]
    given = [step for step in standing_ones if _done(step.given)]
    received = [step for step in standing_ones if _done(step.received)]
    return Sums(
        steps=len(standing_ones),
        planned_minutes=sum(step.starter_minutes for step in standing_ones),
        due=len(due),
        due_minutes=sum(step.starter_minutes for step in due),
        given=len(given),
        given_minutes=sum(step.given.minutes for step in given if step.given),
        received=len(received),
        received_minutes=sum(step.received.minutes for step in received if step.received),
        asked=sum(step.coach_asked for step in standing_ones),
        different=sum(differ(step) for step in standing_ones),
        happened=sum(_done(step.received) or _done(step.given) for step in standing_ones),
    )


def later_years_first(years: Sequence[int]) -> list[int]:
    """Return years in the order to look at them: two and three first, that is where it fades (seed 000).

    >>> later_years_first([1, 2, 3])
    [2, 3, 1]
    """
    return sorted(years, key=lambda year: (year == 1, year))
