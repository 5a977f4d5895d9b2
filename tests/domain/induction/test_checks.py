"""Each check, shown satisfied and shown broken, with the elements and the reasons it names."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from startlijn.domain.induction.queries.versions import packaged_elements
from startlijn.domain.induction.rules.checks import (
    Check,
    Surroundings,
    coverage,
    design_checks,
)
from startlijn.domain.induction.rules.elements import CONTENT, Element
from startlijn.domain.induction.rules.spil import spil_checks
from startlijn.domain.induction.terms import (
    CheckCode,
    Criterion,
    ElementForm,
    ElementKind,
    Owner,
    Period,
    StarterType,
    Verdict,
)
from tests.domain.induction.conftest import new

GOOD = packaged_elements("po.2026-1")
AROUND = Surroundings(policy_formulated=True, agreed=True, coaches=3, trained=3)


def element(title: str = "Talk", **fields) -> Element:
    written = new(title, **fields)
    return Element(id=uuid4(), key=uuid4(), **{name: getattr(written, name) for name in CONTENT})


def checked(code: CheckCode, elements, around: Surroundings = AROUND) -> Check:
    design = design_checks(elements, around)
    return {each.code: each for each in (*design, *spil_checks(elements, around, design))}[code]


def said(check: Check) -> list[str]:
    return [str(reason) for reason in check.reasons]


def without(wanted) -> list[Element]:
    return [each for each in GOOD if not wanted(each)]


@pytest.mark.parametrize("code", CheckCode)
def test_packaged_template_in_a_caring_board_passes(code) -> None:
    assert checked(code, GOOD).verdict == Verdict.MET


@pytest.mark.parametrize("code", set(CheckCode) - {CheckCode.NOT_OVERWHELMED, CheckCode.SPIL_ROOM})
def test_empty_programme_passes_nothing_but_not_being_too_full(code) -> None:
    assert checked(code, [], Surroundings()).verdict == Verdict.NOT_MET


def test_empty_programme_overwhelms_nobody() -> None:
    check = checked(CheckCode.NOT_OVERWHELMED, [])
    assert (check.verdict, said(check)) == (Verdict.MET, ["Nothing is planned yet."])


@pytest.mark.parametrize("criterion", Criterion)
def test_criterion_without_elements_in_year_two_is_named(criterion) -> None:
    left = without(lambda each: each.year == 2 and criterion in each.criteria)
    check = checked(CheckCode(f"criterion_{criterion}"), left)
    assert (check.verdict, said(check)) == (Verdict.PARTLY, ["Year 2 has nothing for this."])
    assert {each.year for each in check.satisfied_by} == {1, 3}


def test_criterion_names_the_kinds_of_starters_who_get_nothing() -> None:
    only = element(criteria=(Criterion.CLASSROOM,), starter_types=(StarterType.SUBSTITUTE,))
    rest = without(lambda each: each.year == 1 and Criterion.CLASSROOM in each.criteria)
    check = checked(CheckCode.CLASSROOM, [*rest, only])
    assert said(check) == [
        "Year 1 has nothing for this for: just out of training, came from another profession, "
        "experienced, new at this school, back in education."
    ]
    assert only in check.satisfied_by


def test_coverage_has_a_cell_for_every_criterion_year_and_kind() -> None:
    only = element(criteria=(Criterion.CLASSROOM,), starter_types=(StarterType.SUBSTITUTE,))
    cells = coverage([only])
    filled = [cell for cell in cells if cell.elements]
    assert len(cells) == 5 * 3 * 5
    assert [(cell.criterion, cell.year, cell.starter_type, cell.elements) for cell in filled] == [
        (Criterion.CLASSROOM, 1, StarterType.SUBSTITUTE, (only,))
    ]


def test_coaching_without_an_own_coach_breaks_the_mix() -> None:
    loose = [replace(each, fixed_coach=False) if each.year == 3 else each for each in GOOD]
    check = checked(CheckCode.FIXED_COACH, loose)
    assert (check.verdict, said(check)) == (Verdict.PARTLY, ["Year 3 has nothing for this."])
    assert {each.year for each in check.broken_by} == {3}
    assert checked(CheckCode.SPIL_MIX, loose).verdict == Verdict.PARTLY


def test_year_without_a_group_breaks_the_mix() -> None:
    alone = without(lambda each: each.year == 1 and each.form == ElementForm.COLLECTIVE)
    assert said(checked(CheckCode.COLLECTIVE, alone)) == ["Year 1 has nothing for this."]
    assert said(checked(CheckCode.SPIL_MIX, alone)) == [
        "Something with the own coach every year: Every year has something for this, for everybody.",
        "Something in a group every year: Year 1 has nothing for this.",
    ]


def test_too_much_in_four_weeks_is_named_with_the_elements() -> None:
    heavy = element("Course", period=Period.START, times=2, starter_hours=Decimal(20), year=2)
    check = checked(CheckCode.NOT_OVERWHELMED, [*GOOD, heavy])
    assert check.verdict == Verdict.PARTLY
    assert said(check) == ["Year 2 is fullest in the four weeks from week 2: 21.5 of 16 hours."]
    assert heavy in check.broken_by
    assert {each.year for each in check.broken_by} == {2}
    assert checked(CheckCode.SPIL_ROOM, [*GOOD, heavy]).verdict == Verdict.PARTLY


def test_room_of_the_starter_decides_what_is_too_much() -> None:
    assert (
        checked(CheckCode.NOT_OVERWHELMED, GOOD, Surroundings(hours_available=13)).verdict == Verdict.PARTLY
    )
    assert checked(CheckCode.NOT_OVERWHELMED, GOOD, Surroundings(hours_available=14)).verdict == Verdict.MET


def test_time_off_does_not_fill_weeks_nor_years() -> None:
    off = [
        element(kind=ElementKind.WORKLOAD_RELIEF, year=year, starter_hours=Decimal(200)) for year in (2, 3)
    ]
    assert checked(CheckCode.NOT_OVERWHELMED, off).verdict == Verdict.MET
    assert checked(CheckCode.YEARS_FILLED, off).verdict == Verdict.NOT_MET


def test_empty_third_year_is_named() -> None:
    check = checked(CheckCode.YEARS_FILLED, without(lambda each: each.year == 3))
    assert (check.verdict, said(check)[1]) == (
        Verdict.PARTLY,
        "Year 3 has 0 elements with 0 hours of guidance.",
    )


def test_more_in_year_three_than_in_year_two_is_named_for_whom() -> None:
    more = element(year=3, starter_hours=Decimal(20), starter_types=(StarterType.RETURNER,))
    check = checked(CheckCode.DECLINING, [*GOOD, more])
    assert (check.verdict, said(check)) == (
        Verdict.PARTLY,
        ["back in education: 64, 37 and 44.5 hours of guidance."],
    )


def test_element_without_an_owner_is_named() -> None:
    orphan = element(owner=None)
    check = checked(CheckCode.OWNERS, [*GOOD, orphan])
    assert (check.verdict, said(check)) == (Verdict.PARTLY, ["Nobody sees to 1 of 39 elements."])
    assert check.broken_by == (orphan,)


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({"form": ElementForm.COLLECTIVE, "fixed_coach": False}, True),
        ({"kind": ElementKind.WORKLOAD_RELIEF}, True),
        ({}, False),
    ],
)
def test_two_people_are_asked_for_what_many_depend_on(fields, asked) -> None:
    one = element(**fields)
    check = checked(CheckCode.TWO_PEOPLE, [*GOOD, one])
    assert (one in check.broken_by, check.verdict) == (asked, Verdict.PARTLY if asked else Verdict.MET)
    second = replace(one, second_owner=Owner.SCHOOL_LEADER)
    assert checked(CheckCode.TWO_PEOPLE, [*GOOD, second]).verdict == Verdict.MET


@pytest.mark.parametrize(
    ("around", "verdict"),
    [
        (Surroundings(), Verdict.NOT_MET),
        (Surroundings(policy_formulated=True), Verdict.PARTLY),
        (Surroundings(agreed=True), Verdict.PARTLY),
        (Surroundings(policy_formulated=True, agreed=True), Verdict.MET),
    ],
)
def test_coherence_looks_at_the_board_and_the_staff_council(around, verdict) -> None:
    assert checked(CheckCode.SPIL_COHERENCE, GOOD, around).verdict == verdict


def test_time_needs_hours_of_both() -> None:
    unpaid = [replace(each, coach_hours=Decimal(0)) if each.year == 2 else each for each in GOOD]
    assert said(checked(CheckCode.SPIL_TIME, unpaid)) == ["Year 2 has nothing for this."]


def test_theory_needs_training_or_a_network_every_year() -> None:
    practical = without(
        lambda each: each.year == 3 and each.kind in {ElementKind.TRAINING, ElementKind.NETWORK_MEETING}
    )
    assert checked(CheckCode.SPIL_THEORY, practical).verdict == Verdict.PARTLY
    assert said(checked(CheckCode.SPIL_CONTENT, practical)) == [
        "Year 3 has no training or network for everybody."
    ]


def test_content_needs_somebody_who_looks_in_the_classroom() -> None:
    blind = without(lambda each: each.year == 2 and Criterion.CLASSROOM in each.criteria)
    assert "In year 2 nobody looks in the classroom with everybody." in said(
        checked(CheckCode.SPIL_CONTENT, blind)
    )


def test_career_looks_back_and_ahead() -> None:
    blind = [
        replace(each, criteria=()) if each.year == 3 else each
        for each in without(lambda each: each.year == 1 and each.kind == ElementKind.EVALUATION_TALK)
    ]
    check = checked(CheckCode.SPIL_CAREER, blind)
    assert (check.verdict, said(check)) == (
        Verdict.PARTLY,
        ["Year 1 has nothing for this.", "The last year does not look ahead at what comes after."],
    )


@pytest.mark.parametrize(
    ("coaches", "trained", "verdict", "reason"),
    [
        (None, None, Verdict.PARTLY, "A programme does not show it. Look at which coaches are trained."),
        (4, 4, Verdict.MET, "4 of 4 coaches are trained."),
        (4, 1, Verdict.PARTLY, "1 of 4 coaches are trained."),
        (4, 0, Verdict.NOT_MET, "0 of 4 coaches are trained."),
        (0, 0, Verdict.NOT_MET, "0 of 0 coaches are trained."),
    ],
)
def test_coaches_have_to_be_trained(coaches, trained, verdict, reason) -> None:
    check = checked(CheckCode.SPIL_COACHES, GOOD, Surroundings(coaches=coaches, trained=trained))
    assert (check.verdict, said(check)) == (verdict, [reason])


def test_intensity_follows_what_the_board_chose() -> None:
    modest = Surroundings(intensities={(StarterType.SUBSTITUTE, 2): (40, 6)})
    assert said(checked(CheckCode.SPIL_INTENSITY, GOOD, modest)) == [
        "Year 2 has too few hours for: substitute."
    ]


def test_intensity_needs_time_off_in_the_first_two_years() -> None:
    full = without(lambda each: not each.is_guidance and each.year == 2 and not each.starter_types)
    assert said(checked(CheckCode.SPIL_INTENSITY, full)) == [
        "Year 2 gives no time off from teaching for: experienced, new at this school, back in education."
    ]


def test_relevant_counts_what_can_be_used_the_next_morning() -> None:
    vague = [
        replace(each, next_morning_nl="", next_morning_en="") if each.year > 1 else each for each in GOOD
    ]
    check = checked(CheckCode.SPIL_RELEVANT, vague)
    assert (check.verdict, said(check)) == (
        Verdict.PARTLY,
        ["15 of 32 elements say what you can use the next morning."],
    )
    assert {each.year for each in check.broken_by} == {2, 3}


def test_reasons_are_said_in_the_language_of_the_reader() -> None:
    from django.utils import translation

    check = checked(CheckCode.YEARS_FILLED, GOOD)
    with translation.override("nl"):
        assert said(check)[1] == "Jaar 3 heeft 8 onderdelen met 24,5 uur begeleiding."


def test_checks_do_not_depend_on_the_order_of_elements() -> None:
    assert design_checks(tuple(reversed(GOOD)), AROUND) == design_checks(GOOD, AROUND)


def test_last_day_of_money_does_not_matter_to_checks() -> None:
    dated = [replace(each, funding_ends_on=date(2027, 1, 1)) for each in GOOD]
    assert [each.verdict for each in design_checks(dated, AROUND)] == [
        each.verdict for each in design_checks(GOOD, AROUND)
    ]
