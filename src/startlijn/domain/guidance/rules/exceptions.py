"""What a school educator looks at once a month: who would be forgotten otherwise (domain.md §3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from startlijn.domain.guidance.rules.coaches import Reason, training_reason
from startlijn.domain.guidance.rules.line import Stop, stands_still, year_begins
from startlijn.domain.guidance.terms import GRACE_WEEKS, NO_CONTACT_WEEKS, READY_WITHIN_WEEKS, Training

_SETTLING_WEEKS = 8  # so far into a later year something must have taken place
_SUMMER = ((7, 16), (8, 20))
_MOST_DAYS = 400  # further back makes no difference


class Lack(StrEnum):
    """What is missing, most pressing first."""

    NO_PLAN = "no_plan"
    NO_COACH = "no_coach"
    NO_CONTACT = "no_contact"
    NO_ACTIVITIES = "no_activities"
    HOURS_UNKNOWN = "hours_unknown"
    HOURS_NOT_REDUCED = "hours_not_reduced"
    COACH_UNTRAINED = "coach_untrained"
    COACH_EXPIRED = "coach_expired"


@dataclass(frozen=True, slots=True)
class LineFacts:
    """What judging one line needs. `hours` is a lack of hours in the timetable, judged elsewhere.

    `contacts_planned`: days of planned contact with the coach that nobody said took place.
    """

    id: UUID
    started_on: date
    stops: tuple[Stop, ...] = ()
    steps: int = 0
    coached_since: date | None = None
    training: Training = Training.NONE
    trained_until: date | None = None
    last_contact: date | None = None
    contacts_planned: tuple[date, ...] = ()
    planned_by_year: tuple[tuple[int, int], ...] = ()
    done_by_year: tuple[tuple[int, int], ...] = ()
    hours: Lack | None = None


def days_of_school(since: date, on: date, stops: Sequence[Stop] = ()) -> int:
    """Return how many days passed, without the summer break and pauses."""
    counted, day = 0, max(since, on - timedelta(days=_MOST_DAYS))
    while day < on:
        in_summer = _SUMMER[0] <= (day.month, day.day) <= _SUMMER[1]
        counted += not in_summer and not stands_still(day, stops)
        day += timedelta(days=1)
    return counted


def lacks(line: LineFacts, on: date, year: int) -> list[Lack]:
    """Return what a line lacks on a day in which it is in that year; nothing while it stands still."""
    if stands_still(on, line.stops) or on < line.started_on:
        return []
    ready = days_of_school(line.started_on, on, line.stops) >= 7 * READY_WITHIN_WEEKS
    found = {
        Lack.NO_PLAN: ready and line.steps == 0,
        Lack.NO_COACH: ready and line.coached_since is None,
        Lack.NO_CONTACT: _no_contact(line, on),
        Lack.NO_ACTIVITIES: year >= 2 and _no_activities(line, on, year),
        Lack.HOURS_UNKNOWN: ready and line.hours == Lack.HOURS_UNKNOWN,
        Lack.HOURS_NOT_REDUCED: ready and line.hours == Lack.HOURS_NOT_REDUCED,
        **_training(line, on),
    }
    return [lack for lack in Lack if found.get(lack)]


def _no_contact(line: LineFacts, on: date) -> bool:
    """Tell whether contact is late: longer ago than six weeks, and than the plan of this line says.

    A third-year whose talks are eleven weeks apart is late when the next talk is two weeks overdue. Where
    nothing is planned any more six weeks is all there is to go by.
    """
    if line.coached_since is None:
        return False
    since = max(line.last_contact or line.coached_since, line.coached_since, line.started_on)
    if days_of_school(since, on, line.stops) <= 7 * NO_CONTACT_WEEKS:
        return False
    upcoming = [day for day in line.contacts_planned if day >= since]
    return not upcoming or days_of_school(min(upcoming), on, line.stops) > 7 * GRACE_WEEKS


def _no_activities(line: LineFacts, on: date, year: int) -> bool:
    if line.steps == 0:
        return False  # no plan at all says more
    if dict(line.planned_by_year).get(year, 0) == 0:
        return True
    begins = year_begins(line.started_on, year, line.stops)
    settled = days_of_school(begins, on, line.stops) >= 7 * _SETTLING_WEEKS
    return settled and dict(line.done_by_year).get(year, 0) == 0


def _training(line: LineFacts, on: date) -> dict[Lack, bool]:
    if line.coached_since is None:
        return {}
    reason = training_reason(line.training, line.trained_until, on)
    return {
        Lack.COACH_UNTRAINED: reason == Reason.UNTRAINED,
        Lack.COACH_EXPIRED: reason == Reason.EXPIRED,
    }
