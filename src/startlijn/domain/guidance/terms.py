"""Words of guidance: appointments, trajectories, coaches, ticks, and why something is refused."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from startlijn.base.refusals import RefusedError
from startlijn.domain.induction.terms import StarterType

__all__ = ["StarterType"]

READY_WITHIN_WEEKS = 4  # plan, coach and hours for every starter (domain.md Q6, seed 004 line 446)
NO_CONTACT_WEEKS = 6  # after which the school educator hears of it (domain.md §3)
GRACE_WEEKS = 2  # after a planned talk, when the plan of a line leaves more than those weeks between talks
LINK_LIFE = timedelta(days=14)  # of a link in a letter that ticks one step
MOST_CONCERN = 3
MOST_EXTENSION_DAYS = 730
LARGEST_JOB = Decimal("1.2")  # full-time is 1
IMPORT_JOB = "guidance.import"
KEPT_MONTHS = 24  # after which a line that ended is removed; until then the starter can see it


class ContractType(models.TextChoices):
    """What kind of appointment (domain.md §2)."""

    PERMANENT = "permanent", _("permanent")
    TEMPORARY = "temporary", _("temporary")
    REPLACEMENT = "replacement", _("replacement")
    PAYROLL = "payroll", _("through a payroll company")
    AGENCY = "agency", _("through an agency")
    NONE = "none", _("no appointment now")


class Standing(models.TextChoices):
    """Where a trajectory stands on a day. `LEAVING` is known beforehand, `LEFT` is past."""

    COMING = "coming", _("begins later")
    RUNNING = "running", _("under way")
    PAUSED = "paused", _("standing still")
    LEAVING = "leaving", _("leaving")
    LEFT = "left", _("left")
    COMPLETED = "completed", _("completed")
    UNDONE = "undone", _("registered by mistake")


@dataclass(frozen=True, slots=True)
class NewEmployment:
    """An appointment to register: at a school, at a board without a school, or (neither) none now."""

    started_on: date
    contract_type: ContractType = ContractType.TEMPORARY
    fte: Decimal = Decimal(1)
    school_id: UUID | None = None
    board_id: UUID | None = None
    finished_on: date | None = None
    fte_agreed: Decimal | None = None
    lesson_hours: int | None = None
    salary_scale: str = ""
    salary_step: int | None = None


class Day(models.TextChoices):
    """A working day."""

    MONDAY = "mon", _("Monday")
    TUESDAY = "tue", _("Tuesday")
    WEDNESDAY = "wed", _("Wednesday")
    THURSDAY = "thu", _("Thursday")
    FRIDAY = "fri", _("Friday")


class Ending(models.TextChoices):
    """How a trajectory ended. Why somebody left is not asked here."""

    COMPLETED = "completed", _("completed")
    LEFT = "left", _("left")
    UNDONE = "undone", _("registered by mistake")


class Training(models.TextChoices):
    """How far a coach is trained (seed 004 line 464: how adults learn)."""

    NONE = "none", _("not trained yet")
    UNDER_WAY = "under_way", _("in training")
    TRAINED = "trained", _("trained")


class Side(models.TextChoices):
    """Who ticks: the coach says what was given, the starter what was received."""

    STARTER = "starter", _("starter")
    COACH = "coach", _("coach")


class Outcome(models.TextChoices):
    """What one side says about a step."""

    DONE = "done", _("it took place")
    NOT_DONE = "not_done", _("it did not take place")
    MOVED = "moved", _("it will be later")


class Source(models.TextChoices):
    """Where a tick came from."""

    PAGE = "page", _("on the page")
    MAIL = "mail", _("from a letter")
    API = "api", _("from another program")


class Concern(models.TextChoices):
    """What can weigh on a starter: the six of seed 004 lines 448 to 509."""

    RESPONSIBILITY = "responsibility", _("the responsibility for a class")
    INTENSITY = "intensity", _("how intense the work is")
    COLLEAGUES = "colleagues", _("working with colleagues")
    DIFFERENCES = "differences", _("differences between pupils")
    PARENTS = "parents", _("contact with parents")
    GOALS = "goals", _("the school's goals and my own")


class MoveStage(models.TextChoices):
    """The life of a move to another school."""

    ASKED = "asked", _("waits for the starter")
    AGREED = "agreed", _("agreed")
    REFUSED = "refused", _("not agreed")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Luggage(models.TextChoices):
    """What can travel along to another school; the starter decides."""

    HOURS = "hours", _("the hours received so far")
    NEEDS = "needs", _("what I said I need")
    NOTES = "notes", _("notes of talks with my coach")


class NotTheirCoachError(RefusedError):
    """Only the coach of today can do this."""

    code = "not_their_coach"
    message = gettext_noop("You are not the coach of this starter at the moment.")


class OwnCoachError(RefusedError):
    """Nobody coaches themselves."""

    code = "own_coach"
    message = gettext_noop("Nobody can be their own coach.")


class ManagerAsCoachError(RefusedError):
    """A coach is never the starter's own manager (domain.md R-PO-4)."""

    code = "manager_as_coach"
    message = gettext_noop("%(coach)s leads %(school)s. A coach is never the starter's own manager.")


