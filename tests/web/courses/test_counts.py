"""How often pages of courses ask the database: as often for twenty teams as for four."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from startlijn.base.seams import fixed
from startlijn.domain.courses.models import Edition, Enrolment, Participant
from tests.conftest import AT
from tests.web.courses.conftest import Pages

FEW, MANY, BUDGET = 4, 20, 15
COORDINATOR = (
    *("/courses/", "/courses/desk/", "/courses/desk/new/", "{edition}", "{desk}", "{desk}edit/"),
    *("{desk}intake/", "{desk}invoices.csv", "{course}", "{course}edit/", "{course}tariff/"),
    *("{course}edition/", "{row}", "{asked}answer/"),
)
EDUCATOR = ("/courses/", "/courses/school/", "{edition}", "{edition}enrol/", "{row}")
EDUCATOR += ("{row}withdraw/", "{row}contact/", "{row}ask/")
OWN = ("/courses/own/", "/courses/")
# Pages of which the figures would say nothing if they did not grow with the rows.
GROWING = {"/courses/", "/courses/school/", "{desk}", "{course}", "/courses/own/"}


def fill(pages: Pages, number: int) -> dict[str, str]:
    """Let there be so many editions, teams of the own school in each state, and people in the first."""
    offer, world = pages.offer, pages.world
    common = {"partnership": world.partnership}
    with world.here():
        editions = Edition.objects.bulk_create(
            Edition(
                **common,
                course=offer.course,
                name=f"{each}",
                school_year=2026,
                state="open",
                reference_on=date(2026, 10, 1),
                created_at=AT,
            )
            for each in range(number)
        )
        rows = Enrolment.objects.bulk_create(
            Enrolment(
                **common,
                edition=edition,
                school=world.school,
                state=state,
                source="mail",
                contact_name="Sanne",
                contact_email="sanne@example.org",
                wish="Kan het?",
                wish_state="asked",
                status_on=date(2026, 10, 1),
                enrolled_at=AT,
                confirmed_at=AT if state == "confirmed" else None,
            )
            for edition in (offer.edition, *editions)
            for state in ("confirmed", "waiting", "asked")
        )
        more = Enrolment.objects.bulk_create(
            Enrolment(
                **common,
                edition=offer.edition,
                school=world.school,
                state="waiting",
                source="mail",
                status_on=date(2026, 10, 1),
                enrolled_at=AT,
            )
            for _each in range(number)
        )
        Participant.objects.bulk_create(
            Participant(
                **common,
                enrolment=row,
                person_id=pages.participant.pk,
                name=f"Deelnemer {each}",
                started_on=date(2026, 10, 1),
            )
            for row in (*rows[:2], *rows[3::3], *more)
            for each in range(number if row is rows[0] else 1)
        )
    return {
        "edition": pages.at(""),
        "desk": pages.desk(),
        "course": f"/courses/desk/course/{offer.course.pk}/",
        "row": f"/courses/enrolment/{rows[0].pk}/",
        "asked": f"/courses/desk/enrolment/{rows[2].pk}/",
    }


def asked(browser, address: str) -> tuple[int, int]:
    """Return how many queries a page asked when it was opened before, and how long it was."""
    with fixed(at=AT):
        browser.get(address)
        with CaptureQueriesContext(
            connection,
        ) as found:
            answer = browser.get(address)
    assert answer.status_code == 200, address
    return len(found), len(answer.content)


@pytest.mark.parametrize(
    ("role", "addresses"), [("coordinator", COORDINATOR), ("educator", EDUCATOR), ("participant", OWN)]
)
def test_pages_ask_as_often_for_many_rows_as_for_few(pages, role, addresses):
    school = pages.world.school
    pages.participant = pages.world.person("coach", "school", school.pk)
    browser = {
        "coordinator": lambda: pages.coordinator,
        "educator": lambda: pages.educator(school),
        "participant": lambda: pages.world.browser(pages.participant),
    }[role]()
    known = fill(pages, FEW)
    few = {each: asked(browser, each.format(**known)) for each in addresses}
    with pages.world.here():
        Enrolment.objects.all().delete()
        Edition.objects.exclude(pk=pages.offer.edition.pk).delete()
    known = fill(pages, MANY)
    many = {each: asked(browser, each.format(**known)) for each in addresses}
    assert {each: found[0] for each, found in many.items()} == {each: found[0] for each, found in few.items()}
    assert {each: found[0] for each, found in many.items() if found[0] > BUDGET} == {}
    grown = {each for each in addresses if many[each][1] > few[each][1] + 200}
    assert GROWING & set(addresses) <= grown
