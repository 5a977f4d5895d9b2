"""Plan, coach and hours of starters, for leaders, team leaders and HR. Nothing of coaching."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission
from startlijn.domain.guidance.queries.reduced import one_reduced, reduced_facts
from startlijn.web.doors import door
from startlijn.web.middleware import Request

_ON_A_PAGE = 25


@door(Permission.LINE_READ)
def overview(request: Request) -> HttpResponse:
    """List the starters with what has to be there for each; those who lack something first."""
    text = request.GET.get("q", "").strip()
    found = sorted(reduced_facts(request.actor, text), key=lambda each: (each.complete, each.name))
    page = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("page"))
    lacking = sum(not each.complete for each in found)
    return render(request, "starters/facts.html", {"page": page, "lacking": lacking, "q": text})


@door(Permission.LINE_READ)
def one(request: Request, pk: UUID) -> HttpResponse:
    """Show these facts of one starter."""
    found = one_reduced(request.actor, pk)
    trail = [
        {"label": _("Plan, coach and hours"), "url": reverse("starters:facts")},
        {"label": found.name, "url": ""},
    ]
    return render(request, "starters/facts_of.html", {"found": found, "crumbs": trail})
