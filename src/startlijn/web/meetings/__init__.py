"""Pages about meetings: the own ones, planning a series, and the poll behind a link."""
