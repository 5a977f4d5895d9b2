"""The tables of courses: what is offered, and who takes part."""

from startlijn.domain.courses.models.enrolments import Enrolment, Participant
from startlijn.domain.courses.models.offer import Course, Edition, Tariff

__all__ = ["Course", "Edition", "Enrolment", "Participant", "Tariff"]
