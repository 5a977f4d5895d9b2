"""What the engine's codes say, as messages that each door translates.

Plain data, so that the command line can use it without starting Django.
"""

from collections.abc import Mapping, Sequence
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
    "same_member": _("Choose two different members."),
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
    "pinned_together": _("Fixed by hand"),
    "at_most": _("At most so many with the same “%(column)s”"),
    "not_alone": _("Nobody alone by “%(column)s”"),
    "common_slot": _("A free moment in common"),
    "common_slot_of_all": _("A free moment in common"),
    "wish_mix": _("Wish: different “%(column)s” in a group"),
    "wish_alike": _("Wish: the same “%(column)s” in a group"),
    "wish_share": _("Wish: much of “%(column)s” in common"),
    "wish_differ": _("Wish: little of “%(column)s” in common"),
}
_CLASHES = {
    "members_do_not_fit": _("%(needed)s members cannot be put into groups of this size."),
    "groups_fixed": _("The number of groups is fixed."),
    "most_groups": _("The sizes allow at most %(available)s groups."),
    "sizes": _("Groups have %(needed)s to %(available)s members."),
    "class_does_not_fit": _(
        "“%(value)s” (%(column)s) has %(count)s members; that does not fill groups of this size."
    ),
    "classes_need_groups": _("One “%(column)s” per group does not fit %(available)s groups."),
    "class_makes_groups": _(
        "The %(needed)s members of “%(value)s” (%(column)s) make at most %(available)s groups."
    ),
    "value_too_large": _(
        "“%(value)s” (%(column)s) has %(needed)s members; the groups have room for %(available)s of them. "
        "For at least %(short)s there is no group of their own."
    ),
    "kept_together": _("%(members)s have to be in one group."),
    "kept_apart": _("%(members)s may not be in one group."),
    "group_too_large": _("A group cannot hold that many."),
    "no_common_slot": _("%(members)s have no free moment in common."),
    "too_many_alike": _("Of %(members)s, %(needed)s have the same “%(column)s”; at most %(available)s may."),
    "only_one": _("%(members)s is the only one with “%(value)s” (%(column)s)."),
    "too_few_others": _("The rules leave %(members)s with %(available)s others; a group needs %(needed)s."),
}
_HELD = {  # a rule of which only is known that it cannot hold together with the others named
    "apart": _("%(members)s may not be in one group."),
    "together": _("%(members)s have to be in one group."),
    "not_alone": _("Nobody with “%(value)s” (%(column)s) is alone in a group."),
    "at_most": _("A group has at most %(value)s with the same “%(column)s”."),
    **{rule: _RULES[rule] for rule in ("groups", "apart_by", "same", "history", "pinned", "common_slot")},
}
_ANY_CLASH = _("This rule cannot hold together with the others: %(rule)s (%(text)s)")
_MOST_NAMES = 6


def problem_sentence(error: BadProblem) -> Sentence:
    """Say why the engine refuses a problem."""
    figures = {"code": error.code, "where": error.where, **error.details}
    return Sentence(_PROBLEMS.get(error.code, _ANY_PROBLEM), figures)


def rule_sentence(rule: str, column: str | None) -> Sentence:
    """Name a rule of the engine."""
    return Sentence(_RULES.get(rule, _("%(rule)s %(column)s")), {"rule": rule, "column": column or ""})


def clash_sentence(clash: Clash, names: Mapping[str, str] | None = None) -> Sentence:
    """Say which rule cannot hold, with its figures; `names` gives members other names than their ids."""
    figures = {
        "rule": clash.rule,
        "column": clash.column,
        "value": clash.value,
        "members": _listed([(names or {}).get(member, member) for member in clash.members]),
        "count": len(clash.members),
        "needed": clash.needed,
        "available": clash.available,
        "short": clash.needed - clash.available,
        "text": clash.text,
    }
    known = _HELD.get(clash.rule) if clash.code == "cannot_hold_together" else _CLASHES.get(clash.code)
    return Sentence(known or _ANY_CLASH, figures)


def _listed(names: Sequence[str]) -> str:
    """Join names with commas; of many the first few."""
    return ", ".join([*names[:_MOST_NAMES], *["…"][: len(names) > _MOST_NAMES]])
