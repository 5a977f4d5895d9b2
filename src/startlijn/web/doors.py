"""Every address declares its door: which verbs it answers, and which permission opens it.

A view without a door fails `tests/house_rules`: nothing is reachable by accident (trust.md §8, P10).
What a person may not see answers 404, never 403. Other verbs answer 405 (ASVS 4.1.4).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import update_wrapper
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed

from startlijn.base.access import rules as access
from startlijn.base.access.terms import NotVisibleError, Permission, RestrictedError
from startlijn.base.tenancy import VersionConflictError, within
from startlijn.web.errors import conflict, restricted
from startlijn.web.middleware import Request
from startlijn.web.once import once_by_form

P = ParamSpec("P")
View = Callable[Concatenate[Request, P], HttpResponseBase]
Wrapped = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
Serve = Callable[[Request, Callable[[], HttpResponseBase]], HttpResponseBase]


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


def kept_secret(answer: HttpResponse) -> HttpResponse:
    """Keep a page whose address is the key out of caches and search engines.

    Its address stays out of what the browser tells others by the policy of the whole site ("same-origin"). A
    stricter one would make browsers hide where the form comes from, and the form would be refused.
    """
    answer.headers["Cache-Control"] = "no-store, private"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _answer(declared: Door, view: View[P], serve: Serve) -> Wrapped[P]:
    """Put a declared door in front of a view: check the verb, then let `serve` decide."""

    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.method not in _verbs(declared.methods):
            return HttpResponseNotAllowed(declared.methods)
        asked = cast(Request, request)
        return serve(asked, lambda: view(asked, *args, **kwargs))

    update_wrapper(guarded, view)
    guarded.door = declared  # type: ignore[attr-defined]
    return guarded


def door(permission: Permission, *methods: str) -> Callable[[View[P]], Wrapped[P]]:
    """Open a view to who has `permission` somewhere; the queries inside decide about each row.

    `methods` defaults to GET. The view runs within the actor's partnership. `NotVisibleError` becomes
    404, `VersionConflictError` becomes the page that shows both texts (409), `RestrictedError` the page that
    says whose data stay as they are (409). A form is answered once.
    """

    def serve(request: Request, view: Callable[[], HttpResponseBase]) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        request.asked = permission
        if request.actor.partnership_id is None or not access.may(request.actor, permission):
            raise Http404
        with within(request.actor.partnership_id):
            try:
                return _refuse_caching(once_by_form(request, view))
            except NotVisibleError as error:
                raise Http404 from error
            except VersionConflictError as error:
                return conflict(request, error)
            except RestrictedError as error:
                return restricted(request, error)

    return lambda view: _answer(Door(methods or ("GET",), permission), view, serve)


def open_door(because: str, *methods: str) -> Callable[[View[P]], Wrapped[P]]:
    """Open a view to everybody, with the reason; it sees no partnership data."""

    def serve(request: Request, view: Callable[[], HttpResponseBase]) -> HttpResponseBase:
        return view()

    return lambda view: _answer(Door(methods or ("GET",), open_because=because), view, serve)


def own_door(*methods: str) -> Callable[[View[P]], Wrapped[P]]:
    """Open a view to anyone logged in, with or without a role: the own account and the first page."""

    def serve(request: Request, view: Callable[[], HttpResponseBase]) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return _refuse_caching(once_by_form(request, view))

    return lambda view: _answer(Door(methods or ("GET",), Permission.OWN_ACCOUNT), view, serve)
