"""Pages about boards and sub-regions."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from startlijn.base.access.rules import may
from startlijn.base.access.terms import Permission
from startlijn.base.organisations import actions
from startlijn.base.organisations.queries import own
from startlijn.base.seams import now
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.organisations.forms import NameForm
from startlijn.web.organisations.tabs import tabs

_PER_PAGE = 50


@door(Permission.ORGANISATIONS_READ)
def boards(request: Request) -> HttpResponse:
    """List the boards, with a search box."""
    text = request.GET.get("q", "").strip()
    page = Paginator(own.search_boards(request.actor, text), _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "tabs": tabs(request.actor, "boards"),
        "page": page,
        "q": text,
        "may_add": may(request.actor, Permission.ORGANISATIONS_MANAGE),
    }
    return render(request, "organisations/boards.html", context)


@door(Permission.ORGANISATIONS_READ)
def board(request: Request, pk: UUID) -> HttpResponse:
    """Show one board and its schools."""
    found, its_schools = own.board_page(request.actor, pk)
    page = Paginator(its_schools, _PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "organisations/board.html", {"board": found, "page": page})


@door(Permission.ORGANISATIONS_READ)
def sub_regions(request: Request) -> HttpResponse:
    """List the sub-regions."""
    rows = list(own.sub_regions(request.actor))
    context = {
        "tabs": tabs(request.actor, "sub_regions"),
        "rows": rows,
        "may_add": may(request.actor, Permission.ORGANISATIONS_MANAGE),
    }
    return render(request, "organisations/sub_regions.html", context)


@door(Permission.ORGANISATIONS_MANAGE, "GET", "POST")
def add_board(request: Request) -> HttpResponse:
    """Add a board by hand."""
    texts = {"title": _("Add a board"), "back": "organisations:boards"}
    return _add(request, actions.create_board, texts)


@door(Permission.ORGANISATIONS_MANAGE, "GET", "POST")
def add_sub_region(request: Request) -> HttpResponse:
    """Add a sub-region."""
    texts = {"title": _("Add a sub-region"), "back": "organisations:sub_regions"}
    return _add(request, actions.create_sub_region, texts)


def _add(request: Request, create: Callable[..., object], texts: dict[str, str]) -> HttpResponse:
    form = NameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            added = create(by=request.actor, at=now(), name=form.cleaned_data["name"])
        except IntegrityError:
            form.add_error("name", _("This name is here already."))
        else:
            messages.success(request, _("%(name)s was added.") % {"name": added})
            return redirect(texts["back"])
    return render(request, "organisations/add_name.html", {"form": form, **texts})
