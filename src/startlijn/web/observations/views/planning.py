"""Planning a lesson to be watched: by the starter, or after somebody asked."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission
from startlijn.base.seams import now, today
from startlijn.domain.observations import actions
from startlijn.domain.observations.queries import choices, lessons
from startlijn.domain.observations.rules.moments import earliest
from startlijn.domain.observations.terms import LessonPurpose
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.observations.forms import AskForm, ChangeMomentForm, PlanForm
from startlijn.web.observations.rows import title_of
from startlijn.web.observations.views.lessons import crumbs, lesson_context
from startlijn.web.observations.words import TITLES, WHO, purpose_of
from startlijn.web.refusals import tried, tried_in

WATCH = "watch"  # the starter watches a colleague
_WAYS = (*(purpose.value for purpose in LessonPurpose), WATCH)


@door(Permission.LINE_OWN)
def choose_purpose(request: Request) -> HttpResponse:
    """Let a starter choose first what a lesson is watched for."""
    ways = [
        {
            "url": reverse("observations:plan", args=[way]),
            "title": _("I watch a colleague") if way == WATCH else TITLES[LessonPurpose(way)],
            "who": WHO.get(way, ""),
            "means": _("You see how somebody else does it. You learn from each other, nobody judges.")
            if way == WATCH
            else purpose_of(LessonPurpose(way))["means"],
        }
        for way in (_WAYS[0], _WAYS[1], WATCH, _WAYS[2])
    ]
    context = {"ways": ways, "crumbs": crumbs((_("Plan a lesson"), ""))}
    return render(request, "observations/choose_purpose.html", context)


@door(Permission.LINE_OWN, "GET", "POST")
def plan(request: Request, way: str) -> HttpResponse:
    """Plan a lesson for a purpose: with whom, which class, when."""
    if way not in _WAYS:
        raise Http404
    watches = way == WATCH
    purpose = LessonPurpose.PEER if watches else LessonPurpose(way)
    line = choices.own_trajectory(request.actor, today())
    found = choices.colleagues(request.actor, purpose, today())
    sector = line.sector if line else ""
    instruments = choices.forms_for(request.actor, [purpose], sector=sector, trained=not watches)
    first = earliest(purpose, today(), today())
    form = PlanForm(request.POST or None, colleagues=found, instruments=instruments, initial={"on": first})
    if request.method == "POST" and form.is_valid():
        given = {
            "purpose": purpose,
            "colleague_id": form.cleaned_data["colleague_id"],
            "instrument_id": form.cleaned_data["instrument_id"],
            "moment": form.moment(),
            "starter_watches": watches,
        }
        if tried_in(form, lambda: actions.plan_lesson(by=request.actor, at=now(), **given)):
            messages.success(request, _("Planned. It stands with your lessons."))
            return redirect("observations:lessons")
    title = _("I watch a colleague") if watches else _("Plan a lesson")
    context = {
        "form": form,
        "purpose": purpose_of(purpose),
        "title": title,
        "watches": watches,
        "colleagues": found,
        "first": first if not purpose.developmental else None,
        "crumbs": crumbs(
            (_("Plan a lesson"), reverse("observations:choose_purpose")),
            (str(title if watches else TITLES[purpose]), ""),
        ),
    }
    return render(request, "observations/plan.html", context)


@door(Permission.OBSERVE, "GET", "POST")
def ask(request: Request) -> HttpResponse:
    """Ask a starter to watch a lesson; class and moment are the starter's choice."""
    starters = choices.starters_to_ask(request.actor, today())
    trained = request.actor.person_id is not None and choices.is_trained(request.actor.person_id, today())
    purposes = {purpose for _pk, _name, purpose in starters}
    instruments = choices.forms_for(request.actor, purposes, trained=trained)
    named = [
        (pk, _("%(name)s: %(purpose)s") % {"name": name, "purpose": TITLES[purpose]})
        for pk, name, purpose in starters
    ]
    form = AskForm(request.POST or None, starters=named, instruments=instruments)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(
            form,
            lambda: actions.ask_to_watch(
                by=request.actor,
                at=now(),
                trajectory_id=given["trajectory_id"],
                instrument_id=given["instrument_id"],
            ),
        ):
            messages.success(request, _("Asked. The starter chooses class and moment."))
            return redirect("observations:lessons")
    context = {
        "form": form,
        "starters": starters,
        "purposes": [purpose_of(purpose) for purpose in sorted(purposes)],
        "crumbs": crumbs((_("Ask to watch a lesson"), "")),
    }
    return render(request, "observations/ask.html", context)


@door(Permission.LINE_OWN, "GET", "POST")
def choose_moment(request: Request, pk: UUID) -> HttpResponse:
    """Choose class and moment, or others."""
    page = lessons.lesson_page(request.actor, pk)
    facts = page.facts
    if not facts.mine:
        raise Http404
    initial = {
        "class_label": facts.class_label,
        "on": facts.on or earliest(facts.purpose, facts.announced_on, today()),
        "lesson": facts.lesson,
        "expected_version": facts.version,
    }
    form = ChangeMomentForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = {"expected_version": form.cleaned_data["expected_version"], "moment": form.moment()}
        if tried_in(
            form,
            lambda: actions.choose_moment(by=request.actor, at=now(), observation_id=pk, **given),
        ):
            messages.success(request, _("Saved. %(name)s sees it too.") % {"name": facts.other})
            return redirect("observations:lesson", pk)
    context = lesson_context(page) | {
        "form": form,
        "first": earliest(facts.purpose, facts.announced_on, today()),
        "crumbs": crumbs(
            (title_of(facts), reverse("observations:lesson", args=[pk])), (_("Class and moment"), "")
        ),
    }
    return render(request, "observations/moment.html", context)


@door(Permission.OBSERVE, "GET", "POST")
def call_off(request: Request, pk: UUID) -> HttpResponse:
    """Call a lesson off that was not watched."""
    page = lessons.lesson_page(request.actor, pk)
    if request.method == "POST":
        if tried(request, lambda: actions.call_off(by=request.actor, at=now(), observation_id=pk)):
            messages.success(request, _("Called off. Nothing of it is kept."))
        return redirect("observations:lessons")
    return render(request, "observations/call_off.html", lesson_context(page))


@door(Permission.LINE_OWN, "GET", "POST")
def remove(request: Request, pk: UUID) -> HttpResponse:
    """Remove an observation that was for developing."""
    page = lessons.lesson_page(request.actor, pk)
    if not page.facts.mine:
        raise Http404
    if request.method == "POST":
        if tried(request, lambda: actions.remove_observation(by=request.actor, at=now(), observation_id=pk)):
            messages.success(request, _("Removed, with everything that was written about it."))
        return redirect("observations:lessons")
    return render(request, "observations/remove.html", lesson_context(page))
