"""The safeguarding scan: what Startlijn knows, what people decide, points through the years."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from startlijn.base.access.terms import NotVisibleError
from startlijn.domain.induction.terms import Verdict
from startlijn.domain.review import actions
from startlijn.domain.review.queries import scans
from startlijn.domain.review.rules import Known, findings, score, spread_of
from startlijn.domain.review.terms import Met, SafeguardItem
from tests.conftest import AT

ON = date(2026, 11, 2)
KNOWN = Known(
    number=2,
    in_force_from=2026,
    consulted_on=date(2026, 5, 1),
    consent_on=date(2026, 6, 1),
    two_people=Verdict.MET,
    hr_elements=1,
    structural_hours=Decimal(100),
    all_hours=Decimal(100),
    coach_hours_asked=40,
    coach_hours_agreed=40,
    reviewed_on=date(2026, 6, 1),
    points_open=2,
)


def met(item: SafeguardItem, **changes) -> Met | None:
    found = findings(replace(KNOWN, **changes), ON)
    return next(each.met for each in found if each.item == item)


@pytest.mark.parametrize(
    ("item", "changes", "wanted"),
    [
        (SafeguardItem.WRITTEN, {}, Met.YES),
        (SafeguardItem.WRITTEN, {"in_force_from": None}, Met.PARTLY),
        (SafeguardItem.STAFFING, {}, Met.YES),
        (SafeguardItem.STAFFING, {"coach_hours_asked": 41}, Met.PARTLY),
        (SafeguardItem.STAFFING, {"coach_hours_agreed": 0}, Met.NO),
        (SafeguardItem.STAFFING, {"coach_hours_agreed": None}, None),
        (SafeguardItem.QUALITY_CYCLE, {}, None),
        (SafeguardItem.HR, {}, Met.YES),
        (SafeguardItem.HR, {"hr_elements": 0}, None),
        (SafeguardItem.TWO_PEOPLE, {}, Met.YES),
        (SafeguardItem.TWO_PEOPLE, {"two_people": Verdict.PARTLY}, Met.PARTLY),
        (SafeguardItem.TWO_PEOPLE, {"two_people": Verdict.NOT_MET}, Met.NO),
        (SafeguardItem.CONSENT, {}, Met.YES),
        (SafeguardItem.CONSENT, {"consent_on": None}, Met.PARTLY),
        (SafeguardItem.CONSENT, {"consent_on": None, "consulted_on": None}, Met.NO),
        (SafeguardItem.YEARLY_REVIEW, {}, Met.YES),
        (SafeguardItem.YEARLY_REVIEW, {"reviewed_on": date(2025, 10, 31)}, Met.PARTLY),
        (SafeguardItem.YEARLY_REVIEW, {"reviewed_on": date(2024, 10, 1)}, Met.NO),
        (SafeguardItem.YEARLY_REVIEW, {"reviewed_on": None}, Met.NO),
        (SafeguardItem.BUDGET, {}, Met.YES),
        (SafeguardItem.BUDGET, {"structural_hours": Decimal(50)}, Met.PARTLY),
        (SafeguardItem.BUDGET, {"structural_hours": Decimal(49)}, Met.NO),
        (SafeguardItem.BUDGET, {"all_hours": Decimal(0)}, None),
    ],
)
def test_item_is_found(item, changes, wanted):
    assert met(item, **changes) == wanted


def test_every_item_is_looked_at_once():
    assert [found.item for found in findings(KNOWN, ON)] == list(SafeguardItem)


@pytest.mark.parametrize(
    ("answers", "wanted"),
    [
        ({}, (0, 16)),
        (dict.fromkeys(SafeguardItem, Met.YES), (16, 16)),
        (dict.fromkeys(SafeguardItem, Met.PARTLY), (8, 16)),
        ({SafeguardItem.HR: Met.YES, SafeguardItem.BUDGET: Met.NO}, (2, 16)),
    ],
)
def test_points_of_a_scan(answers, wanted):
    assert score(answers) == wanted


@pytest.mark.parametrize(
    ("scores", "apart"), [([], False), ([3], False), ([3, 4], False), ([2, 4], True), ([1, None, 3], True)]
)
def test_scores_two_apart_are_worth_a_talk(scores, apart):
    assert spread_of(scores).apart == apart


def given(**changes: Met) -> dict:
    return {item: (changes.get(item.value, Met.PARTLY), "") for item in SafeguardItem}


def test_scan_is_kept_with_what_shows_it(circle):
    answers = given(hr=Met.YES) | {SafeguardItem.HR: (Met.YES, "HR sees to the intake")}
    circle.do(actions.scan, version_id=circle.version.pk, answers=answers)
    page = circle.ask(scans.scan_page, circle.version.pk, ON)
    hr = next(answer for answer in page.last.answers if answer.item == SafeguardItem.HR)
    assert (hr.met, hr.evidence, hr.from_system) == (Met.YES, "HR sees to the intake", False)


def test_answer_that_startlijn_found_is_marked(circle):
    circle.do(actions.scan, version_id=circle.version.pk, answers=given(written=Met.YES))
    page = circle.ask(scans.scan_page, circle.version.pk, ON)
    written = next(answer for answer in page.last.answers if answer.item == SafeguardItem.WRITTEN)
    assert written.from_system


def test_second_scan_of_a_day_replaces_the_first(circle):
    circle.do(actions.scan, version_id=circle.version.pk, answers=given())
    circle.do(actions.scan, version_id=circle.version.pk, answers=given(hr=Met.YES))
    page = circle.ask(scans.scan_page, circle.version.pk, ON)
    assert [(view.scanned_on, view.points) for view in page.scans] == [(ON, 9)]


def test_scans_of_earlier_versions_stay_in_sight(circle):
    from startlijn.domain.induction.actions import new_version

    circle.do(actions.scan, version_id=circle.version.pk, answers=given())
    draft = circle.do(new_version, programme_id=circle.version.programme_id)
    circle.publish(draft, 2027)
    with circle.world.here():
        later = AT.replace(year=2027)
        actions.scan(by=circle.educator, at=later, version_id=draft.pk, answers=given(hr=Met.YES))
    page = circle.ask(scans.scan_page, draft.pk, ON)
    assert [(view.number, view.points) for view in page.scans] == [(2, 9), (1, 8)]


def test_coach_cannot_make_a_scan(circle):
    with pytest.raises(NotVisibleError):
        circle.do(
            actions.scan,
            circle.actor_of(circle.coach),
            version_id=circle.version.pk,
            answers=given(),
        )
