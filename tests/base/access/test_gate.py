"""The one gate: rights follow roles with dates, at a place."""

from datetime import date

import pytest

from startlijn.base.access.queries import can, get_visible, visible
from startlijn.base.access.rules import may
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.organisations.models import School
from startlijn.base.people import actions as people
from startlijn.base.people.models import RoleAssignment
from startlijn.base.people.queries import actor_for
from startlijn.base.seams import fixed
from startlijn.base.tenancy import UnscopedQueryError
from tests.conftest import AT


def test_query_outside_a_partnership_raises(world):
    with pytest.raises(UnscopedQueryError):
        School.objects.count()


def test_query_within_a_partnership_sees_only_its_rows(worlds):
    here, _there = worlds
    with here.here():
        assert list(School.objects.values_list("pk", flat=True)) == [here.school.pk]


def test_school_educator_sees_own_school_only(world):
    other = world.add_school("De Vlinder")
    actor = world.actor("school_educator", "school", world.school.pk)
    with world.here():
        seen = list(visible(actor, Permission.ORGANISATIONS_READ, School))
        assert (seen, can(actor, Permission.ORGANISATIONS_READ, other)) == ([world.school], False)


def test_board_executive_sees_schools_of_own_board(world):
    world.add_school("De Vlinder", board=world.add_board("Ander bestuur"))
    actor = world.actor("board_executive", "board", world.board.pk)
    with world.here():
        assert list(visible(actor, Permission.ORGANISATIONS_READ, School)) == [world.school]


def test_row_outside_reach_does_not_exist(world):
    other = world.add_school("De Vlinder")
    actor = world.actor("school_educator", "school", world.school.pk)
    with world.here(), pytest.raises(NotVisibleError):
        get_visible(actor, Permission.ORGANISATIONS_READ, School, other.pk)


def test_nobody_may_nothing():
    assert [p for p in Permission if may(Actor(None, None, "", None), p)] == []


def test_role_ends_at_the_start_of_its_last_day(world):
    person = world.person("project_worker")
    with world.here():
        held = RoleAssignment.objects.get(person=person)
        people.end_role(by=world.operator, at=AT, assignment_id=held.pk, finished_on=date(2026, 11, 2))
    with fixed(at=AT):
        assert actor_for(person.account_id, partnership_id=None, at=AT).grants == ()


def test_token_may_less_than_its_owner(world):
    actor = world.actor("project_worker")
    limited = Actor(
        actor.person_id,
        actor.account_id,
        actor.name,
        actor.partnership_id,
        actor.grants,
        limited_to=frozenset({Permission.ROUNDS_READ}),
    )
    assert (may(limited, Permission.ROUNDS_READ), may(limited, Permission.ROUNDS_MANAGE)) == (True, False)
