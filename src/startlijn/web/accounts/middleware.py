"""Limits of a session, and the second factor that staff need."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import cast

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from startlijn.base.access import rules as access
from startlijn.base.accounts.queries import has_second_factor
from startlijn.base.accounts.rules import second_factor_needed, session_over
from startlijn.base.seams import now
from startlijn.web.middleware import Request

STARTED, SEEN = "started_at", "seen_at"
NOTICED = timedelta(minutes=1)  # the last use is written at most once a minute


class SessionLimitsMiddleware:
    """Logs out after 60 minutes without use and 12 hours after logging in (ASVS 7.3.1, 7.3.2)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """End the session when it is over; otherwise note that it is used."""
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            self._limit(request)
        return self.get_response(request)

    def _limit(self, request: HttpRequest) -> None:
        at, session = now(), request.session
        started_at = datetime.fromtimestamp(session.get(STARTED, at.timestamp()), UTC)
        seen_at = datetime.fromtimestamp(session.get(SEEN, at.timestamp()), UTC)
        if session_over(started_at=started_at, seen_at=seen_at, at=at):
            logout(request)
            messages.info(request, _("You were logged out because you were away. Log in to go on."))
        elif STARTED not in session or at - seen_at >= NOTICED:
            session.setdefault(STARTED, at.timestamp())
            session[SEEN] = at.timestamp()


def _proved_twice(request: HttpRequest) -> bool:
    """Tell whether this session began with a second factor, or at a provider that asks for one itself."""
    strong = {
        app["provider_id"]
        for kind in settings.SOCIALACCOUNT_PROVIDERS.values()
        for app in kind["APPS"]
        if app["settings"]["strong"]
    }
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "mfa" or record.get("provider") in strong for record in records)


class SecondFactorMiddleware:
    """Sends staff without a second factor to the page where they add one (ASVS 6.3.3, BIO2 5.17.01)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; the work is done when the view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], *_arguments: object
    ) -> HttpResponseBase | None:
        """Answer instead of the view when a second factor is needed and not there."""
        declared = getattr(view, "door", None)
        if not settings.REQUIRE_MFA or declared is None or declared.permission is None:
            return None
        place = request.resolver_match
        if not request.user.is_authenticated or (place and place.route.startswith("in/")):
            return None
        actor = cast(Request, request).actor
        if not second_factor_needed(access.roles(actor)) or _proved_twice(request):
            return None
        if has_second_factor(request.user.pk):
            return None
        messages.warning(request, _("Your role asks for a second step at login. Choose one to go on."))
        return redirect("mfa_index")
