"""Where a trajectory stands: its planned end, and whether somebody is leaving or has left."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from startlijn.domain.guidance.rules.line import anniversary
from startlijn.domain.guidance.terms import LARGEST_JOB, BackwardsError, Ending, JobSizeError, Standing
from startlijn.domain.induction.terms import PROGRAMME_YEARS
from startlijn.engines.periods import Period, union


def period(started_on: date, finished_on: date | None) -> Period:
    """Return the half-open period; raise `BackwardsError` when it holds no day."""
    try:
        return Period(started_on, finished_on)
    except ValueError as error:
        raise BackwardsError from error


def must_be_a_job_size(*sizes: Decimal | None) -> None:
    """Raise `JobSizeError` for a size below 0 or above 1.2 (of full-time)."""
    if any(size is not None and not 0 <= size <= LARGEST_JOB for size in sizes):
        raise JobSizeError(most=LARGEST_JOB)


def planned_end(started_on: date, pauses: Iterable[Period], extended_days: int, on: date) -> date:
    """Return the day after the last of the trajectory as planned: three years, pauses and an extension.

    A pause counts from its first day in the trajectory; one without an end counts until `on`. Half-open: a
    pause that begins on the very day the trajectory would be over moves nothing (seed 000 line 15).
    """
    end = anniversary(started_on, PROGRAMME_YEARS) + timedelta(days=extended_days)
    for pause in union(pauses):
        inside = pause.clip(started_on)
        if inside is not None and inside.start < end:
            end += timedelta(days=inside.days(max(on, inside.start)) if inside.end is None else inside.days())
    return end


def standing_on(
    on: date, *, started_on: date, finished_on: date | None, ending: str, pauses: Iterable[Period] = ()
) -> Standing:
    """Return where a trajectory stands on a day.

    Somebody who will leave is leaving until the day before `finished_on`, and has left from that day on.
    """
    if ending == Ending.UNDONE:
        return Standing.UNDONE
    if finished_on is not None and on >= finished_on:
        return Standing.COMPLETED if ending == Ending.COMPLETED else Standing.LEFT
    if on < started_on:
        return Standing.COMING
    if finished_on is not None and ending == Ending.LEFT:
        return Standing.LEAVING
    return Standing.PAUSED if any(pause.contains(on) for pause in pauses) else Standing.RUNNING
