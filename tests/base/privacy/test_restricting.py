"""Restriction and own statements: rows stay as they are, and one's own words stand beside them."""

from datetime import date

import pytest

from startlijn.base.access.models import Ground, Restriction
from startlijn.base.access.terms import NotVisibleError, Place, RestrictedError, Role
from startlijn.base.journal.actions import read
from startlijn.base.journal.models import JournalLine
from startlijn.base.people import actions as people
from startlijn.base.people.models import RoleAssignment
from startlijn.base.people.queries import actor_of_person
from startlijn.base.privacy import actions, queries
from startlijn.base.privacy.models import OwnStatement
from startlijn.base.privacy.terms import AlreadyRestrictedError
from tests.conftest import AT


@pytest.fixture
def starter(world):
    return world.person("starter", "school", world.school.pk, name="Anna")


@pytest.fixture
def officer(world):
    return world.actor("privacy_officer")


@pytest.fixture
def restriction(world, starter, officer):
    with world.here():
        return actions.restrict(by=officer, at=AT, person_id=starter.pk, ground=Ground.ACCURACY)


def _give_role(world, by, person):
    with world.here():
        return people.give_role(
            by=by,
            at=AT,
            person_id=person.pk,
            role=Role.COACH,
            place=Place.SCHOOL,
            place_id=world.school.pk,
            started_on=date(2026, 1, 1),
        )


def test_nobody_else_changes_anything(world, starter, restriction):
    administrator = world.actor("administrator")
    with pytest.raises(RestrictedError):
        _give_role(world, administrator, starter)
    with world.here():
        assert RoleAssignment.objects.filter(person=starter).count() == 1


def test_the_person_still_may(world, starter, restriction):
    own = actor_of_person(starter.pk, partnership_id=world.partnership.pk, at=AT)
    tables = actions.export_own_data(by=own, at=AT)
    assert "base.Restriction" in {table.label for table in tables if table.rows}


def test_looking_goes_on_and_is_noted(world, starter, restriction):
    leader = world.actor("school_leader", "school", world.school.pk)
    line = read(by=leader, at=AT, on=starter, about=starter.pk, why="coaching")
    assert line is not None
    assert line.about == starter.pk


def test_others_are_free(world, restriction):
    other = world.person("starter", "school", world.school.pk)
    assert _give_role(world, world.actor("administrator"), other).person_id == other.pk


def test_lifting_ends_it(world, starter, officer, restriction):
    with world.here():
        actions.lift_restriction(by=officer, at=AT, restriction_id=restriction.pk)
    assert _give_role(world, world.actor("administrator"), starter).person_id == starter.pk


def test_twice_is_refused(world, starter, officer, restriction):
    with world.here(), pytest.raises(AlreadyRestrictedError):
        actions.restrict(by=officer, at=AT, person_id=starter.pk, ground=Ground.CLAIM)


@pytest.mark.parametrize(("role", "place"), [("administrator", "partnership"), ("privacy_officer", "board")])
def test_others_cannot_restrict(world, starter, role, place):
    by = world.actor(role, place, world.board.pk if place == "board" else None)
    with world.here(), pytest.raises(NotVisibleError):
        actions.restrict(by=by, at=AT, person_id=starter.pk, ground=Ground.ACCURACY)


def test_officer_of_another_partnership_cannot_lift(worlds, restriction):
    _here, there = worlds
    with there.here(), pytest.raises(NotVisibleError):
        actions.lift_restriction(by=there.actor("privacy_officer"), at=AT, restriction_id=restriction.pk)


def test_ended_restriction_is_listed_no_more(world, officer, restriction):
    with world.here():
        before = [row.pk for row in queries.restrictions(officer)]
        actions.lift_restriction(by=officer, at=AT, restriction_id=restriction.pk)
        assert (before, queries.restrictions(officer), Restriction.objects.count()) == (
            [restriction.pk],
            [],
            1,
        )


@pytest.fixture
def own(world, starter):
    return actor_of_person(starter.pk, partnership_id=world.partnership.pk, at=AT)


@pytest.fixture
def role(world, starter):
    with world.here():
        return RoleAssignment.objects.get(person=starter)


def _state(by, role, text):
    return actions.state(by=by, at=AT, label="base.RoleAssignment", object_id=role.pk, text=text)


def test_own_words_stand_beside_the_record(world, own, role):
    _state(own, role, " I began in September. ")
    reader = world.actor("coordinator")
    with world.here():
        (beside,) = actions.read_statements(by=reader, at=AT, object_ids=[role.pk])
        told = JournalLine.objects.filter(action="data.read", about=own.person_id)
    assert [(line.actor_id, line.details["why"]) for line in told] == [(str(reader.person_id), "statement")]
    assert (beside.name, beside.text) == (own.name, "I began in September.")


def test_new_words_replace_the_old_and_none_take_them_away(own, role):
    _state(own, role, "First")
    _state(own, role, "Second")
    told = queries.own_statement(own, "base.RoleAssignment", role.pk)
    _state(own, role, "  ")
    assert (told, queries.own_statement(own, "base.RoleAssignment", role.pk)) == ("Second", "")


def test_words_beside_a_record_about_somebody_else_are_refused(world, role):
    other = world.actor("starter", "school", world.school.pk)
    with pytest.raises(NotVisibleError):
        _state(other, role, "Not mine")


@pytest.mark.parametrize("label", ["base.School", "base.Nothing", "nonsense", "base.OwnStatement"])
def test_words_beside_what_is_about_nobody_are_refused(own, role, label):
    with pytest.raises(NotVisibleError):
        actions.state(by=own, at=AT, label=label, object_id=role.pk, text="x")


def test_statements_of_another_partnership_are_not_shown(worlds, own, role):
    _here, there = worlds
    _state(own, role, "Mine")
    with there.here():
        assert (
            actions.read_statements(by=there.operator, at=AT, object_ids=[role.pk]),
            OwnStatement.objects.count(),
        ) == (
            (),
            0,
        )
