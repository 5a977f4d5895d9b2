"""Words of joint assessment: stages, states, outcomes, deadlines, and why something is refused."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from startlijn.base.refusals import RefusedError

LEAST_MEMBERS = 2  # seed 002 line 14: assessed together
LEAST_ORGANISATIONS = 2  # trust.md §7: at least one of another board
PROFILE = "profile"  # the kind of instrument that is judged by
REMIND_AGAIN_DAYS = 7
TEXT_LENGTH = 4000
NOTE_LENGTH = 2000


class Aim(models.TextChoices):
    """The stage a starter wants to be recognised for (seed 004 line 208)."""

    BASIC = "basic", _("basic-competent")
    EXPERT = "expert", _("expert-competent")


class State(models.TextChoices):
    """The life of an assessment. Nobody skips a step (`rules.states`)."""

    PREPARED = "prepared", _("in preparation")
    SUBMITTED = "submitted", _("handed in")
    JUDGING = "judging", _("each assessor judges alone")
    CONSENSUS = "consensus", _("assessors talk it over")
    ADVISED = "advised", _("advice given")
    DECIDED = "decided", _("decided")
    OBJECTED = "objected", _("objection made")
    CLOSED = "closed", _("closed")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Outcome(models.TextChoices):
    """What an advice or a decision says. It says something of a moment, never of a person."""

    REACHED = "reached", _("the stage is reached")
    NOT_YET = "not_yet", _("not yet: more time and a next moment")
    INSUFFICIENT = "insufficient", _("insufficient")


class RequestState(models.TextChoices):
    """Where a proposal stands, or the question of a starter without a board."""

    PROPOSED = "proposed", _("waits for the starter")
    TO_NAME = "to_name", _("waits for who decides to be named")
    MADE = "made", _("became an assessment")
    DECLINED = "declined", _("not now")


class Decider(models.TextChoices):
    """Who decides on the advice, by setting of the board (CAO PO: the manager; POS: the board)."""

    BOARD = "board", _("the board")
    MANAGER = "manager", _("the manager at the school")


class Conflict(models.TextChoices):
    """What an assessor declared before reading anything."""

    OPEN = "", _("not declared yet")
    NONE = "none", _("no conflict of interest")
    CONFLICT = "conflict", _("a conflict of interest")


class Unfit(models.TextChoices):
    """Why somebody cannot sit in a panel."""

    SELF = "self", _("is the starter")
    COACH = "coach", _("coaches the starter, or did in the past twelve months")
    LEADER = "leader", _("leads the starter's school or board, or did in the past twelve months")
    NO_ASSESSOR = "no_assessor", _("is no assessor in this partnership")
    MEMBER = "member", _("is in the panel already, or declared a conflict of interest")


PUBLISHED = frozenset({State.DECIDED, State.OBJECTED, State.CLOSED})
READING = frozenset({State.JUDGING, State.CONSENSUS, State.ADVISED, *PUBLISHED})
WITH_PANEL = frozenset({State.PREPARED, State.SUBMITTED, State.JUDGING})
MAY_GIVE_MORE = frozenset({State.SUBMITTED, State.JUDGING, State.CONSENSUS})
MAY_LEAVE = WITH_PANEL | {State.CONSENSUS}
OPEN_REQUESTS = (RequestState.PROPOSED, RequestState.TO_NAME)
ENDED = frozenset({State.CLOSED, State.WITHDRAWN})
TOGETHER = frozenset({State.CONSENSUS, State.ADVISED, *PUBLISHED})


@dataclass(frozen=True, slots=True)
class Deadlines:
    """How many working days each step may take, and who decides; holidays of the region do not count.

    `support` is how long a support plan ran before an "insufficient" can be given without an override. The
    defaults are our own (domain.md gives none): a partnership or a board sets its own.
    """

    decider: Decider = Decider.BOARD
    judge: int = 15
    advise: int = 10
    decide: int = 10
    objection: int = 30
    support: int = 40
    region: str = "midden"


class WrongStateError(RefusedError):
    """The assessment is not in a state in which this can be done."""

    code = "wrong_state"
    message = gettext_noop("This cannot be done while the assessment is at: %(state)s.")


class NoEmployerError(RefusedError):
    """Nobody could decide: the starter has no board on that day."""

    code = "no_employer"
    message = gettext_noop(
        "A board decides on this, and you have no appointment at one now. Ask your coordinator."
    )


class AlreadyRunningError(RefusedError):
    """One assessment of a starter at a time."""

    code = "already_running"
    message = gettext_noop("There is already an assessment. Finish that one first, or withdraw it.")


class NoProfileError(RefusedError):
    """The competence profile does not exist, or cannot be used to determine a stage."""

    code = "no_profile"
    message = gettext_noop("This competence profile cannot be used for an assessment.")


class UnfitMemberError(RefusedError):
    """Somebody may not sit in this panel."""

    code = "unfit_member"
    message = gettext_noop("%(name)s cannot assess here: %(why)s.")


class PanelTooSmallError(RefusedError):
    """Fewer than two assessors, or all of one organisation."""

    code = "panel_too_small"
    message = gettext_noop("A panel has at least two assessors, of different organisations.")


class NotDeclaredError(RefusedError):
    """An assessor who did not say yet whether there is a conflict of interest."""

    code = "not_declared"
    message = gettext_noop("First say whether you have a conflict of interest.")


class AlreadyGivenError(RefusedError):
    """A judgement that was given does not change."""

    code = "already_given"
    message = gettext_noop("You have given your judgement. From here on you talk it over together.")


class OwnQuestionError(RefusedError):
    """Somebody else of the panel agrees with a question."""

    code = "own_question"
    message = gettext_noop("Another assessor agrees with your question, not you yourself.")


class NothingToSignError(RefusedError):
    """An advice without an outcome or without reasons."""

    code = "nothing_to_sign"
    message = gettext_noop("Write the advice first: what you agreed on, the outcome and the reasons.")


class ReasonMissingError(RefusedError):
    """A reason that has to be given."""

    code = "reason_missing"
    message = gettext_noop("Give your reasons, so that the starter can read them.")


class NoSignalError(RefusedError):
    """An "insufficient" that comes out of the blue."""

    code = "no_signal"
    message = gettext_noop(
        "The starter had no earlier signal with a plan of support. Decide “not yet”, or write why it is "
        "insufficient all the same."
    )


class NotTheDeciderError(RefusedError):
    """Somebody who may not decide on this one."""

    code = "not_the_decider"
    message = gettext_noop("Here %(who)s decides, and never somebody who assessed or coached.")


class SamePersonError(RefusedError):
    """An objection is answered by somebody else than who decided."""

    code = "same_person"
    message = gettext_noop("Somebody else than who decided answers an objection.")


class TooLateError(RefusedError):
    """The last day has passed."""

    code = "too_late"
    message = gettext_noop("This was possible until %(day)s.")

    def __init__(self, *, day: date) -> None:
        super().__init__(day=day)


class BadDeadlineError(RefusedError):
    """A number of working days that makes no sense."""

    code = "bad_deadline"
    message = gettext_noop("A step takes 1 to %(most)s working days.")


class BackwardsError(RefusedError):
    """A plan that ends before it begins, or a day in the past."""

    code = "backwards"
    message = gettext_noop("Choose a day that comes later.")
