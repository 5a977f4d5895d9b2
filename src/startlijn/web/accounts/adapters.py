"""How allauth behaves here: nobody signs up, mail goes through the outbox, students stay outside."""

import logging
from contextlib import suppress
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from startlijn.base.accounts import actions
from startlijn.base.accounts.providers import PROFILES
from startlijn.base.accounts.queries import open_invitation
from startlijn.base.accounts.terms import InvitationInvalidError
from startlijn.base.people.queries import actor_for
from startlijn.base.people.rules import StudentRefusedError, refuse_students
from startlijn.base.seams import now
from startlijn.web.accounts import secrecy
from startlijn.web.accounts.letters import NOBODY, send_letter
from startlijn.web.accounts.lockout import locked_out, tries_many_accounts
from startlijn.web.accounts.middleware import SEEN, STARTED

log = logging.getLogger(__name__)
INVITED = "invitation"  # where the session keeps the link while somebody chooses how to log in
UNKNOWN = "0.0.0.0"  # noqa: S104 - an address that no visitor has
_PROOFS = {
    "mfa_reauthenticate:webauthn": gettext_lazy("Use a passkey"),
    "reauthenticate": gettext_lazy("Use your password"),
    "mfa_reauthenticate": gettext_lazy("Use a code"),
}
_NOT_FITTING = gettext_lazy("This address and password do not fit together. Check both and try again.")
_WRONG_CODE = gettext_lazy("This code is not right. Take a new one and try again.")
_TOO_OFTEN = gettext_lazy("That was wrong too often. Wait a quarter of an hour and try again.")


class AccountAdapter(DefaultAccountAdapter):
    """Logging in with a password, logging out, and what is told about it."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _NOT_FITTING,
        "incorrect_password": gettext_lazy("This is not your password. Try again."),
        "enter_current_password": gettext_lazy("This is not your password now. Try again."),
        "incorrect_code": _WRONG_CODE,
        "too_many_login_attempts": _TOO_OFTEN,
        "rate_limited": _TOO_OFTEN,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: people are invited."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Stop an address that tries many accounts; axes counts the failures of each (ASVS 6.3.1)."""
        if tries_many_accounts(request):
            raise ImmediateHttpResponse(locked_out(request, None, credentials))

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Log a failed login, without the address that was typed (ASVS 16.3.1, 16.2.5)."""
        log.warning("login failed from %s", self.get_client_ip(request))

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **hooks: Any) -> HttpResponse:
        """Write the login in the journal and go on."""
        records = request.session.get("account_authentication_methods", [])
        methods = [str(record["method"]) for record in records]
        at = now()
        by = actor_for(user.pk, partnership_id=None, at=at)
        request.actor = by  # type: ignore[attr-defined]  # from here on this is who asks
        actions.note_login(by=by, at=at, account_id=user.pk, methods=methods)
        request.session[STARTED] = request.session[SEEN] = at.timestamp()
        answer: HttpResponse = super().post_login(request, user, **hooks)
        return answer

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the visitor's IP address; `UNKNOWN` where the server has none to give (a local socket)."""
        try:
            return str(super().get_client_ip(request))
        except PermissionDenied:
            return UNKNOWN

    def is_safe_url(self, url: str) -> bool:
        """Tell whether to go to `url` after logging in: only on this very host (ASVS 3.7.2)."""
        request = context.request
        return url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put a letter in the outbox."""
        send_letter(by=NOBODY, at=now(), prefix=template_prefix, to=email, context=context)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell the owner that a way in was changed, and write it in the journal."""
        at = now()
        by = actor_for(user.pk, partnership_id=None, at=at)
        actions.note_change(
            by=by,
            at=at,
            account_id=user.pk,
            change=template_prefix.rsplit("/", 1)[-1],
            tell=lambda address: send_letter(by=by, at=at, prefix=template_prefix, to=address, context={}),
        )

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Return how somebody can prove again who it is, the easiest first: it is the one asked for."""
        found = {method["id"]: method for method in super().get_reauthentication_methods(user)}
        return [found[name] | {"description": words} for name, words in _PROOFS.items() if name in found]

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return to the own account."""
        return reverse("own_account")


class IdentityAdapter(DefaultSocialAccountAdapter):
    """Logging in elsewhere: (provider, subject) is the identity, an e-mail address never is."""

    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "no_password": gettext_lazy("This is your only way in. Add a password first."),
    }

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Nobody gets an account by logging in elsewhere; with an invitation the account is there already."""
        return False

    def can_authenticate_by_email(self, login: Any, email: str) -> bool:
        """Never: an address may have been given to somebody else (trust.md T6)."""
        return False

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        """Keep affiliation and organisation of what the provider told, and nothing else."""
        profile = PROFILES[sociallogin.provider.app.settings["profile"]]
        sociallogin.account.extra_data = profile.kept(sociallogin.account.extra_data)
        return sociallogin.user

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Refuse students; let an invited person connect this identity to the account that waits."""
        try:
            refuse_students(sociallogin.account.extra_data["affiliation"])
        except StudentRefusedError as error:
            raise ImmediateHttpResponse(render(request, "accounts/student.html", status=403)) from error
        token = request.session.get(INVITED)
        if token and not sociallogin.is_existing and not request.user.is_authenticated:
            _connect_invited(request, sociallogin, token)


def _connect_invited(request: HttpRequest, sociallogin: Any, token: str) -> None:
    at = now()
    request.session.pop(INVITED)
    invited = open_invitation(token, at=at)
    if invited is None:
        return
    by = actor_for(invited.account_id, partnership_id=None, at=at)
    with suppress(InvitationInvalidError), transaction.atomic():
        account = actions.accept_invitation(by=by, at=at, token=token)
        sociallogin.connect(request, account)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Apps with codes, and passkeys."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": _WRONG_CODE}

    def encrypt(self, text: str) -> str:
        """Return a secret as it is stored."""
        return secrecy.closed(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return a secret as it was."""
        return secrecy.opened(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        """Return the picture to scan, on white: phones cannot read it on a dark page."""
        picture: str = super().build_totp_svg(url)
        inside = picture.index(">", picture.index("<svg")) + 1
        return f'{picture[:inside]}<rect width="100%" height="100%" fill="#fff"/>{picture[inside:]}'

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return for which host passkeys hold, and how the device calls it."""
        return {"id": context.request.get_host().partition(":")[0], "name": "Startlijn"}

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Any) -> str:  # noqa: A002
        """Return a first name for a new passkey."""
        return _("My passkey")
