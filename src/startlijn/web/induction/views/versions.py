"""One version: its years, checks, comparison, money, texts, and the steps of its life."""

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

from startlijn.base.access.rules import may
from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.seams import now, today
from startlijn.domain.induction import actions, queries
from startlijn.domain.induction.queries.views import VersionPage
from startlijn.domain.induction.terms import YEARS, CheckGroup, Criterion, StarterType, VersionStage
from startlijn.web.doors import door
from startlijn.web.induction import heads
from startlijn.web.induction.forms import ConsentForm, ConsultForm, DayForm, InForceForm, VersionForm
from startlijn.web.induction.pictures import line_of
from startlijn.web.induction.views.programmes import crumbs
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried, tried_in


def version_crumbs(page: VersionPage, *pairs: tuple[str, str]) -> list[dict[str, str]]:
    """Return the trail to a version, or further to a page below it."""
    name = _("Version %(number)s") % {"number": page.facts.number}
    here = reverse("induction:version", args=[page.facts.id]) if pairs else ""
    programme = reverse("induction:programme", args=[page.programme.id])
    return crumbs((page.programme.title, programme), (name, here), *pairs)


def managed(request: Request, pk: UUID) -> VersionPage:
    """Return a version that this person may change, whatever its stage. Raises `NotVisibleError`."""
    page = queries.version_page(request.actor, pk)
    if not page.managed:
        raise NotVisibleError("ProgrammeVersion")
    return page


@door(Permission.PROGRAMMES_READ)
def version(request: Request, pk: UUID) -> HttpResponse:
    """Show a version: three years with their elements, hours, and what the checks advise."""
    page = queries.version_page(request.actor, pk)
    context = {
        "may_see_practice": may(request.actor, Permission.PRACTICE_READ),
        "page": page,
        "line": line_of(page),
        "groups": [
            {"label": group.label, "checks": page.checks_in(group), "met": _met(page, group)}
            for group in CheckGroup
        ],
        "matrix": _matrix(page),
        "heads": heads.of_hours_per_year(),
        "matrix_heads": heads.of_criteria(),
        "steps": _steps(page),
        "crumbs": version_crumbs(page),
    }
    return render(request, "induction/version.html", context)


def _met(page: VersionPage, group: CheckGroup) -> int:
    return sum(check.verdict == "met" for check in page.checks_in(group))


def _matrix(page: VersionPage) -> list[dict[str, Any]]:
    """Return a row per criterion: how many elements serve it each year, and who gets none of them."""
    cells = {(cell.criterion, cell.year, cell.starter_type): cell.elements for cell in page.cells}
    return [
        {
            "label": criterion.label,
            "years": [
                {
                    "year": year,
                    "count": len({each for kind in StarterType for each in cells[criterion, year, kind]}),
                    "without": [kind.label for kind in StarterType if not cells[criterion, year, kind]],
                }
                for year in YEARS
            ],
        }
        for criterion in Criterion
    ]


def _steps(page: VersionPage) -> list[dict[str, str]]:
    """Return the life of a version: what is done, where it is, what comes."""
    labels = {
        VersionStage.DRAFT: _("Draft"),
        VersionStage.CONSULTATION: _("Staff council"),
        VersionStage.IN_FORCE: _("In force"),
    }
    order = list(labels)
    here = order.index(page.facts.stage) if page.facts.stage in order else len(order)
    return [
        {
            "label": label,
            "url": "",
            "state": "done" if number < here else "current" if number == here else "todo",
        }
        for number, label in enumerate(labels.values())
    ]


@door(Permission.PROGRAMMES_MANAGE, "GET", "POST")
def edit(request: Request, pk: UUID) -> HttpResponse:
    """Change the texts of a draft."""
    page = managed(request, pk)
    form = VersionForm(request.POST or None, initial=VersionForm.initial_of(page.facts))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(form, lambda: actions.edit_version(by=request.actor, at=now(), version_id=pk, **given)):
            messages.success(request, _("Saved."))
            return redirect("induction:version", pk)
    context = {"form": form, "page": page, "crumbs": version_crumbs(page, (_("Texts"), ""))}
    return render(request, "induction/version_edit.html", context)


