"""The starter's side: ask, hand in, see everything after the decision, say something to it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.seams import now, today
from startlijn.domain.assessment import actions
from startlijn.domain.assessment.queries import asking, facts, pages, requests, support
from startlijn.domain.assessment.queries.views import StarterPage
from startlijn.domain.assessment.terms import MAY_GIVE_MORE, PUBLISHED, Aim, State
from startlijn.domain.guidance.queries import apart
from startlijn.web.assessment.forms import AskForm, ObjectForm, SubmitForm, WordsForm
from startlijn.web.assessment.shown import compared_context
from startlijn.web.assessment.words import CERTAINTIES, list_at, steps, trail
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried, tried_in

OWN = Permission.DOSSIER_OWN
_PER_PAGE = 25


@door(OWN)
def overview(request: Request) -> HttpResponse:
    """List the own assessments, and the early signals one got."""
    on = today()
    page = Paginator(facts.assessments_for(request.actor, OWN), _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": [facts.facts_of(row, on) for row in page],
        "proposed": requests.own_open(request.actor),
        "both_roles": apart.own_exceptions(request.actor).exists(),
        "signals": support.own_signals(request.actor),
        "may_ask": facts.own_running(request.actor, on) is None and bool(asking.own_work(request.actor, on)),
    }
    return render(request, "assessment/own.html", context)


@door(OWN, "GET", "POST")
def ask(request: Request) -> HttpResponse:
    """Ask to be assessed; without a board the coordinator first names who decides."""
    work = asking.own_work(request.actor, today())
    form = AskForm(request.POST or None, work=work, profiles=asking.profiles(request.actor))
    made: list[Any] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        alone = not any(each.board for each in work if each.employment_id == given["employment_id"])
        verb = actions.ask_without_board if alone else actions.ask
        if tried_in(
            form,
            lambda: made.append(
                verb(
                    by=request.actor,
                    at=now(),
                    aim=Aim(given["aim"]),
                    profile=given["profile"],
                    employment_id=given["employment_id"],
                )
            ),
        ):
            if alone:
                messages.success(request, _("You have asked. The coordinator names who decides first."))
                return redirect("assessment:proposals")
            messages.success(request, _("You have asked. The coordinator looks for two assessors."))
            return redirect("assessment:one", made[0].pk)
    crumbs = trail(list_at("own", _("My assessments")), (_("Ask for an assessment"), ""))
    return render(request, "assessment/ask.html", {"form": form, "crumbs": crumbs})


@door(OWN)
def one(request: Request, pk: UUID) -> HttpResponse:
    """Show an own assessment; from the decision on everything."""
    page = pages.starter_page(request.actor, pk, today())
    state = page.facts.state
    context = {
        "page": page,
        "facts": page.facts,
        "steps": steps(state),
        "published": state in PUBLISHED,
        "may_submit": state == State.PREPARED,
        "may_give": state in MAY_GIVE_MORE,
        "may_withdraw": state in {State.PREPARED, State.SUBMITTED, State.JUDGING, State.CONSENSUS},
        "certainties": [(each, CERTAINTIES[each.certainty]) for each in page.meaning],
        "crumbs": trail(list_at("own", _("My assessments")), (page.facts.aim.label.capitalize(), "")),
        "advice": page.advice,
        **compared_context(page.instrument, page.compared),
    }
    return render(request, "assessment/one.html", context)


@door(OWN, "GET", "POST")
def submit(request: Request, pk: UUID) -> HttpResponse:
    """Choose what to hand in."""
    page = pages.starter_page(request.actor, pk, today())
    if page.facts.state != State.PREPARED:
        raise NotVisibleError("Assessment")
    pieces = asking.pieces(request.actor)
    form = SubmitForm(request.POST or None, pieces=pieces)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(
            form,
            lambda: actions.submit(
                by=request.actor,
                at=now(),
                assessment_id=pk,
                evidence_ids=given["evidence"],
                statement=given["statement"],
            ),
        ):
            messages.success(request, _("You have handed in. The panel sees it as it is now."))
            return redirect("assessment:one", pk)
    context = {"form": form, "facts": page.facts, "pieces": pieces, "crumbs": _crumbs(page, _("Hand in"))}
    return render(request, "assessment/submit.html", context)


def _crumbs(page: StarterPage, label: str) -> list[dict[str, str]]:
    return trail(
        list_at("own", _("My assessments")),
        (page.facts.aim.label.capitalize(), reverse("assessment:one", args=[page.facts.id])),
        (label, ""),
    )


@door(OWN, "GET", "POST")
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Ask whether the starter is sure, and take the question back."""
    page = pages.starter_page(request.actor, pk, today())
    if request.method == "POST":
        if tried(request, lambda: actions.withdraw(by=request.actor, at=now(), assessment_id=pk)):
            messages.success(request, _("You have withdrawn. The panel reads nothing more of it."))
        return redirect("assessment:one", pk)
    context = {"facts": page.facts, "crumbs": _crumbs(page, _("Withdraw"))}
    return render(request, "assessment/withdraw.html", context)


@door(OWN, "GET", "POST")
def statement(request: Request, pk: UUID) -> HttpResponse:
    """Write the own words beside a decision."""
    page = pages.starter_page(request.actor, pk, today())
    before = page.statement
    start = {
        "text": before.text if before else "",
        "expected_version": before.version if before else 0,
    }
    form = WordsForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(
            form,
            lambda: actions.add_statement(by=request.actor, at=now(), assessment_id=pk, **given),
        ):
            messages.success(request, _("Your words stand with the decision."))
            return redirect("assessment:one", pk)
    context = {"form": form, "facts": page.facts, "crumbs": _crumbs(page, _("Your own words"))}
    return render(request, "assessment/statement.html", context)


@door(OWN, "GET", "POST")
def objection(request: Request, pk: UUID) -> HttpResponse:
    """Object to a decision."""
    page = pages.starter_page(request.actor, pk, today())
    form = ObjectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(form, lambda: actions.object_to(by=request.actor, at=now(), assessment_id=pk, **given)):
            messages.success(request, _("You have objected. Somebody else than who decided answers you."))
            return redirect("assessment:one", pk)
    context = {"form": form, "facts": page.facts, "crumbs": _crumbs(page, _("Object"))}
    return render(request, "assessment/object.html", context)


@door(OWN, "POST")
def agree(request: Request, pk: UUID) -> HttpResponse:
    """Agree with a plan of support."""
    if tried(request, lambda: actions.agree_plan(by=request.actor, at=now(), plan_id=pk)):
        messages.success(request, _("You have agreed with this plan."))
    return redirect("assessment:own")


@door(OWN, "POST")
def take_back(request: Request, pk: UUID) -> HttpResponse:
    """Take back what was given to the panel later on."""
    actions.take_back(by=request.actor, at=now(), release_id=pk)
    messages.success(request, _("Taken back. The panel can no longer read it."))
    return redirect("dossier:shares")