class JudgedLatelyError(RefusedError):
    """Who judges a starter, or did in the last twelve months, is not the coach (trust.md §7 rule 3)."""

    code = "judged_lately"
    message = gettext_noop(
        "%(coach)s led or assessed this starter in the last twelve months. Coaching and assessing stay apart."
    )


class BothRolesState(models.TextChoices):
    """Where the question stands whether one person may both coach and assess (trust.md §7 rule 3)."""

    ASKED = "asked", _("waits for the starter")
    ACCEPTED = "accepted", _("accepted by the starter")
    REFUSED = "refused", _("not accepted")
    WITHDRAWN = "withdrawn", _("taken back")


class NoGroundsError(RefusedError):
    """An exception is asked without a reason, for too long, or twice."""

    code = "no_grounds"
    message = gettext_noop("Give a reason, and a last day within a year. Ask one exception at a time.")


class BothRolesError(RefusedError):
    """One person would be both coach and assessor of a starter without an exception (trust.md §7 rule 3)."""

    code = "both_roles"
    message = gettext_noop(
        "%(name)s would be both coach and assessor of %(starter)s. That needs an exception, with a reason, "
        "that the starter accepts."
    )


class OwnAssessorError(RefusedError):
    """Somebody would assess the self."""

    code = "own_assessor"
    message = gettext_noop("Nobody assesses themselves.")


class CoachFullError(RefusedError):
    """The coach has as many starters as agreed."""

    code = "coach_full"
    message = gettext_noop("%(coach)s already has %(count)s starters: that is the most that was agreed.")


class OverlapError(RefusedError):
    """Two periods of the same kind overlap."""

    code = "overlap"
    message = gettext_noop("From %(from)s there already is one. Two at the same time is not possible.")


class BackwardsError(RefusedError):
    """A period ends before it begins."""

    code = "backwards"
    message = gettext_noop("The last day comes before the first.")


class AlreadyAStarterError(RefusedError):
    """The person already has a line here."""

    code = "already_a_starter"
    message = gettext_noop("%(name)s already has a line here. Add an appointment to it.")


class NoProgrammeError(RefusedError):
    """There is no programme in force to make a line from."""

    code = "no_programme"
    message = gettext_noop("%(school)s has no programme in force yet. Put one in force first.")


class FinishedError(RefusedError):
    """The trajectory has ended."""

    code = "finished"
    message = gettext_noop("This line ended on %(day)s.")


class TickedAlreadyError(RefusedError):
    """This side has ticked this step; it can be changed for a day."""

    code = "ticked_already"
    message = gettext_noop("This was already confirmed on %(day)s.")