@door(Permission.PROGRAMMES_READ)
def compare(request: Request, pk: UUID) -> HttpResponse:
    """Show what differs between this version and another, or its template; `with` says which."""
    found = queries.comparison_page(request.actor, pk, request.GET.get("with", ""))
    trail = crumbs(
        (found.page.title, reverse("induction:programme", args=[found.page.id])),
        (_("Version %(number)s") % {"number": found.facts.number}, reverse("induction:version", args=[pk])),
        (_("Compare"), ""),
    )
    context = {"found": found, "difference_heads": heads.of_differences(), "crumbs": trail}
    return render(request, "induction/compare.html", context)


@door(Permission.PROGRAMMES_READ)
def money(request: Request, pk: UUID) -> HttpResponse:
    """Show what falls away when the money stops on a day (`on`)."""
    page = queries.version_page(request.actor, pk)
    form = DayForm(request.GET if "on" in request.GET else None, initial={"on": usual_day()})
    on = form.cleaned_data["on"] if form.is_bound and form.is_valid() else usual_day()
    context = {
        "page": page,
        "form": form,
        "money_heads": heads.of_money(),
        "found": queries.sustainability_of(request.actor, pk, on),
        "crumbs": version_crumbs(page, (_("If money stops"), "")),
    }
    return render(request, "induction/money.html", context)


def usual_day() -> date:
    """Return the first of August that comes: then most subsidies stop."""
    now_on = today()
    return date(now_on.year + (now_on.month >= 8), 8, 1)


Verb = Callable[..., object]
# What can be done with a version: the form it needs, the verb, and what is said afterwards.
_VERBS: dict[str, tuple[type[forms.Form] | None, Verb]] = {
    "consult": (ConsultForm, actions.send_for_consultation),
    "consent": (ConsentForm, actions.note_consent),
    "in_force": (InForceForm, actions.put_in_force),
    "take_back": (None, actions.take_back),
    "retire": (None, actions.retire_version),
    "discard": (None, actions.discard_draft),
}
_POSSIBLE: dict[VersionStage, tuple[str, ...]] = {
    VersionStage.DRAFT: ("consult", "discard"),
    VersionStage.CONSULTATION: ("consent", "in_force", "take_back"),
    VersionStage.IN_FORCE: ("consent", "retire"),
    VersionStage.RETIRED: (),
}


def _possible(page: VersionPage) -> tuple[str, ...]:
    verbs = _POSSIBLE[page.facts.stage]
    return ("in_force", "discard") if page.programme.is_template and page.facts.is_draft else verbs


@door(Permission.PROGRAMMES_MANAGE, "GET", "POST")
def stage(request: Request, pk: UUID) -> HttpResponse:
    """Show what can be done next with a version, and do it."""
    page = managed(request, pk)
    verbs = _possible(page)
    chosen = request.POST.get("to", "") if request.method == "POST" else ""
    kinds = {verb: _VERBS[verb][0] for verb in verbs}
    shown: dict[str, forms.Form | None] = {
        verb: kind(request.POST if verb == chosen else None) if kind else None for verb, kind in kinds.items()
    }
    if chosen in verbs:
        form = shown[chosen]
        given = form.cleaned_data if form is not None and form.is_valid() else {}
        ready = form is None or form.is_valid()
        act = lambda: _VERBS[chosen][1](by=request.actor, at=now(), version_id=pk, **given)  # noqa: E731
        if ready and (tried_in(form, act) if form is not None else tried(request, act)):
            messages.success(request, _said()[chosen])
            return _after(page, chosen)
    context = {
        "page": page,
        "shown": [{"to": verb, "form": form} for verb, form in shown.items()],
        "steps": _steps(page),
        "crumbs": version_crumbs(page, (_("Next step"), "")),
    }
    return render(request, "induction/stage.html", context)


def _after(page: VersionPage, chosen: str) -> HttpResponse:
    if chosen != "discard":
        return redirect("induction:version", page.facts.id)
    if page.others:
        return redirect("induction:programme", page.programme.id)
    return redirect("induction:programmes")


def _said() -> dict[str, str]:
    return {
        "consult": _("The staff council can read it now, and so can everybody of the school."),
        "consent": _("Noted."),
        "in_force": _("This version holds from that school year on."),
        "take_back": _("It is a draft again. You can change it."),
        "retire": _("This version no longer holds."),
        "discard": _("The draft is thrown away."),
    }
