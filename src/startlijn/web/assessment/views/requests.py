"""Before an assessment begins: propose one, say yes or no, and name who decides when no board does."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission
from startlijn.base.seams import now, today
from startlijn.domain.assessment import actions
from startlijn.domain.assessment.queries import asking, requests
from startlijn.web.assessment.forms_requests import NameForm, ProposeForm
from startlijn.web.assessment.words import list_at, trail
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried, tried_in

OWN, ARRANGE, PROPOSE = (
    Permission.DOSSIER_OWN,
    Permission.ASSESSMENTS_ARRANGE,
    Permission.ASSESSMENTS_PROPOSE,
)
_PER_PAGE = 25
_MOST_CHOICES = 50


def _list(request: Request, permission: Permission, template: str) -> HttpResponse:
    rows = requests.requests_for(request.actor, permission)
    page = Paginator(rows, _PER_PAGE).get_page(request.GET.get("page"))
    lines = [requests.request_view(row) for row in page]
    return render(request, template, {"page": page, "lines": lines})


@door(OWN)
def own(request: Request) -> HttpResponse:
    """List what was proposed to the starter, with yes and no."""
    return _list(request, OWN, "assessment/own_proposals.html")


@door(OWN, "POST")
def answer(request: Request, pk: UUID) -> HttpResponse:
    """Say yes or not now."""
    accepts = request.POST.get("then") == "accept"
    if tried(
        request,
        lambda: actions.answer_proposal(by=request.actor, at=now(), request_id=pk, accepts=accepts),
    ):
        messages.success(
            request,
            _("You have said yes. You find the assessment here, and hand in when you are ready.")
            if accepts
            else _("Not now. You can always ask for one yourself."),
        )
    return redirect("assessment:own" if accepts else "assessment:proposals")


@door(PROPOSE)
def proposing(request: Request) -> HttpResponse:
    """List what was proposed at the own school, or in the partnership."""
    return _list(request, PROPOSE, "assessment/proposing.html")


@door(PROPOSE, "GET", "POST")
def propose(request: Request) -> HttpResponse:
    """Propose an assessment to a starter."""
    text = request.GET.get("q", "").strip()
    found = requests.proposable(request.actor, today(), text)
    shown = found[:_MOST_CHOICES]
    form = ProposeForm(request.POST or None, starters=shown, profiles=asking.profiles(request.actor))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(form, lambda: actions.propose(by=request.actor, at=now(), **given)):
            messages.success(request, _("Proposed. The starter decides whether to do it."))
            return redirect("assessment:proposing")
    crumbs = trail(list_at("proposing", _("Proposals")), (_("Propose an assessment"), ""))
    context = {"form": form, "starters": shown, "more": len(found) > len(shown), "text": text}
    return render(request, "assessment/propose.html", context | {"crumbs": crumbs})


@door(ARRANGE)
def to_name(request: Request) -> HttpResponse:
    """List the proposals and questions of the partnership; first of all those without who decides."""
    return _list(request, ARRANGE, "assessment/to_name.html")


@door(ARRANGE, "GET", "POST")
def name(request: Request, pk: UUID) -> HttpResponse:
    """Name who decides about a starter without a board."""
    asked = requests.request_to_name(request.actor, pk)
    form = NameForm(request.POST or None, places=requests.who_could_decide(request.actor))
    if request.method == "POST" and form.is_valid():
        board_id, school_id = form.chosen()
        if tried_in(
            form,
            lambda: actions.name_decider(
                by=request.actor, at=now(), request_id=pk, board_id=board_id, school_id=school_id
            ),
        ):
            messages.success(request, _("Named. The assessment begins; form the panel."))
            return redirect("assessment:arranging")
    crumbs = trail(
        list_at("arranging", _("Assessments")), list_at("to_name", _("Proposals")), (asked.starter, "")
    )
    return render(request, "assessment/name.html", {"form": form, "asked": asked, "crumbs": crumbs})
