"""Pages of courses: what is offered, enrolling as a team, and the desk of who coordinates."""
