"""The side of the board or the school: decide on the advice, and answer an objection."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.seams import now, today
from startlijn.domain.assessment import actions
from startlijn.domain.assessment.queries import facts
from startlijn.domain.assessment.queries.views import DeciderPage
from startlijn.domain.assessment.terms import Outcome
from startlijn.web.assessment.forms import AnswerForm, DecideForm
from startlijn.web.assessment.words import CERTAINTIES, list_at, steps, trail
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried_in

DECIDE = Permission.ASSESSMENTS_DECIDE
_PER_PAGE = 25


@door(DECIDE)
def overview(request: Request) -> HttpResponse:
    """List the assessments of starters of the board or the school."""
    on = today()
    rows = facts.assessments_for(request.actor, DECIDE)
    page = Paginator(rows, _PER_PAGE).get_page(request.GET.get("page"))
    lines = [facts.facts_of(row, on) for row in page]
    return render(request, "assessment/deciding.html", {"page": page, "lines": lines})


def _show(request: Request, page: DeciderPage, **forms: Any) -> HttpResponse:
    context = {
        "page": page,
        "facts": page.facts,
        "steps": steps(page.facts.state),
        "certainties": [(each, CERTAINTIES[each.certainty]) for each in page.meaning],
        "decide_form": (forms.get("decide") or DecideForm(told_in_time=page.told_in_time))
        if page.decides
        else None,
        "answer_form": (forms.get("answer") or AnswerForm()) if page.answers else None,
        "crumbs": trail(list_at("deciding", _("To decide")), (page.facts.starter, "")),
        "advice": page.advice,
    }
    return render(request, "assessment/decide.html", context)


def _open(request: Request, pk: UUID) -> DeciderPage:
    return actions.open_as_decider(by=request.actor, at=now(), assessment_id=pk)


@door(DECIDE)
def one(request: Request, pk: UUID) -> HttpResponse:
    """Show an assessment: its state, and the advice when the panel has signed it."""
    return _show(request, _open(request, pk))


@door(DECIDE, "POST")
def decision(request: Request, pk: UUID) -> HttpResponse:
    """Decide on the advice."""
    page = _open(request, pk)
    if not page.decides:
        raise NotVisibleError("Decision")
    form = DecideForm(request.POST, told_in_time=page.told_in_time)
    if form.is_valid():
        given = form.cleaned_data
        if tried_in(
            form,
            lambda: actions.decide(
                by=request.actor,
                at=now(),
                assessment_id=pk,
                outcome=Outcome(given["outcome"]),
                reasons=given["reasons"],
                override=given.get("override", ""),
            ),
        ):
            messages.success(request, _("Decided. The starter sees everything now, and can say something."))
            return redirect("assessment:decide", pk)
    return _show(request, page, decide=form)


@door(DECIDE, "POST")
def answer(request: Request, pk: UUID) -> HttpResponse:
    """Answer an objection."""
    page = _open(request, pk)
    if not page.answers:
        raise NotVisibleError("Objection")
    form = AnswerForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        if tried_in(
            form,
            lambda: actions.answer_objection(
                by=request.actor,
                at=now(),
                assessment_id=pk,
                outcome=Outcome(given["outcome"]),
                answer=given["answer"],
            ),
        ):
            messages.success(request, _("Answered. The assessment is closed."))
            return redirect("assessment:decide", pk)
    return _show(request, page, answer=form)
