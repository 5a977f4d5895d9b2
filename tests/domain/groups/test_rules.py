"""Judgements on values: advice, stages, sizes, from a round to a problem, and sentences for every code."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from startlijn.domain.groups.rules import sentences
from startlijn.domain.groups.rules.intake import Question, suggest_group_type, takes_part
from startlijn.domain.groups.rules.problem import Entrant, RuleSpec, Setup, Standing, pins, problem_of
from startlijn.domain.groups.rules.report import broken_rules, clash_text, kept_clash, kept_report, rule_label
from startlijn.domain.groups.rules.stages import (
    NEXT,
    above_the_limit,
    must_accept_schools,
    must_be_sizes,
    must_lead_to,
)
from startlijn.domain.groups.terms import (
    BadSizesError,
    Goal,
    Preference,
    RoundKind,
    RoundStage,
    RuleKind,
    SignUpEndedError,
    WrongStageError,
)
from startlijn.engines.grouping import BadProblem, Wish, WishKind, evaluate, solve
from tests.house_rules.sources import SRC


def test_audit_is_advised_when_all_three_are_true() -> None:
    advice = suggest_group_type(multi_year=True, in_policy=True, lives=True)
    assert (advice.kind, advice.missing) == (RoundKind.AUDIT, ())


@pytest.mark.parametrize(
    ("answers", "missing"),
    [
        ((False, True, True), (Question.MULTI_YEAR,)),
        ((True, False, True), (Question.IN_POLICY,)),
        ((True, True, False), (Question.LIVES,)),
        ((False, False, False), tuple(Question)),
    ],
)
def test_intervision_is_advised_with_what_is_missing(answers, missing) -> None:
    multi_year, in_policy, lives = answers
    advice = suggest_group_type(multi_year=multi_year, in_policy=in_policy, lives=lives)
    assert (advice.kind, advice.missing) == (RoundKind.INTERVISION, missing)


@pytest.mark.parametrize(
    ("kind", "preference", "expected"),
    [
        (RoundKind.AUDIT, Preference.AUDIT, True),
        (RoundKind.AUDIT, Preference.EITHER, True),
        (RoundKind.AUDIT, Preference.INTERVISION, False),
        (RoundKind.INTERVISION, Preference.AUDIT, False),
        (RoundKind.PLG, Preference.AUDIT, True),
        (RoundKind.NETWORK, Preference.INTERVISION, True),
    ],
)
def test_sign_up_takes_part_when_it_fits_the_kind(kind, preference, expected) -> None:
    assert takes_part(kind, preference) is expected


def test_round_goes_only_where_it_may() -> None:
    allowed = {(before, after) for before in RoundStage for after in RoundStage if _goes(before, after)}
    assert allowed == {(before, after) for before, afters in NEXT.items() for after in afters}
    assert (RoundStage.PREPARING, RoundStage.PUBLISHED) not in allowed
    assert not [pair for pair in allowed if pair[0] == RoundStage.CLOSED]


def _goes(before: RoundStage, after: RoundStage) -> bool:
    try:
        must_lead_to(before, after)
    except WrongStageError:
        return False
    return True


def test_schools_sign_up_until_the_last_day_ends_on_dutch_clocks() -> None:
    last = date(2026, 11, 2)
    must_accept_schools("open", last, datetime(2026, 11, 2, 22, 59, tzinfo=UTC))
    must_accept_schools("open", None, datetime(2030, 1, 1, tzinfo=UTC))
    with pytest.raises(SignUpEndedError) as refused:
        must_accept_schools("open", last, datetime(2026, 11, 2, 23, 0, tzinfo=UTC))
    assert refused.value.figures == {"ends_on": last}
    with pytest.raises(WrongStageError):
        must_accept_schools("proposing", None, datetime(2026, 11, 2, tzinfo=UTC))


@pytest.mark.parametrize(("smallest", "largest"), [(1, 4), (4, 3), (3, 13), (0, 0)])
def test_sizes_that_make_no_sense_are_refused(smallest: int, largest: int) -> None:
    with pytest.raises(BadSizesError):
        must_be_sizes(smallest, largest)


def test_limit_of_the_seed_is_told_when_it_is_passed() -> None:
    assert above_the_limit(RoundKind.AUDIT, 4) is None
    assert above_the_limit(RoundKind.AUDIT, 5) == 4
    assert above_the_limit(RoundKind.PLG, 11) == 10
    assert above_the_limit(RoundKind.INTERVISION, 12) is None


# --- From a round to a problem --------------------------------------------------------------------------


def entrant(name: str, **fields) -> Entrant:
    values = {
        "latitude": 51.7,
        "longitude": 5.3,
        "board": f"board {name}",
        "sub_region": "Den Bosch",
        "sector": "vo",
        "moments": frozenset(),
        "themes": frozenset(),
        "experience": "",
    }
    return Entrant(id=name, **{**values, **fields})


def setup(*rules: RuleSpec, last_time=()) -> Setup:
    return Setup(2, 3, Goal.HOST, rules, last_time)


FOUR = [entrant(name) for name in "abcd"]


def test_every_rule_of_a_round_reaches_the_engine() -> None:
    kinds = [
        kind for kind in RuleKind if not kind.value.startswith("wish") and kind not in {"apart", "together"}
    ]
    specs = [RuleSpec(kind) for kind in kinds]
    specs += [RuleSpec(RuleKind.APART, ("a", "b")), RuleSpec(RuleKind.TOGETHER, ("c", "d"))]
    specs += [
        RuleSpec(RuleKind.WISH_SECTOR, None, 5),
        RuleSpec(RuleKind.WISH_THEMES_ALIKE, None, 6),
        RuleSpec(RuleKind.WISH_THEMES_MIXED, None, 7),
        RuleSpec(RuleKind.WISH_EXPERIENCE, None, 8),
    ]
    assert {spec.kind for spec in specs} == set(RuleKind)
    rules = problem_of(FOUR, setup(*specs, last_time=(("a", "c", "z"), ("d", "y")))).rules
    assert rules.apart_by == ("board",)
    assert rules.same == ("sub_region", "sector")
    assert rules.common_slot is True
    assert (rules.apart, rules.together, rules.history) == ((("a", "b"),), (("c", "d"),), (("a", "c"),))
    assert rules.wishes == (
        Wish(WishKind.ALIKE, "sector", 5),
        Wish(WishKind.SHARE, "themes", 6),
        Wish(WishKind.DIFFER, "themes", 7),
        Wish(WishKind.MIX, "experience", 8),
    )


def test_rule_about_a_school_that_is_gone_is_left_out() -> None:
    rules = problem_of(FOUR, setup(RuleSpec(RuleKind.APART, ("a", "z")))).rules
    assert rules.apart == ()


def test_no_free_moment_given_means_always_free() -> None:
    members = problem_of([entrant("a"), entrant("b", moments=frozenset({"tue_pm"}))], setup()).members
    assert [member.slots for member in members] == [None, frozenset({"tue_pm"})]


def test_pinned_schools_of_a_group_stay_together() -> None:
    standing = Standing((("a", "b"), ("c", "d")), ("a", "c"), frozenset("abd"))
    assert pins(standing, "abcd") == {"a": "0", "b": "0", "d": "1", "c": "1"}


def test_school_pinned_alone_stays_with_its_host() -> None:
    standing = Standing((("a", "b"), ("c", "d")), ("b", "d"), frozenset("a"))
    assert pins(standing, "abcd") == {"a": "0", "b": "0"}
    assert pins(standing, "acd") == {"a": "0"}


def test_start_leaves_out_who_is_gone() -> None:
    standing = Standing((("a", "z"), ("y",), ("c", "d")), ("a", "y", "c"))
    assert problem_of(FOUR, setup(), standing).start == (("a",), ("c", "d"))


# --- Sentences ------------------------------------------------------------------------------------------


def codes(pattern: str) -> set[str]:
    engine = Path(SRC) / "engines" / "grouping"
    text = "\n".join(path.read_text(encoding="utf-8") for path in engine.glob("*.py"))
    return set(re.findall(pattern, text))


def test_every_refusal_of_the_engine_has_a_sentence() -> None:
    raised = codes(r'BadProblem\(\s*"(\w+)"')
    assert len(raised) > 15
    assert raised - set(sentences._PROBLEMS) == set()


def test_every_clash_of_the_engine_has_a_sentence() -> None:
    told = codes(r'Clash\(\s*(?:"\w+"|\w+|\w+\.\w+),\s*"(\w+)"') | {"too_few_others"}
    assert len(told) > 8
    assert told - set(sentences._CLASHES) == {"cannot_hold_together"}


def test_sentences_fit_their_figures() -> None:
    with pytest.raises(BadProblem) as refused:
        solve(problem_of([entrant("a")], setup()))
    sentence = sentences.problem_sentence(refused.value)
    assert sentence.message % sentence.figures == "There are 1 members; one group already needs 2."


def test_unknown_refusal_still_says_something() -> None:
    sentence = sentences.problem_sentence(BadProblem("brand_new", "here"))
    assert (
        sentence.message % sentence.figures
        == "The groups cannot be computed with this input (brand_new here)."
    )


def test_clash_is_kept_and_told_with_names() -> None:
    same = [entrant("a", board="De Lijn"), entrant("b", board="De Lijn")]
    result = solve(problem_of(same, Setup(2, 2, Goal.PAIRS, (RuleSpec(RuleKind.OTHER_BOARDS),))))
    kept = kept_clash(result.clash)
    assert clash_text(kept[0], {"a": "Noord", "b": "Zuid"}) == (
        "“De Lijn” (board) has 2 members; the groups have room for 1 of them. "
        "For at least 1 there is no group of their own."
    )
    together = setup(RuleSpec(RuleKind.TOGETHER, ("a", "b")), RuleSpec(RuleKind.APART, ("a", "b")))
    kept = kept_clash(solve(problem_of(same, together)).clash)
    assert clash_text(kept[0], {"a": "Noord", "b": "Zuid"}) == "Noord, Zuid have to be in one group."
    assert kept_report(result)["relaxation"]["broken"] == [["a", "b"]]


def test_rules_are_named_as_in_the_round() -> None:
    assert rule_label("apart_by", "board") == "never with the own board"
    assert rule_label("wish_share", "themes") == "rather learning questions that are alike"
    assert rule_label("cost", None) == "less travel for all together"
    assert rule_label("size", None) == "Size of the groups"


def test_broken_wish_is_not_a_broken_rule() -> None:
    mixed = [entrant("a", sector="po"), entrant("b")]
    wish = setup(RuleSpec(RuleKind.WISH_SECTOR, None, 9))
    assert broken_rules(kept_report(evaluate(problem_of(mixed, wish), (("a", "b"),)))) == []
    hard = setup(RuleSpec(RuleKind.SAME_SECTOR))
    broken = broken_rules(kept_report(evaluate(problem_of(mixed, hard), (("a", "b"),))))
    assert [(rule["rule"], rule["column"], rule["broken"]) for rule in broken] == [("same", "sector", [0])]
