"""Where and when somebody is a starter: what the roles follow."""

from collections import defaultdict
from datetime import date
from uuid import UUID

from startlijn.base.access.terms import Place
from startlijn.base.people.terms import RoleSpan
from startlijn.base.seams import day_of
from startlijn.domain.guidance.models import Employment, Trajectory
from startlijn.domain.guidance.rules.line import anniversary
from startlijn.domain.guidance.terms import KEPT_MONTHS, Ending
from startlijn.engines.periods import Period, gaps, union

_KEPT_YEARS = KEPT_MONTHS // 12


def _place(row: Employment) -> tuple[Place, UUID]:
    if row.school_id is not None:
        return Place.SCHOOL, row.school_id
    if row.board_id is not None:
        return Place.BOARD, row.board_id
    return Place.PARTNERSHIP, row.partnership_id


def role_spans(trajectory: Trajectory) -> tuple[date, list[RoleSpan]]:
    """Return from which day the roles follow this trajectory, and the places with their periods.

    The first place counts from the day of registering: a starter looks around before the first day (domain.md
    §3). Between appointments, and until the line is removed, the person is a starter of the partnership.
    """
    begins_on = min(day_of(trajectory.registered_at), trajectory.started_on)
    if trajectory.ending == Ending.UNDONE:
        return begins_on, []
    over = trajectory.finished_on and anniversary(trajectory.finished_on, _KEPT_YEARS)
    whole = Period(begins_on, over)
    at_places: dict[tuple[Place, UUID], list[Period]] = defaultdict(list)
    rows = list(trajectory.employments.order_by("started_on", "pk"))
    earliest = min((row.started_on for row in rows), default=begins_on)
    for row in rows:
        starts = begins_on if row.started_on == earliest else row.started_on
        worked = Period(min(starts, row.started_on), row.finished_on).clip(begins_on, over)
        if worked is not None:
            at_places[_place(row)].append(worked)
    between = gaps([period for periods in at_places.values() for period in periods], whole)
    at_places[Place.PARTNERSHIP, trajectory.partnership_id] += between
    return begins_on, [
        RoleSpan(place, place_id, period.start, period.end)
        for (place, place_id), periods in at_places.items()
        for period in union(periods)
    ]
