"""Words of courses: kinds, states, limits, sources, and why something is refused."""

from datetime import date
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from startlijn.base.refusals import RefusedError

MAX_SCHOOLS = 10  # seed 000 line 53
MAX_PER_SCHOOL = 2  # seed 000 line 53
MAX_PARTICIPANTS = 17  # seed 000 line 68
MEETING_COUNT = 4  # seed 000 line 57
MEETING_MINUTES = 120  # seed 000 line 57
MIN_HOURS = 25  # seed 000 line 64
TARIFF_TRAINING_SCHOOL = Decimal("1075.00")  # seed 000 line 68
TARIFF_FULL = Decimal("1325.00")  # seed 000 line 68
LARGEST_TEAM = 20  # that a form takes
MOST_SEATS = 500
ROWS_PER_PAGE = 25
KEPT = "Five school years after it was made, for who asks for a statement later."


class CourseKind(models.TextChoices):
    """What a course is: all kinds are run alike (seeds 000, 002 line 12, 004 lines 464 and 832)."""

    PLG = "plg", _("professional learning community")
    COACH_TRAINING = "coach_training", _("coach training")
    TRAINEESHIP = "traineeship", _("traineeship")
    DEEPENING = "deepening", _("deepening session")


class EditionState(models.TextChoices):
    """The life of an edition. Whether it is full follows from its seats."""

    DRAFT = "draft", _("in preparation")
    OPEN = "open", _("open for enrolment")
    RUNNING = "running", _("under way")
    CLOSED = "closed", _("closed")


class PlaceRule(models.TextChoices):
    """Where the meetings are (seed 000 line 58)."""

    SCHOOLS = "schools", _("at one or more of the schools that take part")
    FIXED = "fixed", _("always at the same place")
    ONLINE = "online", _("online")


class Weekday(models.TextChoices):
    """A day on which meetings can be (seed 000 line 60)."""

    MONDAY = "mon", _("Monday")
    TUESDAY = "tue", _("Tuesday")
    WEDNESDAY = "wed", _("Wednesday")
    THURSDAY = "thu", _("Thursday")
    FRIDAY = "fri", _("Friday")


class EnrolmentState(models.TextChoices):
    """The life of an enrolment. A question has no seat and no position in the list."""

    ASKED = "asked", _("a question")
    CONFIRMED = "confirmed", _("confirmed")
    WAITING = "waiting", _("on the waiting list")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Source(models.TextChoices):
    """How it came in: by the form, or typed in by staff (seed 000 lines 72 and 74)."""

    FORM = "form", _("by the form")
    MAIL = "mail", _("by e-mail")
    PHONE = "phone", _("by phone")


class Intake(models.TextChoices):
    """The three kinds of one intake (domain.md C4; seed 000 lines 53, 72 and 74)."""

    ENROLMENT = "enrolment", _("an enrolment")
    ENQUIRY = "enquiry", _("a question about what is possible")
    EXCEPTION = "exception", _("an enrolment with another wish")


class WishState(models.TextChoices):
    """What the coordinator said to another wish (seed 000 line 53)."""

    NONE = "none", _("no other wish")
    ASKED = "asked", _("asked")
    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("not possible")


SEATED = (EnrolmentState.CONFIRMED, EnrolmentState.WAITING)


class EditionStateError(RefusedError):
    """The edition is not in a state in which this can be done."""

    code = "wrong_edition_state"
    message = gettext_noop("This cannot be done while the edition is %(state)s.")


class EnrolmentStateError(RefusedError):
    """The enrolment is not in a state in which this can be done."""

    code = "wrong_enrolment_state"
    message = gettext_noop("This cannot be done any more: the enrolment is %(state)s.")


class EnrolmentEndedError(RefusedError):
    """The last day to enrol has passed."""

    code = "enrolment_ended"
    message = gettext_noop("Enrolment ended on %(ends_on)s. Ask the coordinator of the course.")

    def __init__(self, *, ends_on: date) -> None:
        super().__init__(ends_on=ends_on)


class CodeTakenError(RefusedError):
    """Another course has this code."""

    code = "course_code_taken"
    message = gettext_noop("There is already a course with the code %(code)s.")


