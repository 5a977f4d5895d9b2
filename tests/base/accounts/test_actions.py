"""Ways in: all or nothing, and never for somebody else."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction

from startlijn.base.access.rules import operator
from startlijn.base.access.terms import Actor, NotVisibleError
from startlijn.base.accounts import actions
from startlijn.base.accounts.models import Account, Invitation
from startlijn.base.accounts.queries import open_invitation
from startlijn.base.accounts.terms import AccountClosedError, InvitationInvalidError
from startlijn.base.journal.models import JournalLine
from tests.conftest import AT

GOOD = "zeven fietsen in de stalling"


@pytest.fixture
def account(db, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return Account.objects.create_user("Noor@Example.ORG")


def invited(account, at=AT):
    told = []
    actions.invite(by=operator(), at=at, account_id=account.pk, tell=told.append)
    return told[0]


def test_address_is_kept_in_small_letters(account):
    assert account.email == "noor@example.org"


def test_invitation_is_undone_when_the_letter_fails(account):
    def fails(letter):
        raise OSError("no outbox")

    with pytest.raises(OSError, match="no outbox"):
        actions.invite(by=operator(), at=AT, account_id=account.pk, tell=fails)
    assert (Invitation.objects.count(), JournalLine.objects.count()) == (0, 0)


def test_letter_names_the_end_of_the_link(account):
    letter = invited(account)
    assert (letter.email, letter.expires_at) == (account.email, AT + timedelta(days=7))


def test_stopped_account_is_not_invited(account):
    actions.close_account(by=operator(), at=AT, account_id=account.pk)
    with pytest.raises(AccountClosedError):
        invited(account)


def test_invitation_is_accepted_once(account):
    token = invited(account).token
    actions.accept_invitation(by=operator(), at=AT, token=token, password=GOOD)
    with pytest.raises(InvitationInvalidError):
        actions.accept_invitation(by=operator(), at=AT, token=token, password=GOOD)


@pytest.mark.parametrize(
    ("later", "works"), [(timedelta(days=7, seconds=-1), True), (timedelta(days=7), False)]
)
def test_link_works_for_seven_days(account, later, works):
    token = invited(account).token
    assert (open_invitation(token, at=AT + later) is not None) is works


def test_second_open_invitation_is_refused_by_the_database(account):
    invited(account)
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(
            account=account, token_hash="b" * 64, created_at=AT, expires_at=AT + timedelta(days=1)
        )


def test_invitation_backwards_in_time_is_refused_by_the_database(account):
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(account=account, token_hash="b" * 64, created_at=AT, expires_at=AT)


def test_session_hash_changes_with_every_round(account):
    before = account.get_session_auth_hash()
    account.session_round += 1
    assert account.get_session_auth_hash() != before


def test_only_the_owner_ends_sessions(account):
    with pytest.raises(NotVisibleError):
        actions.end_sessions(by=operator(), at=AT, account_id=account.pk)
    owner = Actor(None, account.pk, "Noor", None)
    actions.end_sessions(by=owner, at=AT, account_id=account.pk)
    assert Account.objects.get(pk=account.pk).session_round == 1


def test_sweep_removes_what_is_past_and_nothing_else(account):
    invited(account)
    old = AT + timedelta(days=38)
    Session.objects.create(session_key="past", session_data="", expire_date=old - timedelta(hours=1))
    Session.objects.create(session_key="open", session_data="", expire_date=old + timedelta(hours=1))
    assert actions.sweep_accounts(at=AT + timedelta(days=37)) == 0
    assert actions.sweep_accounts(at=old) == 2
    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]
    assert Invitation.objects.count() == 0
