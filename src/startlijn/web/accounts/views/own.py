"""The own account: who I am, how I get in, where I am logged in, what I am."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from startlijn.base.access.terms import ROLES as DEFINITIONS
from startlijn.base.accounts import actions as accounts
from startlijn.base.accounts.queries import open_sessions, ways_in
from startlijn.base.people import actions as people
from startlijn.base.people import queries
from startlijn.base.seams import now
from startlijn.base.tenancy import VersionConflictError, everywhere
from startlijn.web.accounts.devices import device_name
from startlijn.web.accounts.forms import OwnDetailsForm
from startlijn.web.doors import own_door
from startlijn.web.errors import conflict
from startlijn.web.middleware import Request
from startlijn.web.names import ROLES

YEAR = 365 * 24 * 60 * 60


def _account_id(request: Request) -> UUID:
    account_id = request.actor.account_id
    assert account_id is not None  # the door let nobody else in
    return account_id


@own_door("GET", "POST")
def own_account(request: Request) -> HttpResponse:
    """Show the own account; save name and language."""
    person = queries.own_person(request.actor)
    if person is None:
        raise Http404
    first = {
        "given_name": person.given_name,
        "family_name": person.family_name,
        "language": person.language,
        "version": person.version,
    }
    form = OwnDetailsForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        return _save_details(request, form)
    here = request.session.session_key
    context = {
        "form": form,
        "ways": ways_in(_account_id(request)),
        "providers": _provider_names(),
        "sessions": [
            {"name": device_name(one.user_agent), "since": one.started_at, "here": one.key == here}
            for one in open_sessions(_account_id(request))
        ],
        "roles": _own_roles(request),
        "partnerships": queries.partnerships_of(_account_id(request)),
        "here": request.actor.partnership_id,
    }
    return render(request, "accounts/own_account.html", context)


def _save_details(request: Request, form: OwnDetailsForm) -> HttpResponse:
    given = form.cleaned_data
    version = given.pop("version")
    try:
        people.change_own_details(by=request.actor, at=now(), expected_version=version, **given)
    except VersionConflictError as error:
        return conflict(request, error)
    messages.success(request, _("Your details are saved."))
    answer = redirect("own_account")
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        given["language"],
        max_age=YEAR,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return answer


def _own_roles(request: Request) -> list[dict[str, object]]:
    with everywhere("people see all their own roles, wherever they are held"):
        lines = queries.own_roles(request.actor)
    return [
        {"name": ROLES[line.role], "line": line, "sentence": _(DEFINITIONS[line.role].sentence)}
        for line in lines
    ]


def _provider_names() -> dict[str, str]:
    return {
        app["provider_id"]: app["name"]
        for kind in settings.SOCIALACCOUNT_PROVIDERS.values()
        for app in kind["APPS"]
    }


@own_door("POST")
def end_sessions(request: Request) -> HttpResponse:
    """Log out in every browser, also this one."""
    accounts.end_sessions(by=request.actor, at=now(), account_id=_account_id(request))
    logout(request)
    messages.success(request, _("You are logged out everywhere."))
    answer = redirect("account_login")
    answer.headers["Clear-Site-Data"] = '"storage"'  # see `entrance.wiping`
    return answer


@own_door("POST")
def choose_partnership(request: Request) -> HttpResponse:
    """Work in another partnership from now on; only where one holds a role."""
    chosen = request.POST.get("partnership", "")
    own = {str(partnership.pk) for partnership in queries.partnerships_of(_account_id(request))}
    if chosen not in own:
        raise Http404
    request.session["partnership"] = chosen
    return redirect("home")
