"""Pages around logging in, and allauth's own views behind doors of ours."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from startlijn.web.doors import open_door
from startlijn.web.middleware import Request


@open_door("Tells visitors how people get an account.")
def no_account(request: Request) -> HttpResponse:
    """Explain that accounts come by invitation."""
    return render(request, "accounts/no_account.html")


def wiping(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Wrap a view that logs out on purpose: the browser throws away what it kept of lessons on this device.

    A login that merely ran out does not: what somebody was typing stays there to be sent (decision 16).
    """

    def out(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        was_in = request.user.is_authenticated
        answer = view(request, *args, **kwargs)
        if was_in and not request.user.is_authenticated:
            answer.headers["Clear-Site-Data"] = '"storage"'
        return answer

    return out


def leaving(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Wrap a view that sends a form on to another website.

    Browsers check such a redirect against `form-action` of the Content-Security-Policy, which names this
    website only. A page that goes on by itself, with a link for who has switched that off, is not a form.
    """

    def on_the_way(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer = view(request, *args, **kwargs)
        target = answer.headers.get("Location", "")
        if not target or url_has_allowed_host_and_scheme(target, {request.get_host()}):
            return answer
        return render(request, "accounts/leaving.html", {"target": target})

    return on_the_way


def saml_view(name: str) -> Callable[..., HttpResponseBase]:
    """Return a view of SAML that is loaded when it is first opened: its libraries take 13 MB of memory.

    An identity provider posts to `acs` and `sls` from its own page: without a token, but signed.
    """

    def view(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
        from allauth.socialaccount.providers.saml import views  # late, see above

        answer: HttpResponseBase = getattr(views, name)(request, **arguments)
        return answer

    view.csrf_exempt = name in {"acs", "sls"}  # type: ignore[attr-defined]
    return view
