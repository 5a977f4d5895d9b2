"""How long ago somebody proved who they are."""

from datetime import datetime
from typing import Any

from allauth.account import app_settings

from startlijn.web.middleware import Request

_METHODS = "account_authentication_methods"  # kept by allauth: each way in that was used, and when


def is_fresh(request: Request, at: datetime) -> bool:
    """Tell whether whoever is logged in proved it again, or logged in, in the last few minutes.

    Also holds for who comes through an organisation and has no password here: then the login itself counts.
    """
    records: list[dict[str, Any]] = request.session.get(_METHODS, [])
    newest = max((float(record.get("at", 0)) for record in records), default=0.0)
    return bool(at.timestamp() - newest <= app_settings.REAUTHENTICATION_TIMEOUT)
