"""When something can be done with an edition or an enrolment."""

from collections.abc import Collection
from datetime import date, datetime

from startlijn.base.seams import day_of
from startlijn.domain.courses.rules.admission import Limits
from startlijn.domain.courses.terms import (
    MOST_SEATS,
    BadLimitsError,
    EditionState,
    EditionStateError,
    EnrolmentEndedError,
    EnrolmentState,
    EnrolmentStateError,
)

FOLLOWS = {
    EditionState.OPEN: {EditionState.DRAFT, EditionState.RUNNING, EditionState.CLOSED},
    EditionState.RUNNING: {EditionState.OPEN},
    EditionState.CLOSED: {EditionState.DRAFT, EditionState.OPEN, EditionState.RUNNING},
}
TEACHING = (EditionState.OPEN, EditionState.RUNNING)


def must_lead_to(state: str, following: EditionState) -> None:
    """Raise `EditionStateError` when an edition cannot go from one state to the other."""
    if state not in FOLLOWS[following]:
        raise EditionStateError(state=EditionState(state).label)


def must_be(state: str, allowed: Collection[EditionState]) -> None:
    """Raise `EditionStateError` unless an edition is in one of the states."""
    if state not in allowed:
        raise EditionStateError(state=EditionState(state).label)


def must_take_schools(state: str, enrol_until: date | None, at: datetime) -> None:
    """Raise unless schools can enrol themselves at a moment (aware): while it is open, in time."""
    must_be(state, {EditionState.OPEN})
    day = day_of(at)
    if enrol_until is not None and day > enrol_until:
        raise EnrolmentEndedError(ends_on=enrol_until)


def must_be_enrolment(state: str, allowed: Collection[EnrolmentState]) -> None:
    """Raise `EnrolmentStateError` unless an enrolment is in one of the states."""
    if state not in allowed:
        raise EnrolmentStateError(state=EnrolmentState(state).label)


def must_be_limits(limits: Limits) -> None:
    """Raise `BadLimitsError` for limits that make no sense."""
    least = min(limits.schools, limits.per_school, limits.participants)
    if least < 1 or max(limits.schools, limits.per_school, limits.participants) > MOST_SEATS:
        raise BadLimitsError(most=MOST_SEATS)
