"""Reading along relations: who is told to read, why somebody sees a line, and what the own export holds."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.apps import apps

from startlijn.base.access.terms import ROLES, NotVisibleError, Permission, Place, Role
from startlijn.base.people.queries import actor_of_person
from startlijn.base.privacy import queries
from startlijn.base.privacy.rules import permissions, readers, related
from startlijn.base.privacy.terms import Relation
from startlijn.base.seams import fixed
from startlijn.domain.guidance.models import (
    CoachPairing,
    ContactNote,
    NeedsIntake,
    Step,
    Tick,
    TickLink,
    Trajectory,
)
from tests.base.access.test_ways import FINISHED, FIRST, employ, line
from tests.conftest import AT

__all__ = ["line"]

WITH_WAYS = [model for model, declared in queries.declared_models() if declared.ways]


def told(model) -> dict[Role, tuple[tuple[Place, ...], tuple[Relation, ...]]]:
    return {reader.role: (reader.places, reader.relations) for reader in readers(model.declared)}


def test_coaching_is_read_by_the_starter_and_the_coach_only():
    both = {Role.STARTER: ((), (Relation.SELF,)), Role.COACH: ((), (Relation.GUIDES,))}
    assert (told(NeedsIntake), told(ContactNote)) == (both, both)


def test_reader_has_places_of_every_way():
    assert told(Trajectory)[Role.POOL_COORDINATOR] == ((Place.PARTNERSHIP, Place.BOARD), ())


@pytest.mark.parametrize("model", WITH_WAYS, ids=lambda model: model.__name__)
def test_every_relation_has_a_name(model):
    declared = model.declared
    named = [each for each in permissions(declared) if related(declared, each)]
    assert named == [each for each, paths in declared.ways.items() if "person" in paths]


@pytest.mark.parametrize("model", WITH_WAYS, ids=lambda model: model.__name__)
def test_no_way_is_open_to_nobody(model):
    """A permission that no role has, or has at no place on its paths, would be a way to nowhere."""
    nowhere = [
        permission
        for permission, paths in model.declared.ways.items()
        if not readers(replace(model.declared, read="", reach={}, ways={permission: paths}))
    ]
    assert nowhere == []


def on(day: date):
    return fixed(at=datetime(day.year, day.month, day.day, 9, tzinfo=UTC))


def reasons(line, person, model, day=FIRST) -> set[tuple[str, str, str, date]]:
    world = line.world
    with on(day), world.here():
        actor = actor_of_person(person.pk, partnership_id=world.partnership.pk, at=AT)
        explained = queries.why(actor, model._meta.label, line.rows[model].pk)
    return {(told.role, told.person_name, told.relation or "", told.started_on) for told in explained.reasons}


def test_why_names_starter_and_coach_and_since_when(line):
    given = reasons(line, line.starter, Trajectory)
    assert given == {
        ("starter", str(line.starter), "self", date(2024, 8, 1)),
        ("coach", str(line.coach), "guides", FIRST),
    }


def test_why_names_the_school_that_arranges(line):
    with line.world.here():
        employ(line.world, line.rows[Trajectory])
    educator = line.world.person(Role.SCHOOL_EDUCATOR, "school", line.world.school.pk)
    assert ("school_educator", str(educator), "", date(2024, 8, 1)) in reasons(line, educator, Step)


def test_why_leaves_out_a_school_that_no_longer_employs(line):
    with line.world.here():
        employ(line.world, line.rows[Trajectory], finished_on=date(2026, 9, 2))
    line.world.person(Role.SCHOOL_EDUCATOR, "school", line.world.school.pk)
    days = (date(2026, 9, 1), date(2026, 9, 2))
    seen = [{role for role, *_ in reasons(line, line.starter, Step, day)} for day in days]
    assert seen == [{"starter", "coach", "school_educator"}, {"starter", "coach"}]


def test_why_leaves_out_a_coach_of_before(line):
    assert {role for role, *_ in reasons(line, line.starter, ContactNote, FINISHED)} == {"starter"}


@pytest.mark.parametrize("model", [NeedsIntake, ContactNote])
def test_why_does_not_explain_coaching_to_the_school(line, model):
    with line.world.here():
        employ(line.world, line.rows[Trajectory])
    leader = line.world.person(Role.SCHOOL_LEADER, "school", line.world.school.pk)
    with pytest.raises(NotVisibleError):
        reasons(line, leader, model)


def test_why_says_whom_a_nameless_row_is_about(line):
    with on(FIRST), line.world.here():
        actor = actor_of_person(line.coach.pk, partnership_id=line.world.partnership.pk, at=AT)
        told = queries.why(actor, "domain.Step", line.rows[Step].pk)
    assert (told.name, told.kind, told.about) == ("", "step on a line", str(line.starter))


def test_why_page_of_a_line(line):
    with on(FIRST):
        page = line.world.browser(line.starter).get(f"/rights/why/trajectory/{line.rows[Trajectory].pk}/")
    text = " ".join(page.content.decode().split())
    since = "Only of the own starters, as long as the pairing lasts"
    assert (page.status_code, since in text, str(line.coach) in text) == (200, True, True)


def own(line, person) -> dict[str, list[dict[str, object]]]:
    actor = actor_of_person(person.pk, partnership_id=line.world.partnership.pk, at=AT)
    return {table.label: [dict(row) for row in table.rows] for table in queries.own_data(actor)}


def test_own_export_of_a_starter_holds_the_whole_line(line):
    tables = own(line, line.starter)
    assert {
        label: len(tables[label]) for label in tables if label.startswith("domain.") and tables[label]
    } == {f"domain.{model.__name__}": 1 for model in line.rows}


def test_own_export_of_a_coach_holds_pairings_and_own_confirmations_but_no_notes(line):
    with line.world.here():
        Tick.objects.update(by=line.coach)
    tables = own(line, line.coach)
    found = {label: len(rows) for label, rows in tables.items() if label.startswith("domain.") and rows}
    assert found == {"domain.CoachPairing": 1, "domain.Tick": 1}


def test_own_export_keeps_names_of_others_back(line):
    told = str(own(line, line.coach)[CoachPairing._meta.label])
    assert (line.starter.family_name in told, str(line.rows[Trajectory].pk) in told) == (False, True)


def test_own_export_holds_no_key_of_a_link(line):
    with line.world.here():
        TickLink.objects.create(
            partnership=line.world.partnership,
            step=line.rows[Step],
            person=line.starter,
            side="starter",
            token_hash="f" * 64,
            expires_at=AT,
        )
    (row,) = own(line, line.starter)["domain.TickLink"]
    assert ("token_hash" in row, "f" * 64 in str(row)) == (False, False)


def test_every_table_about_people_is_in_some_export():
    """Whoever is named in the tables of the domain finds the row: `subject` says where."""
    domain = apps.get_app_config("domain").get_models()
    lost = [model.__name__ for model in domain if model.declared.personal and not model.declared.subject]
    assert lost == []


def test_permission_on_a_relation_is_of_the_right_roles():
    """Only who can stand in a relation has its permission, so that a way never opens by title alone."""
    holders = {
        permission: {role for role in ROLES if permission in ROLES[role].permissions}
        for permission in (Permission.LINE_OWN, Permission.LINE_GUIDE)
    }
    assert holders == {Permission.LINE_OWN: {Role.STARTER}, Permission.LINE_GUIDE: {Role.COACH}}
