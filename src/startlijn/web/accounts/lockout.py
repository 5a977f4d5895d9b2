"""Ten failed logins in a quarter of an hour: the same answer for accounts that exist and that do not."""

import hashlib
from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def username(request: HttpRequest, credentials: Mapping[str, Any] | None) -> str:
    """Return under what failures are counted: a hash of the address, so that no address is stored."""
    typed = (credentials or {}).get("email") or request.POST.get("login", "")
    return hashlib.sha256(str(typed).strip().lower().encode()).hexdigest()


def client_address(request: HttpRequest) -> str:
    """Return the visitor's IP address; what a proxy says counts only when `STARTLIJN_BEHIND_PROXY` is set."""
    return str(get_adapter().get_client_ip(request))


def locked_out(
    request: HttpRequest, response: HttpResponse | None, credentials: Mapping[str, Any] | None
) -> HttpResponse:
    """Answer 429 with when to try again."""
    wait = settings.AXES_COOLOFF_TIME
    answer = render(request, "accounts/locked.html", {"minutes": wait.seconds // 60}, status=429)
    answer.headers["Retry-After"] = str(wait.seconds)
    return answer
