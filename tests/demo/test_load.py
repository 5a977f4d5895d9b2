"""Loading the demo into the database."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from startlijn.base.access.rules import may
from startlijn.base.access.terms import Permission, Role
from startlijn.base.accounts.models import Account
from startlijn.base.journal.models import JournalLine
from startlijn.base.journal.queries import chains, check_chain
from startlijn.base.organisations.models import Partnership, School
from startlijn.base.people.models import RoleAssignment
from startlijn.base.people.queries import actor_for
from startlijn.base.post.models import Job, Mail
from startlijn.base.seams import fixed
from startlijn.base.tenancy import everywhere, within
from startlijn.demo.load import Summary, load
from startlijn.demo.partnership import describe
from startlijn.demo.terms import Case, RoundKind
from startlijn.domain.groups.models import Group, GroupMember, Round, SignUp
from startlijn.domain.groups.queries.forming import entrants_of, participants, setup_of
from startlijn.domain.groups.queries.rounds import schools_to_sign_up
from startlijn.domain.groups.rules.problem import problem_of
from startlijn.domain.guidance.models import ContactNote, Tick, Trajectory
from startlijn.engines.grouping import Status, solve

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Summary]:
    """The demo, loaded once for this file and taken away afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        with fixed(at=AT):
            told = load(at=AT)
        yield told
        transaction.set_rollback(True)


def rows() -> dict[str, int]:
    with everywhere("counting in a test"):
        models = (Partnership, School, RoleAssignment, Account, Round, SignUp, JournalLine, Trajectory, Tick)
        return {model.__name__: model._default_manager.count() for model in models}


def test_load_tells_what_is_there(loaded: Summary) -> None:
    example = next(each for each in describe().schools if each.key == describe().example_school)
    assert (loaded.boards, loaded.schools, loaded.sub_regions) == (38, 95, 5)
    assert (loaded.personas, loaded.starters, loaded.trajectories) == (18, 120, 120)
    assert loaded.example_school == example.name
    assert loaded.ticks > 5000


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


def test_roles_of_who_is_no_starter_are_loaded_as_described(loaded: Summary) -> None:
    wanted = sorted(
        (person.name, role.role.value, role.started_on, str(role.finished_on))
        for person in describe().people
        for role in person.roles
        if role.role is not Role.STARTER
    )
    educators = {name for name, role, _, _ in wanted if role == Role.SCHOOL_EDUCATOR}
    with within(Partnership.objects.get().pk):
        found = [
            (str(row.person), row.role, row.started_on, str(row.finished_on))
            for row in RoleAssignment.objects.exclude(role=Role.STARTER).select_related("person")
            # The story of assessments makes assessors of educators.
            if not (row.role == Role.ASSESSOR and str(row.person) in educators)
        ]
    assert sorted(found) == wanted


def test_only_personas_and_who_moved_have_an_account_and_none_a_password(loaded: Summary) -> None:
    email_of = {person.key: person.email for person in describe().people}
    wanted = {email_of[persona.person] for persona in describe().personas}
    wanted |= {email_of[starter.person] for starter in describe().starters if starter.case is Case.MOVED}
    accounts = Account.objects.all()
    assert {account.email for account in accounts} == wanted
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


def rounds() -> dict[str, Round]:
    return {row.name: row for row in Round.objects.all()}


def test_rounds_of_last_year_are_closed_and_those_of_this_year_are_not(loaded: Summary) -> None:
    with within(Partnership.objects.get().pk):
        assert {name: row.stage for name, row in rounds().items()} == {
            "Auditgroepen 2025-2026": "closed",
            "Intervisiegroepen 2025-2026": "closed",
            "Auditgroepen 2026-2027": "open",
            "Intervisiegroepen 2026-2027": "preparing",
        }


def test_groups_of_last_year_hold_every_school_that_signed_up(loaded: Summary) -> None:
    name_of = {school.key: school.name for school in describe().schools}
    wanted = sorted(name_of[each.school] for each in describe().sign_ups_last_year)
    with within(Partnership.objects.get().pk):
        assert sorted(GroupMember.objects.values_list("school__name", flat=True)) == wanted


def test_groups_of_last_year_keep_their_rules(loaded: Summary) -> None:
    with within(Partnership.objects.get().pk):
        for group in Group.objects.filter(publication__round__kind="audit"):
            members = GroupMember.objects.filter(group=group).select_related("school")
            boards = [member.school.board_id for member in members]
            assert 3 <= len(boards) == len(set(boards)) <= 4


def test_open_round_takes_sign_ups_from_schools_and_from_staff(loaded: Summary) -> None:
    audits = [each for each in describe().sign_ups if each.round is RoundKind.AUDIT]
    by_staff = sum(each.by_staff for each in audits)
    with within(Partnership.objects.get().pk):
        sources = Counter(
            SignUp.objects.filter(round=rounds()["Auditgroepen 2026-2027"]).values_list("source", flat=True)
        )
    assert sources == {"staff": by_staff, "school": len(audits) - by_staff}


def test_round_in_preparation_holds_only_what_staff_typed_in(loaded: Summary) -> None:
    with within(Partnership.objects.get().pk):
        row = rounds()["Intervisiegroepen 2026-2027"]
        assert set(SignUp.objects.filter(round=row).values_list("source", flat=True)) == {"staff"}


def test_open_round_can_be_formed_with_its_rules(loaded: Summary) -> None:
    with within(Partnership.objects.get().pk):
        row = rounds()["Auditgroepen 2026-2027"]
        setup = setup_of(row, smallest=row.smallest, largest=row.largest, goal=row.goal)
        result = solve(problem_of(entrants_of(participants(row)), setup), seconds=20)
    assert setup.last_time
    assert result.status is Status.OPTIMAL


def test_example_school_can_still_sign_up(loaded: Summary) -> None:
    account = Account.objects.get(email="joris.vermeulen@startlijn.test")
    educator = actor_for(account.pk, partnership_id=None, at=AT)
    with within(Partnership.objects.get().pk):
        row = rounds()["Auditgroepen 2026-2027"]
        names = {school.name for school in schools_to_sign_up(educator, row)}
        assert names == {loaded.example_school}
        assert not SignUp.objects.filter(round=row, school__name=loaded.example_school).exists()


def test_no_letter_or_job_waits_after_loading(loaded: Summary) -> None:
    with everywhere("counting in a test"):
        assert (Mail.objects.count(), Job.objects.count()) == (0, 0)


def test_nothing_is_dated_later_than_the_moment_of_loading(loaded: Summary) -> None:
    with everywhere("counting in a test"):
        assert not SignUp.objects.filter(signed_up_at__gt=AT).exists()
        assert not JournalLine.objects.filter(at__gt=AT).exists()
        assert not Tick.objects.filter(ticked_at__gt=AT).exists()
        assert not ContactNote.objects.filter(on__gt=AT.date()).exists()


def test_journal_of_the_demo_is_whole(loaded: Summary) -> None:
    assert all(check_chain(chain).whole for chain in chains())
