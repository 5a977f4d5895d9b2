"""What boards share with each other."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.rules import may
from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.seams import now
from startlijn.domain.networks import actions
from startlijn.domain.networks.queries import boards
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.networks.forms import ExampleForm
from startlijn.web.networks.views import tabs
from startlijn.web.refusals import tried, tried_in

_PER_PAGE = 10


def _crumbs(label: str) -> list[dict[str, str]]:
    return [
        {"label": _("What boards share"), "url": reverse("networks:boards")},
        {"label": label, "url": ""},
    ]


@door(Permission.NETWORKS_READ)
def examples(request: Request) -> HttpResponse:
    """List what boards shared, the latest first."""
    shares = may(request.actor, Permission.NETWORKS_MANAGE) and bool(
        boards.boards_to_share_for(request.actor)
    )
    page = Paginator(boards.examples(request.actor), _PER_PAGE).get_page(request.GET.get("page"))
    context = {"tabs": tabs("boards"), "page": page, "may_share": shares}
    return render(request, "networks/boards.html", context)


@door(Permission.NETWORKS_MANAGE, "GET", "POST")
def share(request: Request) -> HttpResponse:
    """Share what the own board has realised."""
    choice = boards.boards_to_share_for(request.actor)
    if not choice:
        raise NotVisibleError("Board")
    form = ExampleForm(request.POST or None, boards=choice)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(form, lambda: actions.share(by=request.actor, at=now(), **given)):
            messages.success(request, _("Shared. Who follows your board gets a mail."))
            return redirect("networks:boards")
    return render(request, "networks/share.html", {"form": form, "crumbs": _crumbs(_("Share"))})


@door(Permission.NETWORKS_OWN, "GET", "POST")
def follow(request: Request, pk: UUID) -> HttpResponse:
    """Ask, and then follow a board, or stop following it."""
    line = boards.board_to_follow(request.actor, pk)
    if request.method == "POST":
        verb = actions.stop_following if line.followed else actions.follow
        told = _("You no longer get mail about this board.") if line.followed else _("You follow this board.")
        if tried(request, lambda: verb(by=request.actor, at=now(), example_id=pk)):
            messages.success(request, told)
        return redirect("networks:boards")
    context = {"line": line, "example_id": pk, "crumbs": _crumbs(line.name)}
    return render(request, "networks/follow.html", context)


@door(Permission.NETWORKS_MANAGE, "GET", "POST")
def take_back(request: Request, pk: UUID) -> HttpResponse:
    """Ask, and then take back what the own board shared."""
    example = boards.example_to_take_back(request.actor, pk)
    if request.method == "POST":
        if tried(request, lambda: actions.take_back(by=request.actor, at=now(), example_id=pk)):
            messages.success(request, _("Taken back."))
        return redirect("networks:boards")
    context = {"title": example.title, "example_id": pk, "crumbs": _crumbs(example.title)}
    return render(request, "networks/take_back.html", context)
