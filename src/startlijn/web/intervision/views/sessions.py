"""Meetings that were held: recorded, looked at, said how they were. No page has a field for the case."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission
from startlijn.base.seams import now, today
from startlijn.domain.intervision import actions
from startlijn.domain.intervision.queries import own
from startlijn.domain.intervision.queries.own import SessionView
from startlijn.domain.intervision.terms import Satisfaction
from startlijn.web.doors import door
from startlijn.web.intervision.forms import ChangeHeldForm, HeldForm, TakeawayForm
from startlijn.web.intervision.views.methods import crumbs
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried, tried_in


def _trail(view: SessionView, *more: tuple[str, str]) -> list[dict[str, str]]:
    here = _("Meeting")
    url = reverse("intervision:session", args=[view.id]) if more else ""
    return crumbs((view.group, reverse("intervision:group", args=[view.group_id])), (here, url), *more)


@door(Permission.INTERVISION_OWN, "GET", "POST")
def record(request: Request, pk: UUID) -> HttpResponse:
    """Record that the group met."""
    page = own.group_page(request.actor, pk)
    roles = page.roles
    initial = {
        "held_on": today(),
        "method": request.GET.get("method") or page.last_method,
        "present": [str(each.id) for each in page.members],
        "chair": roles.chair.member_id if roles.chair else "",
        "bringer": roles.bringer.member_id if roles.bringer else "",
    }
    form = HeldForm(request.POST or None, members=page.members, initial=initial)
    made: list[Any] = []
    if request.method == "POST" and form.is_valid():
        held = form.held
        if tried_in(
            form,
            lambda: made.append(actions.record_session(by=request.actor, at=now(), group_id=pk, held=held)),
        ):
            messages.success(request, _("Recorded. Each of you can say how it was."))
            return redirect("intervision:session", made[0].pk)
    trail = crumbs((page.name, reverse("intervision:group", args=[pk])), (_("Record a meeting"), ""))
    return render(request, "intervision/record.html", {"form": form, "group": page, "crumbs": trail})


@door(Permission.INTERVISION_OWN)
def session(request: Request, pk: UUID) -> HttpResponse:
    """Show a meeting to who is in the group."""
    view = own.session_view(request.actor, pk)
    counted = list(view.spread.items()) if view.spread else []
    context = {
        "view": view,
        "counted": counted,
        "choices": list(Satisfaction),
        "form": _takeaway_form(view),
        "crumbs": _trail(view),
    }
    return render(request, "intervision/session.html", context)


def _takeaway_form(view: SessionView, data: Any = None) -> TakeawayForm:
    start = {"text": view.takeaway, "expected_version": view.takeaway_version}
    return TakeawayForm(data, initial=start)


@door(Permission.INTERVISION_OWN, "GET", "POST")
def change(request: Request, pk: UUID) -> HttpResponse:
    """Put right what was recorded."""
    view = own.session_view(request.actor, pk)
    page = own.group_page(request.actor, view.group_id)
    initial = {
        "held_on": view.held_on,
        "method": view.method_id,
        "present": [str(each) for each in view.present_ids],
        "chair": view.chair_id or "",
        "bringer": view.bringer_id or "",
        "expected_version": view.version,
    }
    form = ChangeHeldForm(request.POST or None, members=page.members, initial=initial)
    if request.method == "POST" and form.is_valid():
        held, version = form.held, form.cleaned_data["expected_version"]
        if tried_in(
            form,
            lambda: actions.change_session(
                by=request.actor, at=now(), session_id=pk, expected_version=version, held=held
            ),
        ):
            messages.success(request, _("Saved."))
            return redirect("intervision:session", pk)
    context = {"form": form, "view": view, "crumbs": _trail(view, (_("Put right"), ""))}
    return render(request, "intervision/change.html", context)


@door(Permission.INTERVISION_OWN, "GET", "POST")
def remove(request: Request, pk: UUID) -> HttpResponse:
    """Ask, and then remove a meeting that was recorded by mistake."""
    view = own.session_view(request.actor, pk)
    if request.method == "POST":
        if tried(request, lambda: actions.remove_session(by=request.actor, at=now(), session_id=pk)):
            messages.success(request, _("The meeting was removed."))
        return redirect("intervision:group", view.group_id)
    context = {"view": view, "crumbs": _trail(view, (_("Remove"), ""))}
    return render(request, "intervision/remove.html", context)


@door(Permission.INTERVISION_OWN, "POST")
def how(request: Request, pk: UUID) -> HttpResponse:
    """Say how it was: one tap."""
    own.session_view(request.actor, pk)
    given = request.POST.get("score", "")
    if given in {str(each.value) for each in Satisfaction} and tried(
        request,
        lambda: actions.say_how_it_was(
            by=request.actor, at=now(), session_id=pk, score=Satisfaction(int(given))
        ),
    ):
        messages.success(request, _("Thank you. You can still change it."))
    return redirect("intervision:session", pk)


@door(Permission.INTERVISION_OWN, "GET", "POST")
def takeaway(request: Request, pk: UUID) -> HttpResponse:
    """Keep what one takes along for oneself."""
    view = own.session_view(request.actor, pk)
    form = _takeaway_form(view, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(
            form,
            lambda: actions.keep_takeaway(
                by=request.actor,
                at=now(),
                session_id=pk,
                text=given["text"],
                expected_version=given["expected_version"],
            ),
        ):
            messages.success(request, _("Kept for you alone."))
            return redirect("intervision:session", pk)
    context = {"form": form, "view": view, "crumbs": _trail(view, (_("What I take along"), ""))}
    return render(request, "intervision/takeaway.html", context)


@door(Permission.INTERVISION_OWN, "POST")
def remove_takeaway(request: Request, pk: UUID) -> HttpResponse:
    """Remove one's own takeaway."""
    actions.remove_takeaway(by=request.actor, at=now(), session_id=pk)
    messages.success(request, _("Removed."))
    return redirect("intervision:session", pk)
