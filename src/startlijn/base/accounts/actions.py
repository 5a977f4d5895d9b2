"""Everything that changes ways in: one verb each, journaled, all or nothing.

Who may invite or close is decided in `people`, which knows whose account it is.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q

from startlijn.base.access.terms import Actor, NotVisibleError
from startlijn.base.accounts.models import Account, Invitation
from startlijn.base.accounts.queries import usable_invitations
from startlijn.base.accounts.rules import token_hash
from startlijn.base.accounts.terms import (
    INVITATION_LIFE,
    AccountClosedError,
    InvitationInvalidError,
    NewInvitation,
)
from startlijn.base.journal.actions import record
from startlijn.base.seams import new_token

KEPT_AFTER_USE = timedelta(days=30)


@transaction.atomic
def invite(
    *, by: Actor, at: datetime, account_id: UUID, tell: Callable[[NewInvitation], object]
) -> Invitation:
    """Make a link that opens the account once within seven days; an earlier link stops working.

    `tell` puts the letter in the outbox, inside this transaction. Raises `AccountClosedError`.
    """
    account = Account.objects.select_for_update().get(pk=account_id)
    if not account.is_active:
        raise AccountClosedError
    Invitation.objects.filter(account=account, used_at=None, withdrawn_at=None).update(withdrawn_at=at)
    token = new_token()
    invitation = Invitation.objects.create(
        account=account, token_hash=token_hash(token), created_at=at, expires_at=at + INVITATION_LIFE
    )
    record(by=by, at=at, action="invitation.send", on=invitation)
    tell(NewInvitation(account.email, token, invitation.expires_at))
    return invitation


@transaction.atomic
def accept_invitation(*, by: Actor, at: datetime, token: str, password: str | None = None) -> Account:
    """Use up an invitation; with a password that becomes the way in, without one a login elsewhere is.

    Raises `InvitationInvalidError`; `django.core.exceptions.ValidationError` when the password is too weak.
    """
    invitation = (
        usable_invitations(at).select_for_update(of=("self",)).filter(token_hash=token_hash(token)).first()
    )
    if invitation is None:
        raise InvitationInvalidError
    account = Account.objects.select_for_update().get(pk=invitation.account_id)
    if password is not None:
        validate_password(password, account)
        account.set_password(password)
    account.session_round += 1
    account.save(update_fields=["password", "session_round"])
    invitation.used_at = at
    invitation.save(update_fields=["used_at"])
    record(
        by=by, at=at, action="invitation.accept", on=invitation, details={"password": password is not None}
    )
    return account


@transaction.atomic
def close_account(*, by: Actor, at: datetime, account_id: UUID) -> Account:
    """Stop an account: every session ends at once and no link or token works (trust P13)."""
    account = Account.objects.select_for_update().get(pk=account_id)
    account.is_active = False
    account.session_round += 1
    account.save(update_fields=["is_active", "session_round"])
    Invitation.objects.filter(account=account, used_at=None, withdrawn_at=None).update(withdrawn_at=at)
    record(by=by, at=at, action="account.close", on=account)
    return account


@transaction.atomic
def reopen_account(*, by: Actor, at: datetime, account_id: UUID) -> Account:
    """Open a closed account again; sessions from before stay ended."""
    account = Account.objects.select_for_update().get(pk=account_id)
    account.is_active = True
    account.save(update_fields=["is_active"])
    record(by=by, at=at, action="account.reopen", on=account)
    return account


@transaction.atomic
def end_sessions(*, by: Actor, at: datetime, account_id: UUID) -> Account:
    """Log the own account out everywhere. Raises `NotVisibleError` for somebody else's account."""
    if by.account_id != account_id:
        raise NotVisibleError("Account")
    account = Account.objects.select_for_update().get(pk=account_id)
    account.session_round += 1
    account.save(update_fields=["session_round"])
    UserSession.objects.filter(user=account).delete()
    record(by=by, at=at, action="account.end_sessions", on=account)
    return account


@transaction.atomic
def note_change(
    *, by: Actor, at: datetime, account_id: UUID, change: str, tell: Callable[[str], object]
) -> None:
    """Write in the journal that a way in was changed (a code, such as totp_activated), and tell the owner.

    `tell` gets the address and puts the letter in the outbox.
    """
    account = Account.objects.get(pk=account_id)
    record(by=by, at=at, action="account.change", on=account, details={"change": change})
    tell(account.email)


def note_login(*, by: Actor, at: datetime, account_id: UUID, methods: list[str]) -> None:
    """Write in the journal that somebody logged in, and how (ASVS 16.3.1); no address, no device."""
    record(by=by, at=at, action="account.login", on=Account(pk=account_id), details={"methods": methods})


@transaction.atomic
def sweep_accounts(*, at: datetime) -> int:
    """Delete sessions, invitations and failed logins that are past; return how many rows. Run daily."""
    past = at - KEPT_AFTER_USE
    old_invitations = Invitation.objects.filter(
        Q(expires_at__lt=past) | Q(used_at__lt=past) | Q(withdrawn_at__lt=past)
    )
    deleted: int = old_invitations.delete()[0]
    deleted += Session.objects.filter(expire_date__lt=at).delete()[0]
    live = Session.objects.values("session_key")
    deleted += UserSession.objects.exclude(session_key__in=live).delete()[0]
    deleted += AccessAttempt.objects.filter(attempt_time__lt=at - timedelta(days=1)).delete()[0]
    return deleted
