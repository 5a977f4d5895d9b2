"""API tokens: making and taking back one's own."""

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission
from startlijn.base.people import actions, queries
from startlijn.base.seams import now
from startlijn.web.accounts.forms import TokenForm
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.names import PERMISSIONS


@door(Permission.OWN_ACCOUNT)
def tokens(request: Request) -> HttpResponse:
    """List the own tokens."""
    rows = [
        {"token": token, "may": [PERMISSIONS[permission] for permission in token.permissions]}
        for token in queries.own_tokens(request.actor)
    ]
    return render(request, "accounts/tokens.html", {"rows": rows})


@door(Permission.OWN_ACCOUNT, "GET", "POST")
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]
def new_token(request: Request) -> HttpResponse:
    """Make a token and show it this once (asks for the password again: ASVS 7.5.3)."""
    form = TokenForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        at = now()
        token = actions.create_token(
            by=request.actor,
            at=at,
            purpose=form.cleaned_data["purpose"],
            permissions=[Permission(value) for value in form.cleaned_data["permissions"]],
            expires_at=at + form.life,
        )
        return render(request, "accounts/token_shown.html", {"token": token})
    return render(request, "accounts/new_token.html", {"form": form})


@door(Permission.OWN_ACCOUNT, "GET", "POST")
def revoke_token(request: Request, pk: UUID) -> HttpResponse:
    """Ask, and then take a token back."""
    token = queries.own_token(request.actor, pk)
    if request.method == "POST":
        actions.revoke_token(by=request.actor, at=now(), token_id=pk)
        messages.success(request, _("The token is taken back. It stopped working at once."))
        return redirect("tokens")
    return render(request, "accounts/revoke_token.html", {"token": token})
