"""The own line: what comes, what was received, what I need, notes, who is my coach."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.privacy.queries import own_statements
from startlijn.base.seams import now, today
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.queries import coaching
from startlijn.domain.guidance.queries.handover import passing_on
from startlijn.domain.guidance.queries.line_views import LineView
from startlijn.domain.guidance.queries.lines import own_line, swap_choices
from startlijn.domain.guidance.rules.time_spent import minutes
from startlijn.web.doors import door
from startlijn.web.guidance.forms import NeedsForm, PassOnForm
from startlijn.web.guidance.pictures import line_of
from startlijn.web.guidance.spaces import OWN
from startlijn.web.guidance.views.tables import entitled_rows, needs_rows, practice_tables, step_groups
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried, tried_in


def _mine(request: Request) -> LineView:
    line = own_line(request.actor, today())
    if line is None:
        raise NotVisibleError("Trajectory")
    return line


@door(Permission.LINE_OWN)
def own(request: Request) -> HttpResponse:
    """Show the own line; who has none yet reads what to do."""
    line = own_line(request.actor, today())
    if line is None:
        return render(request, "guidance/no_line.html")
    read = coaching.coaching_of(request.actor, line.id, now())
    # Only a coach who came later can have had somebody before.
    later = line.coached_since is not None and line.coached_since > line.started_on
    context = {
        "line": line,
        "drawn": line_of(line, reverse(OWN.step, args=[UUID(int=0)])),
        "years": step_groups(line, OWN),
        "practice": practice_tables(line.practice, own=True),
        "needs": needs_rows(read.needs[:1], line),
        "notes": read.notes,
        "own_words": own_statements(request.actor, [str(line.id), *(str(step.id) for step in line.steps)]),
        "minutes": minutes(coaching.seconds_this_year(request.actor, today())),
        "passing_on": passing_on(request.actor, today()) if later else None,
        "feed": coaching.own_feed(request.actor),
        "entitled": entitled_rows(coaching.own_entitlements(request.actor, line.id, today())),
    }
    return render(request, "guidance/own.html", context)


@door(Permission.LINE_OWN, "GET", "POST")
def needs(request: Request) -> HttpResponse:
    """Say in five minutes what weighs and what would help."""
    line = _mine(request)
    earlier = coaching.needs_of(request.actor, line.id)
    form = NeedsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        concerns, words = form.concerns(), form.cleaned_data["own_words"]
        if tried_in(
            form,
            lambda: actions.answer_needs(
                by=request.actor,
                at=now(),
                trajectory_id=line.id,
                concerns=concerns,
                own_words=words,
                seconds=form.seconds,
            ),
        ):
            messages.success(request, _("Saved. Only you and your coach see this."))
            return redirect("guidance:own")
    context = {"form": form, "line": line, "earlier": needs_rows(earlier, line)}
    return render(request, "guidance/needs.html", context)


@door(Permission.LINE_OWN, "GET", "POST")
def pass_on(request: Request) -> HttpResponse:
    """Choose what the coach of now may read of the time before."""
    found = passing_on(request.actor, today())
    if found is None:
        raise NotVisibleError("CoachPairing")
    form = PassOnForm(request.POST or None, initial={"luggage": list(found.passed_on)})
    if request.method == "POST" and form.is_valid():
        actions.pass_on(
            by=request.actor, at=now(), trajectory_id=found.trajectory_id, luggage=form.luggage_chosen()
        )
        messages.success(request, _("Saved. You can change it at any time."))
        return redirect("guidance:own")
    trail = [{"label": _("My line"), "url": reverse("guidance:own")}, {"label": _("Pass on")}]
    return render(request, "guidance/pass_on.html", {"form": form, "found": found, "crumbs": trail})


@door(Permission.LINE_OWN, "POST")
def remove_needs(request: Request, pk: UUID) -> HttpResponse:
    """Take back an answer about what I need."""
    actions.remove_needs(by=request.actor, at=now(), intake_id=pk)
    messages.success(request, _("Removed."))
    return redirect("guidance:needs")


@door(Permission.LINE_OWN, "POST")
def remove_note(request: Request, pk: UUID) -> HttpResponse:
    """Remove a note about the own talks."""
    actions.remove_note(by=request.actor, at=now(), note_id=pk)
    messages.success(request, _("Removed."))
    return redirect("guidance:own")


@door(Permission.LINE_OWN, "GET", "POST")
def swap(request: Request, pk: UUID) -> HttpResponse:
    """Choose another element of equal weight instead of one."""
    line = _mine(request)
    choices = swap_choices(request.actor, line.id, pk)
    here = [step for step in line.steps if step.element == pk]
    if not here:
        raise NotVisibleError("ProgrammeElement")
    if request.method == "POST":
        chosen = next((each for each in choices if str(each.pk) == request.POST.get("other")), None)
        if chosen is None:
            messages.error(request, _("Choose what you would rather have."))
            return redirect("guidance:swap", pk)
        if tried(
            request,
            lambda: actions.swap_element(
                by=request.actor, at=now(), trajectory_id=line.id, element_id=pk, other_id=chosen.pk
            ),
        ):
            messages.success(request, _("Swapped. The new moments stand on your line."))
        return redirect("guidance:own")
    context = {"line": line, "step": here[0], "choices": choices, "times": len(here)}
    return render(request, "guidance/swap.html", context)
