"""The coordinator's side: panels, dates and settings. Never what anybody judged."""

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
from startlijn.domain.assessment.queries import facts, pages, people, settings
from startlijn.domain.assessment.queries.settings import TermsLine
from startlijn.domain.assessment.terms import ENDED
from startlijn.web.assessment.forms import DatesForm, LeaveForm, MemberForm, TermsForm, dates_of
from startlijn.web.assessment.words import list_at, steps, trail
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried_in

ARRANGE = Permission.ASSESSMENTS_ARRANGE
_PER_PAGE = 25


@door(ARRANGE)
def overview(request: Request) -> HttpResponse:
    """List the assessments of the partnership."""
    rows = facts.assessments_for(request.actor, ARRANGE)
    page = Paginator(rows, _PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "lines": facts.arrange_lines(list(page), today())}
    return render(request, "assessment/arranging.html", context)


def _page(
    request: Request, pk: UUID, *, member: MemberForm | None = None, dates: DatesForm | None = None
) -> HttpResponse:
    page = pages.arrange_page(request.actor, pk, today())
    row = pages.assessment_of(request.actor, ARRANGE, pk)
    assessors = people.assessors_for(row, today()) if page.may_change else ()
    start = dates_of(page.facts.due_on, page.facts.interview_at, page.facts.version)
    context = {
        "page": page,
        "facts": page.facts,
        "steps": steps(page.facts.state),
        "assessors": assessors,
        "member_form": member or MemberForm(assessors=assessors),
        "dates_form": dates or DatesForm(initial=start),
        "ended": page.facts.state in ENDED,
        "crumbs": trail(list_at("arranging", _("Assessments")), (page.facts.starter, "")),
    }
    return render(request, "assessment/arrange.html", context)


@door(ARRANGE)
def one(request: Request, pk: UUID) -> HttpResponse:
    """Show who assesses and when."""
    return _page(request, pk)


@door(ARRANGE, "POST")
def add(request: Request, pk: UUID) -> HttpResponse:
    """Ask an assessor into the panel."""
    row = pages.assessment_of(request.actor, ARRANGE, pk)
    form = MemberForm(request.POST, assessors=people.assessors_for(row, today()))
    if form.is_valid():
        chosen = form.cleaned_data["person_id"]
        if tried_in(
            form,
            lambda: actions.add_member(by=request.actor, at=now(), assessment_id=pk, person_id=chosen),
        ):
            messages.success(request, _("Asked. The assessor first says whether there is a conflict."))
            return redirect("assessment:arrange", pk)
    return _page(request, pk, member=form)


@door(ARRANGE, "GET", "POST")
def remove(request: Request, pk: UUID, member: UUID) -> HttpResponse:
    """Ask why an assessor leaves the panel, and let them go."""
    page = pages.arrange_page(request.actor, pk, today())
    leaving = next((each for each in page.panel if each.id == member), None)
    if leaving is None or not page.may_leave:
        raise NotVisibleError("PanelMember")
    form = LeaveForm(request.POST if request.method == "POST" else None, judged=bool(leaving.given))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if tried_in(
            form,
            lambda: actions.remove_member(
                by=request.actor, at=now(), assessment_id=pk, member_id=member, reason=reason
            ),
        ):
            messages.success(request, _("Somebody else can take this place now."))
            return redirect("assessment:arrange", pk)
    crumbs = trail(
        list_at("arranging", _("Assessments")),
        (page.facts.starter, reverse("assessment:arrange", args=[pk])),
        (_("Leaves the panel"), ""),
    )
    context = {"form": form, "facts": page.facts, "member": leaving, "crumbs": crumbs}
    return render(request, "assessment/leave.html", context)


@door(ARRANGE, "POST")
def dates(request: Request, pk: UUID) -> HttpResponse:
    """Set the last day of this step, and the interview."""
    pages.assessment_of(request.actor, ARRANGE, pk)
    form = DatesForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        if tried_in(form, lambda: actions.set_dates(by=request.actor, at=now(), assessment_id=pk, **given)):
            messages.success(request, _("Saved."))
            return redirect("assessment:arrange", pk)
    return _page(request, pk, dates=form)


@door(ARRANGE)
def terms(request: Request) -> HttpResponse:
    """List who decides and how long each step takes, of the partnership and of each board."""
    page = Paginator(settings.terms_lines(request.actor), 50).get_page(request.GET.get("page"))
    crumbs = trail(list_at("arranging", _("Assessments")), (_("Who decides, and deadlines"), ""))
    return render(request, "assessment/terms.html", {"page": page, "crumbs": crumbs})


def _terms(request: Request, board_id: UUID | None) -> HttpResponse:
    line: TermsLine = settings.terms_to_change(request.actor, board_id)
    form = TermsForm(request.POST or None, initial=TermsForm.initial_of(line))
    if request.method == "POST" and form.is_valid():
        deadlines, version = form.deadlines(), form.cleaned_data["expected_version"]
        if tried_in(
            form,
            lambda: actions.keep_terms(
                by=request.actor,
                at=now(),
                board_id=board_id,
                deadlines=deadlines,
                expected_version=version,
            ),
        ):
            messages.success(request, _("Saved. It holds from the next step of each assessment."))
            return redirect("assessment:terms")
    name = line.board or _("The whole partnership")
    crumbs: list[dict[str, Any]] = trail(
        list_at("arranging", _("Assessments")),
        (_("Who decides, and deadlines"), reverse("assessment:terms")),
        (name, ""),
    )
    return render(request, "assessment/terms_form.html", {"form": form, "name": name, "crumbs": crumbs})


@door(ARRANGE, "GET", "POST")
def partnership_terms(request: Request) -> HttpResponse:
    """Change the settings of the partnership."""
    return _terms(request, None)


@door(ARRANGE, "GET", "POST")
def board_terms(request: Request, pk: UUID) -> HttpResponse:
    """Change the settings of one board."""
    return _terms(request, pk)
