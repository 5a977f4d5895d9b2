"""The coach: own starters, whose turn it is first; one starter with needs, steps and notes."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.seams import now, today
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.queries import coaching
from startlijn.domain.guidance.queries.asking import asked
from startlijn.domain.guidance.queries.lines import line_page
from startlijn.domain.guidance.queries.practice import practice_of_own_starters
from startlijn.domain.guidance.rules.time_spent import minutes
from startlijn.domain.guidance.terms import Side
from startlijn.web.doors import door
from startlijn.web.guidance.asking import asked_rows
from startlijn.web.guidance.forms import NoteForm, OwnCoachForm
from startlijn.web.guidance.pictures import line_of
from startlijn.web.guidance.spaces import COACH
from startlijn.web.guidance.views.beside import beside
from startlijn.web.guidance.views.steps import crumbs
from startlijn.web.guidance.views.tables import needs_rows, practice_tables, step_groups
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried_in

_ON_A_PAGE = 20
_ASKED = 10


@door(Permission.LINE_GUIDE)
def own_starters(request: Request) -> HttpResponse:
    """List the starters this coach guides, and what waits for a word."""
    page = Paginator(coaching.own_starters(request.actor, today()), _ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    waiting = [each for each in asked(request.actor, today(), most=_ASKED) if each.side == Side.COACH]
    context = {
        "page": page,
        "lines": coaching.starter_lines(list(page), today()),
        "asked": asked_rows(waiting),
        "practice": practice_tables(practice_of_own_starters(request.actor, today())),
        "minutes": minutes(coaching.seconds_this_year(request.actor, today())),
        "profile": coaching.own_coach_profile(request.actor),
        "next": "coaching",
    }
    return render(request, "guidance/coaching.html", context)


@door(Permission.LINE_GUIDE)
def starter(request: Request, pk: UUID) -> HttpResponse:
    """Show a starter one guides: what was said to be needed, the line, notes."""
    line = line_page(request.actor, pk, today(), through=Permission.LINE_GUIDE)
    read = actions.look_at_coaching(by=request.actor, at=now(), trajectory_id=pk)
    context = {
        "line": line,
        "drawn": line_of(line, reverse(COACH.step, args=[UUID(int=0)])),
        "years": step_groups(line, COACH),
        "practice": practice_tables(line.practice, own=True),
        "needs": needs_rows(read.needs[:1], line),
        "notes": read.notes,
        "beside": beside(request, line),
        "crumbs": crumbs(COACH, line),
    }
    return render(request, "guidance/starter.html", context)


@door(Permission.LINE_GUIDE, "GET", "POST")
def write_note(request: Request, pk: UUID) -> HttpResponse:
    """Write three fields after a talk."""
    line = line_page(request.actor, pk, today(), through=Permission.LINE_GUIDE)
    form = NoteForm(request.POST or None, initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("on", "worked", "goal", "next_on")}
        if tried_in(
            form,
            lambda: actions.write_note(
                by=request.actor, at=now(), trajectory_id=pk, seconds=form.seconds, **given
            ),
        ):
            messages.success(request, _("Saved. %(name)s sees it too.") % {"name": line.given_name})
            return redirect("guidance:starter", pk)
    trail = crumbs(COACH, line, (_("Note of a talk"), ""))
    return render(request, "guidance/note.html", {"form": form, "line": line, "crumbs": trail})


@door(Permission.LINE_GUIDE, "GET", "POST")
def change_note(request: Request, pk: UUID) -> HttpResponse:
    """Mend a note within a day."""
    note, trajectory_id = actions.look_at_note(by=request.actor, at=now(), note_id=pk)
    line = line_page(request.actor, trajectory_id, today(), through=Permission.LINE_GUIDE)
    initial = {"on": note.on, "worked": note.worked, "goal": note.goal, "next_on": note.next_on}
    form = NoteForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in initial}
        if tried_in(
            form,
            lambda: actions.change_note(
                by=request.actor, at=now(), note_id=pk, seconds=form.seconds, **given
            ),
        ):
            messages.success(request, _("Saved."))
            return redirect("guidance:starter", trajectory_id)
    trail = crumbs(COACH, line, (_("Note of a talk"), ""))
    return render(request, "guidance/note.html", {"form": form, "line": line, "crumbs": trail})


@door(Permission.LINE_GUIDE, "GET", "POST")
def own_details(request: Request) -> HttpResponse:
    """Keep the own subjects and days, so that the right starter comes along."""
    profile = coaching.own_coach_profile(request.actor)
    if profile is None:
        raise NotVisibleError("CoachProfile")
    initial = {
        "subjects": profile.subjects,
        "days": profile.days,
        "expected_version": profile.version,
    }
    form = OwnCoachForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"expected_version": form.cleaned_data["expected_version"] or 0}
        if tried_in(form, lambda: actions.change_own_coach_details(by=request.actor, at=now(), **given)):
            messages.success(request, _("Saved."))
            return redirect("guidance:coaching")
    trail = [{"label": _("My starters"), "url": reverse("guidance:coaching")}, {"label": _("My details")}]
    return render(request, "guidance/own_coach.html", {"form": form, "profile": profile, "crumbs": trail})
