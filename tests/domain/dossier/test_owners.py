"""Whoever leaves keeps the dossier."""

from datetime import timedelta

import pytest

from startlijn.base.access.terms import NotVisibleError, Role
from startlijn.base.people.models import RoleAssignment
from startlijn.base.post.queries import kind_named
from startlijn.domain.dossier import actions
from startlijn.domain.dossier.queries import own
from tests.conftest import AT
from tests.domain.dossier.conftest import TODAY

LATER = TODAY + timedelta(days=30)


def nightly(folder, on=LATER):
    with folder.day(on):
        return actions.keep_owners(by=folder.world.operator, at=AT + (on - TODAY))


@pytest.fixture
def left(folder):
    """The starter's last role ended ten days after today."""
    folder.add()
    with folder.world.here():
        RoleAssignment.objects.filter(person=folder.starter).update(finished_on=TODAY + timedelta(days=10))
    return folder


def test_the_owner_reads_on_after_the_work_ended(left):
    assert nightly(left) == 1
    actor = left.actor(left.starter, LATER)
    with left.day(LATER):
        pieces = own.own_pieces(actor)
    assert ([grant.role for grant in actor.grants], len(pieces)) == ([Role.DOSSIER_OWNER], 1)


def test_the_new_role_begins_where_the_old_one_ended(left):
    nightly(left)
    with left.world.here():
        role = RoleAssignment.objects.get(person=left.starter, role=Role.DOSSIER_OWNER)
    assert (role.started_on, role.finished_on) == (TODAY + timedelta(days=10), None)


def test_once_is_enough(left):
    assert (nightly(left), nightly(left)) == (1, 0)


def test_who_works_on_needs_nothing(left):
    assert nightly(left, TODAY) == 0


def test_who_has_no_dossier_gets_no_role(folder):
    with folder.world.here():
        RoleAssignment.objects.filter(person=folder.starter).update(finished_on=TODAY)
    assert nightly(folder) == 0


def test_nobody_else_does_it(left):
    with left.day(), pytest.raises(NotVisibleError):
        actions.keep_owners(by=left.actor(left.leader), at=AT)


def test_the_clock_knows_the_job():
    assert kind_named("dossier.keep_owners").name == "dossier.keep_owners"
