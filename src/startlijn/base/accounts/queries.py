"""Reading accounts: open invitations, ways in, open sessions."""

from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from startlijn.base.accounts.models import Account, Invitation
from startlijn.base.accounts.rules import token_hash
from startlijn.base.accounts.terms import Identity, OpenInvitation, OpenSession, WaysIn


def usable_invitations(at: datetime) -> QuerySet[Invitation]:
    """Return the invitations that can be accepted at a moment (aware)."""
    return Invitation.objects.filter(
        used_at=None, withdrawn_at=None, expires_at__gt=at, account__is_active=True
    )


def open_invitation(token: str, *, at: datetime) -> OpenInvitation | None:
    """Return the invitation behind a link, or None when the link does not work (any more)."""
    found = usable_invitations(at).filter(token_hash=token_hash(token)).select_related("account").first()
    if found is None:
        return None
    return OpenInvitation(found.pk, found.account_id, found.account.email, found.expires_at)


def ways_in(account_id: UUID) -> WaysIn:
    """Return how this account can be opened, for its owner. Four queries."""
    account = Account.objects.get(pk=account_id)
    kinds = {Authenticator.Type.TOTP: 0, Authenticator.Type.WEBAUTHN: 0}
    recovery_codes = 0
    for authenticator in Authenticator.objects.filter(user=account_id):
        if authenticator.type == Authenticator.Type.RECOVERY_CODES:
            recovery_codes = len(authenticator.wrap().get_unused_codes())
        else:
            kinds[authenticator.type] += 1
    identities = tuple(
        Identity(row.pk, row.provider, row.date_joined)
        for row in SocialAccount.objects.filter(user=account_id).order_by("date_joined")
    )
    return WaysIn(
        email=account.email,
        password=account.has_usable_password(),
        app=kinds[Authenticator.Type.TOTP] > 0,
        passkeys=kinds[Authenticator.Type.WEBAUTHN],
        recovery_codes=recovery_codes,
        identities=identities,
    )


def has_second_factor(account_id: UUID) -> bool:
    """Tell whether the account has an app with codes or a passkey."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return bool(Authenticator.objects.filter(user=account_id, type__in=kinds).exists())


def accounts_failed_from(address: str, *, since: datetime) -> int:
    """Return for how many accounts a login from an IP address failed since a moment, with none after it."""
    failed = AccessAttempt.objects.filter(ip_address=address, attempt_time__gt=since)
    return len(set(failed.values_list("username", flat=True)))


def open_sessions(account_id: UUID) -> list[OpenSession]:
    """Return the browsers in which the account is logged in now, newest first. Two queries."""
    rows = list(UserSession.objects.filter(user=account_id).order_by("-created_at"))
    keys = [row.session_key for row in rows]
    kept = set(Session.objects.filter(pk__in=keys).values_list("pk", flat=True))
    return [
        OpenSession(row.session_key, row.created_at, row.user_agent)
        for row in rows
        if row.session_key in kept
    ]