class EditionTakenError(RefusedError):
    """The course has an edition with this name in that school year."""

    code = "edition_taken"
    message = gettext_noop("This course already has an edition “%(name)s” in that school year.")


class BadLimitsError(RefusedError):
    """Limits that make no sense."""

    code = "bad_limits"
    message = gettext_noop("Each limit is at least 1, and there are at most %(most)s participants.")


class NobodyNamedError(RefusedError):
    """A team without anybody in it, or somebody without a name."""

    code = "nobody_named"
    message = gettext_noop("Name at least one participant, each with a name.")


class TeamTooLargeError(RefusedError):
    """More people than a form takes."""

    code = "team_too_large"
    message = gettext_noop("A team has at most %(most)s people.")


class NamedTwiceError(RefusedError):
    """Somebody is named twice, or takes part for this school already."""

    code = "named_twice"
    message = gettext_noop("%(name)s is already named for this school.")


class NoContactError(RefusedError):
    """Nobody can be told what became of the enrolment."""

    code = "course_no_contact"
    message = gettext_noop("Give the name and e-mail address of somebody at the school.")


class NoWishError(RefusedError):
    """There is no other wish to answer, or it was answered."""

    code = "no_wish"
    message = gettext_noop("There is no wish to answer here.")


class NotAParticipantError(RefusedError):
    """Somebody who does not take part, or not any more."""

    code = "not_a_participant"
    message = gettext_noop("This person does not take part any more.")


class SeriesThereError(RefusedError):
    """The edition has a series of meetings already."""

    code = "series_there"
    message = gettext_noop("The meetings of this edition are being planned already.")


class NoQualificationError(RefusedError):
    """The course gives no qualification, or nobody in Startlijn can have it."""

    code = "no_qualification"
    message = gettext_noop("Only a coach training gives a qualification, and only to who is known here.")


# The ledger of own work, and completion (domain.md C3: 8 hours of meetings, and at least 17 of own work).
MOST_MINUTES_A_DAY = 12 * 60  # that somebody writes down for one day
LEDGER_WORDS_LENGTH = 300
MOST_LEDGER_ENTRIES = 400
FEWEST_ANSWERS = 5  # before the provider sees what participants thought
REASON_LENGTH = 500


class WorkKind(models.TextChoices):
    """Own work besides the meetings (seed 000 line 64)."""

    PROGRAMME = "programme", _("working on a written programme")
    TALK = "talk", _("talks with the people concerned")
    TRAINING = "training", _("preparing or giving a meeting or training")
    OTHER = "other", _("something else")


class Opinion(models.TextChoices):
    """The three sentences about which participants say how far they agree, after the last meeting."""

    USEFUL = "useful", _("What I learnt helps me at my own school.")
    TOGETHER = "together", _("I learnt from the other participants.")
    RECOMMEND = "recommend", _("I would recommend this course to a colleague.")


class LedgerFullError(RefusedError):
    """More entries, or more minutes on a day, than a ledger takes."""

    code = "ledger_full"
    message = gettext_noop("On one day at most %(hours)s hours fit, and in all at most %(most)s lines.")


class LaterWorkError(RefusedError):
    """Work on a day that has yet to come."""

    code = "ledger_later_day"
    message = gettext_noop("Choose today or an earlier day.")


class LedgerClosedError(RefusedError):
    """The statement was given: the hours on it stay as they are."""

    code = "ledger_closed"
    message = gettext_noop("You already have your statement. The hours on it stay as they are.")


class NotYetCompleteError(RefusedError):
    """The minimum of hours has not been reached."""

    code = "not_yet_complete"
    message = gettext_noop("%(hours)s hours to go. Then the statement is yours.")


class CompletionReasonError(RefusedError):
    """A coordinator decides otherwise, and must say why."""

    code = "completion_reason"
    message = gettext_noop("Say why, so that others can read it later.")


class AlreadyCompleteError(RefusedError):
    """The participant has the statement already."""

    code = "already_complete"
    message = gettext_noop("This participant already has a statement.")


class NotYetOverError(RefusedError):
    """The last meeting has yet to come, or the questions were answered."""

    code = "opinion_not_now"
    message = gettext_noop("These questions can be answered once, after the last meeting.")
