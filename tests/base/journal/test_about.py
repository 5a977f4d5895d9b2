"""Lines about persons: who looked at what about whom, and who asked in vain."""

from dataclasses import replace
from datetime import timedelta

import pytest

from startlijn.base.access.terms import Place, Role
from startlijn.base.journal import actions
from startlijn.base.journal.models import JournalLine
from startlijn.base.journal.queries import chain_of, check_chain, content_of, lines_for, subject_of
from startlijn.base.people import actions as people
from startlijn.base.people.models import RoleAssignment
from startlijn.base.people.queries import actor_of_person
from startlijn.base.privacy.queries import own_data
from tests.conftest import AT


@pytest.fixture
def two(world):
    """A coordinator and a starter, and nothing done yet."""
    sam = world.person(Role.STARTER, "school", world.school.pk, name="Sam")
    return world.actor(Role.COORDINATOR), sam


def _actor(world, person):
    return actor_of_person(person.pk, partnership_id=world.partnership.pk, at=AT)


def _about(person):
    return JournalLine.objects.filter(about=person.pk)


def test_line_names_whom_the_row_is_about(world, two):
    by, sam = two
    line = actions.record(by=by, at=AT, action="person.add", on=sam)
    assert line.about == sam.pk


def test_line_about_nobody_names_nobody(world, two):
    assert actions.record(by=two[0], at=AT, action="school.edit", on=world.school).about is None


def test_subject_behind_a_link_is_found(world, two):
    with world.here():
        role = RoleAssignment.objects.get(person=two[1])
    assert subject_of(role) == two[1].pk


def test_hash_covers_the_person_only_where_there_is_one(world, two):
    by, sam = two
    lines = [actions.record(by=by, at=AT, action="x.y", on=row) for row in (sam, world.school)]
    assert ["about" in content_of(line) for line in lines] == [True, False]
    assert check_chain(chain_of(world.partnership.pk)).whole


def test_reading_is_written_down_with_the_fields_of_bio2(world, two):
    by, sam = two
    line = actions.read(by=replace(by, origin="page"), at=AT, on=sam, about=sam.pk, why="coaching")
    assert line is not None
    assert (line.actor_id, line.action, line.object_type, line.object_id, line.at, line.details) == (
        str(by.person_id),
        "data.read",
        "Person",
        str(sam.pk),
        AT,
        {"result": "shown", "origin": "page", "why": "coaching", "roles": ["coordinator"]},
    )


def test_every_reading_makes_a_line(two):
    by, sam = two
    for _ in range(3):
        actions.read(by=by, at=AT, on=sam, about=sam.pk)
    assert _about(sam).filter(action="data.read").count() == 3


def test_reading_about_oneself_makes_no_line(world, two):
    _by, sam = two
    assert actions.read(by=_actor(world, sam), at=AT, on=sam, about=sam.pk) is None
    assert not _about(sam).filter(action="data.read").exists()


def test_trying_makes_one_line_for_each_person_row_and_day(world, two):
    by, sam = two
    other = world.actor(Role.SCHOOL_LEADER, "school", world.school.pk)
    for asker, at in ((by, AT), (by, AT + timedelta(hours=3)), (other, AT), (by, AT + timedelta(days=1))):
        actions.refused(by=asker, at=at, on=sam, about=sam.pk, why="line.guide")
    assert _about(sam).filter(action="data.refused").count() == 3


def test_trying_for_oneself_makes_no_line(world, two):
    _by, sam = two
    assert actions.refused(by=_actor(world, sam), at=AT, on=sam, about=sam.pk) is None


def test_deed_about_a_person_is_found_by_the_person(world, two):
    by, sam = two
    with world.here():
        people.give_role(
            by=by,
            at=AT,
            person_id=sam.pk,
            role=Role.COACH,
            place=Place.SCHOOL,
            place_id=world.school.pk,
            started_on=AT.date(),
        )
    assert "role.give" in set(_about(sam).values_list("action", flat=True))


def test_who_asked_in_vain_does_not_learn_from_the_own_lines_that_it_exists(world, two):
    _, sam = two
    leader = _actor(world, world.person(Role.SCHOOL_LEADER, "school", world.school.pk))
    actions.record(by=leader, at=AT, action="x.y", on=world.school)
    actions.refused(by=leader, at=AT, on=sam, about=sam.pk, why="people.manage")
    assert [line.action for line in lines_for(leader)] == ["x.y"]
    own = next(table for table in own_data(leader) if table.label == "base.JournalLine")
    assert [row["action"] for row in own.rows] == ["person.add", "role.give", "x.y"]
