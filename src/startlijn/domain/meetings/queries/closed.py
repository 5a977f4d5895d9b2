"""On which days the schools of a series are closed."""

from collections.abc import Iterable
from datetime import date

from startlijn.base.access.terms import Actor
from startlijn.domain.calendar.queries import closed_days
from startlijn.domain.meetings.models import SeriesMember
from startlijn.engines.periods import Period


def closed_for(actor: Actor, members: Iterable[SeriesMember], first: date, last: date) -> list[Period]:
    """Return the holidays and own closed days of every member's school in a window (domain.md §4.6)."""
    schools = {member.school_id for member in members if member.school_id is not None}
    found = closed_days(actor, schools, first, last)
    return [closed.period for days in found.values() for closed in days]
