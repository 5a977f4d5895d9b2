"""Appointments of a starter."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission
from startlijn.base.seams import now
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.queries.places import places_to_register
from startlijn.domain.guidance.queries.starter_page import starter_page, work_page
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried_in
from startlijn.web.starters.forms import AppointmentForm, ChangeWorkForm
from startlijn.web.starters.small_forms import EndForm
from startlijn.web.starters.views.overview import crumbs


@door(Permission.LINE_REGISTER, "GET", "POST")
def add(request: Request, pk: UUID) -> HttpResponse:
    """Add an appointment."""
    page = starter_page(request.actor, pk)
    form = AppointmentForm(request.POST or None, places=places_to_register(request.actor))
    if request.method == "POST" and form.is_valid():
        employment = form.employment()
        if tried_in(
            form,
            lambda: actions.add_employment(
                by=request.actor, at=now(), trajectory_id=pk, employment=employment
            ),
        ):
            messages.success(request, _("The appointment was added."))
            return redirect("starters:starter", pk)
    back = reverse("starters:starter", args=[pk])
    context = {
        "form": form,
        "name": page.name,
        "title": _("Add an appointment"),
        "submit": _("Add"),
        "back": back,
        "crumbs": crumbs((page.name, back), (_("Add an appointment"), "")),
    }
    return render(request, "starters/form.html", context)


@door(Permission.LINE_REGISTER, "GET", "POST")
def change(request: Request, pk: UUID) -> HttpResponse:
    """Change an appointment from a day on."""
    line_id, name, work = work_page(request.actor, pk)
    form = ChangeWorkForm(request.POST or None, initial=ChangeWorkForm.initial_of(work))
    if request.method == "POST" and form.is_valid():
        given, job = form.cleaned_data, form.job()
        if tried_in(
            form,
            lambda: actions.change_employment(
                by=request.actor,
                at=now(),
                employment_id=pk,
                expected_version=given["expected_version"],
                from_on=given["from_on"],
                **job,
            ),
        ):
            messages.success(request, _("The appointment was changed. What was before stays."))
            return redirect("starters:starter", line_id)
    back = reverse("starters:starter", args=[line_id])
    context = {
        "form": form,
        "name": name,
        "title": _("Change an appointment"),
        "place": work.place,
        "submit": _("Save"),
        "back": back,
        "crumbs": crumbs((name, back), (_("Change an appointment"), "")),
    }
    return render(request, "starters/form.html", context)


@door(Permission.LINE_REGISTER, "GET", "POST")
def end(request: Request, pk: UUID) -> HttpResponse:
    """End an appointment; the line goes on."""
    line_id, name, work = work_page(request.actor, pk)
    form = EndForm(
        request.POST or None, initial={"finished_on": work.finished_on} if work.finished_on else None
    )
    if request.method == "POST" and form.is_valid():
        finished_on = form.cleaned_data["finished_on"]
        if tried_in(
            form,
            lambda: actions.end_employment(
                by=request.actor, at=now(), employment_id=pk, finished_on=finished_on
            ),
        ):
            messages.success(request, _("The end of the appointment was noted. The line goes on."))
            return redirect("starters:starters")
    back = reverse("starters:starter", args=[line_id])
    context = {
        "form": form,
        "name": name,
        "title": _("End an appointment"),
        "place": work.place,
        "intro": _("Use this when the starter goes on elsewhere, or gets a new appointment later."),
        "submit": _("End the appointment"),
        "back": back,
        "crumbs": crumbs((name, back), (_("End an appointment"), "")),
    }
    return render(request, "starters/form.html", context)
