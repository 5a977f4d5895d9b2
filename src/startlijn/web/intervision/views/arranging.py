"""Arranging groups by hand: who is in them, and that they met; nothing of what was said."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission
from startlijn.base.seams import now
from startlijn.domain.intervision import actions
from startlijn.domain.intervision.queries import arranged as queries
from startlijn.domain.intervision.queries import composing, people
from startlijn.web.doors import door
from startlijn.web.intervision.forms import GroupForm
from startlijn.web.intervision.views.methods import crumbs
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried, tried_in

_PER_PAGE = 20
_FIRST = 5  # of the proposals, on the page of the groups


def trail(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    """Return the trail below the page on which groups are formed."""
    return crumbs((_("Form groups"), reverse("intervision:arrange")), *pairs)


@door(Permission.INTERVISION_ARRANGE)
def overview(request: Request) -> HttpResponse:
    """List the groups and proposals one arranges, and how many starters wait."""
    groups = queries.arranged_groups(request.actor)
    proposals = composing.compositions(request.actor)
    context = {
        "page": Paginator(groups, _PER_PAGE).get_page(request.GET.get("page")),
        "proposals": proposals[:_FIRST],
        "more": len(proposals) > _FIRST,
        "waiting": composing.waiting_count(request.actor),
        "crumbs": crumbs((_("Form groups"), "")),
    }
    return render(request, "intervision/arrange.html", context)


@door(Permission.INTERVISION_ARRANGE)
def proposals(request: Request) -> HttpResponse:
    """List all proposals."""
    page = Paginator(composing.compositions(request.actor), _PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "crumbs": trail((_("Proposals"), ""))}
    return render(request, "intervision/proposals.html", context)


@door(Permission.INTERVISION_ARRANGE, "GET", "POST")
def new(request: Request) -> HttpResponse:
    """Make a group by hand."""
    return _new(request, None)


@door(Permission.ROUNDS_MANAGE, "GET", "POST")
def from_published(request: Request, published: UUID) -> HttpResponse:
    """Make a group of the contacts of a published group of schools."""
    return _new(request, queries.source_of(request.actor, published))


def _new(request: Request, source: queries.Source | None) -> HttpResponse:
    initial = {"name": f"{source.round} {source.number}"} if source else {}
    form = GroupForm(request.POST or None, places=people.places_to_arrange(request.actor), initial=initial)
    made: list[Any] = []
    if request.method == "POST" and form.is_valid():
        name, where = form.cleaned_data["name"], form.chosen
        source_id = source.id if source else None
        if tried_in(
            form,
            lambda: made.append(
                actions.make_group(by=request.actor, at=now(), name=name, where=where, source_id=source_id)
            ),
        ):
            messages.success(request, _("The group is there. Add who takes part; they are told by mail."))
            return redirect("intervision:arranged", made[0].pk)
    context = {"form": form, "source": source, "crumbs": trail((_("New group"), ""))}
    return render(request, "intervision/new.html", context)


@door(Permission.INTERVISION_ARRANGE)
def arranged(request: Request, pk: UUID) -> HttpResponse:
    """Show a group to who arranges it."""
    group = queries.arranged_group(request.actor, pk)
    return render(request, "intervision/arranged.html", {"group": group, "crumbs": trail((group.name, ""))})


@door(Permission.INTERVISION_ARRANGE, "GET", "POST")
def add(request: Request, pk: UUID) -> HttpResponse:
    """Look for somebody by name, and put them into the group."""
    group = queries.arranged_group(request.actor, pk)
    asked = request.GET.get("q", "")[:100]
    if request.method == "POST":
        found = _id(request.POST.get("person", ""))
        if found is not None and tried(
            request,
            lambda: actions.add_member(by=request.actor, at=now(), group_id=pk, person_id=found),
        ):
            messages.success(request, _("Added. A message is on its way."))
        return redirect("intervision:arranged", pk)
    context = {
        "group": group,
        "asked": asked,
        "found": people.people_named(request.actor, pk, asked),
        "crumbs": trail((group.name, reverse("intervision:arranged", args=[pk])), (_("Add somebody"), "")),
    }
    return render(request, "intervision/add.html", context)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@door(Permission.INTERVISION_ARRANGE, "POST")
def dates(request: Request, pk: UUID) -> HttpResponse:
    """Give a group its series of meetings, and go there to plan."""
    made: list[Any] = []
    if tried(request, lambda: made.append(actions.plan_dates(by=request.actor, at=now(), group_id=pk))):
        return redirect("meetings:plan", made[0].series_id)
    return redirect("intervision:arranged", pk)


@door(Permission.INTERVISION_ARRANGE, "GET", "POST")
def close(request: Request, pk: UUID) -> HttpResponse:
    """Ask, and then end a group."""
    group = queries.arranged_group(request.actor, pk)
    if request.method == "POST":
        if tried(
            request,
            lambda: actions.close_group(
                by=request.actor, at=now(), group_id=pk, expected_version=group.version
            ),
        ):
            messages.success(request, _("The group has ended."))
        return redirect("intervision:arranged", pk)
    here = trail((group.name, reverse("intervision:arranged", args=[pk])), (_("End"), ""))
    return render(request, "intervision/close.html", {"group": group, "crumbs": here})


@door(Permission.INTERVISION_ARRANGE, "POST")
def remove_member(request: Request, member: UUID) -> HttpResponse:
    """Let somebody leave a group."""
    made: list[Any] = []
    if tried(
        request,
        lambda: made.append(actions.remove_member(by=request.actor, at=now(), member_id=member)),
    ):
        messages.success(request, _("Removed from the group."))
        return redirect("intervision:arranged", made[0].group_id)
    return redirect("intervision:arrange")
