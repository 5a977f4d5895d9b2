"""Letters about getting in: they go through the outbox, in the transaction of what they tell about."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.translation import get_language

from startlijn.base.access.terms import Actor
from startlijn.base.accounts.terms import NewInvitation
from startlijn.base.post.actions import send_mail

NOBODY = Actor(None, None, "", None)

# What allauth calls its letters, and our template; the others tell that a way in was changed.
_LETTERS = {
    "account/email/password_reset_key": ("password_reset", "password_reset_url"),
    "account/email/unknown_account": ("password_reset_unknown", "signup_url"),
}


def invitation_letter(*, by: Actor, at: datetime, language: str) -> Callable[[NewInvitation], object]:
    """Return what `invite` needs to tell the invited person, in Dutch (nl) or English (en)."""

    def tell(invited: NewInvitation) -> object:
        context = {"link": reverse("invitation_link", args=[invited.token])}
        return send_mail(
            by=by, at=at, to=invited.email, template="invitation", language=language, context=context
        )

    return tell


def send_letter(*, by: Actor, at: datetime, prefix: str, to: str, context: Mapping[str, Any]) -> None:
    """Send the letter that allauth calls `prefix`, in the language of the page that caused it."""
    language = (get_language() or "nl")[:2]
    if prefix in _LETTERS:
        template, link = _LETTERS[prefix]
        told = {"link": urlsplit(str(context[link])).path}
    else:
        template, told = (
            "way_in_changed",
            {"change": prefix.rsplit("/", 1)[-1], "link": reverse("own_account")},
        )
    send_mail(by=by, at=at, to=to, template=template, language=language, context=told)
