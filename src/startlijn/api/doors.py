"""Every operation declares its door, as every page does: its verb and the permission that opens it.

A caller comes with a token: `Authorization: Bearer …`. What a token may is a part of what its owner may; a
session of a browser opens nothing here, so that no other site can use one.
"""

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, get_args

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja.params.models import Query as QueryMark

from startlijn.api.once import HEADER, KEY, answer_once
from startlijn.api.pace import count_call
from startlijn.api.problems import (
    NotAllowedVerbError,
    NotAuthenticatedError,
    ScopeMissingError,
    UnknownParameterError,
    answer,
)
from startlijn.base.access import rules as access
from startlijn.base.access.terms import Actor, NotVisibleError, Permission
from startlijn.base.people import queries as people
from startlijn.base.people.actions import note_token_use
from startlijn.base.seams import now
from startlijn.base.tenancy import within

View = Callable[..., Any]
Callback = Callable[..., HttpResponseBase]
_BEARER = "bearer "
_READS = ("400", "401", "403", "404", "422", "429")
_WRITES = (*_READS, "409", "413")
_KEY_PARAMETER = {
    "name": HEADER,
    "in": "header",
    "required": True,
    "description": "A key of your own choice; the same call with the same key is done once.",
    "schema": {"type": "string", "pattern": KEY},
}


class Request(HttpRequest):
    """A request as our operations see it: with the actor behind the token."""

    actor: Actor


@dataclass(frozen=True, slots=True)
class Door:
    """What an operation declares: its verb, and a permission or why it is open; and what may be asked."""

    methods: tuple[str, ...]
    permission: Permission | None = None
    open_because: str = ""
    parameters: frozenset[str] = frozenset()


# The doors at each path, by verb; filled by `operation`.
_doors: dict[str, dict[str, Door]] = {}


def _plain(route: str) -> str:
    """Return a path as a caller writes it: without the kinds of its arguments, in braces."""
    return re.sub(r"[{<](?:\w+:)?(\w+)[}>]", r"{\1}", f"/{route.lstrip('/')}")


def _parameters(view: View) -> frozenset[str]:
    """Return the query parameters that a view declares: the fields of its `Query[…]` arguments."""
    found: set[str] = set()
    for argument in inspect.signature(view).parameters.values():
        kind, *marks = get_args(argument.annotation) or (None,)
        if marks and isinstance(marks[0], QueryMark):
            found |= set(kind.model_fields)
    return frozenset(found)


def operation(
    register: Callable[..., Callable[[View], View]],
    path: str,
    permission: Permission,
    *,
    gives: Any,
    status: int = 200,
) -> Callable[[View], View]:
    """Put a view at a path of the API, for who has `permission` somewhere; queries decide about each row.

    `register` is the verb of a router (`router.get`), `gives` the shape of the answer. The view runs within
    the actor's partnership. Its docstring is its description; its name is the operation's name.
    """
    verb = register.__name__.upper()
    safe = verb == "GET"

    def decorate(view: View) -> View:
        _doors.setdefault(_plain(path), {})[verb] = Door((verb,), permission, parameters=_parameters(view))

        @wraps(view)
        def here(request: Request, **given: Any) -> Any:
            partnership_id = request.actor.partnership_id
            assert partnership_id is not None, "a token belongs to a partnership"
            with within(partnership_id):
                return view(request, **given)

        extra = {
            "security": [{"token": [permission.value]}],
            "responses": {
                code: {"$ref": "#/components/responses/problem"} for code in (_READS if safe else _WRITES)
            },
            "parameters": [] if safe else [_KEY_PARAMETER],
        }
        summary, _, more = inspect.cleandoc(view.__doc__ or "").partition("\n")
        described = register(
            path,
            response={status: gives},
            operation_id=view.__name__,
            summary=summary.rstrip("."),
            description=f"{more.strip()}\n\nNeeds the scope `{permission}`.".strip(),
            openapi_extra=extra,
        )
        return described(here)

    return decorate


def doors_at(route: str) -> Mapping[str, Door]:
    """Return the doors of the operations at a path of the API, by verb."""
    return _doors[_plain(route)]


def declared(view: object) -> tuple[Door, ...]:
    """Return the doors that an address of the API declares; none for any other view."""
    found: tuple[Door, ...] = getattr(view, "doors", ())
    return found


def _authenticate(request: HttpRequest) -> Actor:
    """Return who calls, and note that the token is used. Raises `NotAuthenticatedError`."""
    given, at = request.headers.get("Authorization", ""), now()
    if given[: len(_BEARER)].lower() != _BEARER:
        raise NotAuthenticatedError
    token = given[len(_BEARER) :].strip()
    actor = people.actor_for_token(token, at)
    if actor is None:
        raise NotAuthenticatedError
    actor = replace(actor, origin=f"api {get_adapter().get_client_ip(request)}")
    if count_call(token, at):
        note_token_use(by=actor, at=at, token=token)
    return actor


def _check(request: HttpRequest, door: Door, actor: Actor) -> None:
    """Refuse who may not do this at all, and what may not be asked."""
    assert door.permission is not None
    if not access.may(actor, door.permission):
        if access.may(replace(actor, limited_to=None), door.permission):
            raise ScopeMissingError(door.permission)
        raise NotVisibleError(door.permission)
    for name, values in request.GET.lists():
        if name not in door.parameters or len(values) > 1:
            raise UnknownParameterError(name)


def _serve(request: HttpRequest, doors: Mapping[str, Door], respond: Callable[[], HttpResponseBase]) -> Any:
    door = doors.get(request.method or "")
    if door is None:
        raise NotAllowedVerbError([*doors, *(["HEAD"] if "GET" in doors else [])])
    if door.permission is None:
        return respond()
    actor = _authenticate(request)
    request.actor = actor  # type: ignore[attr-defined]
    request.asked = door.permission  # type: ignore[attr-defined]  # the middleware notes who asks in vain
    _check(request, door, actor)
    return respond() if request.method == "GET" else answer_once(request, actor, respond)


def guarded(callback: Callback, doors: Mapping[str, Door]) -> Callback:
    """Put the doors of a path in front of its operations; whatever goes wrong is answered with a problem."""

    def answered(request: HttpRequest, /, **arguments: Any) -> HttpResponseBase:
        verb = request.method
        try:
            request.method = "GET" if verb == "HEAD" else verb  # the server leaves the body out
            response: HttpResponseBase = _serve(request, doors, lambda: callback(request, **arguments))
        except Exception as error:
            response = answer(request, error)
        finally:
            request.method = verb
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    answered.doors = tuple(doors.values())  # type: ignore[attr-defined]
    answered.csrf_exempt = True  # type: ignore[attr-defined]  # tokens only, never a cookie
    return answered
