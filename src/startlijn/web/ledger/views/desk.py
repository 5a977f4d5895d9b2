"""For who runs a course: hours towards a statement, attendance, and what participants thought together."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission
from startlijn.base.seams import now
from startlijn.domain.courses.actions.completion import decide_completion
from startlijn.domain.courses.queries import completion
from startlijn.domain.courses.rules.ledger import as_hours
from startlijn.domain.courses.terms import FEWEST_ANSWERS, ROWS_PER_PAGE, Opinion
from startlijn.web.doors import door
from startlijn.web.ledger.forms import DecideForm
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried_in


@door(Permission.COURSES_MANAGE)
def edition(request: Request, pk: UUID) -> HttpResponse:
    """Show hours, attendance and opinions of an edition."""
    figures = completion.edition_figures(request.actor, pk)
    rows = completion.participant_hours(request.actor, pk)
    page = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "figures": figures,
        "percent": None if figures.attendance is None else round(100 * figures.attendance),
        "opinions": [(Opinion(each.opinion).label, each.average) for each in figures.opinions],
        "fewest": FEWEST_ANSWERS,
        "page": page,
        "people": [
            {
                "row": row,
                "contact": as_hours(row.hours.contact),
                "own": as_hours(row.hours.own),
                "total": as_hours(row.hours.total),
            }
            for row in page
        ],
    }
    return render(request, "ledger/edition.html", context)


@door(Permission.COURSES_MANAGE, "GET", "POST")
def decide(request: Request, pk: UUID) -> HttpResponse:
    """Give a statement although the hours were not reached."""
    edition_id, row = completion.participant_to_decide(request.actor, pk)
    form = DecideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if tried_in(
            form,
            lambda: decide_completion(by=request.actor, at=now(), participant_id=pk, reason=reason),
        ):
            messages.success(request, _("Decided. The participant can download the statement."))
            return redirect("ledger:edition", edition_id)
    trail = [
        {"label": _("Hours and statements"), "url": reverse("ledger:edition", args=[edition_id])},
        {"label": row.name, "url": ""},
    ]
    context = {
        "form": form,
        "row": row,
        "total": as_hours(row.hours.total),
        "wanted": as_hours(row.hours.wanted),
        "edition_id": edition_id,
        "crumbs": trail,
    }
    return render(request, "ledger/decide.html", context)
