"""What the engine's codes say, as messages that each door translates.

Plain data, so that the command line can use it without starting Django.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from startlijn.engines.grouping.terms import BadProblem, Clash


@dataclass(frozen=True)
class Sentence:
    """A message to translate, with the figures that go into it: ``gettext(message) % figures``."""

    message: str
    figures: Mapping[str, object]


def gettext_noop(message: str) -> str:
    """Mark a message for translation elsewhere."""
    return message


_ = gettext_noop

_PROBLEMS = {
    "too_many_members": _("There are %(count)s members; at most %(most)s fit in one round."),
    "size_below_one": _("A group needs at least one member."),
    "sizes_reversed": _("The smallest size is %(smallest)s, the largest %(largest)s. Turn them around."),
    "size_too_large": _("Groups of %(largest)s are too large; at most %(most)s can be computed."),
    "too_few_members": _("There are %(count)s members; one group already needs %(smallest)s."),
    "no_groups": _("At least one group is needed."),
    "empty_id": _("A member has no id. Every member needs its own."),
    "duplicate_id": _("The id %(where)s stands there twice. Every member needs its own."),
    "too_many_slots": _("There are %(count)s different free moments; at most %(most)s can be compared."),
    "no_place": _("For %(where)s the place is unknown. Fill in where it is, or give travel minutes."),
    "place_not_a_number": _(
        "For %(where)s the place is not a number. Write degrees, such as 51.69 and 5.30."
    ),
    "place_not_on_earth": _("For %(where)s the place (%(lat)s, %(lon)s) does not exist."),
    "matrix_not_square": _("The table of travel minutes does not fit the members (%(where)s)."),
    "minutes_not_a_number": _("A travel time is not a number (%(where)s: %(value)s)."),
    "minutes_negative": _("A travel time is below zero (%(where)s: %(value)s)."),
    "minutes_too_large": _("A travel time is too long (%(where)s: %(value)s); at most %(most)s minutes."),
    "too_many_rules": _("There are %(count)s rules; at most %(most)s can be kept."),
    "unknown_member": _("A rule names %(id)s, which does not take part."),
    "limit_below_one": _("The limit for “%(where)s” is %(most)s; it must be at least 1."),
    "unknown_column": _("A rule names the column “%(where)s”, which no member has."),
    "member_twice": _("%(id)s stands in two groups."),
}
_ANY_PROBLEM = _("The groups cannot be computed with this input (%(code)s %(where)s).")

_RULES = {
    "size": _("Size of the groups"),
    "groups": _("Number of groups"),
    "apart_by": _("Never together with the same “%(column)s”"),
    "same": _("One “%(column)s” per group"),
    "apart": _("Kept apart by name"),
    "together": _("Kept together by name"),
    "history": _("Not with the same as last time"),
    "pinned": _("Fixed by hand"),
    "at_most": _("At most so many with the same “%(column)s”"),
    "not_alone": _("Nobody alone by “%(column)s”"),
    "common_slot": _("A free moment in common"),
}
_CLASHES: dict[str, str] = {}
_ANY_CLASH = _("This rule cannot hold together with the others: %(rule)s (%(text)s)")


def problem_sentence(error: BadProblem) -> Sentence:
    """Say why the engine refuses a problem."""
    figures = {"code": error.code, "where": error.where, **error.details}
    return Sentence(_PROBLEMS.get(error.code, _ANY_PROBLEM), figures)


def rule_sentence(rule: str, column: str | None) -> Sentence:
    """Name a rule of the engine."""
    return Sentence(_RULES.get(rule, _("%(rule)s %(column)s")), {"rule": rule, "column": column or ""})


def clash_sentence(clash: Clash) -> Sentence:
    """Say which rule cannot hold, with its figures."""
    figures = {
        "rule": clash.rule,
        "column": clash.column,
        "value": clash.value,
        "members": ", ".join(clash.members),
        "count": len(clash.members),
        "needed": clash.needed,
        "available": clash.available,
        "text": clash.text,
    }
    return Sentence(_CLASHES.get(clash.code, _ANY_CLASH), figures)
