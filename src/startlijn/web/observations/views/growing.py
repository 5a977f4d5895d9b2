"""Growth over time: for the starter alone."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission
from startlijn.domain.observations.queries.growing import own_growth
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.observations.pictures import growth_rows
from startlijn.web.observations.views.lessons import crumbs


@door(Permission.LINE_OWN)
def growth(request: Request) -> HttpResponse:
    """Show a starter how the own lessons were seen over time, part by part."""
    found = [{"title": title, "parts": growth_rows(parts)} for title, parts in own_growth(request.actor)]
    context = {"forms": found, "crumbs": crumbs((_("My growth"), ""))}
    return render(request, "observations/growth.html", context)
