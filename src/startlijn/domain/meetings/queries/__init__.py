"""Reading meetings: every page and file goes through these; each takes the actor."""

from startlijn.domain.meetings.queries.clashes import clashes
from startlijn.domain.meetings.queries.own import (
    attendance_of,
    meetings_of,
    next_meeting,
    open_polls,
    own_meetings,
    own_series,
)
from startlijn.domain.meetings.queries.proposal import proposal_of
from startlijn.domain.meetings.queries.series import series_for, series_page

__all__ = [
    "attendance_of",
    "clashes",
    "meetings_of",
    "next_meeting",
    "open_polls",
    "own_meetings",
    "own_series",
    "proposal_of",
    "series_for",
    "series_page",
]
