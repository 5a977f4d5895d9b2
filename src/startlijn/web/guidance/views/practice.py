"""Planned versus delivered: of a school, without names, and of a board or the partnership as figures."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.rules import whole_partnership
from startlijn.base.access.terms import Permission
from startlijn.base.seams import today
from startlijn.domain.guidance.queries import practice
from startlijn.domain.guidance.rules.small_numbers import LEAST_IN_SCHOOL, LEAST_OUTSIDE
from startlijn.web.doors import door
from startlijn.web.guidance.views.tables import practice_tables
from startlijn.web.middleware import Request

_ON_A_PAGE = 50


@door(Permission.PRACTICE_READ)
def overview(request: Request) -> HttpResponse:
    """Choose the school whose figures to read; for the whole partnership its figures stand above."""
    schools = practice.schools_with_practice(request.actor)
    page = Paginator(schools, _ON_A_PAGE).get_page(request.GET.get("page"))
    whole = whole_partnership(request.actor, Permission.PRACTICE_READ)
    if page.paginator.count == 1 and not whole:
        return redirect("guidance:school_practice", page[0].pk)
    years = practice.practice_of_partnership(request.actor, today()) if whole else []
    context = {"page": page, "years": practice_tables(years), "least": LEAST_OUTSIDE, "whole": whole}
    return render(request, "guidance/practice.html", context)


@door(Permission.PRACTICE_READ)
def school(request: Request, pk: UUID) -> HttpResponse:
    """Show what one school planned and what was received, per element, without names."""
    found, years = practice.school_page(request.actor, pk, today())
    context = {
        "school": found,
        "years": practice_tables(years),
        "least": LEAST_IN_SCHOOL,
        "crumbs": [
            {"label": _("Planned and received"), "url": reverse("guidance:practice")},
            {"label": found},
        ],
    }
    return render(request, "guidance/school_practice.html", context)
