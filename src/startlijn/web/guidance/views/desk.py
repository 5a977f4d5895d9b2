"""The desk of who arranges lines: what to put right, one line, choosing a coach, the coaches."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.rules import may
from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.people import actions as people
from startlijn.base.seams import now, today
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.queries import pairing
from startlijn.domain.guidance.queries.exceptions import counted, missing
from startlijn.domain.guidance.queries.lines import line_page, plan_page
from startlijn.domain.guidance.rules.exceptions import Lack
from startlijn.web.doors import door
from startlijn.web.guidance.asking import missing_row
from startlijn.web.guidance.forms import CoachForm, EndForm, PairForm, StarterForm
from startlijn.web.guidance.pictures import line_of
from startlijn.web.guidance.spaces import DESK
from startlijn.web.guidance.views.beside import beside
from startlijn.web.guidance.views.steps import crumbs
from startlijn.web.guidance.views.tables import step_groups
from startlijn.web.guidance.words import LACKS, reasons
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried, tried_in

_ON_A_PAGE = 25


@door(Permission.LINE_ARRANGE)
def to_put_right(request: Request) -> HttpResponse:
    """List what to put right, most pressing first; ten minutes a month."""
    found = missing(request.actor, today())
    counts = counted(found)
    chosen = request.GET.get("what", "")
    shown = [each for each in found if each.lack == chosen] if chosen in set(Lack) else found
    page = Paginator(shown, _ON_A_PAGE).get_page(request.GET.get("page"))
    tabs = [{"label": _("Everything"), "url": reverse("guidance:missing"), "count": len(found)}]
    tabs += [{"label": LACKS[lack], "url": f"?what={lack}", "count": count} for lack, count in counts.items()]
    for tab in tabs:
        tab["current"] = tab["url"] == (f"?what={chosen}" if chosen in set(Lack) else tabs[0]["url"])
    context = {
        "page": page,
        "rows": [missing_row(each) for each in page],
        "tabs": tabs,
        "query": f"what={chosen}" if chosen in set(Lack) else "",
    }
    return render(request, "guidance/missing.html", context)


@door(Permission.LINE_ARRANGE)
def line(request: Request, pk: UUID) -> HttpResponse:
    """Show one line to who arranges it: steps, coach, hours; never coaching."""
    found = line_page(request.actor, pk, today(), through=Permission.LINE_ARRANGE)
    context = {
        "line": found,
        "drawn": line_of(found),
        "years": step_groups(found, DESK),
        "crumbs": crumbs(DESK, found),
        "beside": beside(request, found),
        "arranges": True,
        "may_follow": may(request.actor, Permission.LINE_REGISTER),
    }
    return render(request, "guidance/line.html", context)


@door(Permission.LINE_READ)
def plan(request: Request, pk: UUID) -> HttpResponse:
    """Show to who leads the school that there is a plan, a coach and hours; nothing to change."""
    found = plan_page(request.actor, pk, today())
    context = {
        "line": found,
        "drawn": line_of(found),
        "years": step_groups(found, None),
        "crumbs": [{"label": _("Today"), "url": reverse("home")}, {"label": found.name}],
        "beside": beside(request, found),
        "arranges": False,
    }
    return render(request, "guidance/line.html", context)


@door(Permission.LINE_ARRANGE, "POST")
def follow(request: Request, pk: UUID) -> HttpResponse:
    """Make the line from the programme that is in force now."""
    line_page(request.actor, pk, today(), through=Permission.LINE_ARRANGE)
    if tried(request, lambda: actions.follow_programme(by=request.actor, at=now(), trajectory_id=pk)):
        messages.success(request, _("The line follows the programme."))
    return redirect("guidance:line", pk)


@door(Permission.LINE_ARRANGE, "GET", "POST")
def pair(request: Request, pk: UUID) -> HttpResponse:
    """Choose a coach for a starter; when there is one, let another take over."""
    page = pairing.pairing_page(request.actor, pk, today())
    coaches = [(each.fit.coach.id, each.fit.coach.name) for each in page.suggestions]
    initial = {
        "started_on": max(page.started_on, today()),
        "coach_id": coaches[0][0] if coaches else "",
    }
    form = PairForm(request.POST or None, coaches=coaches, initial=initial)
    if request.method == "POST" and form.is_valid():
        verb = actions.hand_over if page.running else actions.pair
        given = form.cleaned_data
        if tried_in(form, lambda: verb(by=request.actor, at=now(), trajectory_id=pk, **given)):
            messages.success(request, _("%(name)s has a coach.") % {"name": page.name})
            return redirect("guidance:line", pk)
    trail = [
        {"label": _("To put right"), "url": reverse("guidance:missing")},
        {"label": page.name, "url": reverse("guidance:line", args=[pk])},
        {"label": _("Coach")},
    ]
    rows = [
        {
            "id": each.fit.coach.id,
            "name": each.fit.coach.name,
            "school": each.school,
            "reasons": reasons(each.fit),
            "full": not each.fit.room,
        }
        for each in page.suggestions
    ]
    return render(request, "guidance/pair.html", {"page": page, "rows": rows, "form": form, "crumbs": trail})


@door(Permission.LINE_ARRANGE, "GET", "POST")
def end_pairing(request: Request, pk: UUID) -> HttpResponse:
    """End the pairing that runs."""
    page = pairing.pairing_page(request.actor, pk, today())
    if page.running is None:
        raise NotVisibleError("CoachPairing")
    running = page.running
    form = EndForm(request.POST or None, initial={"finished_on": today()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(
            form,
            lambda: actions.end_pairing(by=request.actor, at=now(), pairing_id=running.id, **given),
        ):
            messages.success(request, _("Noted. Choose the next coach soon."))
            return redirect("guidance:pair", pk)
    return render(request, "guidance/end_pairing.html", {"page": page, "form": form})


@door(Permission.LINE_ARRANGE)
def coaches(request: Request) -> HttpResponse:
    """List the coaches of the own schools: training, starters, room."""
    text = request.GET.get("q", "").strip()
    page = Paginator(pairing.coach_lines(request.actor, today(), text), _ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "today": today(),
        "q": text,
        "people": pairing.people_to_make_coach(request.actor, today()),
    }
    return render(request, "guidance/coaches.html", context)


@door(Permission.LINE_ARRANGE, "POST")
def make_coach(request: Request) -> HttpResponse:
    """Make somebody of the own school a coach."""
    chosen = request.POST.get("person", "")
    known = {str(row[0]): row for row in pairing.people_to_make_coach(request.actor, today())}
    if chosen not in known:
        messages.error(request, _("Choose who becomes a coach."))
        return redirect("guidance:coaches")
    person_id, name, school_id, _school = known[chosen]
    people.make_coach(
        by=request.actor, at=now(), person_id=person_id, school_id=school_id, started_on=today()
    )
    messages.success(
        request, _("%(name)s is a coach now. Fill in what this coach has to give.") % {"name": name}
    )
    return redirect("guidance:coach", person_id)


@door(Permission.LINE_ARRANGE, "GET", "POST")
def coach(request: Request, pk: UUID) -> HttpResponse:
    """Show and keep one coach of the own schools."""
    page = pairing.coach_page(request.actor, pk, today())
    form = CoachForm(request.POST or None, initial=_initial(page))
    if request.method == "POST" and form.is_valid() and page.school_id is not None:
        given = form.cleaned_data | {"expected_version": form.cleaned_data["expected_version"] or 0}
        school_id = page.school_id
        if tried_in(
            form,
            lambda: actions.keep_coach(
                by=request.actor, at=now(), person_id=pk, school_id=school_id, **given
            ),
        ):
            messages.success(request, _("Saved."))
            return redirect("guidance:coach", pk)
    choices = [(trajectory_id, name) for trajectory_id, name, _fit in page.suggestions]
    starters = StarterForm(starters=choices, initial={"started_on": today()})
    context = _coach_context(page) | {"form": form, "starters_form": starters}
    return render(request, "guidance/coach.html", context)


def _initial(page: pairing.CoachPage) -> dict[str, Any]:
    profile = page.profile
    if profile is None:
        return {"training": "none", "most_starters": 2, "hours_per_year": 40, "expected_version": 0}
    names = ("training", "trained_until", "most_starters", "hours_per_year", "subjects", "days")
    return {name: getattr(profile, name) for name in names} | {"expected_version": profile.version}


def _coach_context(page: pairing.CoachPage) -> dict[str, Any]:
    return {
        "page": page,
        "suggestions": [
            {"id": pk, "name": name, "reasons": reasons(fit)} for pk, name, fit in page.suggestions
        ],
        "crumbs": [{"label": _("Coaches"), "url": reverse("guidance:coaches")}, {"label": page.name}],
    }


@door(Permission.LINE_ARRANGE, "POST")
def pair_from_coach(request: Request, pk: UUID) -> HttpResponse:
    """Give this coach a starter: the same pairing, from the other side."""
    page = pairing.coach_page(request.actor, pk, today())
    choices = [(trajectory_id, name) for trajectory_id, name, _fit in page.suggestions]
    form = StarterForm(request.POST, starters=choices)
    if form.is_valid():
        given = form.cleaned_data
        if tried_in(form, lambda: actions.pair(by=request.actor, at=now(), coach_id=pk, **given)):
            messages.success(request, _("%(name)s has one more starter.") % {"name": page.name})
            return redirect("guidance:coach", pk)
    context = _coach_context(page) | {"form": CoachForm(initial=_initial(page)), "starters_form": form}
    return render(request, "guidance/coach.html", context)
