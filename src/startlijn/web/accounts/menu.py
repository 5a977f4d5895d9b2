"""The menu under one's own name."""

from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.web.middleware import Request
from startlijn.web.names import ROLES


def account_menu(request: HttpRequest) -> dict[str, Any]:
    """Return `name`, `role` (what one is here), `items` (label and url) and `logout`; empty for visitors."""
    actor = cast(Request, request).actor if hasattr(request, "actor") else None
    if actor is None or actor.account_id is None:
        return {}
    roles = dict.fromkeys(str(ROLES[grant.role]) for grant in actor.grants)
    return {
        "name": actor.name,
        "role": ", ".join(roles),
        "items": [
            {"label": _("My account"), "url": reverse("own_account")},
            {"label": _("My mail"), "url": reverse("post:own")},
        ],
        "logout": reverse("account_logout"),
    }
