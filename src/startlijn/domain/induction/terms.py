"""Words of induction programmes: elements, versions, criteria, and why something is refused."""

from collections.abc import Mapping, Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from startlijn.base.refusals import RefusedError

PROGRAMME_YEARS = 3  # seed 000 line 15
YEARS = (1, 2, 3)
WEEKS_IN_A_WINDOW = 4  # domain.md Q4
USUAL_HOURS_AVAILABLE = 16  # for the starter, per window of four weeks
MOST_ELEMENTS = 200  # in one version
MOST_HOURS = 999  # of one element
TITLE_LENGTH = 120
NOTE_LENGTH = 300
# Hours of guidance (time off from teaching left out) below which a year of guidance is thin, where the board
# chose no numbers of its own. Our own estimate: no source gives a number.
LEAST_GUIDANCE_HOURS = {1: 20, 2: 10, 3: 5}


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


class Verdict(models.TextChoices):
    """What a check says. It advises and never blocks."""

    MET = "met", _("in order")
    PARTLY = "partly", _("partly in order")
    NOT_MET = "not", _("not there yet")


class CheckGroup(models.TextChoices):
    """Where a check comes from."""

    CRITERIA = "criteria", _("The five criteria")
    DESIGN = "design", _("How it is made")
    SPIL_CONDITIONS = "conditions", _("Five conditions for good guidance (SPIL)")
    SPIL_FEATURES = "features", _("Five features of good guidance (SPIL)")


class CheckCode(models.TextChoices):
    """The design checks of a version (domain.md Q1 to Q5 and Q8; seed 004 lines 455 to 509)."""

    WORKLOAD_RELIEF = "criterion_workload_relief", _("Less workload, every year, for everybody")
    ENCULTURATION = "criterion_enculturation", _("Getting to know the school, every year, for everybody")
    PROFESSIONAL_DEVELOPMENT = (
        "criterion_professional_development",
        _("Professional development, every year, for everybody"),
    )
    CLASSROOM = "criterion_classroom", _("Guidance in the classroom, every year, for everybody")
    INTERVISION = "criterion_intervision", _("Intervision and targeted guidance, every year, for everybody")
    FIXED_COACH = "fixed_coach", _("Something with the own coach every year")
    COLLECTIVE = "collective", _("Something in a group every year")
    NOT_OVERWHELMED = "not_overwhelmed", _("Never too much at once")
    YEARS_FILLED = "years_filled", _("Years two and three are filled")
    DECLINING = "declining", _("A little less each year")
    OWNERS = "owners", _("Somebody sees to everything")
    TWO_PEOPLE = "two_people", _("Two people for what many depend on")
    SPIL_COHERENCE = "spil_coherence", _("Fits the other policy of the school")
    SPIL_TIME = "spil_time", _("Starter and coach get time for it")
    SPIL_THEORY = "spil_theory", _("The theory is of a good level")
    SPIL_CAREER = "spil_career", _("Part of a career that goes on")
    SPIL_COACHES = "spil_coaches", _("Coaches know how to guide")
    SPIL_INTENSITY = "spil_intensity", _("Intensity: enough time, and teaching adjusted to it")
    SPIL_CONTENT = "spil_content", _("Content: of a good level, by trained people")
    SPIL_MIX = "spil_mix", _("Mix: with the own coach and in a group")
    SPIL_ROOM = "spil_room", _("Effort: fits the room a starter has")
    SPIL_RELEVANT = "spil_relevant", _("Relevant: of use in daily work at once")


class Clock(models.TextChoices):
    """How served time is counted: an option of a programme, never a rule of its own."""

    CALENDAR = "calendar", _("calendar years")
    FTE = "fte", _("years of full-time work")


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


class BadYearError(RefusedError):
    """A school year that is too far away."""

    code = "bad_year"
    message = gettext_noop("Choose a school year from %(first)s to %(last)s.")


class EmptyVersionError(RefusedError):
    """A version without elements promises nothing."""

    code = "empty_version"
    message = gettext_noop("This version is still empty. Add elements first.")


class BackwardsPolicyError(RefusedError):
    """A policy that was put into practice before it was formulated."""

    code = "backwards_policy"
    message = gettext_noop("A policy is put into practice on or after the day it was formulated.")


class EarlyConsentError(RefusedError):
    """Consent from before the staff council was asked."""

    code = "early_consent"
    message = gettext_noop("The staff council was asked on %(day)s. It cannot have agreed before that.")


class InUseError(RefusedError):
    """A version that something else builds on cannot be thrown away."""

    code = "in_use"
    message = gettext_noop("Something builds on version %(number)s. It cannot be thrown away.")


class BadElementError(RefusedError):
    """An element that cannot be. `faults` holds what is wrong, by name of the field, as messages."""

    code = "bad_element"
    message = gettext_noop("This is not possible: %(what)s")

    def __init__(self, faults: Mapping[str, object]) -> None:
        super().__init__(what=" ".join(str(fault) for fault in faults.values()))
        self.faults = dict(faults)


class BadProgrammeFileError(RefusedError):
    """A file that is refused as a whole; `sentences` says everything that is wrong, by row and column."""

    code = "bad_file"
    message = gettext_noop("The file cannot be used. %(what)s")

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(what=sentences[0])
        self.sentences = tuple(sentences)
