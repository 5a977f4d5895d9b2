"""Words of reviews: the questions, the stages, and the items of the safeguarding scan."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from startlijn.base.refusals import RefusedError

MOST_PRIORITIES = 3


class Question(models.TextChoices):
    """The four questions of a review (seed 000 lines 17 to 20) and the four guiding ones (lines 30 to 33)."""

    STRENGTHS = "strengths", _("What do we do well?")
    SHARPEN = "sharpen", _("What could we sharpen, and what is missing?")
    PRACTICE = "practice", _("How does paper become practice?")
    SAFEGUARDING = "safeguarding", _("How firmly is it anchored?")
    SHAPE = "shape", _("How does the programme take shape now: what works, what gets in the way?")
    DIFFERENCES = "differences", _("How well does it fit different kinds of starters?")
    ANCHORED = "anchored", _("Is it anchored, and could that be better?")
    TOGETHER = "together", _("How can training teachers together and induction strengthen each other?")


class ReviewStage(models.TextChoices):
    """The life of a review: answer alone first, then see the differences, then choose."""

    ANSWERING = "answering", _("everybody answers alone")
    COMPARING = "comparing", _("looking at the differences")
    CLOSED = "closed", _("closed")


class SafeguardItem(models.TextChoices):
    """What makes a programme last (domain.md Q8; seeds 000 line 20, 002 line 27, 003 cell 3B)."""

    WRITTEN = "written", _("there is a written policy")
    STAFFING = "staffing", _("it has hours in the staffing plan")
    QUALITY_CYCLE = "quality_cycle", _("it is part of the quality cycle")
    HR = "hr", _("HR is involved")
    TWO_PEOPLE = "two_people", _("every task has two people")
    CONSENT = "consent", _("the staff council agrees")
    YEARLY_REVIEW = "yearly_review", _("it is reviewed every year")
    BUDGET = "budget", _("there is money beyond the subsidy")


class Met(models.TextChoices):
    """Whether an item holds."""

    YES = "yes", _("yes")
    PARTLY = "partly", _("partly")
    NO = "no", _("not yet")


class WrongStageError(RefusedError):
    """The review is not in a stage in which this can be done."""

    code = "wrong_stage"
    message = gettext_noop("This cannot be done while the review is at: %(stage)s.")


class ReviewRunningError(RefusedError):
    """One review of a programme at a time."""

    code = "review_running"
    message = gettext_noop("There is already a review of this programme. Finish that one first.")


class TooManyPrioritiesError(RefusedError):
    """Three priorities at most: choosing is the point."""

    code = "too_many_priorities"
    message = gettext_noop("Choose at most %(most)s priorities.")


class NobodyAnsweredError(RefusedError):
    """There is nothing to compare yet."""

    code = "nobody_answered"
    message = gettext_noop("Nobody has answered yet.")


class BadScoreError(RefusedError):
    """A score outside the scale."""

    code = "bad_score"
    message = gettext_noop("A score is a number from %(first)s to %(last)s.")
