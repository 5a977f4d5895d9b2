"""Designing a draft: elements, their order, and their hours together."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission
from startlijn.base.seams import now
from startlijn.domain.induction import actions, queries
from startlijn.domain.induction.actions import Hours
from startlijn.domain.induction.queries.views import ProgrammeFacts, VersionFacts
from startlijn.domain.induction.terms import YEARS
from startlijn.web.doors import door
from startlijn.web.induction import heads
from startlijn.web.induction.forms import ElementEditForm, HoursForm
from startlijn.web.induction.views.programmes import crumbs
from startlijn.web.induction.views.versions import managed, version_crumbs
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried, tried_in


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _at_element(version_id: UUID, element_id: UUID) -> str:
    return reverse("induction:version", args=[version_id]) + f"#element-{element_id}"


@door(Permission.PROGRAMMES_MANAGE, "GET", "POST")
def add(request: Request, pk: UUID) -> HttpResponse:
    """Add an element to a draft; `year` says in which year."""
    page = managed(request, pk)
    year = _whole(request.GET.get("year", ""))
    form = ElementEditForm(request.POST or None, initial={"year": year if year in YEARS else 1})
    made: list[Any] = []
    if request.method == "POST" and form.is_valid():
        element = form.element()
        if tried_in(
            form,
            lambda: made.append(
                actions.add_element(by=request.actor, at=now(), version_id=pk, element=element)
            ),
        ):
            messages.success(request, _("Added."))
            return redirect(_at_element(pk, made[0].pk))
    context = {"form": form, "page": page, "crumbs": version_crumbs(page, (_("Add an element"), ""))}
    return render(request, "induction/element_add.html", context)


def _crumbs(facts: VersionFacts, programme: ProgrammeFacts, title: str) -> list[dict[str, str]]:
    return crumbs(
        (programme.title, reverse("induction:programme", args=[programme.id])),
        (_("Version %(number)s") % {"number": facts.number}, reverse("induction:version", args=[facts.id])),
        (title, ""),
    )


@door(Permission.PROGRAMMES_MANAGE, "GET", "POST")
def element(request: Request, pk: UUID) -> HttpResponse:
    """Change an element of a draft."""
    facts, programme, found = queries.element_page(request.actor, pk)
    form = ElementEditForm(request.POST or None, initial=ElementEditForm.initial_of(found))
    if request.method == "POST" and form.is_valid():
        new, expected = form.element(), form.cleaned_data["expected_version"] or 0
        if tried_in(
            form,
            lambda: actions.change_element(
                by=request.actor, at=now(), element_id=pk, expected_version=expected, element=new
            ),
        ):
            messages.success(request, _("Saved."))
            return redirect(_at_element(facts.id, pk))
    context = {
        "form": form,
        "facts": facts,
        "element": found,
        "others": [year for year in YEARS if year != found.year],
        "crumbs": _crumbs(facts, programme, found.title),
    }
    return render(request, "induction/element.html", context)


@door(Permission.PROGRAMMES_MANAGE, "POST")
def arrange(request: Request, pk: UUID) -> HttpResponse:
    """Move an element up, down or to another year, or copy it (`do`)."""
    facts, _programme, found = queries.element_page(request.actor, pk)
    do, year = request.POST.get("do", ""), _whole(request.POST.get("year", ""))
    given: dict[str, Any] = {"by": request.actor, "at": now(), "element_id": pk}
    made: list[Any] = []
    verbs = {
        "up": lambda: actions.reorder_element(**given, steps=-1),
        "down": lambda: actions.reorder_element(**given, steps=1),
        "copy": lambda: made.append(actions.duplicate_element(**given)),
        "move": lambda: actions.move_element(
            **given, expected_version=_whole(request.POST.get("version", "")), year=year
        ),
    }
    said = {"copy": _("Copied."), "move": _("Moved.")}
    if do in verbs and tried(request, verbs[do]) and do in said:
        messages.success(request, said[do])
    return redirect(_at_element(facts.id, made[0].pk if made else found.id))


@door(Permission.PROGRAMMES_MANAGE, "GET", "POST")
def remove(request: Request, pk: UUID) -> HttpResponse:
    """Ask, and then take an element out of a draft."""
    facts, programme, found = queries.element_page(request.actor, pk)
    if request.method == "POST":
        if tried(
            request,
            lambda: actions.remove_element(
                by=request.actor, at=now(), element_id=pk, expected_version=found.version
            ),
        ):
            messages.success(request, _("%(title)s is taken out.") % {"title": found.title})
        return redirect("induction:version", facts.id)
    context = {"facts": facts, "element": found, "crumbs": _crumbs(facts, programme, found.title)}
    return render(request, "induction/element_remove.html", context)


@door(Permission.PROGRAMMES_MANAGE, "GET", "POST")
def hours(request: Request, pk: UUID) -> HttpResponse:
    """Set the hours of all elements at once."""
    page = managed(request, pk)
    form = HoursForm(request.POST or None, elements=page.elements)
    if request.method == "POST" and form.is_valid():
        given = {one: Hours(*values) for one, values in form.hours().items()}
        if tried_in(form, lambda: actions.set_hours(by=request.actor, at=now(), version_id=pk, hours=given)):
            messages.success(request, _("Saved."))
            return redirect("induction:version", pk)
    context = {
        "form": form,
        "page": page,
        "hours_heads": heads.of_element_hours(),
        "crumbs": version_crumbs(page, (_("Hours"), "")),
    }
    return render(request, "induction/hours.html", context)
