"""Words of groups: kinds of rounds, stages, rules, sign-ups, and why something is refused."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from startlijn.base.refusals import RefusedError

AUDIT_GROUP_MAX_SCHOOLS = 4  # seed 001 line 23
PLG_MAX_SCHOOLS = 10  # seed 000 line 53
TARGET_MEETINGS = 2  # seed 001 lines 13 and 23
LARGEST_GROUP = 12
MOST_SECONDS = 25  # of searching, per proposal: 30 s of processor with reading and writing (trust P24)
MOST_SCHOOLS = 500  # in one round


class RoundKind(models.TextChoices):
    """What the groups of a round are for (seeds 000 and 001, 004 line 832)."""

    AUDIT = "audit", _("audit groups")
    INTERVISION = "intervision", _("intervision groups")
    PLG = "plg", _("professional learning groups")
    NETWORK = "network", _("learning networks")


class Season(models.TextChoices):
    """The part of the school year in which the groups meet (seed 001 line 13)."""

    AUTUMN = "autumn", _("autumn")
    SPRING = "spring", _("spring")
    WHOLE_YEAR = "year", _("whole school year")


class RoundStage(models.TextChoices):
    """The life of a round."""

    PREPARING = "preparing", _("in preparation")
    OPEN = "open", _("open for sign-up")
    PROPOSING = "proposing", _("forming groups")
    PUBLISHED = "published", _("published")
    CLOSED = "closed", _("closed")


class SignUpSource(models.TextChoices):
    """Who put the sign-up in: the school itself, or staff from an e-mail (seed 001 line 31)."""

    SCHOOL = "school", _("by the school")
    STAFF = "staff", _("typed in by the project team")


class Preference(models.TextChoices):
    """What the school would like (seed 001 line 31)."""

    AUDIT = "audit", _("an audit group")
    INTERVISION = "intervision", _("an intervision group")
    EITHER = "either", _("no preference")


class Moment(models.TextChoices):
    """When somebody can usually meet."""

    MON_AM = "mon_am", _("Monday morning")
    MON_PM = "mon_pm", _("Monday afternoon")
    TUE_AM = "tue_am", _("Tuesday morning")
    TUE_PM = "tue_pm", _("Tuesday afternoon")
    WED_AM = "wed_am", _("Wednesday morning")
    WED_PM = "wed_pm", _("Wednesday afternoon")
    THU_AM = "thu_am", _("Thursday morning")
    THU_PM = "thu_pm", _("Thursday afternoon")
    FRI_AM = "fri_am", _("Friday morning")
    FRI_PM = "fri_pm", _("Friday afternoon")


class Theme(models.TextChoices):
    """What a learning question is about (seed 000 lines 15 to 33, seed 004 line 198)."""

    PROGRAMME = "programme", _("a good three-year programme")
    STARTERS = "starters", _("different kinds of starters")
    COACHING = "coaching", _("coaching")
    OBSERVATION = "observation", _("observing lessons")
    TIME = "time", _("time and workload")
    SAFEGUARDING = "safeguarding", _("making it last")
    TRAINING = "training", _("training teachers together")


class RuleKind(models.TextChoices):
    """A rule of a round. The first seven are hard; a wish costs minutes for each pair that breaks it."""

    OTHER_BOARDS = "other_boards", _("never with the own board")
    SAME_SUB_REGION = "same_sub_region", _("within one sub-region")
    SAME_SECTOR = "same_sector", _("within one sector")
    COMMON_MOMENT = "common_moment", _("a free moment in common")
    NOT_LAST_TIME = "not_last_time", _("not with the same schools as last time")
    APART = "apart", _("these two not together")
    TOGETHER = "together", _("these two together")
    WISH_SECTOR = "wish_sector", _("rather within one sector")
    WISH_THEMES_ALIKE = "wish_alike", _("rather learning questions that are alike")
    WISH_THEMES_MIXED = "wish_mixed", _("rather learning questions that differ")
    WISH_EXPERIENCE = "wish_experience", _("rather a mix of schools with more and less experience")


PAIR_RULES = (RuleKind.APART, RuleKind.TOGETHER)
WISHES = (
    RuleKind.WISH_SECTOR,
    RuleKind.WISH_THEMES_ALIKE,
    RuleKind.WISH_THEMES_MIXED,
    RuleKind.WISH_EXPERIENCE,
)


class Goal(models.TextChoices):
    """What a proposal keeps small; the values are those of the engine."""

    PAIRS = "pairs", _("everybody visits everybody: all journeys between members")
    HOST = "host", _("meeting at one school: all journeys to it")
    LONGEST = "longest", _("nobody travels far: the longest journey first")


class ProposalState(models.TextChoices):
    """The life of a proposal."""

    QUEUED = "queued", _("waiting")
    RUNNING = "running", _("being computed")
    DONE = "done", _("ready")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("stopped")


class Outcome(models.TextChoices):
    """How sure a proposal is; the values are those of the engine, and "edited" for work by hand."""

    OPTIMAL = "optimal", _("proven best")
    FEASIBLE = "feasible", _("good, with a limit on how much better it can be")
    INFEASIBLE = "infeasible", _("not possible with these rules")
    UNKNOWN = "unknown", _("nothing found in this time")
    EDITED = "edited", _("changed by hand")


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a new round of a kind starts with."""

    smallest: int
    largest: int
    goal: Goal
    most: int | None = None


