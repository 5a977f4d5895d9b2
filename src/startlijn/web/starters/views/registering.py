"""Registering a starter by hand, changing details, undoing a mistake, inviting."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission
from startlijn.base.accounts.terms import AccountClosedError
from startlijn.base.seams import now
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.queries.places import places_to_register
from startlijn.domain.guidance.queries.starter_page import starter_page
from startlijn.web.accounts.letters import invitation_letter
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried, tried_in
from startlijn.web.starters.forms import DetailsForm, RegisterForm
from startlijn.web.starters.views.overview import crumbs


@door(Permission.LINE_REGISTER, "GET", "POST")
def register(request: Request) -> HttpResponse:
    """Register a starter. Whoever has a line elsewhere is asked first; the page says the same."""
    form = RegisterForm(request.POST or None, places=places_to_register(request.actor))
    if request.method == "POST" and form.is_valid():
        details = form.details()
        if tried_in(form, lambda: actions.register_or_ask(by=request.actor, at=now(), **details)):
            messages.success(
                request,
                _(
                    "Registered. Whoever has a line at another school already gets a question first, and "
                    "appears here after saying yes."
                ),
            )
            return redirect("starters:starters")
    context = {"form": form, "crumbs": crumbs((_("Register a starter"), ""))}
    return render(request, "starters/register.html", context)


@door(Permission.LINE_REGISTER, "GET", "POST")
def change(request: Request, pk: UUID) -> HttpResponse:
    """Change what kind of starter somebody is, subjects and days."""
    page = starter_page(request.actor, pk)
    form = DetailsForm(request.POST or None, initial=DetailsForm.initial_of(page))
    if request.method == "POST" and form.is_valid():
        details = form.details()
        if tried_in(
            form,
            lambda: actions.change_starter(by=request.actor, at=now(), trajectory_id=pk, **details),
        ):
            messages.success(request, _("Saved."))
            return redirect("starters:starter", pk)
    trail = crumbs((page.name, reverse("starters:starter", args=[pk])), (_("Change"), ""))
    return render(request, "starters/form.html", _form(form, page.name, _("Change"), trail, pk))


def _form(form: Any, name: str, title: str, trail: list[dict[str, str]], pk: UUID) -> dict[str, Any]:
    return {
        "form": form,
        "name": name,
        "title": title,
        "submit": _("Save"),
        "crumbs": trail,
        "back": reverse("starters:starter", args=[pk]),
    }


@door(Permission.LINE_REGISTER, "GET", "POST")
def undo(request: Request, pk: UUID) -> HttpResponse:
    """Ask, and then undo a registration that was a mistake."""
    page = starter_page(request.actor, pk)
    if request.method == "POST":
        if tried(request, lambda: actions.undo_registration(by=request.actor, at=now(), trajectory_id=pk)):
            messages.success(request, _("The registration was undone."))
            return redirect("starters:starters")
        return redirect("starters:starter", pk)
    return render(request, "starters/undo.html", {"page": page})


@door(Permission.LINE_REGISTER, "POST")
def invite(request: Request, pk: UUID) -> HttpResponse:
    """Send a starter a link to get in."""
    at = now()
    tell = invitation_letter(by=request.actor, at=at, language="nl")
    try:
        actions.invite_starter(by=request.actor, at=at, trajectory_id=pk, tell=tell)
    except AccountClosedError:
        messages.error(request, _("This account is closed."))
    else:
        messages.success(request, _("The invitation is on its way. The link works for seven days."))
    return redirect("starters:starter", pk)
