"""The side of HR and the school: where assessments stand, and the outcome. Nothing else."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission
from startlijn.base.seams import now, today
from startlijn.domain.assessment import actions
from startlijn.domain.assessment.queries import facts, requests
from startlijn.web.assessment.words import list_at, steps, trail
from startlijn.web.doors import door
from startlijn.web.middleware import Request

FOLLOW = Permission.ASSESSMENTS_FOLLOW
_PER_PAGE = 25


@door(FOLLOW)
def overview(request: Request) -> HttpResponse:
    """List the assessments of starters of the board or the school."""
    on = today()
    rows = facts.assessments_for(request.actor, FOLLOW)
    page = Paginator(rows, _PER_PAGE).get_page(request.GET.get("page"))
    lines = [facts.facts_of(row, on) for row in page]
    context = {"page": page, "lines": lines, "proposes": requests.may_propose(request.actor)}
    return render(request, "assessment/following.html", context)


@door(FOLLOW)
def one(request: Request, pk: UUID) -> HttpResponse:
    """Show where an assessment stands, and its outcome after the decision."""
    page = actions.open_to_follow(by=request.actor, at=now(), assessment_id=pk)
    context = {
        "page": page,
        "facts": page.facts,
        "steps": steps(page.facts.state),
        "crumbs": trail(list_at("following", _("Assessments at our schools")), (page.facts.starter, "")),
    }
    return render(request, "assessment/follow.html", context)
