"""What is recorded, what is recorded about me, and why somebody may see it."""

from datetime import date

import pytest
from django.apps import apps

from startlijn.base.access.terms import NotVisibleError, Place, Role
from startlijn.base.journal.models import JournalLine
from startlijn.base.organisations.models import Board, School
from startlijn.base.people import actions as people
from startlijn.base.people.models import Person, RoleAssignment
from startlijn.base.people.queries import actor_of_person
from startlijn.base.privacy import actions, queries
from startlijn.base.privacy.rules import readers
from startlijn.base.privacy.terms import Reader
from startlijn.base.tenancy import DataClass, Declaration
from tests.conftest import AT


def test_reader_is_a_role_with_the_permission_at_a_place_that_reaches():
    declared = Declaration("x", DataClass.INTERNAL, "x", read="people.manage", reach={"partnership": "pk"})
    assert readers(declared) == (
        Reader(Role.COORDINATOR, (Place.PARTNERSHIP,)),
        Reader(Role.ADMINISTRATOR, (Place.PARTNERSHIP,)),
    )


def test_nobody_reads_what_no_permission_reads():
    assert readers(Declaration("x", DataClass.COACHING, "x", reach={"person": "person"})) == ()


def test_role_reads_only_at_places_that_reach():
    found = {reader.role: reader.places for reader in readers(School.declared)}
    assert found[Role.BOARD_EXECUTIVE] == (Place.BOARD,)


def test_every_table_is_told_about():
    assert {table.label for table in queries.recorded()} == {m._meta.label for m in apps.get_models()}


def test_own_data_hold_every_personal_field(world):
    """Fill one row of each table about a person; every personal field is there, secrets are not."""
    actor = world.actor("starter", "school", world.school.pk)
    tables = {table.label: table for table in queries.own_data(actor)}
    row = dict(tables["base.Person"].rows[0])
    assert {name: row[name] for name in Person.declared.personal} == {
        "given_name": "Noor",
        "family_name": "Jansen 1",
        "language": "nl",
    }
    role = dict(tables["base.RoleAssignment"].rows[0])
    assert (role["person_id"], role["role"], role["school"]) == (actor.person_id, "starter", "De Regenboog")


def test_own_data_keep_secrets_back_and_say_so(world):
    actor = world.actor("starter", "school", world.school.pk)
    account = next(table for table in queries.own_data(actor) if table.label == "base.Account")
    assert (account.withheld, "password" in account.rows[0], "email" in account.rows[0]) == (
        ("password",),
        False,
        True,
    )


def test_own_data_hold_nothing_about_others(world):
    actor = world.actor("starter", "school", world.school.pk)
    world.person("coach", "school", world.school.pk, name="Vreemde")
    assert "Vreemde" not in str(queries.own_data(actor))


def test_own_data_cross_partnerships(worlds):
    here, there = worlds
    actor = here.actor("starter", "school", here.school.pk)
    with there.here():
        people.give_role(
            by=there.operator,
            at=AT,
            person_id=actor.person_id,
            role=Role.COACH,
            place=Place.SCHOOL,
            place_id=there.school.pk,
            started_on=date(2026, 1, 1),
        )
    roles = next(table for table in queries.own_data(actor) if table.label == "base.RoleAssignment")
    assert sorted(row["role"] for row in roles.rows) == ["coach", "starter"]


def test_passer_by_has_no_own_data(world):
    assert queries.own_data(world.operator) == []


def test_taking_own_data_is_noted(world):
    actor = world.actor("starter", "school", world.school.pk)
    actions.export_own_data(by=actor, at=AT)
    line = JournalLine.objects.latest("number")
    assert (line.action, line.actor_id) == ("own_data.export", str(actor.person_id))


def test_own_data_hold_what_the_person_did(world):
    actor = world.actor("starter", "school", world.school.pk)
    tables = {table.label: table for table in actions.export_own_data(by=actor, at=AT)}
    own = str(actor.person_id)
    done = [row["action"] for row in tables["base.JournalLine"].rows if row["actor_id"] == own]
    assert done == ["own_data.export"]


def test_own_data_hold_what_others_did_about_the_person(world):
    actor = world.actor("starter", "school", world.school.pk)
    tables = {table.label: table for table in queries.own_data(actor)}
    told = [(row["action"], row["actor_name"]) for row in tables["base.JournalLine"].rows]
    assert told == [("person.add", "operator"), ("role.give", "operator")]


