"""What the clock does: remind who is late and nobody else, close what nobody objected to."""

from datetime import date

import pytest

from startlijn.base.access.rules import operator
from startlijn.base.access.terms import NotVisibleError
from startlijn.base.post.actions.clock import start_due
from startlijn.base.post.actions.running import work_off
from startlijn.base.post.models import Mail
from startlijn.base.post.queries import mail_text
from startlijn.domain.assessment import actions
from startlijn.domain.assessment.models import Assessment, PanelMember
from startlijn.domain.assessment.terms import State
from tests.domain.assessment.conftest import later


def remind(house, days: int) -> list[str]:
    """Remind so many days later; return to whom a letter goes."""
    with house.world.here():
        Mail.objects.all().delete()
        actions.remind(by=house.world.operator, at=later(days))
        return sorted(Mail.objects.values_list("to", flat=True))


def address(person) -> str:
    return person.account.email


def test_only_who_is_late_is_reminded(house):
    made = house.judging()
    house.give(made, house.near)
    assert [remind(house, 1), remind(house, 22)] == [[], [address(house.far)]]


def test_reminder_comes_once_a_week(house):
    house.judging()
    both = sorted([address(house.near), address(house.far)])
    assert [remind(house, 22), remind(house, 23), remind(house, 29)] == [both, [], both]


def test_who_decides_is_reminded(house):
    house.advised()
    assert remind(house, 30) == [address(house.executive)]


def test_starter_is_reminded_of_the_agreed_day(house):
    made = house.asked()
    house.do(
        actions.set_dates,
        house.coordinator,
        assessment_id=made.pk,
        expected_version=1,
        due_on=date(2026, 11, 10),
        interview_at=None,
    )
    assert remind(house, 10) == [address(house.starter)]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_reminder_names_nobody(house, language):
    house.judging()
    remind(house, 22)
    with house.world.here():
        mail = Mail.objects.first()
    subject, text = mail_text(mail.template, language, mail.context)
    people = (house.starter, house.near, house.far)
    names = [person.family_name for person in people] + [house.starter.given_name]
    assert [name for name in names if name in subject + text] == []


def test_decision_without_objection_is_closed_after_the_last_day(house):
    made = house.decided()
    with house.world.here():
        closed = [actions.close_settled(by=house.world.operator, at=later(days)) for days in (42, 43)]
        open_seats = PanelMember.objects.filter(finished_on=None).count()
    assert (closed, house.fresh(made).state, open_seats) == ([0, 1], State.CLOSED, 0)


@pytest.mark.parametrize("verb", [actions.remind, actions.close_settled])
def test_only_the_clock_does_it(house, verb):
    with pytest.raises(NotVisibleError):
        house.do(verb, house.coordinator)


def test_clock_does_every_partnership(house):
    house.judging()
    start_due(by=operator(), at=later(22))
    work_off(clock=lambda: later(22))
    with house.world.here():
        assert Assessment.objects.get().panel.filter(reminded_on__isnull=False).count() == 2
