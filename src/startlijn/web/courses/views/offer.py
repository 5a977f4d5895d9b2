"""What is offered, and in what one takes part oneself."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.rules import may
from startlijn.base.access.terms import Permission
from startlijn.domain.courses import queries
from startlijn.domain.courses.terms import ROWS_PER_PAGE
from startlijn.web.courses import shown
from startlijn.web.doors import door
from startlijn.web.middleware import Request


def crumbs(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    """Return the trail from the offer to a page: pairs of label and address ("" for the page)."""
    trail = [{"label": _("Courses"), "url": reverse("courses:offer")}]
    return trail + [{"label": label, "url": url} for label, url in pairs]


def tabs(request: Request, here: str) -> list[dict[str, Any]]:
    """Return the tabs above the lists that this person can open."""
    labels = {
        "courses:offer": (_("What there is"), Permission.COURSES_READ),
        "courses:own": (_("My courses"), Permission.COURSES_OWN),
        "ledger:courses": (_("My own work"), Permission.COURSES_OWN),
        "knowledge:search": (_("Knowledge base"), Permission.KNOWLEDGE_READ),
        "courses:school": (_("My school"), Permission.ENROL),
        "courses:courses": (_("Run courses"), Permission.COURSES_MANAGE),
    }
    return [
        {"label": label, "url": reverse(name), "current": name == here}
        for name, (label, permission) in labels.items()
        if may(request.actor, permission)
    ]


@door(Permission.COURSES_READ)
def overview(request: Request) -> HttpResponse:
    """Show what is offered, with the places that are free."""
    page = Paginator(queries.offer(request.actor), ROWS_PER_PAGE).get_page(request.GET.get("page"))
    editions = queries.edition_views(request.actor, page.object_list)  # type: ignore[arg-type]
    context = {
        "page": page,
        "lines": [{"edition": each, "room": shown.room(each)} for each in editions],
        "tabs": tabs(request, "courses:offer"),
        "may_manage": may(request.actor, Permission.COURSES_MANAGE),
    }
    return render(request, "courses/offer.html", context)


@door(Permission.COURSES_READ)
def edition(request: Request, pk: UUID) -> HttpResponse:
    """Show an edition: what it is, how much room there is, and the own teams."""
    page = queries.edition_page(request.actor, pk)
    context = {
        "edition": page.edition,
        "course": page.edition.course,
        "facts": shown.facts(page.edition),
        "room": shown.room(page.edition),
        "teams": [shown.team(row, page.edition) for row in page.own],
        "may_enrol": bool(page.schools) and shown.is_open(page.edition),
        "crumbs": crumbs((page.edition.course.name, "")),
    }
    return render(request, "courses/edition.html", context)


@door(Permission.COURSES_OWN)
def own(request: Request) -> HttpResponse:
    """Show the courses in which one takes part."""
    rows = queries.own_participations(request.actor)
    page = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "courses/own.html", {"page": page, "tabs": tabs(request, "courses:own")})
