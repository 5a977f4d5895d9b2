"""Three questions that tell whether a school is ready for audits (seed 001 lines 7 and 23)."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_noop

from startlijn.domain.groups.terms import Preference, RoundKind


class Question(StrEnum):
    """The questions of the intake, named as the fields of a sign-up."""

    MULTI_YEAR = "has_multi_year_programme"
    IN_POLICY = "is_in_policy"
    LIVES = "lives_in_school"


@dataclass(frozen=True, slots=True)
class Advice:
    """Which kind of group suits a school; `missing` are the questions that were not answered with yes."""

    kind: RoundKind
    missing: tuple[Question, ...]


QUESTIONS = {
    Question.MULTI_YEAR: gettext_noop("Does your school have a programme of several years for starters?"),
    Question.IN_POLICY: gettext_noop("Is it laid down in policy?"),
    Question.LIVES: gettext_noop("Does it live in the school: do colleagues know it and take part?"),
}
REASONS = {
    Question.MULTI_YEAR: gettext_noop("the programme of several years is still being made"),
    Question.IN_POLICY: gettext_noop("the programme is not laid down in policy yet"),
    Question.LIVES: gettext_noop("the programme does not live in the whole school yet"),
}
AUDIT_REASON = gettext_noop(
    "Your programme stands, is laid down and lives in the school. "
    "A critical look from outside brings you further than more exchange."
)
INTERVISION_REASON = gettext_noop("You will get most from exchange with other schools, because %(reasons)s.")


def suggest_group_type(*, multi_year: bool, in_policy: bool, lives: bool) -> Advice:
    """Advise audit when all three are true, else intervision, with what is still missing."""
    answers = {Question.MULTI_YEAR: multi_year, Question.IN_POLICY: in_policy, Question.LIVES: lives}
    missing = tuple(question for question, answer in answers.items() if not answer)
    return Advice(RoundKind.INTERVISION if missing else RoundKind.AUDIT, missing)


def takes_part(kind: RoundKind, preference: Preference) -> bool:
    """Tell whether a sign-up with this preference is placed in a round of this kind.

    Who would rather have the other kind stays on the list, so that staff can ask or move it.
    """
    if kind not in {RoundKind.AUDIT, RoundKind.INTERVISION}:
        return True
    return preference in {Preference.EITHER, Preference(kind)}
