"""Emergency access: whoever asks waits for a second person; what opens is only to be read, for an hour."""

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission
from startlijn.base.seams import now
from startlijn.base.walls import actions, queries
from startlijn.base.walls.queries.emergencies import told
from startlijn.web.accounts.freshness import is_fresh
from startlijn.web.doors import door
from startlijn.web.emergency.forms import AskForm
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried, tried_in

_ON_A_PAGE = 20


@door(Permission.EMERGENCY_ASK)
def own(request: Request) -> HttpResponse:
    """List what one asked oneself, and what is open now."""
    page = Paginator(queries.asked_by_me(request.actor), _ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": [told(row, now()) for row in page]}
    return render(request, "emergency/own.html", context)


@door(Permission.EMERGENCY_ASK, "GET", "POST")
def ask(request: Request) -> HttpResponse:
    """Ask for emergency access, with a reason."""
    form = AskForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and tried_in(form, lambda: actions.ask_emergency(by=request.actor, at=now(), **form.cleaned_data))
    ):
        messages.success(request, _("Asked. The privacy officer gets a letter at once, and decides."))
        return redirect("emergency:own")
    crumbs = [{"label": _("Emergency access"), "url": reverse("emergency:own")}, {"label": _("Ask")}]
    return render(request, "emergency/ask.html", {"form": form, "crumbs": crumbs})


@door(Permission.EMERGENCY_ASK)
def look(request: Request, pk: UUID) -> HttpResponse:
    """Show what was opened, to read only; every reading is noted."""
    found, rows = actions.look_in_emergency(by=request.actor, at=now(), emergency_id=pk)
    crumbs = [{"label": _("Emergency access"), "url": reverse("emergency:own")}, {"label": found.table}]
    return render(request, "emergency/look.html", {"found": found, "rows": rows, "crumbs": crumbs})


@door(Permission.PRIVACY_MANAGE)
def answer(request: Request) -> HttpResponse:
    """List what was asked, for the second person."""
    page = Paginator(queries.emergencies(request.actor), _ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": [told(row, now()) for row in page]}
    return render(request, "emergency/answer.html", context)


@door(Permission.PRIVACY_MANAGE, "GET", "POST")
@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]
def allow(request: Request, pk: UUID) -> HttpResponse:
    """Ask, and then open it for an hour; the login has to be fresh (trust.md, break-glass)."""
    row = queries.to_answer(request.actor, pk)
    if request.method == "POST":
        fresh = is_fresh(request, now())
        if tried(
            request,
            lambda: actions.allow_emergency(by=request.actor, at=now(), emergency_id=pk, fresh=fresh),
        ):
            messages.success(request, _("Open for an hour. Whom it is about gets a letter now."))
        return redirect("emergency:answer")
    return render(request, "emergency/allow.html", {"row": told(row, now())})


@door(Permission.PRIVACY_MANAGE, "POST")
def refuse(request: Request, pk: UUID) -> HttpResponse:
    """Say no."""
    if tried(request, lambda: actions.refuse_emergency(by=request.actor, at=now(), emergency_id=pk)):
        messages.success(request, _("Not allowed. Nothing was opened."))
    return redirect("emergency:answer")
