"""Elements that cannot be, four-week windows, differences, and what falls away without money."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from startlijn.domain.induction.queries.versions import packaged_elements
from startlijn.domain.induction.rules.comparing import compare
from startlijn.domain.induction.rules.elements import CONTENT, Element, faults_of, hours_of, packaged_key
from startlijn.domain.induction.rules.importing import packed, unpacked
from startlijn.domain.induction.rules.reasons import Reason, hours_text
from startlijn.domain.induction.rules.sustaining import without_money
from startlijn.domain.induction.rules.tables import FileElement
from startlijn.domain.induction.rules.windows import days_of, fullest_window
from startlijn.domain.induction.terms import (
    Criterion,
    ElementForm,
    ElementKind,
    Funding,
    Owner,
    Period,
    StarterType,
)
from tests.domain.induction.conftest import new

GRADUATE = StarterType.RECENT_GRADUATE


def element(title: str = "Talk", **fields) -> Element:
    written = new(title, **fields)
    return Element(id=uuid4(), key=uuid4(), **{name: getattr(written, name) for name in CONTENT})


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"title_nl": " "}, "title_nl", "Give it a Dutch name."),
        ({"title_nl": "x" * 121}, "title_nl", "Use at most 120 characters."),
        ({"title_en": "x" * 121}, "title_en", "Use at most 120 characters."),
        ({"year": 0}, "year", "Choose year 1, 2 or 3."),
        ({"year": 4}, "year", "Choose year 1, 2 or 3."),
        ({"times": 0}, "times", "Choose a number from 1 to 60."),
        ({"times": 61}, "times", "Choose a number from 1 to 60."),
        (
            {"starter_hours": Decimal("-0.25")},
            "starter_hours",
            "Choose hours from 0 to 999, with at most two decimals.",
        ),
        (
            {"coach_hours": Decimal("0.125")},
            "coach_hours",
            "Choose hours from 0 to 999, with at most two decimals.",
        ),
        (
            {"starter_hours": Decimal("NaN")},
            "starter_hours",
            "Choose hours from 0 to 999, with at most two decimals.",
        ),
        ({"form": ElementForm.COLLECTIVE}, "fixed_coach", "Only something individual is with the own coach."),
        ({"owner": None, "second_owner": Owner.COACH}, "second_owner", "Choose first who sees to it."),
        ({"second_owner": Owner.COACH}, "second_owner", "Choose somebody else as the second."),
        (
            {"funding_ends_on": date(2027, 8, 1)},
            "funding_ends_on",
            "The school's own budget has no last day. Leave this empty.",
        ),
        ({"next_morning_nl": "x" * 301}, "next_morning_nl", "Use at most 300 characters."),
        ({"deviation": "x" * 301}, "deviation", "Use at most 300 characters."),
    ],
)
def test_element_that_cannot_be_says_why(fields, field, sentence) -> None:
    found = faults_of(replace(new(), **fields))
    assert {name: str(reason) for name, reason in found.items()} == {field: sentence}


@pytest.mark.parametrize(
    "fields",
    [{}, {"starter_hours": Decimal(0)}, {"starter_hours": Decimal("999")}, {"times": 60}, {"owner": None}],
)
def test_element_at_the_edge_is_fine(fields) -> None:
    assert faults_of(replace(new(), **fields)) == {}


@pytest.mark.parametrize(
    ("period", "times", "days"),
    [
        (Period.START, 1, [21]),
        (Period.START, 2, [10, 31]),
        (Period.EARLY, 1, [77]),
        (Period.WHOLE_YEAR, 3, [65, 167, 269]),
    ],
)
def test_occasions_are_spread_over_their_period(period, times, days) -> None:
    assert days_of(period, times) == days


def test_window_holds_what_falls_within_four_weeks() -> None:
    early = element("A", period=Period.START, times=2, starter_hours=Decimal(4))  # days 10 and 31
    apart = element("B", period=Period.EARLY, times=1, starter_hours=Decimal(3))  # day 77
    window = fullest_window([early, apart], 1, GRADUATE)
    assert (window.week, window.hours, window.elements) == (2, Decimal(4), (early,))


@pytest.mark.parametrize(("times", "apart", "hours"), [(11, 28, 1), (12, 26, 2)])
def test_window_of_four_weeks_does_not_reach_the_day_after(times, apart, hours) -> None:
    days = days_of(Period.WHOLE_YEAR, times)
    one = element(period=Period.WHOLE_YEAR, times=times, starter_hours=Decimal(times))
    assert max(later - earlier for earlier, later in pairwise(days)) == apart
    assert fullest_window([one], 1, GRADUATE).hours == hours


def test_window_is_that_of_one_kind_of_starter() -> None:
    other = element(starter_types=(StarterType.SUBSTITUTE,))
    assert fullest_window([other], 1, GRADUATE).hours == 0
    assert fullest_window([other], 1, StarterType.SUBSTITUTE).hours > 0


def test_window_of_an_empty_year_is_empty() -> None:
    assert fullest_window([element(year=2)], 1, GRADUATE).elements == ()


def test_comparison_names_what_came_went_and_changed() -> None:
    stays, goes, before = element("Stays"), element("Goes"), element("Changes", year=1)
    after = replace(before, year=2, starter_hours=Decimal("2.5"), deviation="We are small.")
    comes = element("Comes")
    found = compare([stays, goes, before], [stays, after, comes])
    assert (found.added, found.removed, found.same) == ((comes,), (goes,), 1)
    (change,) = found.changed
    assert [(each.field, each.before, each.after) for each in change.fields] == [
        ("year", "1", "2"),
        ("starter_hours", "4", "2.5"),
    ]
    assert change.why == "We are small."
    assert [(hours.year, hours.starter_before, hours.starter_after) for hours in found.hours] == [
        (1, Decimal(12), Decimal(8)),
        (2, Decimal(0), Decimal("2.5")),
        (3, Decimal(0), Decimal(0)),
    ]


def test_comparison_shows_values_in_words() -> None:
    before = element(owner=None, criteria=())
    after = replace(
        before,
        owner=Owner.HR_ADVISOR,
        criteria=(Criterion.CLASSROOM, Criterion.INTERVISION),
        fixed_coach=False,
    )
    (change,) = compare([before], [after]).changed
    assert [(each.label, each.before, each.after) for each in change.fields] == [
        ("serves", "", "observation and guidance in the classroom, intervision and targeted guidance"),
        ("with the own coach", "yes", "no"),
        ("who sees to it", "", "HR advisor"),
    ]


def test_place_in_the_year_is_no_difference() -> None:
    one = element()
    assert compare([one], [replace(one, position=7, version=3, id=uuid4())]).is_same


hours = st.decimals(min_value=0, max_value=999, places=2)
elements = st.builds(
    Element,
    id=st.uuids(),
    key=st.uuids(),
    title_nl=st.text(min_size=1, max_size=40),
    title_en=st.text(max_size=40),
    year=st.sampled_from([1, 2, 3]),
    period=st.sampled_from(Period),
    form=st.sampled_from(ElementForm),
    kind=st.sampled_from(ElementKind),
    criteria=st.lists(st.sampled_from(Criterion), unique=True).map(tuple),
    times=st.integers(1, 60),
    starter_hours=hours,
    coach_hours=hours,
    owner=st.none() | st.sampled_from(Owner),
    starter_types=st.lists(st.sampled_from(StarterType), unique=True).map(tuple),
    funding=st.sampled_from(Funding),
    funding_ends_on=st.none() | st.dates(),
)
versions = st.lists(elements, max_size=8, unique_by=lambda each: each.key)


@given(versions)
def test_version_compared_with_itself_gives_nothing(version) -> None:
    found = compare(version, list(reversed(version)))
    assert (found.is_same, found.same) == (True, len(version))


@given(versions, versions)
def test_comparison_turned_around_swaps_new_and_gone(one, other) -> None:
    forth, back = compare(one, other), compare(other, one)
    assert (forth.added, forth.removed) == (back.removed, back.added)
    assert [(each.before, each.after) for each in forth.changed] == [
        (each.after, each.before)
        for each in sorted(
            back.changed, key=lambda change: [each.after for each in forth.changed].index(change.before)
        )
    ]


@given(versions, st.dates())
def test_what_is_lost_and_what_is_left_make_the_whole(version, on) -> None:
    found = without_money(version, on)
    for year in found.years:
        starter, coach = hours_of(version, year.year)
        assert (year.starter_lost + year.starter_left, year.coach_lost + year.coach_left) == (starter, coach)


@given(versions)
def test_nothing_of_the_schools_own_budget_falls_away(version) -> None:
    own = [replace(each, funding=Funding.STRUCTURAL) for each in version]
    assert without_money(own, date(2999, 1, 1)).lost == ()


@given(versions)
def test_what_is_carried_to_the_confirmation_comes_back_as_it_was(version) -> None:
    import json

    file = tuple(FileElement(row, each.key, _bare(each)) for row, each in enumerate(version, start=2))
    assert unpacked(json.loads(json.dumps(packed(file)))) == file


def _bare(each: Element):
    return replace(new(), **{name: getattr(each, name) for name in CONTENT})


@pytest.mark.parametrize(
    ("funding", "ends_on", "lost"),
    [
        (Funding.STRUCTURAL, None, False),
        (Funding.SUBSIDY, None, True),
        (Funding.SUBSIDY, date(2027, 7, 31), True),
        (Funding.SUBSIDY, date(2027, 8, 1), False),
        (Funding.REGION, None, False),
        (Funding.REGION, date(2027, 7, 31), True),
    ],
)
def test_money_is_there_up_to_and_including_its_last_day(funding, ends_on, lost) -> None:
    one = element(funding=funding, funding_ends_on=ends_on)
    found = without_money([one], date(2027, 8, 1))
    assert found.lost == ((one,) if lost else ())
    assert found.starter_lost == (4 if lost else 0)
    assert found.undated == ((one,) if lost and ends_on is None else ())


def test_criteria_that_nothing_serves_any_more_are_named() -> None:
    lost = element(funding=Funding.SUBSIDY, criteria=(Criterion.CLASSROOM, Criterion.INTERVISION))
    stays = element(criteria=(Criterion.INTERVISION,))
    years = without_money([lost, stays], date(2027, 8, 1)).years
    assert [year.without for year in years] == [(Criterion.CLASSROOM,), (), ()]


def test_packaged_element_has_the_same_key_in_every_edition() -> None:
    assert packaged_elements("po.2026-1")[0].key == packaged_key("po", "starter-hours-1")
    assert packaged_key("po", "welcome") != packaged_key("vo", "welcome")


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "1.5 and 40; yes, 12.25"), ("nl", "1.5 and 40; yes, 12.25".replace(".", ","))],
)
def test_reason_writes_hours_as_the_language_does(language, text) -> None:
    from django.utils import translation

    reason = Reason(
        "%(one)s and %(two)s; %(list)s",
        {"one": Decimal("1.50"), "two": Decimal("40.00"), "list": ("yes", Decimal("12.25"))},
    )
    with translation.override(language):
        assert str(reason) == text


def test_large_hours_are_written_in_full() -> None:
    assert hours_text(Decimal("1E+2")) == "100"
