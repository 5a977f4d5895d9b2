"""Lessons in a list: how each is called, with whom, what for, and where it leads."""

from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from startlijn.domain.observations.queries.views import LessonFacts
from startlijn.web.observations.words import TITLES


def title_of(facts: LessonFacts) -> str:
    """Return how a lesson is called: class and day, never a name."""
    if facts.on is None:
        return _("A lesson still to choose")
    return _("%(class_label)s, %(day)s") % {
        "class_label": facts.class_label,
        "day": date_format(facts.on, "DATE_FORMAT"),
    }


def lesson_row(facts: LessonFacts) -> dict[str, Any]:
    """Return a lesson in a list: its title, with whom, what for, and where it leads."""
    if facts.watches:
        who = _("You watch a lesson of %(name)s.") % {"name": facts.other}
    else:
        who = _("%(name)s watches your lesson.") % {"name": facts.other}
    return {
        "facts": facts,
        "title": title_of(facts),
        "who": who,
        "purpose": TITLES[facts.purpose],
        "determining": not facts.purpose.developmental,
        "url": reverse("observations:lesson", args=[facts.id]),
    }
