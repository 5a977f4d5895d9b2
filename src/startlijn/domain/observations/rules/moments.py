"""When a lesson can be watched, and how long a colleague reads what was seen."""

from datetime import date, timedelta

from startlijn.domain.observations.terms import (
    AHEAD,
    ANNOUNCED_DAYS,
    OPEN_DAYS,
    OPEN_DAYS_DETERMINING,
    LessonPurpose,
    Moment,
    NoClassError,
    PastMomentError,
    TooSoonError,
)


def earliest(purpose: LessonPurpose, announced_on: date, today: date) -> date:
    """Return the first day on which a lesson can be: one for determining is known some days before.

    >>> earliest(LessonPurpose.DETERMINATION, date(2026, 11, 2), date(2026, 11, 3))
    datetime.date(2026, 11, 7)
    """
    if purpose.developmental:
        return today
    return max(today, announced_on + timedelta(days=ANNOUNCED_DAYS))


def checked_moment(moment: Moment, purpose: LessonPurpose, announced_on: date, today: date) -> Moment:
    """Return class and moment without white space around them.

    Raises `NoClassError`, `PastMomentError`, `TooSoonError`.
    """
    if not moment.class_label.strip():
        raise NoClassError
    if not today <= moment.on <= today + AHEAD:
        raise PastMomentError
    first = earliest(purpose, announced_on, today)
    if moment.on < first:
        raise TooSoonError(day=first)
    return Moment(moment.class_label.strip(), moment.on, moment.lesson.strip())


def open_until(purpose: LessonPurpose, on: date) -> date:
    """Return the first day on which the colleague no longer reads an observation watched on a day."""
    return on + timedelta(days=OPEN_DAYS if purpose.developmental else OPEN_DAYS_DETERMINING)
