"""Loading the demo into the database."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from startlijn.base.access.rules import may
from startlijn.base.access.terms import Permission
from startlijn.base.accounts.models import Account
from startlijn.base.journal.models import JournalLine
from startlijn.base.organisations.models import Partnership, School
from startlijn.base.people.models import RoleAssignment
from startlijn.base.people.queries import actor_for
from startlijn.base.tenancy import everywhere, within
from startlijn.demo.load import Summary, load
from startlijn.demo.partnership import describe

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Summary]:
    """The demo, loaded once for this file and taken away afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load(at=AT)
        transaction.set_rollback(True)


def rows() -> dict[str, int]:
    with everywhere("counting in a test"):
        models = (Partnership, School, RoleAssignment, Account, JournalLine)
        return {model.__name__: model._default_manager.count() for model in models}


def test_load_tells_what_is_there(loaded: Summary) -> None:
    example = next(each for each in describe().schools if each.key == describe().example_school)
    assert loaded == Summary(38, 95, 5, 18, 120, example.name)


def test_second_load_changes_nothing(loaded: Summary) -> None:
    before = rows()
    assert load(at=AT) == loaded
    assert rows() == before


def test_load_in_a_later_school_year_leaves_the_demo_alone(loaded: Summary) -> None:
    before = rows()
    assert load(at=AT.replace(year=2027)) == loaded
    assert rows() == before


def test_schools_are_loaded_as_described(loaded: Summary) -> None:
    wanted = {
        (each.name, each.place, each.lat, each.lon, each.training_school) for each in describe().schools
    }
    with within(Partnership.objects.get().pk):
        found = School.objects.values_list("name", "place", "latitude", "longitude", "training_school")
        assert set(found) == wanted
        assert set(School.objects.values_list("holiday_region", flat=True)) == {"zuid"}


def test_roles_are_loaded_as_described(loaded: Summary) -> None:
    wanted = sorted(
        (person.name, role.role.value, role.started_on, str(role.finished_on))
        for person in describe().people
        for role in person.roles
    )
    with within(Partnership.objects.get().pk):
        found = [
            (str(row.person), row.role, row.started_on, str(row.finished_on))
            for row in RoleAssignment.objects.select_related("person")
        ]
    assert sorted(found) == wanted


def test_only_personas_have_an_account_and_none_a_password(loaded: Summary) -> None:
    accounts = Account.objects.all()
    assert accounts.count() == 18
    assert not any(account.has_usable_password() for account in accounts)


def test_every_persona_can_act_in_the_own_role(loaded: Summary) -> None:
    email_of = {person.key: person.email for person in describe().people}
    for persona in describe().personas:
        account = Account.objects.get(email=email_of[persona.person])
        actor = actor_for(account.pk, partnership_id=None, at=AT)
        assert persona.role in {grant.role for grant in actor.grants}


def test_the_main_persona_may_run_rounds(loaded: Summary) -> None:
    account = Account.objects.get(email="sanne.brouwers@startlijn.test")
    assert may(actor_for(account.pk, partnership_id=None, at=AT), Permission.ROUNDS_MANAGE)