class LinkEndedError(RefusedError):
    """The link was used, or is too old."""

    code = "link_ended"
    message = gettext_noop("This link no longer works: it works once, for two weeks. Log in to confirm.")


class NotSwappableError(RefusedError):
    """Only elements of equal weight can be swapped, and not those already ticked."""

    code = "not_swappable"
    message = gettext_noop("These two cannot be swapped: they do not weigh the same, or one is done.")


class HasTicksError(RefusedError):
    """A line on which something was confirmed is not a mistake."""

    code = "has_ticks"
    message = gettext_noop("Something was already confirmed on this line. End it instead of undoing it.")


class LineElsewhereError(RefusedError):
    """The person has a line where the actor does not reach. Says no more than who asks knew."""

    code = "line_elsewhere"
    message = gettext_noop("This starter decides about coming to your school. Ask for it by e-mail address.")


class NoAppointmentError(RefusedError):
    """A starter is registered with at least one appointment (or the lack of one, in a pool)."""

    code = "no_appointment"
    message = gettext_noop("Say where this starter works, or in whose pool.")


class JobSizeError(RefusedError):
    """A job size that cannot be."""

    code = "job_size"
    message = gettext_noop("A job size lies between 0 and %(most)s; full-time is 1.")


class ExtensionError(RefusedError):
    """An extension that is too long, or ends before today."""

    code = "extension"
    message = gettext_noop("A line can be extended by %(most)s days at most.")


class NotFreeError(RefusedError):
    """Somebody with a school or a pool already has who arranges the line."""

    code = "not_free"
    message = gettext_noop("%(name)s already has a school or a pool.")


class NotCompletedError(RefusedError):
    """Only a line that was closed as complete can go on after all."""

    code = "not_completed"
    message = gettext_noop("This line was not closed as complete.")


class OlderError(RefusedError):
    """A line cannot begin after something that took place on it."""

    code = "older"
    message = gettext_noop("Something on this line is of %(day)s. It began on that day or before.")


class NotLeavingError(RefusedError):
    """Only a leaving that is still to come can be called off."""

    code = "not_leaving"
    message = gettext_noop("This starter is not about to leave.")


class DecidedAlreadyError(RefusedError):
    """The question about a move was answered before."""

    code = "decided_already"
    message = gettext_noop("This question was answered before.")


class StepState(models.TextChoices):
    """Where a step stands, from what both sides say."""

    PLANNED = "planned", _("planned")
    OPEN = "open", _("not confirmed yet")
    HALF = "half", _("confirmed by one side")
    DONE = "done", _("it took place")
    NOT_DONE = "not_done", _("it did not take place")
    DIFFERENT = "different", _("you say different things")
    CANCELLED = "cancelled", _("cancelled")


class TooEarlyError(RefusedError):
    """A step can be confirmed from four weeks before its day."""

    code = "too_early"
    message = gettext_noop("This is planned on %(day)s. You can confirm it when that comes nearer.")


class BadMinutesError(RefusedError):
    """A number of minutes that cannot be."""

    code = "bad_minutes"
    message = gettext_noop("Minutes lie between 1 and %(most)s.")


class CancelledError(RefusedError):
    """The step was cancelled."""

    code = "cancelled"
    message = gettext_noop("This was cancelled. Plan it again first.")


class SettledError(RefusedError):
    """What was confirmed can no longer be moved or cancelled."""

    code = "settled"
    message = gettext_noop("This was confirmed already, so it stays where it is.")


class NotACoachError(RefusedError):
    """Only who has the role of coach can be given a starter."""

    code = "not_a_coach"
    message = gettext_noop("%(name)s is not a coach yet. Make this person a coach first.")


class NoteFixedError(RefusedError):
    """A note can be changed for a day."""

    code = "note_fixed"
    message = gettext_noop("A note can be changed for a day. Write a new one.")


class EmptyNoteError(RefusedError):
    """A note without anything in it."""

    code = "empty_note"
    message = gettext_noop("Fill in at least one of the three fields.")
