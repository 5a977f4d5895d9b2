"""What collective agreements say about starters: dated data per sector, and the sentences made of it.

Each rule carries its source and how certain it is. The rules of a sector on a day are a rule set.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Any, Final

from startlijn.engines.periods import Period

_LANGUAGES: Final = ("nl", "en")
_SECTORS: Final = ("po", "vo", "so", "mbo")
_PLACEHOLDER = re.compile(r"{(\w+)}")
_TEXTS: Final = ("text", "yours", "advice")

Value = Decimal | tuple[str, ...]


class Certainty(StrEnum):
    """How sure a rule is."""

    SEEN = "seen"
    KNOWN = "known"
    INFERRED = "inferred"
    OPEN = "open"


class RuleKind(StrEnum):
    """What a rule is about."""

    LESSON_REDUCTION = "lesson_reduction"
    INDUCTION_RIGHT = "induction_right"
    REPLACEMENT_ADVICE = "replacement_advice"
    FULL_LESSON_TASK = "full_lesson_task"
    OVERHEAD = "overhead"
    SMALLEST_JOB = "smallest_job"
    STARTER_STEPS = "starter_steps"
    STARTER_HOURS = "starter_hours"
    ANNUAL_TASK = "annual_task"
    COACH_RIGHT = "coach_right"
    DETERMINATION = "determination"
    STEP_EFFECT = "step_effect"
    SCALE_CHANGE = "scale_change"


# The values each kind of rule needs; below it what is worked out for one appointment and may be told.
_NEEDS: Final[dict[RuleKind, tuple[str, ...]]] = {
    RuleKind.LESSON_REDUCTION: ("year_1", "year_2"),
    RuleKind.INDUCTION_RIGHT: ("years", "criteria"),
    RuleKind.REPLACEMENT_ADVICE: ("months",),
    RuleKind.FULL_LESSON_TASK: ("hours",),
    RuleKind.OVERHEAD: ("lessons", "task"),
    RuleKind.SMALLEST_JOB: ("fte",),
    RuleKind.STARTER_STEPS: ("first", "last", "scales"),
    RuleKind.STARTER_HOURS: ("hours", "base", "ends_at"),
    RuleKind.ANNUAL_TASK: ("hours",),
    RuleKind.COACH_RIGHT: (),
    RuleKind.DETERMINATION: (),
    RuleKind.STEP_EFFECT: ("basic_years", "basic_step", "expert_years", "expert_step"),
    RuleKind.SCALE_CHANGE: ("before", "after"),
}
_WORKED_OUT: Final = frozenset({"hours", "percent", "task", "year", "fte"})


class BadRuleError(ValueError):
    """A rule cannot be used. `code` is machine-readable, `where` names the file's sector, rule and field.

    Codes: missing, unknown_field, unknown_sector, unknown_kind, unknown_certainty, not_a_date, backwards,
    not_a_value, unknown_placeholder, overlapping.
    """

    def __init__(self, code: str, where: str) -> None:
        super().__init__(f"{code}: {where}")
        self.code = code
        self.where = where


@dataclass(frozen=True, slots=True)
class Rule:
    """One dated rule. `values` holds its figures, `texts` its sentences by name and language."""

    id: str
    kind: RuleKind
    sectors: tuple[str, ...]
    holds: Period
    values: Mapping[str, Value]
    certainty: Certainty
    source: str
    texts: Mapping[tuple[str, str], str]

    def number(self, name: str) -> Decimal:
        """Return a figure of the rule. Raises KeyError when it has none of that name."""
        value = self.values[name]
        if not isinstance(value, Decimal):
            raise KeyError(name)
        return value

    def words(self, name: str) -> tuple[str, ...]:
        """Return a list of the rule, such as the scales. Raises KeyError when it has none of that name."""
        value = self.values[name]
        if isinstance(value, Decimal):
            raise KeyError(name)
        return value

    def sentence(self, language: str, name: str = "text", **figures: Decimal) -> str:
        """Return what the rule says ("text") or means for somebody ("yours", "advice"), nl or en."""
        template = self.texts.get((name, language)) or self.texts["text", language]
        filled = {**self.values, **figures}
        return _PLACEHOLDER.sub(lambda found: _written(filled[found[1]], language), template)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of one sector on one day, in the order of the file."""

    rules: tuple[Rule, ...]

    def find(self, kind: RuleKind) -> Rule | None:
        """Return the rule of a kind; None when there is none that day."""
        return next((rule for rule in self.rules if rule.kind is kind), None)