DEFAULTS: dict[RoundKind, Defaults] = {
    RoundKind.AUDIT: Defaults(3, 4, Goal.PAIRS, AUDIT_GROUP_MAX_SCHOOLS),
    RoundKind.INTERVISION: Defaults(4, 6, Goal.HOST),
    RoundKind.PLG: Defaults(6, 10, Goal.HOST, PLG_MAX_SCHOOLS),
    RoundKind.NETWORK: Defaults(5, 8, Goal.HOST),
}


class WrongStageError(RefusedError):
    """The round is not in a stage in which this can be done."""

    code = "wrong_stage"
    message = gettext_noop("This cannot be done while the round is %(stage)s.")


class NameTakenError(RefusedError):
    """Another round of that school year has this name."""

    code = "name_taken"
    message = gettext_noop("There is already a round “%(name)s” in this school year. Choose another name.")


class BadSizesError(RefusedError):
    """The group sizes make no sense."""

    code = "bad_sizes"
    message = gettext_noop("Groups of %(smallest)s to %(largest)s are not possible: 2 to %(most)s are.")


class SignUpEndedError(RefusedError):
    """The last day to sign up has passed."""

    code = "sign_up_ended"
    message = gettext_noop("Sign-up ended on %(ends_on)s. Ask the project team.")

    def __init__(self, *, ends_on: date) -> None:
        super().__init__(ends_on=ends_on)


class AlreadySignedUpError(RefusedError):
    """The school takes part already."""

    code = "already_signed_up"
    message = gettext_noop("%(school)s has already signed up for this round.")


class NotInRegionError(RefusedError):
    """The round is for another sub-region."""

    code = "not_in_region"
    message = gettext_noop("%(school)s does not belong to the sub-region of this round.")


class NoContactError(RefusedError):
    """Nobody can be told about the group."""

    code = "no_contact"
    message = gettext_noop("Give the name and e-mail address of somebody at the school.")


class RoundFullError(RefusedError):
    """More schools than one round can hold."""

    code = "round_full"
    message = gettext_noop("A round holds at most %(most)s schools.")


class BadRuleError(RefusedError):
    """A rule that is incomplete, or that the round has already."""

    code = "bad_rule"
    message = gettext_noop("This rule is not complete, or the round has it already.")


class TooFewSchoolsError(RefusedError):
    """Not enough schools for one group."""

    code = "too_few_schools"
    message = gettext_noop("%(count)s schools take part; one group already needs %(smallest)s.")


class SchoolsWithoutPlaceError(RefusedError):
    """Travel cannot be computed for schools whose place is unknown."""

    code = "no_place"
    message = gettext_noop(
        "Of these schools it is not known where they are: %(schools)s. Fill in their place."
    )


class ProposalNotReadyError(RefusedError):
    """The proposal has no groups (yet)."""

    code = "proposal_not_ready"
    message = gettext_noop("This proposal has no groups.")


class ProposalRunningError(RefusedError):
    """The proposal has already ended, or the round computes one already."""

    code = "proposal_running"
    message = gettext_noop("A proposal of this round is being computed. Wait for it, or stop it.")


class ProposalOutdatedError(RefusedError):
    """Schools signed up or withdrew since the proposal was made."""

    code = "proposal_outdated"
    message = gettext_noop("Since this proposal schools have come or gone: %(schools)s. Make a new proposal.")


class RulesBrokenError(RefusedError):
    """The groups break a rule, and nobody said that this is meant."""

    code = "rules_broken"
    message = gettext_noop(
        "These groups break a rule. Change them, or say that you publish them all the same."
    )


class BadGroupsError(RefusedError):
    """Groups typed in by hand do not hold every school once."""

    code = "bad_groups"
    message = gettext_noop("Every school that takes part must be in one group: %(schools)s.")


class ReasonMissingError(RefusedError):
    """Undoing needs a reason."""

    code = "reason_missing"
    message = gettext_noop("Say why, so that others can read it later.")


class NotAFacilitatorError(RefusedError):
    """Only project workers and coordinators of the partnership guide groups."""

    code = "not_a_facilitator"
    message = gettext_noop("Choose somebody of the project team.")
