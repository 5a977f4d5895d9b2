"""Words of induction programmes: elements, versions, criteria, and why something is refused."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

PROGRAMME_YEARS = 3  # seed 000 line 15
YEARS = (1, 2, 3)
WEEKS_IN_A_WINDOW = 4  # domain.md Q4
USUAL_HOURS_AVAILABLE = 16  # for the starter, per window of four weeks
MOST_ELEMENTS = 200  # in one version


class StarterType(models.TextChoices):
    """Why somebody is a starter (seed 000 line 31, seed 004 line 446). Only a preset, never a label."""

    RECENT_GRADUATE = "recent_graduate", _("just out of training")
    CAREER_SWITCHER = "career_switcher", _("came from another profession")
    EXPERIENCED_NEW_HERE = "experienced_new_here", _("experienced, new at this school")
    SUBSTITUTE = "substitute", _("substitute")
    RETURNER = "returner", _("back in education")


class ElementKind(models.TextChoices):
    """What an element of a programme is."""

    COACHING_TALK = "coaching_talk", _("talk with the coach")
    LESSON_OBSERVATION = "lesson_observation", _("lesson observation")
    INTERVISION = "intervision", _("intervision")
    NETWORK_MEETING = "network_meeting", _("network meeting")
    TRAINING = "training", _("training")
    WORKLOAD_RELIEF = "workload_relief", _("time off from teaching")
    INTRODUCTION = "introduction", _("introduction")
    PEER_OBSERVATION = "peer_observation", _("watching a colleague's lesson")
    VIDEO_COACHING = "video_coaching", _("coaching with video")
    EVALUATION_TALK = "evaluation_talk", _("looking back together")


class ElementForm(models.TextChoices):
    """Alone with somebody, or in a group (seed 004 lines 480 to 509: mix)."""

    INDIVIDUAL = "individual", _("individual")
    COLLECTIVE = "collective", _("in a group")


class Period(models.TextChoices):
    """When in a year of the programme. It counts from the day the starter's year begins."""

    START = "start", _("the first weeks")
    EARLY = "early", _("early in the year")
    MIDDLE = "middle", _("halfway")
    LATE = "late", _("late in the year")
    CLOSE = "close", _("the last weeks")
    WHOLE_YEAR = "year", _("the whole year")


class Criterion(models.TextChoices):
    """The five criteria of an induction programme (agreement on CAO VO, 12 September 2023)."""

    WORKLOAD_RELIEF = "workload_relief", _("less workload")
    ENCULTURATION = "enculturation", _("getting to know the school")
    PROFESSIONAL_DEVELOPMENT = "professional_development", _("professional development")
    CLASSROOM = "classroom", _("observation and guidance in the classroom")
    INTERVISION = "intervision", _("intervision and targeted guidance")


class Funding(models.TextChoices):
    """Where the hours come from (seed 002 line 27: what when the subsidy stops)."""

    STRUCTURAL = "structural", _("the school's own budget")
    SUBSIDY = "subsidy", _("a subsidy")
    REGION = "region", _("the region")


class Owner(models.TextChoices):
    """Who sees to it that an element happens."""

    SCHOOL_EDUCATOR = "school_educator", _("school educator")
    COACH = "coach", _("starter's coach")
    SCHOOL_LEADER = "school_leader", _("school leader")
    TEAM_LEADER = "team_leader", _("team leader")
    BUDDY = "buddy", _("buddy")
    HR_ADVISOR = "hr_advisor", _("HR advisor")
    PROJECT_WORKER = "project_worker", _("project worker")
    INSTITUTE_EDUCATOR = "institute_educator", _("institute educator")
    STARTER = "starter", _("the starter")


class VersionStage(models.TextChoices):
    """The life of a version of a programme."""

    DRAFT = "draft", _("draft")
    CONSULTATION = "consultation", _("in consultation")
    IN_FORCE = "in_force", _("in force")
    RETIRED = "retired", _("retired")


class Clock(models.TextChoices):
    """How served time is counted: an option of a programme, never a rule of its own."""

    CALENDAR = "calendar", _("calendar years")
    FTE = "fte", _("years of full-time work")


class RefusedError(Exception):
    """Something that cannot be done now. `code` is stable; ``gettext(message) % figures`` says it."""

    code: ClassVar[str]
    message: ClassVar[str]

    def __init__(self, **figures: object) -> None:
        super().__init__(f"{self.code}: {figures}" if figures else self.code)
        self.figures = figures


class NotADraftError(RefusedError):
    """Only a draft can be changed: a version that people read stays as it is."""

    code = "not_a_draft"
    message = gettext_noop("Version %(number)s can no longer be changed. Make a new version of it.")


class WrongStageError(RefusedError):
    """The version is not in a stage in which this can be done."""

    code = "wrong_stage"
    message = gettext_noop("This cannot be done while the version is %(stage)s.")


class DraftExistsError(RefusedError):
    """There is one draft at a time."""

    code = "draft_exists"
    message = gettext_noop("There is already a draft: version %(number)s. Go on with that one.")


class YearTakenError(RefusedError):
    """Another version holds from that school year on."""

    code = "year_taken"
    message = gettext_noop("Version %(number)s already holds from school year %(year)s on.")


class TooManyElementsError(RefusedError):
    """More elements than a version can hold."""

    code = "too_many_elements"
    message = gettext_noop("A version holds at most %(most)s elements.")


class ProgrammeExistsError(RefusedError):
    """A school has one programme per sector."""

    code = "programme_exists"
    message = gettext_noop("%(school)s already has a programme. Make a new version of it.")


class BadElementError(RefusedError):
    """An element that cannot be: `field` says which part."""

    code = "bad_element"
    message = gettext_noop("This is not possible: %(field)s.")
