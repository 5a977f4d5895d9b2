"""Coach and assessor of one starter exclude each other, now and twelve months back (trust.md §7 rule 3)."""

from datetime import date

import pytest

from startlijn.base.people import actions as people
from startlijn.base.people.models import RoleAssignment
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.queries.pairing import pairing_page
from startlijn.domain.guidance.queries.relations import coached_since
from startlijn.domain.guidance.rules.apart import a_year_before
from startlijn.domain.guidance.terms import JudgedLatelyError
from tests.domain.guidance.practice.conftest import AT, TODAY
from tests.domain.guidance.practice.test_pairing import give_coach

JUDGED: dict = {}


def judges(starter_id, since):
    """Stand in for the floor above: who judged whom, and until when."""
    person_id, until = JUDGED.get(starter_id, (None, since))
    return [person_id] if until > since else []


def suggestions(guidance, trajectory):
    with guidance.day():
        return pairing_page(guidance.educator, trajectory.pk, TODAY).suggestions


def end_role(guidance, person, role, finished_on):
    with guidance.world.here():
        held = RoleAssignment.objects.get(person=person, role=role)
        people.end_role(by=guidance.world.operator, at=AT, assignment_id=held.pk, finished_on=finished_on)


def test_who_led_the_school_in_the_last_twelve_months_is_not_the_coach(guidance):
    trajectory = guidance.starter()
    person = guidance.world.person("school_leader", "school", guidance.school.pk)
    give_coach(guidance, person)
    end_role(guidance, person, "school_leader", TODAY)
    with pytest.raises(JudgedLatelyError):
        guidance.pair(trajectory, person.pk, started_on=date(2027, 11, 1))
    assert guidance.pair(trajectory, person.pk, started_on=date(2027, 11, 2)).coach_id == person.pk


def test_who_is_in_the_panel_of_the_starter_is_not_the_coach(guidance, settings):
    settings.JUDGES = ["tests.domain.guidance.practice.test_apart.judges"]
    trajectory = guidance.starter()
    JUDGED[trajectory.person_id] = (guidance.coach_person.pk, date(2026, 3, 1))
    with pytest.raises(JudgedLatelyError):
        guidance.pair(trajectory, started_on=date(2027, 2, 28))
    assert guidance.pair(trajectory, started_on=date(2027, 3, 1)).coach_id == guidance.coach_person.pk


def test_who_judged_lately_is_not_suggested(guidance, settings):
    settings.JUDGES = ["tests.domain.guidance.practice.test_apart.judges"]
    trajectory = guidance.starter()
    suggested = {fit.fit.coach.id for fit in suggestions(guidance, trajectory)}
    JUDGED[trajectory.person_id] = (guidance.coach_person.pk, TODAY)
    left = {fit.fit.coach.id for fit in suggestions(guidance, trajectory)}
    assert (guidance.coach_person.pk in suggested, guidance.coach_person.pk in left) == (True, False)


def test_coaching_is_remembered_for_twelve_months(guidance):
    trajectory = guidance.starter()
    pairing = guidance.pair(trajectory)
    guidance.do(actions.end_pairing, pairing_id=pairing.pk, finished_on=TODAY)
    with guidance.world.here():
        found = [
            coached_since(guidance.coach_person.pk, trajectory.pk, a_year_before(day))
            for day in (date(2027, 11, 1), date(2027, 11, 2))
        ]
    assert found == [True, False]
