"""Single steps: confirming, another day, calling off, adding; from each side that may."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.seams import now, today
from startlijn.domain.guidance import actions
from startlijn.domain.guidance.queries.line_views import LineView, StepView
from startlijn.domain.guidance.queries.lines import line_page, own_line, step_page
from startlijn.domain.guidance.terms import Outcome, Side
from startlijn.web.doors import door
from startlijn.web.guidance.forms import DayForm, StepForm, TickForm, VersionForm
from startlijn.web.guidance.spaces import COACH, DESK, OWN, Space
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried, tried_in

_NEXT = {"home": "home", "coaching": "guidance:coaching"}  # where a button on another page leads back to


def crumbs(space: Space, line: LineView, *pairs: tuple[str, str]) -> list[dict[str, str]]:
    """Return the trail to a page about a line: pairs of label and address ("" for the page)."""
    start = {
        Side.STARTER: (_("My line"), reverse("guidance:own")),
        Side.COACH: (_("My starters"), reverse("guidance:coaching")),
        None: (_("To put right"), reverse("guidance:missing")),
    }[space.side]
    own = [] if space.side == Side.STARTER else [(line.name, space.back(line))]
    return [{"label": label, "url": url} for label, url in (start, *own, *pairs)]


def _step(request: Request, pk: UUID, space: Space) -> HttpResponse:
    """Show one step with what both sides say, and confirm it for one's own side."""
    assert space.side is not None
    line, step = step_page(request.actor, pk, today(), through=space.permission)
    said = step.received if space.side == Side.STARTER else step.given
    planned = step.starter_minutes if space.side == Side.STARTER else step.minutes_for_coach
    initial = {
        "outcome": said.outcome if said else Outcome.DONE,
        "minutes": said.minutes if said and said.minutes else planned,
    }
    form = TickForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and _ticked(request, form, pk, space.side, planned):
        messages.success(request, _("Noted. Thank you."))
        to = _NEXT.get(request.POST.get("next", ""))
        return redirect(to) if to else redirect(space.back(line))
    context = _context(space, line, step) | {"form": form, "crumbs": crumbs(space, line, (step.title, ""))}
    return render(request, "guidance/step.html", context)


def _ticked(request: Request, form: TickForm, pk: UUID, side: Side, planned: int) -> bool:
    given = form.cleaned_data
    return tried_in(
        form,
        lambda: actions.tick(
            by=request.actor,
            at=now(),
            step_id=pk,
            side=side,
            outcome=given["outcome"],
            minutes=given["minutes"] or planned,
            seconds=form.seconds,
        ),
    )


def _context(space: Space, line: LineView, step: StepView) -> dict[str, Any]:
    swap = space is OWN and step.element is not None and not step.settled
    return {
        "line": line,
        "step": step,
        "space": space,
        "here": reverse(space.step, args=[step.id]) if space.step else "",
        "move": reverse(space.move, args=[step.id]),
        "cancel": reverse(space.cancel, args=[step.id]),
        "back": space.back(line),
        "swap": reverse("guidance:swap", args=[step.element]) if swap else "",
    }


def _move(request: Request, pk: UUID, space: Space) -> HttpResponse:
    """Plan a step on another day."""
    line, step = step_page(request.actor, pk, today(), through=space.permission)
    initial = {"planned_on": step.planned_on, "expected_version": step.version}
    form = DayForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(form, lambda: actions.move_step(by=request.actor, at=now(), step_id=pk, **given)):
            messages.success(request, _("The new day stands on the line."))
            return redirect(space.back(line))
    trail = crumbs(space, line, (step.title, ""))
    context = _context(space, line, step) | {"form": form, "crumbs": trail}
    return render(request, "guidance/move.html", context)


def _cancel(request: Request, pk: UUID, space: Space) -> HttpResponse:
    """Ask, and then call a step off; or plan it again."""
    line, step = step_page(request.actor, pk, today(), through=space.permission)
    if request.method == "POST":
        form = VersionForm(request.POST)
        version = form.cleaned_data["expected_version"] if form.is_valid() else 0
        back = "back" in request.POST
        if tried(
            request,
            lambda: actions.cancel_step(
                by=request.actor, at=now(), step_id=pk, expected_version=version, back=back
            ),
        ):
            messages.success(request, _("Planned again.") if back else _("Called off."))
        return redirect(space.back(line))
    return render(request, "guidance/cancel.html", _context(space, line, step))


def _add(request: Request, line: LineView, space: Space) -> HttpResponse:
    """Add a step of one's own."""
    form = StepForm(request.POST or None, initial={"planned_on": today(), "with_coach": bool(line.coach_id)})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(
            form, lambda: actions.add_step(by=request.actor, at=now(), trajectory_id=line.id, **given)
        ):
            messages.success(request, _("It stands on the line."))
            return redirect(space.back(line))
    trail = crumbs(space, line, (_("Plan something"), ""))
    context = {"form": form, "line": line, "back": space.back(line), "crumbs": trail, "own": space is OWN}
    return render(request, "guidance/add.html", context)


@door(Permission.LINE_OWN, "GET", "POST")
def own_step(request: Request, pk: UUID) -> HttpResponse:
    """Show and confirm a step of the own line."""
    return _step(request, pk, OWN)


@door(Permission.LINE_GUIDE, "GET", "POST")
def coach_step(request: Request, pk: UUID) -> HttpResponse:
    """Show and confirm a step with a starter one guides."""
    return _step(request, pk, COACH)


@door(Permission.LINE_OWN, "GET", "POST")
def own_move(request: Request, pk: UUID) -> HttpResponse:
    """Move a step of the own line."""
    return _move(request, pk, OWN)


@door(Permission.LINE_GUIDE, "GET", "POST")
def coach_move(request: Request, pk: UUID) -> HttpResponse:
    """Move a step of a starter one guides."""
    return _move(request, pk, COACH)


@door(Permission.LINE_ARRANGE, "GET", "POST")
def desk_move(request: Request, pk: UUID) -> HttpResponse:
    """Move a step of a starter whose line one arranges."""
    return _move(request, pk, DESK)


@door(Permission.LINE_OWN, "GET", "POST")
def own_cancel(request: Request, pk: UUID) -> HttpResponse:
    """Call off a step of the own line."""
    return _cancel(request, pk, OWN)


@door(Permission.LINE_GUIDE, "GET", "POST")
def coach_cancel(request: Request, pk: UUID) -> HttpResponse:
    """Call off a step of a starter one guides."""
    return _cancel(request, pk, COACH)


@door(Permission.LINE_ARRANGE, "GET", "POST")
def desk_cancel(request: Request, pk: UUID) -> HttpResponse:
    """Call off a step of a starter whose line one arranges."""
    return _cancel(request, pk, DESK)


@door(Permission.LINE_OWN, "GET", "POST")
def own_add(request: Request) -> HttpResponse:
    """Add a step to the own line."""
    line = own_line(request.actor, today())
    if line is None:
        raise NotVisibleError("Trajectory")
    return _add(request, line, OWN)


@door(Permission.LINE_GUIDE, "GET", "POST")
def coach_add(request: Request, pk: UUID) -> HttpResponse:
    """Add a step to the line of a starter one guides."""
    return _add(request, line_page(request.actor, pk, today(), through=Permission.LINE_GUIDE), COACH)


@door(Permission.LINE_ARRANGE, "GET", "POST")
def desk_add(request: Request, pk: UUID) -> HttpResponse:
    """Add a step to a line one arranges."""
    return _add(request, line_page(request.actor, pk, today(), through=Permission.LINE_ARRANGE), DESK)
