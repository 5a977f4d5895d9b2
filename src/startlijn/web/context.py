"""What every page knows: the main navigation, the language and the colours of the visitor."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from startlijn.web.accounts.menu import account_menu
from startlijn.web.design.views import chosen_theme
from startlijn.web.navigation import items


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Return `navigation`, `language` ("nl" or "en"), `theme` ("auto", "light" or "dark") and `login_url`."""
    return {
        "navigation": items(request, request.actor) if hasattr(request, "actor") else [],
        "language": (get_language() or settings.LANGUAGE_CODE)[:2],
        "theme": chosen_theme(request),
        "login_url": settings.LOGIN_URL,
        "account": account_menu(request),
    }
