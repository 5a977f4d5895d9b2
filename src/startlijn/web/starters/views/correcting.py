"""Putting right what was registered wrongly: the first day, and a line that was not complete yet."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.seams import now
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.queries.starter_page import starter_page
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried
from startlijn.web.starters.small_forms import StartForm
from startlijn.web.starters.views.time import asked_about


@door(Permission.LINE_REGISTER, "GET", "POST")
def start(request: Request, pk: UUID) -> HttpResponse:
    """Put the first day of a line right."""
    page = starter_page(request.actor, pk)
    words = {
        "title": _("Correct the first day"),
        "intro": _(
            "For a mistake in the registration. The appointments that began on that day move along, and what "
            "nobody confirmed yet is planned again. What was confirmed stays."
        ),
        "submit": _("Save"),
        "said": _("The first day was put right. Look at the line: days may have changed."),
    }
    form = StartForm(request.POST or None, initial={"started_on": page.started_on})
    return asked_about(
        request,
        form,
        page.name,
        pk,
        words,
        lambda given: actions.correct_start(by=request.actor, at=now(), trajectory_id=pk, **given),
    )


@door(Permission.LINE_ARRANGE, "GET", "POST")
def reopen(request: Request, pk: UUID) -> HttpResponse:
    """Ask, and then let a line that was closed as complete go on."""
    page = starter_page(request.actor, pk)
    if not page.may_arrange:
        raise NotVisibleError("Trajectory")
    if request.method == "POST":
        if tried(request, lambda: actions.reopen(by=request.actor, at=now(), trajectory_id=pk)):
            messages.success(request, _("The line goes on. Look whether the coach is right."))
        return redirect("starters:starter", pk)
    return render(request, "starters/reopen.html", {"page": page})
