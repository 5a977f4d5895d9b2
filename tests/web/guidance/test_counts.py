"""How often pages about lines ask the database: as often for three starters as for three hundred."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from startlijn.base.people.models import Person
from startlijn.domain.guidance.models import CoachPairing, Employment, Step, Tick, Trajectory
from tests.domain.guidance.practice.conftest import AT, FIRST, TODAY

FEW, MANY = 3, 300


def crowd(pages, number):
    """Starters of the coach, each with a step that waits, one that comes and one that was confirmed."""
    tenant = pages.world.partnership
    people = [Person(given_name=f"Starter {each}", family_name="Dijk") for each in range(number)]
    Person.objects.bulk_create(people)
    with pages.world.here():
        rows = [
            Trajectory(
                partnership=tenant,
                person=person,
                sector="po",
                starter_type="substitute",
                version_followed=pages.version,
                started_on=FIRST,
                ends_on=FIRST + timedelta(days=1095),
                registered_at=AT,
            )
            for person in people
        ]
        Trajectory.objects.bulk_create(rows)
        Employment.objects.bulk_create(
            Employment(
                partnership=tenant,
                trajectory=row,
                board=pages.world.board,
                school=pages.school,
                contract_type="temporary",
                fte=Decimal(1),
                started_on=FIRST,
            )
            for row in rows
        )
        CoachPairing.objects.bulk_create(
            CoachPairing(partnership=tenant, trajectory=row, coach=pages.coach_person, started_on=FIRST)
            for row in rows
        )
        element = pages.version.elements.get(title_nl="Gesprek met je coach")
        steps = [
            Step(
                partnership=tenant,
                trajectory=row,
                element=element,
                year=1,
                number=place,
                kind="coaching_talk",
                form="individual",
                title_nl="Gesprek",
                planned_on=TODAY + timedelta(days=days),
                starter_minutes=60,
                coach_minutes=60,
                with_coach=True,
            )
            for row in rows
            for place, days in enumerate((-30, -3, 20), start=1)
        ]
        Step.objects.bulk_create(steps, batch_size=300)
        Tick.objects.bulk_create(
            Tick(partnership=tenant, step=step, side=side, outcome="done", minutes=60, ticked_at=AT)
            for step in steps[::3]
            for side in ("coach", "starter")
        )


def asked(browser, address):
    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    ("address", "who", "most"),
    [
        ("/", "coach", 16),
        ("/coaching/", "coach", 15),
        ("/coaching/?page=2", "coach", 15),
        ("/", "educator", 16),
        ("/lines/", "educator", 15),
        ("/coaches/", "educator", 15),
        ("/practice/{school}/", "educator", 15),
    ],
)
def test_a_page_asks_as_often_for_three_starters_as_for_three_hundred(pages, address, who, most):
    person = pages.coach_person if who == "coach" else Person.objects.get(pk=pages.educator.person_id)
    browser = pages.world.browser(person)
    address = address.format(school=pages.school.pk)
    crowd(pages, FEW)
    few = asked(browser, address)
    crowd(pages, MANY - FEW)
    many = asked(browser, address)
    assert many == few
    assert many <= most


def test_a_starter_needs_few_queries_for_the_first_page(pages):
    trajectory = pages.starter()
    pages.pair(trajectory)
    assert asked(pages.browser_of(trajectory), "/") <= 16


def test_the_own_line_needs_few_queries(pages):
    trajectory = pages.starter()
    pages.pair(trajectory)
    assert asked(pages.browser_of(trajectory), "/line/") <= 16  # one for what the starter wrote beside it


def test_the_list_of_starters_is_cut_in_pages(pages):
    crowd(pages, 25)
    browser = pages.world.browser(pages.coach_person)
    assert browser.get("/coaching/").content.decode().count('href="/coaching/0') == 20
    assert browser.get("/coaching/?page=2").content.decode().count('href="/coaching/0') == 5