def test_account_without_person_takes_nothing(world):
    with pytest.raises(NotVisibleError):
        actions.export_own_data(by=world.operator, at=AT)


def reasons(world, actor, model, pk) -> set[tuple[str, str, str]]:
    with world.here():
        told = queries.why(actor, model._meta.label, pk)
        return {(reason.role, reason.place, reason.person_name) for reason in told.reasons}


def test_why_names_the_role_and_the_place(world):
    leader = world.actor("school_leader", "school", world.school.pk)
    worker = world.actor("project_worker")
    assert reasons(world, worker, School, world.school.pk) == {
        ("school_leader", "school", leader.name),
        ("project_worker", "partnership", worker.name),
    }


def test_why_keeps_back_names_the_reader_may_not_know(world):
    """A coach may see the school, but not who works for the board: the role is told, the name is not."""
    coach = world.actor("coach", "school", world.school.pk)
    world.person("board_executive", "board", world.board.pk)
    assert reasons(world, coach, School, world.school.pk) == {
        ("coach", "school", coach.name),
        ("board_executive", "board", ""),
    }


def test_why_agrees_with_the_gate(world):
    """Everybody whom the explanation names sees the row, and nobody else does."""
    other = world.add_school("De Vlinder", board=world.add_board("Ander bestuur"))
    for role, place, pk in (
        ("school_leader", "school", world.school.pk),
        ("school_leader", "school", other.pk),
        ("board_executive", "board", world.board.pk),
        ("starter", "school", world.school.pk),
    ):
        world.person(role, place, pk)
    worker = world.actor("project_worker")
    named = reasons(world, worker, School, world.school.pk)
    assert {role for role, _, _ in named} == {"school_leader", "board_executive", "project_worker"}
    assert len(named) == 3


def test_what_one_may_not_see_is_not_explained(world):
    other = world.add_school("De Vlinder", board=world.add_board("Ander bestuur"))
    coach = world.actor("coach", "school", world.school.pk)
    with world.here(), pytest.raises(NotVisibleError):
        queries.why(coach, "base.School", other.pk)


def test_table_without_readers_is_not_explained(world):
    with world.here(), pytest.raises(NotVisibleError):
        queries.why(world.operator, "base.Account", world.school.pk)


def test_role_that_has_ended_is_no_reason(world):
    person = world.person("school_leader", "school", world.school.pk)
    worker = world.actor("project_worker")
    with world.here():
        held = RoleAssignment.objects.get(person=person)
        people.end_role(by=world.operator, at=AT, assignment_id=held.pk, finished_on=date(2026, 1, 1))
    assert reasons(world, worker, School, world.school.pk) == {("project_worker", "partnership", worker.name)}


def test_person_is_not_reached_through_another_partnership(worlds):
    here, there = worlds
    person = here.person("coach", "school", here.school.pk)
    with there.here():
        people.give_role(
            by=there.operator,
            at=AT,
            person_id=person.pk,
            role=Role.COACH,
            place=Place.SCHOOL,
            place_id=there.school.pk,
            started_on=date(2026, 1, 1),
        )
    there.person("school_leader", "school", there.school.pk)
    worker = here.actor("project_worker")
    assert reasons(here, worker, Person, person.pk) == {("project_worker", "partnership", worker.name)}


def test_holders_are_listed_for_who_watches_over_the_partnership(world):
    world.person("coach", "school", world.school.pk)
    officer = world.actor("privacy_officer")
    with world.here():
        held = [(line.role, line.place, line.place_name) for line in queries.holders_today(officer)]
    assert held == [
        ("coach", "school", "De Regenboog"),
        ("privacy_officer", "partnership", "Partnership zuid"),
    ]


def test_privacy_officer_of_one_board_gets_no_list(world):
    officer = world.actor("privacy_officer", "board", world.board.pk)
    with world.here():
        assert queries.holders_today(officer) == []


def test_explained_tables_have_a_reach_and_a_reader():
    assert {"base.School", "base.Board", "base.Person"} <= set(queries.explained())
    assert "base.Account" not in queries.explained()
    assert Board._meta.label in queries.explained()


def test_actor_of_person_reads_as_such(world):
    person = world.person("school_leader", "school", world.school.pk)
    actor = actor_of_person(person.pk, partnership_id=world.partnership.pk, at=AT)
    assert reasons(world, actor, School, world.school.pk) == {("school_leader", "school", str(person))}
