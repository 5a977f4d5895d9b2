"""API tokens: a part of the owner's rights, for a while."""

from datetime import timedelta

import pytest

from startlijn.base.access.rules import may
from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.people import actions, queries
from startlijn.base.people.terms import TokenLifeError, TokenScopeError
from startlijn.base.seams import now, today
from startlijn.base.tenancy import everywhere

GROUPS = Permission.GROUPS_READ


def make(world, actor, permissions=(GROUPS,), life=timedelta(days=30), at=None):
    at = at or now()
    with world.here():
        return actions.create_token(
            by=actor, at=at, purpose="Timetable", permissions=permissions, expires_at=at + life
        )


@pytest.fixture
def owner(world):
    return world.actor("school_educator", "school", world.school.pk)


def test_token_acts_for_its_owner_with_less(world, owner):
    actor = queries.actor_for_token(make(world, owner).text, now())
    assert (actor.person_id, actor.partnership_id) == (owner.person_id, world.partnership.pk)
    assert (may(actor, GROUPS), may(actor, Permission.SIGN_UP)) == (True, False)


def test_wrong_token_acts_for_nobody(world, owner):
    make(world, owner)
    assert queries.actor_for_token("startlijn_" + "x" * 43, now()) is None


@pytest.mark.parametrize("permissions", [(), (Permission.ROUNDS_MANAGE,), (GROUPS, Permission.JOURNAL_READ)])
def test_token_with_more_than_its_owner_is_refused(world, owner, permissions):
    with pytest.raises(TokenScopeError):
        make(world, owner, permissions)


@pytest.mark.parametrize("life", [timedelta(0), timedelta(days=-1), timedelta(days=90, seconds=1)])
def test_token_lives_ninety_days_at_most(world, owner, life):
    with pytest.raises(TokenLifeError):
        make(world, owner, life=life)


def test_token_stops_at_its_end(world, owner):
    token, at = make(world, owner, life=timedelta(days=1)).text, now()
    assert queries.actor_for_token(token, at + timedelta(hours=23)) is not None
    assert queries.actor_for_token(token, at + timedelta(hours=25)) is None


def test_token_stops_when_taken_back(world, owner):
    token = make(world, owner)
    with world.here():
        actions.revoke_token(by=owner, at=now(), token_id=token.id)
    assert queries.actor_for_token(token.text, now()) is None


def test_token_stops_with_the_account(world, owner):
    token = make(world, owner).text
    with world.here():
        actions.close_account(by=world.operator, at=now(), person_id=owner.person_id)
        assert queries.actor_for_token(token, now()) is None
        actions.reopen_account(by=world.operator, at=now(), person_id=owner.person_id)
    assert queries.actor_for_token(token, now()) is None


def test_token_stops_with_the_last_role(world, owner):
    token = make(world, owner).text
    with world.here():
        role = queries.own_roles(owner)[0]
        actions.end_role(by=world.operator, at=now(), assignment_id=role.id, finished_on=today())
    assert queries.actor_for_token(token, now()) is None


def test_token_cannot_make_or_take_back_tokens(world, owner):
    token = make(world, owner, (GROUPS, Permission.OWN_ACCOUNT))
    actor = queries.actor_for_token(token.text, now())
    with pytest.raises(NotVisibleError):
        make(world, actor)
    with world.here(), pytest.raises(NotVisibleError):
        actions.revoke_token(by=actor, at=now(), token_id=token.id)


def test_token_of_somebody_else_is_not_visible(world, owner):
    token, other = make(world, owner), world.actor("coordinator")
    with world.here(), pytest.raises(NotVisibleError):
        actions.revoke_token(by=other, at=now(), token_id=token.id)
    with world.here():
        assert queries.own_tokens(other) == []


def test_last_use_is_remembered_to_ten_minutes(world, owner):
    token, at = make(world, owner).text, now()
    uses = []
    for minutes in (0, 9, 11):
        actions.note_token_use(by=owner, at=at + timedelta(minutes=minutes), token=token)
        with everywhere("looking in a test"):
            uses.append(queries.own_tokens(owner)[0].last_used_at - at)
    assert uses == [timedelta(0), timedelta(0), timedelta(minutes=11)]


def test_token_is_found_in_three_queries(world, owner, django_assert_max_num_queries):
    token = make(world, owner).text
    with django_assert_max_num_queries(3):
        queries.actor_for_token(token, now())


def test_tokens_are_deleted_thirty_days_after_their_end(world, owner):
    make(world, owner, life=timedelta(days=1))
    at = now()
    assert actions.sweep_tokens(at=at + timedelta(days=30)) == 0
    assert actions.sweep_tokens(at=at + timedelta(days=32)) == 1
