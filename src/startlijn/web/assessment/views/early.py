"""Early signals: tell a starter in time what goes well and what must grow, and which help there is."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.seams import now, today
from startlijn.domain.assessment import actions
from startlijn.domain.assessment.queries import support
from startlijn.web.assessment.forms import PlanForm, SignalForm
from startlijn.web.assessment.words import list_at, trail
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried_in

DECIDE = Permission.ASSESSMENTS_DECIDE
_PER_PAGE = 25


@door(DECIDE)
def overview(request: Request) -> HttpResponse:
    """List the signals to starters of the school or the board."""
    page = Paginator(support.signals_given(request.actor), _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": support.signal_lines(list(page)),
        "may_give": bool(support.starters_to_tell(request.actor, today())),
    }
    return render(request, "assessment/signals.html", context)


@door(DECIDE, "GET", "POST")
def give(request: Request) -> HttpResponse:
    """Give an early signal."""
    starters = support.starters_to_tell(request.actor, today())
    form = SignalForm(request.POST or None, starters=starters)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(form, lambda: actions.give_signal(by=request.actor, at=now(), **given)):
            messages.success(request, _("The starter reads it now. Agree on a plan of support together."))
            return redirect("assessment:signals")
    crumbs = trail(list_at("signals", _("Early signals")), (_("New signal"), ""))
    context = {"form": form, "starters": starters, "crumbs": crumbs}
    return render(request, "assessment/give_signal.html", context)


@door(DECIDE, "GET", "POST")
def plan(request: Request, pk: UUID) -> HttpResponse:
    """Write down which help goes with a signal."""
    rows = list(support.signals_given(request.actor).filter(pk=pk))
    found = actions.open_signals(by=request.actor, at=now(), rows=rows)
    if not found:
        raise NotVisibleError("Signal")
    before = found[0].plan
    start = {
        "goals": before.goals if before else "",
        "support": before.support if before else "",
        "started_on": before.started_on if before else today(),
        "ends_on": before.ends_on if before else None,
        "expected_version": before.version if before else 0,
    }
    form = PlanForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(form, lambda: actions.plan_support(by=request.actor, at=now(), signal_id=pk, **given)):
            messages.success(request, _("Saved. The starter can say whether you agreed on it."))
            return redirect("assessment:signals")
    crumbs = trail(list_at("signals", _("Early signals")), (_("Plan of support"), ""))
    context = {"form": form, "signal": found[0], "crumbs": crumbs}
    return render(request, "assessment/plan.html", context)
