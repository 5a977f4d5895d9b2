"""Time of a line: pause and return, extension, leaving and staying, completing."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.seams import now, today
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.queries.starter_page import (
    StarterPage,
    is_leaving,
    pause_page,
    starter_page,
)
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried, tried_in
from startlijn.web.starters.small_forms import EndForm, ExtendForm, LeaveForm, PauseForm, ReturnForm
from startlijn.web.starters.views.overview import crumbs


def _arranged(request: Request, pk: UUID) -> StarterPage:
    page = starter_page(request.actor, pk)
    if not page.may_arrange:
        raise NotVisibleError("Trajectory")
    return page


def asked_about(
    request: Request,
    form: forms.Form,
    name: str,
    pk: UUID,
    words: dict[str, str],
    act: Callable[[dict[str, Any]], object],
) -> HttpResponse:
    """Show a form about one line, or do what it asks. `words`: title, intro, submit, what is said."""
    if request.method == "POST" and form.is_valid() and tried_in(form, lambda: act(form.cleaned_data)):
        messages.success(request, words["said"])
        return redirect("starters:starters" if words.get("away") else "starters:starter", *_to(words, pk))
    back = reverse("starters:starter", args=[pk])
    context = {
        "form": form,
        "name": name,
        "back": back,
        "crumbs": crumbs((name, back), (words["title"], "")),
        **words,
    }
    return render(request, "starters/form.html", context)


def _to(words: dict[str, str], pk: UUID) -> tuple[UUID, ...]:
    return () if words.get("away") else (pk,)


@door(Permission.LINE_ARRANGE, "GET", "POST")
def pause(request: Request, pk: UUID) -> HttpResponse:
    """Let a line stand still."""
    page = _arranged(request, pk)
    words = {
        "title": _("Let the line stand still"),
        "intro": _("No reason is asked. What is planned moves along, and so does the end."),
        "submit": _("Let it stand still"),
        "said": _("The line stands still in that time. The planned end moved along."),
    }
    form = PauseForm(request.POST or None)
    return asked_about(
        request,
        form,
        page.name,
        pk,
        words,
        lambda given: actions.pause(by=request.actor, at=now(), trajectory_id=pk, **given),
    )


@door(Permission.LINE_ARRANGE, "GET", "POST")
def come_back(request: Request, pk: UUID) -> HttpResponse:
    """Note the first day back."""
    line_id, name, stop = pause_page(request.actor, pk)
    words = {
        "title": _("Back again"),
        "intro": _("A day on or before the first day of the pause takes the pause away."),
        "submit": _("Save"),
        "said": _("The line goes on from that day."),
    }
    form = ReturnForm(request.POST or None, initial={"finished_on": stop.finished_on or today()})
    return asked_about(
        request,
        form,
        name,
        line_id,
        words,
        lambda given: actions.end_pause(by=request.actor, at=now(), pause_id=pk, **given),
    )


@door(Permission.LINE_ARRANGE, "GET", "POST")
def extend(request: Request, pk: UUID) -> HttpResponse:
    """Extend a line."""
    page = _arranged(request, pk)
    words = {
        "title": _("Extend the line"),
        "intro": _("For a starter who needs more time. The planned end moves along."),
        "submit": _("Extend"),
        "said": _("The planned end moved along."),
    }
    form = ExtendForm(request.POST or None, initial={"days": page.extended_days})
    return asked_about(
        request,
        form,
        page.name,
        pk,
        words,
        lambda given: actions.extend(by=request.actor, at=now(), trajectory_id=pk, **given),
    )


@door(Permission.LINE_REGISTER, "GET", "POST")
def leave(request: Request, pk: UUID) -> HttpResponse:
    """Note that somebody leaves, today or on a later day."""
    page = starter_page(request.actor, pk)
    words = {
        "title": _("Leaves the school"),
        "intro": _(
            "Why is not asked. Appointments and coaching end that day. The starter keeps the own line."
        ),
        "submit": _("Note the leaving"),
        "said": _("The leaving was noted."),
        "away": "yes",
    }

    def act(given: dict[str, date]) -> None:
        actions.leave(by=request.actor, at=now(), trajectory_id=pk, finished_on=given["finished_on"])

    form = LeaveForm(request.POST or None, initial={"finished_on": page.finished_on or today()})
    return asked_about(request, form, page.name, pk, words, act)


@door(Permission.LINE_REGISTER, "POST")
def stay(request: Request, pk: UUID) -> HttpResponse:
    """Call off a leaving that is still to come."""
    page = starter_page(request.actor, pk)
    if is_leaving(page) and tried(
        request, lambda: actions.stay(by=request.actor, at=now(), trajectory_id=pk)
    ):
        messages.success(
            request,
            _("%(name)s stays. Look whether the appointment has the right end.") % {"name": page.name},
        )
    return redirect("starters:starter", pk)


@door(Permission.LINE_ARRANGE, "GET", "POST")
def complete(request: Request, pk: UUID) -> HttpResponse:
    """Close a line that is complete."""
    page = _arranged(request, pk)
    words = {
        "title": _("The line is complete"),
        "intro": _("Coaching ends that day; the appointments go on. The starter keeps the own line."),
        "submit": _("Close the line"),
        "said": _("The line is complete."),
    }
    form = EndForm(request.POST or None, initial={"finished_on": page.ends_on})
    return asked_about(
        request,
        form,
        page.name,
        pk,
        words,
        lambda given: actions.complete(by=request.actor, at=now(), trajectory_id=pk, **given),
    )
