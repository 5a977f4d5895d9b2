"""Clock times of steps: when each begins and ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Slice:
    """One step between two moments."""

    begins: datetime
    ends: datetime


def slices(minutes: Sequence[int], begins: datetime) -> tuple[Slice, ...]:
    """Return when each step begins and ends, in real minutes, also over a clock change."""
    found, moment = [], begins
    for length in minutes:
        found.append(Slice(moment, moment + timedelta(minutes=length)))
        moment = found[-1].ends
    return tuple(found)
