"""What the codes of the agenda engine say, as messages that each door translates.

Plain data, so that the command line can use it without starting Django.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from startlijn.engines.agenda.checking import MOST_DATES, MOST_DAYS, MOST_PERSONS, MOST_SLOTS
from startlijn.engines.agenda.terms import BadProblem, Clash, ClashCode, Criterion, Reason, ReasonCode


@dataclass(frozen=True)
class Sentence:
    """A message to translate, with the figures that go into it: ``gettext(message) % figures``."""

    message: str
    figures: Mapping[str, object]


def gettext_noop(message: str) -> str:
    """Mark a message for translation elsewhere."""
    return message


_ = gettext_noop

CRITERIA: Final[Mapping[Criterion, str]] = {
    Criterion.REFUSALS: _("Times that a required person does not come"),
    Criterion.SCHOOLS: _("Times that a school is there"),
    Criterion.ANSWERS: _("Sum of the answers (yes 2, maybe 1)"),
    Criterion.LAST_DATE: _("Last date"),
}

_WITHOUT: Final[Mapping[Criterion | None, str]] = {
    Criterion.REFUSALS: _("Without this date, required persons are missing more often (%(amount)s ×)."),
    Criterion.SCHOOLS: _("Without this date, schools are there less often (%(amount)s ×)."),
    Criterion.ANSWERS: _("Without this date, fewer people can come easily (%(amount)s points)."),
    Criterion.LAST_DATE: _("Without this date, the series ends later (days: %(amount)s)."),
}

_REASONS: Final[Mapping[ReasonCode, str]] = {
    ReasonCode.PINNED: _("You fixed this date."),
    ReasonCode.ONLY_WAY: _("Without this date there are not enough dates."),
    ReasonCode.EQUAL_WITHOUT: _("Another date is just as good; this one comes first."),
    ReasonCode.REQUIRED_REFUSED: _("Required, but cannot come: %(who)s."),
    ReasonCode.REQUIRED_SILENT: _("Required, but did not answer: %(who)s."),
    ReasonCode.SCHOOLS_ABSENT: _("Nobody comes from: %(who)s."),
    ReasonCode.ONLY_HOST: _("No other school can host this date."),
    ReasonCode.LEAST_TRAVEL: _("Here people travel least together."),
    ReasonCode.HOST_TURN: _("It is the turn of this school to host."),
    ReasonCode.NO_HOST: _("No school that can host has somebody there."),
}

_FARTHER: Final = _("It is the turn of this school to host (extra minutes of travel: %(amount)s).")

_CLASHES: Final[Mapping[ClashCode, str]] = {
    ClashCode.TOO_FEW_SLOTS: _("There are too few moments: %(available)s for %(needed)s dates. Add some."),
    ClashCode.TOO_CLOSE: _(
        "The moments lie too close together: at most %(available)s of the %(needed)s dates fit with "
        "%(days)s days between them. Add moments, or ask for fewer days between."
    ),
    ClashCode.TOO_MANY_PINS: _("%(available)s dates are fixed, and only %(needed)s are needed."),
    ClashCode.PINS_CLASH: _("These two fixed dates lie too close together: %(slots)s."),
    ClashCode.PINS_IN_THE_WAY: _(
        "With these fixed dates at most %(available)s of the %(needed)s dates fit: %(slots)s. Let one go."
    ),
}

_PROBLEMS: Final[Mapping[str, tuple[str, int]]] = {
    "no_slots": (_("There are no moments to choose from."), 0),
    "too_many_slots": (_("There are %(where)s moments; at most %(most)s can be compared."), MOST_SLOTS),
    "too_many_persons": (_("There are %(where)s people; at most %(most)s can be asked."), MOST_PERSONS),
    "count_below_one": (_("A series has at least one date."), 0),
    "too_many_dates": (_("A series of %(where)s dates is too long; at most %(most)s fit."), MOST_DATES),
    "days_negative": (_("The days between two dates cannot be below zero."), 0),
    "too_many_days": (_("%(where)s days between two dates is too much; at most %(most)s."), MOST_DAYS),
}
_ANY_PROBLEM: Final = _("The dates cannot be chosen with this input (%(code)s %(where)s).")


def reason_sentence(reason: Reason, names: Mapping[str, str]) -> Sentence:
    """Return what a reason says. `names`: what to call the ids of persons and schools."""
    message = _REASONS.get(reason.code) or _WITHOUT[reason.criterion]
    if reason.code is ReasonCode.HOST_TURN and reason.amount:
        message = _FARTHER
    who = ", ".join(names.get(each, each) for each in reason.ids)
    return Sentence(message, {"amount": reason.amount, "who": who})


def clash_sentence(clash: Clash, names: Mapping[str, str], *, days: int) -> Sentence:
    """Return why no set of dates is possible. `names`: what to call the ids of slots."""
    slots = ", ".join(names.get(each, each) for each in clash.slots)
    figures = {"needed": clash.needed, "available": clash.available, "slots": slots, "days": days}
    return Sentence(_CLASHES[clash.code], figures)


def problem_sentence(error: BadProblem) -> Sentence:
    """Return what is wrong with the input of the engine."""
    message, most = _PROBLEMS.get(error.code, (_ANY_PROBLEM, 0))
    return Sentence(message, {"code": error.code, "where": error.where, "most": most})
