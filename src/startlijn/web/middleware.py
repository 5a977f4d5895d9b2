"""Who is asking: the actor of the request, looked up once and only when needed; and who asked in vain."""

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import cast
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from startlijn.base.access.terms import Actor, Permission
from startlijn.base.people import queries as people
from startlijn.base.seams import now
from startlijn.base.walls.actions import note_refusal

log = logging.getLogger(__name__)


class Request(HttpRequest):
    """A request as our views see it: with the actor, and the permission that the door asked."""

    actor: Actor
    htmx: bool
    asked: Permission


def _actor(request: HttpRequest) -> Actor:
    account = request.user
    if not account.is_authenticated:
        return Actor(None, None, "", None, at=now())
    chosen = request.session.get("partnership")
    found = people.actor_for(account.pk, partnership_id=UUID(chosen) if chosen else None, at=now())
    return replace(found, origin=f"page {get_adapter().get_client_ip(request)}")


def _ids(request: HttpRequest) -> list[UUID]:
    """Return the identifiers in the address: of pages they are read already, of the API they are text."""
    found = []
    for value in request.resolver_match.kwargs.values() if request.resolver_match else ():
        try:
            found.append(UUID(str(value)))
        except ValueError:
            continue
    return found


def note_afterwards(request: Request, response: HttpResponse) -> None:
    """Note a 404 for what is about somebody else, once the answer went out: it takes no longer for that."""
    ids, finish = _ids(request), response.close
    if not ids:
        return

    def close() -> None:
        try:
            note_refusal(by=request.actor, at=now(), permission=request.asked, ids=ids)
        except Exception:
            log.exception("a refused try could not be noted")
        finish()

    response.close = close  # type: ignore[method-assign]


class ActorMiddleware:
    """Puts `request.actor` on every request; the role query runs when a view first looks at it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach the actor, go on, and see to it that a refused try is noted."""
        asked = cast(Request, request)
        asked.actor = cast(Actor, SimpleLazyObject(lambda: _actor(request)))
        response = self.get_response(request)
        if response.status_code == 404 and hasattr(request, "asked"):
            note_afterwards(asked, response)
        return response
