"""What a change of a series means for its meetings: the past and what was moved by itself stay."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Generic, Protocol, TypeVar

from startlijn.domain.meetings.rules.slots import AMSTERDAM, Moment, moment_on
from startlijn.domain.meetings.terms import BackwardsMeetingError, MeetingState

_SHORTEST, _LONGEST = timedelta(minutes=15), timedelta(hours=10)


class Planned(Protocol):
    """What this judgement needs of a meeting."""

    starts_at: datetime
    state: str
    moved: bool


PlannedT = TypeVar("PlannedT", bound=Planned)


@dataclass(frozen=True, slots=True)
class Split(Generic[PlannedT]):
    """Which meetings follow a change of their series, and which stay as they are."""

    follow: tuple[PlannedT, ...]
    stay: tuple[PlannedT, ...]


def is_ahead(meeting: Planned, at: datetime) -> bool:
    """Tell whether a meeting is planned and has not begun."""
    return meeting.state == MeetingState.PLANNED and meeting.starts_at > at


def split(meetings: Iterable[PlannedT], at: datetime) -> Split[PlannedT]:
    """Return which meetings follow a change of the series; cancelled ones are in neither."""
    standing = [each for each in meetings if each.state != MeetingState.CANCELLED]
    follow = [each for each in standing if is_ahead(each, at) and not each.moved]
    return Split(tuple(follow), tuple(each for each in standing if each not in follow))


def at_other_time(meeting: Planned, begins: time, minutes: int) -> Moment:
    """Return the moment of a meeting on its own day at another time."""
    return moment_on(meeting.starts_at.astimezone(AMSTERDAM).date(), begins, minutes)


def must_last(starts_at: datetime, ends_at: datetime) -> None:
    """Raise `BackwardsMeetingError` unless a meeting lasts from 15 minutes up to 10 hours."""
    if not _SHORTEST <= ends_at - starts_at <= _LONGEST:
        raise BackwardsMeetingError
