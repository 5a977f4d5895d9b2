"""Ten failed logins for one account, or failures for thirty accounts from one address, in fifteen minutes.

The answer is the same for accounts that exist and that do not.
"""

import hashlib
from collections.abc import Mapping
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from startlijn.base.accounts.queries import accounts_failed_from
from startlijn.base.seams import now

MOST_ACCOUNTS = (
    30  # that fail from one address: a school shares one, a thief of passwords tries many accounts
)


def username(request: HttpRequest, credentials: Mapping[str, Any] | None) -> str:
    """Return under what failures are counted: a hash of the address, so that no address is stored."""
    typed = (credentials or {}).get("email") or request.POST.get("login", "")
    return hashlib.sha256(str(typed).strip().lower().encode()).hexdigest()


def client_address(request: HttpRequest) -> str:
    """Return the address under which failures are counted; of IPv6 the network (/64): a visitor has it whole.

    What a proxy says counts only when `STARTLIJN_BEHIND_PROXY` is set.
    """
    found = ip_address(str(get_adapter().get_client_ip(request)))
    if isinstance(found, IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or IPv6Address(int(found) >> 64 << 64))


def locked_out(
    request: HttpRequest, response: HttpResponse | None, credentials: Mapping[str, Any] | None
) -> HttpResponse:
    """Answer 429 with when to try again."""
    wait = settings.AXES_COOLOFF_TIME
    answer = render(request, "accounts/locked.html", {"minutes": wait.seconds // 60}, status=429)
    answer.headers["Retry-After"] = str(wait.seconds)
    return answer


def tries_many_accounts(request: HttpRequest) -> bool:
    """Tell whether logins from this visitor's address failed for so many accounts that it has to wait."""
    since = now() - settings.AXES_COOLOFF_TIME
    return accounts_failed_from(client_address(request), since=since) >= MOST_ACCOUNTS
