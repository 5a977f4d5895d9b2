"""Two rows about one person become one; what cannot be joined is refused as a whole."""

from datetime import date

import pytest
from django.apps import apps

from startlijn.base.access.terms import NotVisibleError
from startlijn.base.people import actions
from startlijn.base.people.actions.merging import _pointing_at_people
from startlijn.base.people.models import Person, RoleAssignment
from startlijn.base.people.terms import MergeConflictError, PersonElsewhereError
from startlijn.domain.guidance.models import CoachProfile, RegistrationMoment, Trajectory
from tests.conftest import AT


def merge(world, keep, gone, by=None):
    with world.here():
        return actions.merge_people(by=by or world.operator, at=AT, keep_id=keep.pk, gone_id=gone.pk)


def line(world, person, finished_on=None):
    with world.here():
        return Trajectory.objects.create(
            partnership=world.partnership,
            person=person,
            sector="po",
            starter_type="returner",
            started_on=date(2026, 8, 1),
            ends_on=date(2029, 8, 1),
            finished_on=finished_on,
            ending="left" if finished_on else "",
            registered_at=AT,
        )


def test_every_table_that_points_at_a_person_is_followed():
    pointing = {
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is Person
    }
    assert set(_pointing_at_people()) == pointing


def test_roles_and_lines_go_along(world):
    keep, gone = world.person("coach", "school", world.school.pk), world.person("starter")
    made = line(world, gone)
    assert merge(world, keep, gone) == keep
    with world.here():
        assert sorted(RoleAssignment.objects.filter(person=keep).values_list("role", flat=True)) == [
            "coach",
            "starter",
        ]
        assert Trajectory.objects.get(pk=made.pk).person_id == keep.pk
        assert not RoleAssignment.objects.filter(person=gone).exists()
    left = Person.objects.get(pk=gone.pk)
    assert (left.merged_into_id, left.given_name, left.family_name) == (keep.pk, "", "")


def test_two_ways_in_become_one_and_the_other_is_closed(world):
    keep, gone = world.person(), world.person()
    merge(world, keep, gone)
    assert Person.objects.get(pk=keep.pk).account == keep.account
    gone.account.refresh_from_db()
    assert not gone.account.is_active


def test_person_without_a_way_in_gets_that_of_the_other(world):
    gone = world.person()
    with world.here():
        keep = actions.add_person(by=world.operator, at=AT, given_name="Noor", family_name="Jansen")
    merge(world, keep, gone)
    assert Person.objects.get(pk=keep.pk).account_id == gone.account_id
    assert Person.objects.get(pk=gone.pk).account_id is None


def test_what_one_can_have_once_stays_as_it_is(world):
    keep, gone = world.person(), world.person()
    with world.here():
        for person, most in ((keep, 3), (gone, 5)):
            CoachProfile.objects.create(partnership=world.partnership, person=person, most_starters=most)
        RegistrationMoment.objects.create(partnership=world.partnership, person=gone, on=AT.date(), seconds=9)
    merge(world, keep, gone)
    with world.here():
        assert list(CoachProfile.objects.values_list("person", "most_starters")) == [(keep.pk, 3)]
        assert RegistrationMoment.objects.get().person_id == keep.pk


def test_two_open_lines_are_refused_and_nothing_moves(world):
    keep, gone = world.person("coach", "school", world.school.pk), world.person("starter")
    mine, other = line(world, keep), line(world, gone)
    with pytest.raises(MergeConflictError) as refused:
        merge(world, keep, gone)
    assert str(refused.value.what) == "trajectory"
    with world.here():
        assert [Trajectory.objects.get(pk=row.pk).person_id for row in (mine, other)] == [keep.pk, gone.pk]
        assert RoleAssignment.objects.get(person=gone).role == "starter"
    gone.account.refresh_from_db()
    assert gone.account.is_active


def test_open_line_and_a_finished_one_are_joined(world):
    keep, gone = world.person(), world.person("starter")
    line(world, keep), line(world, gone, date(2026, 9, 1))
    merge(world, keep, gone)
    with world.here():
        assert Trajectory.objects.filter(person=keep).count() == 2


def test_person_of_two_partnerships_is_merged_by_the_operator_only(world, another_world):
    keep, gone = world.person("coach", "school", world.school.pk), world.person("starter")
    with another_world.here():
        actions.give_role(
            by=another_world.operator,
            at=AT,
            person_id=gone.pk,
            role="coach",
            place="school",
            place_id=another_world.school.pk,
            started_on=date(2026, 8, 1),
        )
    with pytest.raises(PersonElsewhereError):
        merge(world, keep, gone, by=world.actor("coordinator"))
    assert merge(world, keep, gone) == keep


def test_nobody_is_merged_twice_or_with_themselves(world):
    keep, gone = world.person("starter"), world.person("starter")
    with pytest.raises(NotVisibleError):
        merge(world, keep, keep)
    merge(world, keep, gone)
    with pytest.raises(NotVisibleError):
        merge(world, keep, gone)


def test_who_does_not_manage_people_cannot_merge(world):
    keep, gone = world.person("starter"), world.person("starter")
    with pytest.raises(NotVisibleError):
        merge(world, keep, gone, by=world.actor("school_educator", "school", world.school.pk))
