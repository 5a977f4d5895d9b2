"""A row in every table: all of it is in the own export, and none of it is left after erasing (P16, P17)."""

from datetime import timedelta

import pytest
from django.db import connection

from startlijn.base.access.rules import operator
from startlijn.base.journal.queries import chains, check_chain
from startlijn.base.people.models import Person
from startlijn.base.people.queries import actor_of_person
from startlijn.base.privacy import actions, queries
from startlijn.base.tenancy import Erasure, everywhere
from tests.base.privacy.filling import Filler
from tests.conftest import AT

pytestmark = pytest.mark.django_db
# Rows that the filler makes about somebody else, in which the person is only named: tested apart.
ABOUT_ANOTHER = {"domain.PanelMember"}
ANNA, BERT = "QANNA", "QBERTUS"


@pytest.fixture
def filled(world):
    """Two people with a row in every table, and somebody else who is named in them."""
    bystanders = [world.person(name=name) for name in ("QCORA", "QDIRK", "QEVA")]
    people = {mark: world.person(name=f"{mark}given") for mark in (ANNA, BERT)}
    for mark, person in people.items():
        person.family_name = f"{mark}family"
        person.save()
        person.account.email = f"{mark.lower()}@example.org"
        person.account.save()
    rows = {mark: Filler(world, person, mark, bystanders).fill() for mark, person in people.items()}
    return world, people, rows


def _here(world, person):
    return actor_of_person(person.pk, partnership_id=world.partnership.pk, at=AT)


def _everything() -> dict[str, str]:
    """Return everything that is in the database, table by table, as text: also of tables without a model."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = [[bytes(v) if isinstance(v, memoryview) else v for v in row] for row in cursor.fetchall()]
            found[table] = str(rows)
    return found


def _where(word: str) -> list[str]:
    return [table for table, text in _everything().items() if word.lower() in text.lower()]


def test_every_personal_table_is_filled(filled):
    _world, _people, rows = filled
    expected = {m._meta.label for m, d in queries.declared_models() if d.subject}
    assert expected - {model._meta.label for model in rows[ANNA]} == set()


def test_own_export_holds_every_field_of_every_row(filled):
    world, people, rows = filled
    tables = {table.label: table for table in queries.own_data(_here(world, people[ANNA]))}
    declared = dict(queries.declared_models())
    missing = []
    for model, row in rows[ANNA].items():
        label = model._meta.label
        if label not in tables or label in ABOUT_ANOTHER:
            continue
        given = next((each for each in tables[label].rows if each.get("id") in {None, row.pk}), {})
        for field in model._meta.concrete_fields:
            shown = given.get(field.attname, "nothing")
            if field.name not in declared[model].secret and shown != field.value_from_object(row):
                missing.append(f"{label}.{field.name}: {shown!r}")
    assert missing == []
    assert {m._meta.label for m, d in declared.items() if d.subject} - tables.keys() == set()


def test_own_export_holds_nothing_of_somebody_else(filled):
    world, people, _rows = filled
    told = str(queries.own_data(_here(world, people[ANNA])))
    assert (ANNA in told, BERT in told, BERT.lower() in told) == (True, False, False)


def test_row_about_another_gives_links_and_days_only(filled):
    """Who assesses has a row of their own; who is assessed gets that it is there, not what it says."""
    world, people, rows = filled
    tables = {table.label: table for table in queries.own_data(_here(world, people[ANNA]))}
    member = next(row for model, row in rows[ANNA].items() if model.__name__ == "PanelMember")
    given = next(row for row in tables["domain.PanelMember"].rows if row["id"] == member.pk)
    assert {"assessment_id", "person_id", "started_on"} <= set(given)
    assert {"conflict", "conflict_note", "person", "organisation"} & set(given) == set()


def _ask_and_erase(world, person):
    with world.here():
        for role in person.roles.all():
            role.delete()
        officer, second = world.actor("privacy_officer"), world.actor("privacy_officer")
        mark = world.person("starter", "school", world.school.pk)
        assert mark
    request = actions.ask_erasure(by=_here(world, person), at=AT, person_id=person.pk)
    with world.here():
        return officer, second, request, actions.carry_out_erasure(by=officer, at=AT, request_id=request.pk)


def test_nothing_of_who_was_erased_is_left_anywhere(filled):
    world, people, _rows = filled
    _ask_and_erase(world, people[ANNA])
    assert _where(ANNA) == []


def _values_of(rows):
    with everywhere("a test looks at every table"):
        return {
            model: model._default_manager.filter(pk=row.pk).values().first() for model, row in rows.items()
        }


def test_who_was_not_erased_loses_nothing(filled):
    world, people, rows = filled
    with everywhere("a test looks at every table"):
        before = {
            model: model._default_manager.filter(pk=row.pk).values().get()
            for model, row in rows[BERT].items()
        }
    _ask_and_erase(world, people[ANNA])
    with everywhere("a test looks at every table"):
        after = {
            model: model._default_manager.filter(pk=row.pk).values().first()
            for model, row in rows[BERT].items()
        }
    assert [model for model in before if before[model] != after[model]] == []


def test_journal_proves_itself_after_erasing(filled):
    world, people, _rows = filled
    _ask_and_erase(world, people[ANNA])
    assert [chain for chain in chains() if not check_chain(chain).whole] == []


def test_preview_says_what_is_touched(filled):
    world, people, _rows = filled
    person = people[ANNA]
    with world.here():
        for role in person.roles.all():
            role.delete()
    told = {
        table.label: table.rows + table.naming
        for table in queries.erasure_of(person)
        if table.erasure is not Erasure.KEEP
    }
    request = actions.ask_erasure(by=_here(world, person), at=AT, person_id=person.pk)
    with world.here():
        done = actions.carry_out_erasure(by=world.operator, at=AT, request_id=request.pk)
    changed = {label for label in told if told.get(label) != done.get(label)}
    assert changed - {"base.JournalLine"} == set()


def test_restored_backup_is_put_right(filled):
    world, people, _rows = filled
    _ask_and_erase(world, people[ANNA])
    kept = queries.erased_list()
    again = Person.objects.get(pk=people[ANNA].pk)
    again.given_name = ANNA
    again.save()
    assert actions.replay_erasures(by=operator(), at=AT + timedelta(days=1), erased=kept) == 1
    assert _where(ANNA) == []
