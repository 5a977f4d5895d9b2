"""The desk of an edition: who is in, who waits and why, what it brings in; opening and closing."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.seams import now
from startlijn.domain.courses import actions, queries
from startlijn.domain.courses.queries.views import EditionView
from startlijn.domain.courses.terms import EditionState
from startlijn.reports.datasets import courses as datasets
from startlijn.web.courses import shown
from startlijn.web.courses.forms import EditionForm
from startlijn.web.courses.views.courses import trail
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried, tried_in


def desk_trail(edition: EditionView, *labels: str) -> list[dict[str, str]]:
    """Return the trail to a page of the desk of an edition."""
    course = (edition.course.name, reverse("courses:course", args=[edition.course.id]))
    here = reverse("courses:desk", args=[edition.id]) if labels else ""
    return trail(course, (edition.years, here), *((label, "") for label in labels))


@door(Permission.COURSES_MANAGE)
def desk(request: Request, pk: UUID) -> HttpResponse:
    """Show everything of an edition to who runs it."""
    page = queries.desk(request.actor, pk)
    edition = page.edition

    def teams(rows: Any) -> list[dict[str, Any]]:
        return [shown.team(row, edition) for row in rows]

    income = [
        {"line": line, "each": shown.euros(line.each), "total": shown.euros(line.total)}
        for line in page.income
    ]
    context = {
        "edition": edition,
        "room": shown.room(edition),
        "confirmed": teams(page.confirmed),
        "waiting": teams(page.waiting),
        "asked": teams(page.asked),
        "wishes": teams(page.wishes),
        "withdrawn": teams(page.withdrawn),
        "income": income,
        "total": shown.euros(page.total),
        "running": edition.state in {EditionState.OPEN, EditionState.RUNNING},
        "crumbs": desk_trail(edition),
    }
    return render(request, "courses/desk.html", context)


@door(Permission.COURSES_MANAGE, "GET", "POST")
def edit(request: Request, pk: UUID) -> HttpResponse:
    """Change an edition."""
    edition = queries.desk(request.actor, pk).edition
    form = EditionForm(request.POST or None, new=False, initial=EditionForm.initial_of(edition))
    if (
        request.method == "POST"
        and form.is_valid()
        and tried_in(
            form,
            lambda: actions.edit_edition(
                by=request.actor,
                at=now(),
                edition_id=pk,
                expected_version=form.cleaned_data["expected_version"] or 0,
                facts=form.facts(),
            ),
        )
    ):
        messages.success(request, _("Saved. Whoever waits and fits now takes part."))
        return redirect("courses:desk", pk)
    context = {
        "form": form,
        "title": _("Change"),
        "cancel": reverse("courses:desk", args=[pk]),
        "crumbs": desk_trail(edition, _("Change")),
    }
    return render(request, "courses/form.html", context)


@door(Permission.COURSES_MANAGE, "POST")
def move(request: Request, pk: UUID) -> HttpResponse:
    """Open an edition, let it begin, or close it."""
    queries.desk(request.actor, pk)
    said = {
        EditionState.OPEN: _("Schools can enrol now."),
        EditionState.RUNNING: _("The course is under way. Schools can no longer enrol themselves."),
        EditionState.CLOSED: _("The edition is closed. Nothing changes any more."),
    }
    to = request.POST.get("to", "")
    if to in said and tried(
        request,
        lambda: actions.move_edition(by=request.actor, at=now(), edition_id=pk, state=EditionState(to)),
    ):
        messages.success(request, said[EditionState(to)])
    return redirect("courses:desk", pk)


@door(Permission.COURSES_MANAGE, "POST")
def meetings(request: Request, pk: UUID) -> HttpResponse:
    """Begin to plan the meetings; say who cannot be asked."""
    page = queries.desk(request.actor, pk)
    if not tried(request, lambda: actions.plan_meetings(by=request.actor, at=now(), edition_id=pk)):
        return redirect("courses:desk", pk)
    left_out = [person.name for team in page.confirmed for person in team.here if not person.email]
    if left_out:
        text = _("Of these people we know no e-mail address, so they are not asked: %(names)s.")
        messages.warning(request, text % {"names": ", ".join(left_out)})
    return redirect("meetings:series", queries.edition_view(request.actor, pk).series_id)


_WRITERS = {
    "csv": ("text/csv; charset=utf-8", datasets.csv_of),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", datasets.xlsx_of),
}


@door(Permission.COURSES_MANAGE)
def download(request: Request, pk: UUID, kind: str) -> HttpResponse:
    """Give what to send invoices for, as CSV or XLSX."""
    edition, lines = queries.invoice_lines(request.actor, pk)
    if kind not in _WRITERS:
        raise NotVisibleError("Edition")
    content_type, write = _WRITERS[kind]
    answer = HttpResponse(write(edition, lines), content_type=content_type)
    name = f"invoices-{edition.school_year}.{kind}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
