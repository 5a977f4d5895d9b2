"""On which days the schools of a series are closed."""

from collections.abc import Iterable
from datetime import date

from startlijn.base.access.terms import Actor
from startlijn.content import holidays
from startlijn.domain.meetings.models import SeriesMember
from startlijn.domain.meetings.rules.slots import breaks_of
from startlijn.engines.periods import Period


def closed_for(actor: Actor, members: Iterable[SeriesMember], first: date, last: date) -> list[Period]:
    """Return the holidays of the region of every member's school that touch a window (domain.md §4.6)."""
    regions = {member.school.holiday_region for member in members if member.school is not None}
    return breaks_of(holidays(), regions, first, last)
