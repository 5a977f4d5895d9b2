"""Between the engine's answer and what a proposal keeps of it: plain values that fit in JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext, gettext_noop

from startlijn.domain.groups.rules.sentences import clash_sentence, rule_sentence
from startlijn.domain.groups.terms import RuleKind
from startlijn.engines.grouping import Clash, Evaluation, Group, Neighbour, Relaxation, Result, RuleReport

_LABELS = {
    ("apart_by", "board"): RuleKind.OTHER_BOARDS,
    ("same", "sub_region"): RuleKind.SAME_SUB_REGION,
    ("same", "sector"): RuleKind.SAME_SECTOR,
    ("common_slot", None): RuleKind.COMMON_MOMENT,
    ("common_slot_of_all", None): RuleKind.COMMON_MOMENT,
    ("history", None): RuleKind.NOT_LAST_TIME,
    ("apart", None): RuleKind.APART,
    ("together", None): RuleKind.TOGETHER,
    ("wish_alike", "sector"): RuleKind.WISH_SECTOR,
    ("wish_share", "themes"): RuleKind.WISH_THEMES_ALIKE,
    ("wish_differ", "themes"): RuleKind.WISH_THEMES_MIXED,
    ("wish_mix", "experience"): RuleKind.WISH_EXPERIENCE,
}
_COLUMNS = {
    "board": gettext_noop("board"),
    "sub_region": gettext_noop("sub-region"),
    "sector": gettext_noop("sector"),
}
_COST = gettext_noop("less travel for all together")


def rule_label(rule: str, column: str | None) -> str:
    """Name a rule of the engine in the words of a round, in the active language; "cost" is travel itself."""
    if rule == "cost":
        return gettext(_COST)
    known = _LABELS.get((rule, column))
    if known is not None:
        return str(known.label)
    sentence = rule_sentence(rule, column)
    return gettext(sentence.message) % sentence.figures


def clash_text(kept: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Say one kept clash in the active language; `names` maps school ids to names."""
    column = kept["column"]
    clash = Clash(**{**kept, "members": tuple(kept["members"])})
    sentence = clash_sentence(clash, names)
    shown = {**sentence.figures, "column": gettext(_COLUMNS[column]) if column in _COLUMNS else column}
    return gettext(sentence.message) % shown


def kept_clash(clash: Sequence[Clash]) -> list[dict[str, Any]]:
    """Return clashes as JSON."""
    return [{**asdict(part), "members": list(part.members)} for part in clash]


def kept_report(answer: Result | Evaluation) -> dict[str, Any]:
    """Return what a proposal keeps of an answer besides its places: rules, groups, changes, the way out."""
    relaxation = answer.relaxation if isinstance(answer, Result) else None
    return {
        "rules": [_rule(rule) for rule in answer.rules],
        "groups": [{"minutes": group.minutes, "longest": group.longest} for group in answer.groups],
        "changed": list(answer.changed),
        "relaxation": _relaxation(relaxation) if relaxation else None,
    }


def kept_near(near: Sequence[Neighbour]) -> list[dict[str, Any]]:
    """Return neighbours who are elsewhere as JSON."""
    return [asdict(neighbour) for neighbour in near]


def broken_rules(kept: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the hard rules of a kept report that do not hold: wishes may be broken."""
    rules: list[dict[str, Any]] = kept.get("rules", [])
    return [rule for rule in rules if not rule["met"] and not rule["rule"].startswith("wish_")]


def _rule(rule: RuleReport) -> dict[str, Any]:
    return {**asdict(rule), "broken": list(rule.broken), "binding": list(rule.binding)}


def _relaxation(relaxation: Relaxation) -> dict[str, Any]:
    return {
        "groups": [_members(group) for group in relaxation.groups],
        "broken": [list(pair) for pair in relaxation.broken],
        "value": relaxation.value,
        "proven": relaxation.proven,
    }


def _members(group: Group) -> list[str]:
    return list(group.members)
