"""Verbs of courses: each checks the right, writes all or nothing, and leaves a line in the journal."""

from startlijn.domain.courses.actions.changing import change_contact, substitute, withdraw
from startlijn.domain.courses.actions.enrolling import (
    Contact,
    answer_wish,
    ask_for_more,
    enrol,
    seat_enquiry,
    take_enquiry,
)
from startlijn.domain.courses.actions.meeting import plan_meetings
from startlijn.domain.courses.actions.offer import (
    CourseFacts,
    EditionFacts,
    create_course,
    create_edition,
    edit_course,
    edit_edition,
    move_edition,
    set_tariff,
)
from startlijn.domain.courses.actions.qualification import qualify
from startlijn.domain.courses.actions.seating import Named
from startlijn.domain.courses.actions.statuses import follow_schools

__all__ = [
    "Contact",
    "CourseFacts",
    "EditionFacts",
    "Named",
    "answer_wish",
    "ask_for_more",
    "change_contact",
    "create_course",
    "create_edition",
    "edit_course",
    "edit_edition",
    "enrol",
    "follow_schools",
    "move_edition",
    "plan_meetings",
    "qualify",
    "seat_enquiry",
    "set_tariff",
    "substitute",
    "take_enquiry",
    "withdraw",
]
