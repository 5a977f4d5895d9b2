"""Verbs of meetings: each checks the right, writes all or nothing, and leaves a line in the journal."""

from startlijn.domain.meetings.actions.feeds import make_series_feed, revoke_series_feed
from startlijn.domain.meetings.actions.meetings import (
    Changed,
    cancel_meeting,
    change_series,
    move_meeting,
    record_attendance,
)
from startlijn.domain.meetings.actions.planning import add_meeting, plan_dates
from startlijn.domain.meetings.actions.poll import (
    answer_by_link,
    answer_for,
    ask_members,
    pin_slot,
    remind_members,
    take_back_link,
)
from startlijn.domain.meetings.actions.series import (
    adjust_members,
    change_members,
    change_wish,
    close_series,
    make_series,
    open_series,
)

__all__ = [
    "Changed",
    "add_meeting",
    "adjust_members",
    "answer_by_link",
    "answer_for",
    "ask_members",
    "cancel_meeting",
    "change_members",
    "change_series",
    "change_wish",
    "close_series",
    "make_series",
    "make_series_feed",
    "move_meeting",
    "open_series",
    "pin_slot",
    "plan_dates",
    "record_attendance",
    "remind_members",
    "revoke_series_feed",
    "take_back_link",
]
