"""Every address declares its door: which verbs it answers, and which permission opens it.

A view without a door fails `tests/house_rules`: nothing is reachable by accident (trust.md §8, P10).
What a person may not see answers 404, never 403. Other verbs answer 405 (ASVS 4.1.4).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseNotAllowed

from startlijn.base.access import rules as access
from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.tenancy import VersionConflictError, within
from startlijn.web.errors import conflict
from startlijn.web.middleware import Request

P = ParamSpec("P")
View = Callable[Concatenate[Request, P], HttpResponseBase]
Wrapped = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Door:
    """What an address declares: its verbs, and either a permission or why it is open to everybody."""

    methods: tuple[str, ...]
    permission: Permission | None = None
    open_because: str = ""


def _verbs(methods: tuple[str, ...]) -> tuple[str, ...]:
    return (*methods, "HEAD") if "GET" in methods else methods


def _refuse_caching(response: HttpResponseBase) -> HttpResponseBase:
    response.headers.setdefault("Cache-Control", "no-store, private")
    return response


def door(permission: Permission, *methods: str) -> Callable[[View[P]], Wrapped[P]]:
    """Open a view to who has `permission` somewhere; the queries inside decide about each row.

    `methods` defaults to GET. The view runs within the actor's partnership. `NotVisibleError` becomes
    404, `VersionConflictError` becomes the page that shows both texts (409).
    """
    declared = Door(methods or ("GET",), permission)

    def wrap(view: View[P]) -> Wrapped[P]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method not in _verbs(declared.methods):
                return HttpResponseNotAllowed(declared.methods)
            asked = cast(Request, request)
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if asked.actor.partnership_id is None or not access.may(asked.actor, permission):
                raise Http404
            with within(asked.actor.partnership_id):
                try:
                    return _refuse_caching(view(asked, *args, **kwargs))
                except NotVisibleError as error:
                    raise Http404 from error
                except VersionConflictError as error:
                    return conflict(asked, error)

        guarded.door = declared  # type: ignore[attr-defined]
        return guarded

    return wrap


def open_door(because: str, *methods: str) -> Callable[[View[P]], Wrapped[P]]:
    """Open a view to everybody, with the reason; it sees no partnership data."""
    declared = Door(methods or ("GET",), open_because=because)

    def wrap(view: View[P]) -> Wrapped[P]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method not in _verbs(declared.methods):
                return HttpResponseNotAllowed(declared.methods)
            return view(cast(Request, request), *args, **kwargs)

        guarded.door = declared  # type: ignore[attr-defined]
        return guarded

    return wrap


def own_door(*methods: str) -> Callable[[View[P]], Wrapped[P]]:
    """Open a view to anyone logged in, with or without a role: the own account and the first page."""
    declared = Door(methods or ("GET",), Permission.OWN_ACCOUNT)

    def wrap(view: View[P]) -> Wrapped[P]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method not in _verbs(declared.methods):
                return HttpResponseNotAllowed(declared.methods)
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            return _refuse_caching(view(cast(Request, request), *args, **kwargs))

        guarded.door = declared  # type: ignore[attr-defined]
        return guarded

    return wrap
