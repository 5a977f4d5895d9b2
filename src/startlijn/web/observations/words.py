"""What purposes of observations are called on screen, and what they mean for who reads it."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from startlijn.domain.observations.terms import LessonPurpose

# In full, on every screen and print about one observation.
_BETWEEN_TWO = gettext_lazy(
    "Only the two of you read this. It never becomes part of an assessment, unless the starter chooses so."
)
MEANS: dict[LessonPurpose, Promise] = {
    LessonPurpose.COACHING: _BETWEEN_TWO,
    LessonPurpose.PEER: _BETWEEN_TWO,
    LessonPurpose.DETERMINATION: gettext_lazy(
        "This was announced beforehand. It is not coaching, and the starter's coach has no part in it."
    ),
}
TITLES: dict[LessonPurpose, Promise] = {
    LessonPurpose.COACHING: gettext_lazy("For coaching"),
    LessonPurpose.PEER: gettext_lazy("To learn from each other"),
    LessonPurpose.DETERMINATION: gettext_lazy("To determine a stage"),
}

# Who comes to watch, by purpose.
WHO: dict[str, Promise] = {
    LessonPurpose.COACHING: gettext_lazy("Your own coach watches."),
    LessonPurpose.PEER: gettext_lazy("A colleague of your school watches."),
    LessonPurpose.DETERMINATION: gettext_lazy("A leader or an assessor watches, never your coach."),
}


def purpose_of(purpose: LessonPurpose) -> dict[str, Any]:
    """Return a purpose, ready for `observations/purpose.html`."""
    return {"title": TITLES[purpose], "means": MEANS[purpose], "determining": not purpose.developmental}
