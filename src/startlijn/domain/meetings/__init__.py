"""Series of meetings: a poll, dates chosen at once, invitations for calendars, attendance."""
