"""When each step is due: working days of the region, counted by the settings of board or partnership."""

from datetime import date

from startlijn.content.holidays import Clock
from startlijn.content.sector_rules import Certainty
from startlijn.domain.assessment.terms import BackwardsError, BadDeadlineError, Deadlines, State

MOST_DAYS = 200


def must_make_sense(deadlines: Deadlines) -> None:
    """Raise `BadDeadlineError` for a step of no day or of more than 200 working days."""
    days = (deadlines.judge, deadlines.advise, deadlines.decide, deadlines.objection, deadlines.support)
    if not all(1 <= number <= MOST_DAYS for number in days):
        raise BadDeadlineError(most=MOST_DAYS)


def due_on(state: State, began: date, deadlines: Deadlines, clock: Clock) -> date | None:
    """Return the last day of a state that began on a day; None for a state without a clock.

    Handing in has the day that the coordinator agrees with the starter; a state that ended has none.
    """
    days = {
        State.JUDGING: deadlines.judge,
        State.CONSENSUS: deadlines.advise,
        State.ADVISED: deadlines.decide,
        State.DECIDED: deadlines.objection,
        State.OBJECTED: deadlines.decide,
    }.get(state)
    return None if days is None else clock.after(began, days)


def is_late(due: date | None, on: date) -> bool:
    """Tell whether the last day has passed."""
    return due is not None and due < on


def sure(due: date | None, began: date, clock: Clock) -> bool:
    """Tell whether the holidays between two days are certain enough to name the day without a remark."""
    return due is None or clock.certainty(began, due) is not Certainty.OPEN


def must_come_later(state: str, before: date | None, after: date | None, on: date) -> None:
    """Raise `BackwardsError` for a last day in the past; the last day to object never comes earlier."""
    if after == before:
        return
    if after is not None and after < on:
        raise BackwardsError
    if state == State.DECIDED and before is not None and (after is None or after < before):
        raise BackwardsError
