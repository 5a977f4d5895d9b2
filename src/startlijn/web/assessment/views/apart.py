"""Coach and assessor stay apart; the exception is asked with a reason, and the starter accepts it or not."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission
from startlijn.base.seams import now, today
from startlijn.domain.assessment.queries import pages, people
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.queries import apart
from startlijn.web.assessment.forms_apart import BothRolesForm
from startlijn.web.assessment.words import list_at, trail
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried_in

ARRANGE, OWN = Permission.ASSESSMENTS_ARRANGE, Permission.LINE_OWN
_PER_PAGE = 25


@door(ARRANGE)
def overview(request: Request) -> HttpResponse:
    """List the exceptions that were asked, and what the starters said."""
    page = Paginator(apart.exceptions_asked(request.actor), _PER_PAGE).get_page(request.GET.get("page"))
    crumbs = trail(list_at("arranging", _("Assessments")), (_("Coach and assessor in one"), ""))
    lines = [apart.both_roles_view(row) for row in page]
    return render(request, "assessment/both_roles.html", {"page": page, "lines": lines, "crumbs": crumbs})


@door(ARRANGE, "GET", "POST")
def ask(request: Request, pk: UUID) -> HttpResponse:
    """Ask the starter of an assessment to accept an exception."""
    row = pages.assessment_of(request.actor, ARRANGE, pk)
    holders = people.may_become_both(row, today())
    form = BothRolesForm(request.POST or None, holders=holders)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(
            form,
            lambda: actions.ask_both_roles(by=request.actor, at=now(), starter_id=row.person_id, **given),
        ):
            messages.success(request, _("Asked. Nothing changes before the starter accepts it."))
            return redirect("assessment:both_roles")
    name = str(row.person)
    crumbs = trail(
        list_at("arranging", _("Assessments")),
        (name, reverse("assessment:arrange", args=[pk])),
        (_("Ask for an exception"), ""),
    )
    context: dict[str, Any] = {"form": form, "holders": holders, "starter": name, "crumbs": crumbs}
    return render(request, "assessment/ask_both_roles.html", context | {"assessment_id": pk})


@door(ARRANGE, "POST")
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Take a question back."""
    actions.withdraw_both_roles(by=request.actor, at=now(), exception_id=pk)
    messages.success(request, _("Taken back. Coaching and assessing stay apart."))
    return redirect("assessment:both_roles")


@door(OWN)
def own(request: Request) -> HttpResponse:
    """List what the starter was asked, with yes and no."""
    page = Paginator(apart.own_exceptions(request.actor), _PER_PAGE).get_page(request.GET.get("page"))
    lines = [apart.both_roles_view(row) for row in page]
    return render(request, "assessment/own_both_roles.html", {"page": page, "lines": lines})


@door(OWN, "POST")
def answer(request: Request, pk: UUID) -> HttpResponse:
    """Say yes or no."""
    accepts = request.POST.get("then") == "accept"
    actions.answer_both_roles(by=request.actor, at=now(), exception_id=pk, accepts=accepts)
    messages.success(
        request,
        _("You have accepted. You and the panel see it with your assessment.")
        if accepts
        else _("You have said no. Coaching and assessing stay apart."),
    )
    return redirect("assessment:own_both_roles")
