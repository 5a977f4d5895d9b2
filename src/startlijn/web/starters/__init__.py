"""Pages about starters as persons: registering, appointments, time, moves, files of HR."""
