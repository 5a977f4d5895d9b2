"""Courses: what is offered, enrolment by schools as a team, and a fair waiting list."""
