"""The safeguarding scan: filling it in, and reading it through the years."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission
from startlijn.base.seams import now, today
from startlijn.domain.review import actions
from startlijn.domain.review.queries import scans
from startlijn.domain.review.queries.scans import ScanPage, ScanView
from startlijn.web.design.charts import Bar
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried_in
from startlijn.web.review.forms import ScanForm


def _crumbs(page: ScanPage, label: str) -> list[dict[str, str]]:
    return [
        {"label": _("Programmes"), "url": reverse("induction:programmes")},
        {"label": page.programme, "url": reverse("induction:programme", args=[page.programme_id])},
        {"label": label, "url": ""},
    ]


@door(Permission.REVIEWS_MANAGE, "GET", "POST")
def scan(request: Request, pk: UUID) -> HttpResponse:
    """Fill in how firmly a programme is anchored; Startlijn has filled in what it knows."""
    page = scans.scan_form_page(request.actor, pk, today())
    form = ScanForm(request.POST or None, page=page)
    if request.method == "POST" and form.is_valid():
        given = form.answers()
        if tried_in(form, lambda: actions.scan(by=request.actor, at=now(), version_id=pk, answers=given)):
            messages.success(request, _("Saved."))
            return redirect("review:safeguarding", pk)
    context = {"form": form, "page": page, "crumbs": _crumbs(page, _("How firmly it is anchored"))}
    return render(request, "review/scan.html", context)


def _bar(view: ScanView) -> Bar:
    text = _("%(points)s of %(most)s") % {"points": view.points, "most": view.most}
    return Bar(date_format(view.scanned_on), view.points, text)


@door(Permission.PRACTICE_READ)
def safeguarding(request: Request, pk: UUID) -> HttpResponse:
    """Show the last scan and how it went through the years."""
    page = scans.scan_page(request.actor, pk, today())
    context = {
        "page": page,
        "bars": [_bar(view) for view in reversed(page.scans)],
        "may_scan": scans.may_scan(request.actor, pk),
        "crumbs": _crumbs(page, _("How firmly it is anchored")),
    }
    return render(request, "review/safeguarding.html", context)
