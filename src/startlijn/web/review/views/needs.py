"""What starters need beside what programmes offer, of a school or of all, never about a person."""

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
from startlijn.domain.review.queries import needs
from startlijn.web.doors import door
from startlijn.web.middleware import Request

_PER_PAGE = 50


def _heads() -> list[dict[str, object]]:
    return [
        {"label": _("What can weigh")},
        {"label": _("Weighs for"), "number": True},
        {"label": _("Hours offered"), "number": True},
        {"label": _("Offered")},
    ]


@door(Permission.PRACTICE_READ)
def overview(request: Request) -> HttpResponse:
    """Show needs and supply of the whole partnership, and the schools to choose from."""
    schools = practice.schools_with_practice(request.actor)
    page = Paginator(schools, _PER_PAGE).get_page(request.GET.get("page"))
    whole = whole_partnership(request.actor, Permission.PRACTICE_READ)
    if page.paginator.count == 1 and not whole:
        return redirect("review:school_needs", page[0].pk)
    context = {
        "page": page,
        "needs": needs.needs_of_partnership(request.actor, today()) if whole else None,
        "least": LEAST_OUTSIDE,
        "heads": _heads(),
    }
    return render(request, "review/needs.html", context)


@door(Permission.PRACTICE_READ)
def school(request: Request, pk: UUID) -> HttpResponse:
    """Show needs and supply of one school."""
    name, found = needs.needs_of_school(request.actor, pk, today())
    crumbs = [{"label": _("Needs and supply"), "url": reverse("review:needs")}, {"label": name, "url": ""}]
    context = {
        "school": name,
        "needs": found,
        "least": LEAST_IN_SCHOOL,
        "heads": _heads(),
        "crumbs": crumbs,
    }
    return render(request, "review/school_needs.html", context)
