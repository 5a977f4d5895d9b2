"""Erasing somebody takes two people, waits for the work to end, and leaves a journal that proves itself."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from startlijn.base.access.rules import operator
from startlijn.base.access.terms import NotVisibleError, Place, Role
from startlijn.base.journal.models import JournalLine
from startlijn.base.journal.queries import chain_of, check_chain
from startlijn.base.people import actions as people
from startlijn.base.people.models import Person, RoleAssignment
from startlijn.base.people.queries import actor_of_person
from startlijn.base.privacy import actions, queries
from startlijn.base.privacy.terms import (
    AlreadyAskedError,
    NotAskedError,
    StillWorkingError,
    TwoPeopleError,
    WorkedElsewhereError,
)
from startlijn.base.seams import fixed
from tests.base.journal.test_chain import _unguarded
from tests.conftest import AT


@pytest.fixture
def gone(world) -> Person:
    """Somebody whose work here has ended, and who did something."""
    person = world.person("coach", "school", world.school.pk, name="QANNA")
    with world.here():
        actor = actor_of_person(person.pk, partnership_id=world.partnership.pk, at=AT)
        actions.export_own_data(by=actor, at=AT)
        RoleAssignment.objects.filter(person=person).update(finished_on=date(2026, 1, 1))
    return person


@pytest.fixture
def officers(world):
    return world.actor("privacy_officer"), world.actor("privacy_officer")


def _ask(world, by, person):
    with world.here():
        return actions.ask_erasure(by=by, at=AT, person_id=person.pk)


def _carry_out(world, by, request):
    with world.here():
        return actions.carry_out_erasure(by=by, at=AT, request_id=request.pk)


def test_one_asks_and_another_carries_out(world, gone, officers):
    first, second = officers
    counts = _carry_out(world, second, _ask(world, first, gone))
    assert (
        Person.objects.get(pk=gone.pk).given_name,
        counts["base.Account"],
        counts["base.RoleAssignment"],
    ) == (
        "",
        1,
        1,
    )


def test_who_asked_does_not_carry_out(world, gone, officers):
    request = _ask(world, officers[0], gone)
    with pytest.raises(TwoPeopleError):
        _carry_out(world, officers[0], request)


def test_person_may_ask_and_the_officer_carries_out(world, gone, officers):
    own = actor_of_person(gone.pk, partnership_id=world.partnership.pk, at=AT)
    request = _ask(world, own, gone)
    _carry_out(world, officers[0], request)
    assert Person.objects.get(pk=gone.pk).given_name == ""


@pytest.mark.parametrize("finished_on", [None, date(2026, 11, 3)])
def test_who_still_works_is_not_erased(world, gone, officers, finished_on):
    with world.here():
        RoleAssignment.objects.filter(person=gone).update(finished_on=finished_on)
    with fixed(at=AT), pytest.raises(StillWorkingError):
        _ask(world, officers[0], gone)


def test_work_that_began_after_asking_stops_it(world, gone, officers):
    request = _ask(world, officers[0], gone)
    with world.here():
        RoleAssignment.objects.filter(person=gone).update(finished_on=None)
    with pytest.raises(StillWorkingError):
        _carry_out(world, officers[1], request)


def test_who_worked_elsewhere_is_erased_by_the_operator_only(worlds, gone):
    here, there = worlds
    with there.here():
        people.give_role(
            by=there.operator,
            at=AT,
            person_id=gone.pk,
            role=Role.COACH,
            place=Place.SCHOOL,
            place_id=there.school.pk,
            started_on=date(2025, 1, 1),
        )
        RoleAssignment.objects.filter(person=gone).update(finished_on=date(2026, 1, 1))
    with pytest.raises(WorkedElsewhereError):
        _ask(here, here.actor("privacy_officer"), gone)
    own = actor_of_person(gone.pk, partnership_id=here.partnership.pk, at=AT)
    _ask(here, own, gone)
    actions.erase_as_asked(by=operator(), at=AT, person_id=gone.pk)
    assert Person.objects.get(pk=gone.pk).given_name == ""


def test_operator_does_not_erase_unasked(world, gone):
    with pytest.raises(NotAskedError):
        actions.erase_as_asked(by=operator(), at=AT, person_id=gone.pk)


def test_asking_twice_is_refused(world, gone, officers):
    _ask(world, officers[0], gone)
    with pytest.raises(AlreadyAskedError):
        _ask(world, officers[1], gone)


def test_request_that_was_taken_back_is_not_carried_out(world, gone, officers):
    request = _ask(world, officers[0], gone)
    with world.here():
        actions.withdraw_erasure(by=officers[1], at=AT, request_id=request.pk)
    with pytest.raises(NotVisibleError):
        _carry_out(world, officers[1], request)


@pytest.mark.parametrize(("role", "place"), [("administrator", "partnership"), ("coach", "school")])
def test_others_cannot_ask(world, gone, role, place):
    by = world.actor(role, place, world.school.pk if place == "school" else None)
    with pytest.raises(NotVisibleError):
        _ask(world, by, gone)


def test_somebody_of_another_partnership_does_not_exist(worlds, gone):
    _here, there = worlds
    with pytest.raises(NotVisibleError):
        _ask(there, there.actor("privacy_officer"), gone)


def test_officer_of_one_board_cannot_ask(world, gone):
    with pytest.raises(NotVisibleError):
        _ask(world, world.actor("privacy_officer", "board", world.board.pk), gone)


def test_journal_keeps_the_deed_and_loses_the_name(world, gone, officers):
    _carry_out(world, officers[1], _ask(world, officers[0], gone))
    line = JournalLine.objects.get(action="own_data.export")
    assert (line.actor_name, line.actor_id, check_chain(chain_of(world.partnership.pk)).whole) == (
        "",
        str(gone.pk),
        True,
    )


def test_line_without_a_name_that_is_changed_is_found(world, gone, officers):
    _carry_out(world, officers[1], _ask(world, officers[0], gone))
    chain = chain_of(world.partnership.pk)
    number = JournalLine.objects.get(action="own_data.export").number
    _unguarded(
        "UPDATE base_journalline SET action = %s WHERE chain = %s AND number = %s", ["x", chain, number]
    )
    assert check_chain(chain).broken_at == number


def test_name_that_is_taken_out_by_hand_is_found(world, gone):
    chain = chain_of(world.partnership.pk)
    JournalLine.objects.filter(action="own_data.export").update(actor_name="")
    assert check_chain(chain).broken_at == JournalLine.objects.get(action="own_data.export").number


def test_database_lets_nothing_else_be_changed_with_a_name(world, gone):
    with pytest.raises(DatabaseError), transaction.atomic():
        JournalLine.objects.filter(action="own_data.export").update(actor_name="", action="nothing")
    with pytest.raises(DatabaseError), transaction.atomic():
        JournalLine.objects.filter(action="own_data.export").update(actor_name="Somebody")


def test_two_who_were_erased_one_after_the_other(world, gone, officers):
    first, second = officers
    _carry_out(world, second, _ask(world, first, gone))
    with world.here():
        RoleAssignment.objects.filter(person=second.person_id).update(finished_on=date(2026, 1, 1))
    third = world.actor("privacy_officer")
    request = _ask(world, first, Person.objects.get(pk=second.person_id))
    _carry_out(world, third, request)
    assert check_chain(chain_of(world.partnership.pk)).whole


def test_erasing_again_after_a_backup_does_nothing_for_who_is_gone(world, gone, officers):
    _carry_out(world, officers[1], _ask(world, officers[0], gone))
    erased = queries.erased_list()
    assert actions.replay_erasures(by=operator(), at=AT + timedelta(days=1), erased=erased) == 0


def test_list_of_erased_people_holds_no_name(world, gone, officers):
    _carry_out(world, officers[1], _ask(world, officers[0], gone))
    assert [set(line) for line in queries.erased_list()] == [{"person", "partnership", "carried_out_at"}]
