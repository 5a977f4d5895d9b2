"""Who is asking: the actor of the request, looked up once and only when needed."""

from collections.abc import Callable
from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from startlijn.base.access.terms import Actor
from startlijn.base.people import queries as people
from startlijn.base.seams import now


class Request(HttpRequest):
    """A request as our views see it: with the actor."""

    actor: Actor
    htmx: bool


def _actor(request: HttpRequest) -> Actor:
    account = request.user
    if not account.is_authenticated:
        return Actor(None, None, "", None, at=now())
    chosen = request.session.get("partnership")
    return people.actor_for(account.pk, partnership_id=UUID(chosen) if chosen else None, at=now())


class ActorMiddleware:
    """Puts `request.actor` on every request; the role query runs when a view first looks at it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach the actor and go on."""
        cast(Request, request).actor = cast(Actor, SimpleLazyObject(lambda: _actor(request)))
        return self.get_response(request)