@dataclass(frozen=True, slots=True)
class SectorRules:
    """All dated rules of all sectors."""

    rules: tuple[Rule, ...]

    def on(self, sector: str, day: date) -> RuleSet:
        """Return the rules that hold in a sector on a day; an empty set where none are known."""
        return RuleSet(
            tuple(rule for rule in self.rules if sector in rule.sectors and rule.holds.contains(day))
        )


def _written(value: Value, language: str) -> str:
    """Write a figure as the language does (0,5 or 0.5), or a list with commas."""
    if not isinstance(value, Decimal):
        return ", ".join(value)
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace(".", ",") if language == "nl" else text


def read_sector_rules(files: Iterable[Mapping[str, Any]]) -> SectorRules:
    """Turn the files of content/rulesets into rules. Raises BadRuleError for the first that is wrong."""
    rules: list[Rule] = []
    for written in files:
        sectors = tuple(_part(written, "sectors", list, "?"))
        for sector in sectors:
            if sector not in _SECTORS:
                raise BadRuleError("unknown_sector", str(sector))
        rules += [_rule(sectors, row) for row in _part(written, "rules", list, "/".join(sectors))]
    _once_at_a_time(rules)
    return SectorRules(tuple(rules))


def _once_at_a_time(rules: list[Rule]) -> None:
    for before, after in pairwise(sorted(rules, key=lambda rule: (rule.id, rule.holds.start))):
        if before.id == after.id and before.holds.overlaps(after.holds):
            raise BadRuleError("overlapping", f"{after.id} from {after.holds.start}")


def _part(row: Mapping[str, Any], name: str, kind: type, where: str) -> Any:
    value = row.get(name)
    if not isinstance(value, kind) or (isinstance(value, str) and not value.strip()):
        raise BadRuleError("missing", f"{where}.{name}")
    return value


def _rule(sectors: tuple[str, ...], row: Mapping[str, Any]) -> Rule:
    name = _part(row, "id", str, "/".join(sectors))
    known = {"id", "kind", "from", "until", "values", "certainty", "source", *_TEXTS}
    for field in row:
        if field not in known:
            raise BadRuleError("unknown_field", f"{name}.{field}")
    if row.get("kind") not in set(RuleKind):
        raise BadRuleError("unknown_kind", f"{name}.kind")
    if row.get("certainty") not in set(Certainty):
        raise BadRuleError("unknown_certainty", f"{name}.certainty")
    kind = RuleKind(row["kind"])
    values = _values(name, kind, _part(row, "values", dict, name))
    return Rule(
        id=name,
        kind=kind,
        sectors=sectors,
        holds=_holds(name, row),
        values=values,
        certainty=Certainty(row["certainty"]),
        source=_part(row, "source", str, name),
        texts=_texts(name, row, values),
    )


def _holds(name: str, row: Mapping[str, Any]) -> Period:
    for field in ("from", "until"):
        if (field == "from" or field in row) and not isinstance(row.get(field), date):
            raise BadRuleError("not_a_date", f"{name}.{field}")
    try:
        return Period(row["from"], row.get("until"))
    except ValueError as error:
        raise BadRuleError("backwards", f"{name}.until") from error


def _values(name: str, kind: RuleKind, row: Mapping[str, Any]) -> dict[str, Value]:
    for field in (*_NEEDS[kind], *row):
        if field not in row:
            raise BadRuleError("missing", f"{name}.values.{field}")
        if field not in _NEEDS[kind]:
            raise BadRuleError("unknown_field", f"{name}.values.{field}")
    return {field: _value(f"{name}.values.{field}", value) for field, value in row.items()}


def _value(where: str, value: object) -> Value:
    if isinstance(value, list) and value and all(isinstance(each, str) for each in value):
        return tuple(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(str(value))
    raise BadRuleError("not_a_value", where)


def _texts(name: str, row: Mapping[str, Any], values: Mapping[str, Value]) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for text in _TEXTS:
        if text != "text" and text not in row:
            continue
        languages = _part(row, text, dict, name)
        allowed = set(values) if text == "text" else {*values, *_WORKED_OUT}
        for language in _LANGUAGES:
            template = _part(languages, language, str, f"{name}.{text}")
            for placeholder in _PLACEHOLDER.findall(template):
                if placeholder not in allowed:
                    raise BadRuleError("unknown_placeholder", f"{name}.{text}.{language}.{placeholder}")
            found[text, language] = template
    return found
