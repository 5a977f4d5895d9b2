"""Words of observations: purposes, states, views, and why something is refused."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from startlijn.base.refusals import RefusedError

ANNOUNCED_DAYS = 5  # a lesson for determining is known so long before (own choice; domain.md §0 finding 5)
APART_DAYS = 365  # who coached does not determine within so long after (trust.md §7 rule 3)
OPEN_DAYS = 30  # so long after the lesson a colleague still reads it (trust.md §7, observation)
OPEN_DAYS_DETERMINING = 365
PUPILS_AT_LEAST = 5  # inside a school (README of the papers, 3)
PUPILS_AT_MOST = 60
KEPT = "12 months; one for determining a stage 24 months."
REMARK_LENGTH = 4000
MOST_QUESTIONS = 50
AHEAD = timedelta(days=365)


class LessonPurpose(models.TextChoices):
    """What an observation is for; fixed before the lesson and never changed (domain.md §6 rule 3)."""

    COACHING = "coaching", _("coaching")
    PEER = "peer", _("learning from each other")
    DETERMINATION = "determination", _("determining a stage")

    @property
    def developmental(self) -> bool:
        """Tell whether it is for developing, and never for an assessment."""
        return self is not LessonPurpose.DETERMINATION


class LessonState(models.TextChoices):
    """How far an observation is. Asked: the starter still chooses class and moment."""

    ASKED = "asked", _("waits for class and moment")
    PLANNED = "planned", _("planned")
    DONE = "done", _("watched")
    TALKED = "talked", _("talked over")


class ViewKind(models.TextChoices):
    """Whose view of a lesson: of who watched, of who taught, or of the pupils together."""

    OBSERVER = "observer", _("who watched")
    OWN = "own", _("who taught")
    PUPILS = "pupils", _("the pupils")


@dataclass(frozen=True, slots=True)
class Moment:
    """Class and moment of a lesson, as the starter chose them. `lesson`: a time or an hour, in own words."""

    class_label: str
    on: date
    lesson: str = ""


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who may be asked: to watch, or to be watched."""

    person_id: UUID
    name: str


class NotTheirTurnError(RefusedError):
    """Somebody cannot be asked for this purpose."""

    code = "not_possible_for_purpose"
    message = gettext_noop("This person cannot watch for this purpose. Choose somebody from the list.")


class CoachDeterminesError(RefusedError):
    """Who coaches, or did in the last year, does not determine."""

    code = "coach_determines"
    message = gettext_noop("A coach of the last twelve months cannot watch to determine a stage.")


class TooSoonError(RefusedError):
    """A lesson for determining is announced some days before."""

    code = "too_soon"
    message = gettext_noop("A lesson that helps to determine a stage is announced. Choose %(day)s or later.")


class PastMomentError(RefusedError):
    """A lesson is planned today or later, and within a year."""

    code = "past_moment"
    message = gettext_noop("Choose a day from today on, within a year.")


class NoClassError(RefusedError):
    """The starter says which class."""

    code = "no_class"
    message = gettext_noop("Say which class or group it is.")


class NotYetError(RefusedError):
    """The lesson is still to come."""

    code = "not_yet"
    message = gettext_noop("This lesson is on %(day)s. You can fill this in from that day on.")


class NoMomentError(RefusedError):
    """The starter has not chosen class and moment."""

    code = "no_moment"
    message = gettext_noop("The starter has not chosen class and moment yet.")


class TalkedOverError(RefusedError):
    """Once talked over, views stay as they are."""

    code = "talked_over"
    message = gettext_noop("You talked this lesson over, so what was written about it stays as it is.")


class WatchedAlreadyError(RefusedError):
    """What was watched can no longer be moved or called off."""

    code = "watched_already"
    message = gettext_noop("This lesson was watched already.")


class NotWatchedError(RefusedError):
    """One talks over what was watched."""

    code = "not_watched"
    message = gettext_noop("Nobody has filled in yet what was seen in this lesson.")


class EmptyViewError(RefusedError):
    """A view without an answer, a note or a remark."""

    code = "empty_view"
    message = gettext_noop("Fill in at least one thing you saw.")


class FewPupilsError(RefusedError):
    """So few pupils answered that one could tell who."""

    code = "few_pupils"
    message = gettext_noop(
        "At “%(item)s” stand %(count)s pupils. Count at least %(least)s, so that nobody can tell who."
    )


class ManyPupilsError(RefusedError):
    """More pupils than a class has."""

    code = "many_pupils"
    message = gettext_noop("At “%(item)s” stand %(count)s pupils. %(most)s is the most that fits.")


class EmptyTalkError(RefusedError):
    """A talk of which nothing is written down."""

    code = "empty_talk"
    message = gettext_noop("Write what worked, or one goal.")


class DeterminingStaysError(RefusedError):
    """An observation for determining is not the starter's to remove."""

    code = "determining_stays"
    message = gettext_noop(
        "An observation for determining a stage stays. You can write your own view with it."
    )


class EmptyQuestionError(RefusedError):
    """A learning question without words."""

    code = "empty_question"
    message = gettext_noop("Write your question.")


class ManyQuestionsError(RefusedError):
    """More learning questions than anybody works on."""

    code = "many_questions"
    message = gettext_noop("You have %(most)s learning questions. Remove one that is answered first.")


class NoCoachToShareError(RefusedError):
    """There is no coach to share with."""

    code = "no_coach_to_share"
    message = gettext_noop("You have no coach at the moment to share this with.")
