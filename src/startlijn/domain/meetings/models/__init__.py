"""The tables of meetings: a series with its members and poll, and the meetings themselves."""

from startlijn.domain.meetings.models.meetings import Attendance, Meeting
from startlijn.domain.meetings.models.series import Series, SeriesMember, Slot, SlotAnswer

__all__ = ["Attendance", "Meeting", "Series", "SeriesMember", "Slot", "SlotAnswer"]
