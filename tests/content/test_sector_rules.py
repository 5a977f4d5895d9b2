"""The rules of the sectors: complete, dated, and refused with the place of the mistake."""

from copy import deepcopy
from datetime import date
from decimal import Decimal

import pytest

from startlijn.content import sector_rules
from startlijn.content.sector_rules import BadRuleError, RuleKind, read_sector_rules

RULE = {
    "id": "R-X-1",
    "kind": "starter_hours",
    "from": date(2020, 8, 1),
    "values": {"hours": 40, "base": 0.5, "ends_at": 4},
    "certainty": "seen",
    "source": "Somewhere",
    "text": {"nl": "{hours} uur en {base}", "en": "{hours} hours and {base}"},
    "yours": {"nl": "{hours} bij {fte}", "en": "{hours} at {fte}"},
}


def read(*rules, sectors=("po",)):
    return read_sector_rules([{"sectors": list(sectors), "rules": list(rules)}])


def changed(**fields):
    rule = deepcopy(RULE)
    for name, value in fields.items():
        if value is None:
            del rule[name]
        else:
            rule[name] = value
    return rule


def test_every_rule_of_the_field_is_there_with_a_source():
    ids = {rule.id for rule in sector_rules().rules}
    assert ids == {f"R-VO-{n}" for n in range(1, 7)} | {f"R-PO-{n}" for n in range(1, 8)}


@pytest.mark.parametrize(
    ("sector", "day", "scales"),
    [
        ("po", date(2018, 8, 31), ("LA", "LB", "LC")),
        ("po", date(2018, 9, 1), ("L10", "L11", "L12")),
        ("so", date(2026, 11, 2), ("L10", "L11", "L12")),
    ],
)
def test_rules_are_chosen_by_sector_and_date(sector, day, scales):
    steps = sector_rules().on(sector, day).find(RuleKind.STARTER_STEPS)
    assert steps is not None
    assert steps.words("scales") == scales


@pytest.mark.parametrize(("sector", "day"), [("mbo", date(2026, 11, 2)), ("vo", date(2019, 7, 31))])
def test_where_nothing_is_known_the_set_is_empty(sector, day):
    assert sector_rules().on(sector, day).rules == ()


def test_sentence_is_made_of_the_figures():
    [rule] = read(RULE).rules
    assert rule.sentence("nl") == "40 uur en 0,5"
    assert rule.sentence("en", "yours", fte=Decimal("0.80")) == "40 at 0.8"
    assert rule.sentence("en", "advice") == "40 hours and 0.5"


@pytest.mark.parametrize(
    ("rules", "code", "where"),
    [
        ([changed(kind="other")], "unknown_kind", "R-X-1.kind"),
        ([changed(certainty="sure")], "unknown_certainty", "R-X-1.certainty"),
        ([changed(source=None)], "missing", "R-X-1.source"),
        ([changed(source=" ")], "missing", "R-X-1.source"),
        ([changed(note="x")], "unknown_field", "R-X-1.note"),
        ([changed(**{"from": "2020"})], "not_a_date", "R-X-1.from"),
        ([changed(until=date(2020, 8, 1))], "backwards", "R-X-1.until"),
        ([changed(values={"hours": 40, "base": 1})], "missing", "R-X-1.values.ends_at"),
        ([changed(values=RULE["values"] | {"more": 1})], "unknown_field", "R-X-1.values.more"),
        ([changed(values=RULE["values"] | {"hours": "40"})], "not_a_value", "R-X-1.values.hours"),
        ([changed(values=RULE["values"] | {"hours": True})], "not_a_value", "R-X-1.values.hours"),
        ([changed(text={"nl": "x"})], "missing", "R-X-1.text.en"),
        ([changed(text={"nl": "{fte}", "en": "x"})], "unknown_placeholder", "R-X-1.text.nl.fte"),
        ([changed(yours={"nl": "{size}", "en": "x"})], "unknown_placeholder", "R-X-1.yours.nl.size"),
        ([RULE, changed(**{"from": date(2024, 8, 1)})], "overlapping", "R-X-1 from 2024-08-01"),
    ],
)
def test_mistake_is_named_with_its_place(rules, code, where):
    with pytest.raises(BadRuleError) as refused:
        read(*rules)
    assert (refused.value.code, refused.value.where) == (code, where)


def test_unknown_sector_is_named():
    with pytest.raises(BadRuleError) as refused:
        read(RULE, sectors=("po", "ho"))
    assert (refused.value.code, refused.value.where) == ("unknown_sector", "ho")


def test_figures_and_lists_are_not_mixed_up():
    [rule] = read(RULE).rules
    with pytest.raises(KeyError):
        rule.words("hours")
    steps = sector_rules().on("po", date(2026, 8, 1)).find(RuleKind.STARTER_STEPS)
    assert steps is not None
    with pytest.raises(KeyError):
        steps.number("scales")
