"""Reading courses: every page and file goes through these; each takes the actor."""

from startlijn.domain.courses.queries.enrolments import (
    desk,
    edition_page,
    enrolment_page,
    invoice_lines,
    own_enrolments,
    own_participations,
    schools_to_add,
    with_editions,
)
from startlijn.domain.courses.queries.offer import (
    coordinators,
    course_page,
    course_view,
    courses,
    edition_view,
    edition_views,
    offer,
)

__all__ = [
    "coordinators",
    "course_page",
    "course_view",
    "courses",
    "desk",
    "edition_page",
    "edition_view",
    "edition_views",
    "enrolment_page",
    "invoice_lines",
    "offer",
    "own_enrolments",
    "own_participations",
    "schools_to_add",
    "with_editions",
]
