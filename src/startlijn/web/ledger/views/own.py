"""My own work: what was done, first; then what is still to come."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission
from startlijn.base.seams import now, today
from startlijn.domain.courses.actions.ledger import change_work, remove_work
from startlijn.domain.courses.queries import ledger as queries
from startlijn.domain.courses.rules.ledger import as_hours
from startlijn.domain.courses.terms import ROWS_PER_PAGE
from startlijn.domain.knowledge.actions import write_work_on
from startlijn.domain.knowledge.queries.own import product_choices
from startlijn.web.design.charts import Bar
from startlijn.web.doors import door
from startlijn.web.ledger.forms import WorkForm
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried, tried_in


def title_of(own: queries.OwnCourse) -> str:
    """Return what a course is called in the reader's language."""
    return own.course_en if get_language() == "en" and own.course_en else own.course


def crumbs(own: queries.OwnCourse | None = None, *labels: str) -> list[dict[str, str]]:
    """Return the trail from the own courses to a page."""
    trail = [{"label": _("My own work"), "url": reverse("ledger:courses")}]
    if own is not None:
        url = reverse("ledger:ledger", args=[own.participant_id]) if labels else ""
        trail.append({"label": title_of(own), "url": url})
    return trail + [{"label": label, "url": ""} for label in labels]


def hours_context(own: queries.OwnCourse) -> dict[str, object]:
    """Return the hours of a course as pages show them."""
    return {
        "own": own,
        "title": title_of(own),
        "total": as_hours(own.hours.total),
        "wanted": as_hours(own.hours.wanted),
        "to_go": as_hours(own.hours.to_go),
        "shown": min(own.hours.total, own.hours.wanted),
    }


def _bar(label: str, minutes: int) -> Bar:
    return Bar(label, as_hours(minutes), floatformat(as_hours(minutes), -2))


@door(Permission.COURSES_OWN)
def courses(request: Request) -> HttpResponse:
    """Show the courses in which one takes part, with the hours so far."""
    own = queries.own_courses(request.actor)
    page = Paginator(own, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "courses": [hours_context(each) for each in page]}
    return render(request, "ledger/courses.html", context)


@door(Permission.COURSES_OWN)
def ledger(request: Request, pk: UUID) -> HttpResponse:
    """Show the own hours in one course."""
    found = queries.ledger_page(request.actor, pk, on=today())
    rows = queries.work_lines(request.actor, pk)
    page = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    bars = [_bar(_("At meetings"), found.own.hours.contact)]
    bars += [_bar(capfirst(str(kind.label)), minutes) for kind, minutes in found.by_kind]
    context = hours_context(found.own) | {
        "ledger": found,
        "page": page,
        "lines": [{"line": line, "hours": as_hours(line.minutes)} for line in map(queries.work_line, page)],
        "bars": bars,
        "meetings": [(on, as_hours(minutes)) for on, minutes in found.meetings],
        "own_wanted": as_hours(found.own.hours.own_wanted),
        "crumbs": crumbs(found.own),
    }
    return render(request, "ledger/ledger.html", context)


@door(Permission.COURSES_OWN, "GET", "POST")
def add(request: Request, pk: UUID) -> HttpResponse:
    """Write own work down."""
    found = queries.ledger_page(request.actor, pk, on=today())
    form = WorkForm(request.POST or None, products=product_choices(request.actor))
    if request.method == "POST" and form.is_valid():
        given = form.given() | {"product_id": form.cleaned_data.get("product")}
        if tried_in(form, lambda: write_work_on(by=request.actor, at=now(), participant_id=pk, **given)):
            messages.success(request, _("Saved."))
            return redirect("ledger:ledger", pk)
    context = {"form": form, "own": found.own, "crumbs": crumbs(found.own, _("Write down"))}
    return render(request, "ledger/work.html", context)


@door(Permission.COURSES_OWN, "GET", "POST")
def change(request: Request, pk: UUID) -> HttpResponse:
    """Change what was written down."""
    row = queries.own_entry(request.actor, pk)
    line = queries.work_line(row)
    found = queries.ledger_page(request.actor, row.participant_id, on=today())
    hours, minutes = divmod(line.minutes, 60)
    initial = {
        "on": line.on,
        "hours": hours,
        "minutes": minutes,
        "kind": line.kind,
        "words": line.words,
        "expected_version": line.version,
    }
    form = WorkForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.given() | {"expected_version": form.cleaned_data["expected_version"] or 0}
        if tried_in(form, lambda: change_work(by=request.actor, at=now(), entry_id=pk, **given)):
            messages.success(request, _("Saved."))
            return redirect("ledger:ledger", found.own.participant_id)
    context = {"form": form, "own": found.own, "line": line, "crumbs": crumbs(found.own, _("Change"))}
    return render(request, "ledger/work.html", context)


@door(Permission.COURSES_OWN, "POST")
def remove(request: Request, pk: UUID) -> HttpResponse:
    """Remove what was written down."""
    participant_id = queries.own_entry(request.actor, pk).participant_id
    if tried(request, lambda: remove_work(by=request.actor, at=now(), entry_id=pk)):
        messages.success(request, _("Removed."))
    return redirect("ledger:ledger", participant_id)
