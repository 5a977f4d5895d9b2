"""Learning networks: the list, one of them, starting, joining, leaving and ending."""

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
from startlijn.domain.networks.queries import networks, video
from startlijn.domain.networks.terms import NetworkPage
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.networks.forms import NetworkForm
from startlijn.web.refusals import tried, tried_in

_PER_PAGE = 25


def tabs(current: str) -> list[dict[str, object]]:
    """Return the tabs of networks; `current` is the name of the address that is open."""
    names = {"overview": _("Learning networks"), "boards": _("What boards share")}
    return [
        {"label": label, "url": reverse(f"networks:{name}"), "current": name == current}
        for name, label in names.items()
    ]


def crumbs(label: str, page: NetworkPage | None = None) -> list[dict[str, str]]:
    """Return the trail from the list of networks to a page, past the network it is about."""
    trail = [{"label": _("Learning networks"), "url": reverse("networks:overview")}]
    if page is not None:
        trail.append({"label": page.line.name, "url": reverse("networks:network", args=[page.line.id])})
    return [*trail, {"label": label, "url": ""}]


@door(Permission.NETWORKS_READ)
def overview(request: Request) -> HttpResponse:
    """List the learning networks, the own ones first."""
    page = Paginator(networks.networks(request.actor), _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "tabs": tabs("overview"),
        "page": page,
        "may_start": may(request.actor, Permission.NETWORKS_MANAGE)
        and bool(networks.places_for_networks(request.actor)),
    }
    return render(request, "networks/overview.html", context)


@door(Permission.NETWORKS_MANAGE, "GET", "POST")
def new(request: Request) -> HttpResponse:
    """Start a learning network."""
    places = networks.places_for_networks(request.actor)
    if not places:
        raise NotVisibleError("LearningNetwork")
    form = NetworkForm(request.POST or None, places=places)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(form, lambda: actions.start_network(by=request.actor, at=now(), **given)):
            messages.success(
                request, _("The network is there. Tell people about it, and plan its first dates.")
            )
            return redirect("networks:overview")
    return render(request, "networks/new.html", {"form": form, "crumbs": crumbs(_("Start a network"))})


@door(Permission.NETWORKS_READ)
def network(request: Request, pk: UUID) -> HttpResponse:
    """Show a network; its people and dates to who is in it or runs it."""
    found = networks.network_page(request.actor, pk)
    people = Paginator(found.people, _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "found": found,
        "page": people,
        "videos": video.video_lines(request.actor, pk, now()) if found.line.joined else (),
        "may_plan": found.runs and may(request.actor, Permission.MEETINGS_PLAN),
        "crumbs": crumbs(found.line.name),
    }
    return render(request, "networks/network.html", context)


@door(Permission.NETWORKS_OWN, "GET", "POST")
def join(request: Request, pk: UUID) -> HttpResponse:
    """Ask, and then join."""
    found = networks.network_page(request.actor, pk)
    if request.method == "POST":
        if tried(request, lambda: actions.join(by=request.actor, at=now(), network_id=pk)):
            messages.success(request, _("You are in. The dates come into your list of meetings."))
        return redirect("networks:network", pk)
    return render(request, "networks/join.html", {"found": found, "crumbs": crumbs(_("Join"), found)})


@door(Permission.NETWORKS_OWN, "GET", "POST")
def leave(request: Request, pk: UUID) -> HttpResponse:
    """Ask, and then leave."""
    found = networks.network_page(request.actor, pk)
    if request.method == "POST":
        if tried(request, lambda: actions.leave(by=request.actor, at=now(), network_id=pk)):
            messages.success(request, _("You are out. You can come back at any moment."))
        return redirect("networks:overview")
    return render(request, "networks/leave.html", {"found": found, "crumbs": crumbs(_("Leave"), found)})


@door(Permission.NETWORKS_MANAGE, "GET", "POST")
def end(request: Request, pk: UUID) -> HttpResponse:
    """Ask, and then end a network."""
    found = networks.network_page(request.actor, pk)
    if not found.runs:
        raise NotVisibleError("LearningNetwork")
    if request.method == "POST":
        if tried(
            request,
            lambda: actions.end_network(
                by=request.actor, at=now(), network_id=pk, expected_version=found.version
            ),
        ):
            messages.success(request, _("The network has ended."))
        return redirect("networks:overview")
    return render(request, "networks/end.html", {"found": found, "crumbs": crumbs(_("End"), found)})
