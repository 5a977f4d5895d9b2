"""Links in letters: they work once, for two weeks, for one side, and log nobody in."""

import re
from datetime import timedelta

import pytest
from django.core import mail

from startlijn.base.post.actions.running import work_off
from startlijn.base.seams import fixed
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.models import Tick, TickLink
from tests.domain.guidance.practice.conftest import AT, TODAY


@pytest.fixture
def paired(pages):
    trajectory = pages.starter()
    pages.pair(trajectory)
    # Move one talk with the coach to yesterday, so that a letter asks about exactly that one.
    for step in pages.steps(trajectory):
        if step.planned_on < TODAY:
            pages.do(actions.cancel_step, step_id=step.pk, expected_version=step.version)
    step = pages.steps(trajectory, "coaching_talk")[-1]
    pages.do(
        actions.move_step,
        step_id=step.pk,
        planned_on=TODAY - timedelta(days=1),
        expected_version=step.version,
    )
    return trajectory, step


def letters(pages, at=AT):
    """Send what is due, and return the letters as (address, subject, path of the links)."""
    mail.outbox.clear()
    with pages.world.here(), fixed(at=at):
        actions.send_letters(by=pages.world.operator, at=at)
    work_off(clock=lambda: at)
    return {
        letter.to[0]: (letter.subject, re.findall(r"http://localhost:8000(/confirm/\S+/)", letter.body))
        for letter in mail.outbox
    }


def test_both_sides_get_one_letter_with_a_link_and_no_names_in_the_subject(pages, paired):
    found = letters(pages)
    assert {subject for subject, _paths in found.values()} == {"Is het doorgegaan?"}
    assert sorted(len(paths) for _subject, paths in found.values()) == [1, 1]


def test_a_starter_without_names_of_others_in_the_letter(pages, paired):
    letters(pages)
    for letter in mail.outbox:
        assert "Karim" not in letter.body or letter.to == [pages.coach_person.account.email]


def test_opening_the_link_changes_nothing_and_confirming_works_once(pages, paired):
    _trajectory, step = paired
    found = letters(pages)
    path = next(paths[0] for to, (_subject, paths) in found.items() if "starter" in to)
    browser = pages.world.browser()
    page = browser.get(path)
    # With "no-referrer" a browser sends `Origin: null` along with the form, which is refused.
    assert (page.status_code, page["Referrer-Policy"]) == (200, "same-origin")
    with pages.day():
        assert not Tick.objects.exists()
    answer = browser.post(path, {"outcome": "done", "minutes": "50"})
    assert "Noted" in answer.content.decode()
    with pages.day():
        tick = Tick.objects.get()
        assert (tick.step_id, tick.side, tick.minutes, tick.source) == (step.pk, "starter", 50, "mail")
    assert browser.get(path).status_code == 404
    assert browser.post(path, {"outcome": "not_done"}).status_code == 404
    with pages.day():
        assert Tick.objects.get().outcome == "done"


def test_the_link_logs_nobody_in(pages, paired):
    found = letters(pages)
    browser = pages.world.browser()
    for _subject, paths in found.values():
        browser.get(paths[0])
        browser.post(paths[0], {"outcome": "done", "minutes": "50"})
    assert "sessionid" not in browser.cookies
    assert browser.get("/line/").status_code == 302


def test_the_page_shows_only_that_step(pages, paired):
    trajectory, step = paired
    found = letters(pages)
    path = next(paths[0] for to, (_subject, paths) in found.items() if "starter" in to)
    page = pages.world.browser().get(path).content.decode()
    others = {other.title_nl for other in pages.steps(trajectory)} - {step.title_nl}
    assert not any(title in page for title in others)
    assert str(pages.coach_person) not in page


def test_a_link_ends_after_two_weeks(pages, paired):
    found = letters(pages)
    path = next(iter(found.values()))[1][0]
    with fixed(at=AT + timedelta(days=14)):
        assert pages.world.browser().get(path).status_code == 404


def test_a_link_of_one_side_ticks_that_side_only(pages, paired):
    found = letters(pages)
    for _subject, paths in found.values():
        pages.world.browser().post(paths[0], {"outcome": "done", "minutes": "50"})
    with pages.day():
        assert sorted(Tick.objects.values_list("side", "by")) == sorted(
            [("coach", pages.coach_person.pk), ("starter", paired[0].person_id)]
        )


def test_a_former_coach_can_no_longer_use_the_link(pages, paired):
    trajectory, _step = paired
    found = letters(pages)
    path = found[pages.coach_person.account.email][1][0]
    with pages.day():
        pairing = trajectory.pairings.get()
    pages.do(actions.end_pairing, pairing_id=pairing.pk, finished_on=TODAY)
    answer = pages.world.browser().post(path, {"outcome": "done", "minutes": "50"})
    assert "no longer works" in answer.content.decode()
    with pages.day():
        assert not Tick.objects.exists()


def test_somebody_else_who_is_logged_in_ticks_for_the_owner_of_the_link(pages, paired):
    found = letters(pages)
    path = next(paths[0] for to, (_subject, paths) in found.items() if "starter" in to)
    pages.browser_of(pages.educator).post(path, {"outcome": "done", "minutes": "50"})
    with pages.day():
        assert Tick.objects.get().by_id == paired[0].person_id


def test_an_unknown_link_is_never_explained(pages):
    answer = pages.world.browser().get("/confirm/does-not-exist/")
    assert answer.status_code == 404
    assert "This link no longer works" in answer.content.decode()


def test_nothing_is_asked_twice_within_a_week(pages, paired):
    assert len(letters(pages)) == 2
    assert letters(pages, AT + timedelta(days=1)) == {}
    assert len(letters(pages, AT + timedelta(days=7))) == 2
    assert letters(pages, AT + timedelta(days=13)) == {}
    with pages.day():
        assert TickLink.objects.count() == 4


def test_who_confirmed_is_not_asked(pages, paired):
    from startlijn.domain.guidance.terms import Side

    trajectory, step = paired
    pages.tick(step, Side.STARTER, pages.as_starter(trajectory))
    assert list(letters(pages)) == [pages.coach_person.account.email]


def test_the_clock_writes_the_letters_of_every_partnership(pages, paired):
    from startlijn.base.access.rules import operator
    from startlijn.base.post.actions.clock import start_due

    mail.outbox.clear()
    late = AT.replace(hour=16)
    start_due(by=operator(), at=late)
    work_off(clock=lambda: late)
    assert len([letter for letter in mail.outbox if "/confirm/" in letter.body]) == 2
