"""The list of reviews, and one review for who takes part."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.rules import may
from startlijn.base.access.terms import Permission
from startlijn.base.seams import now
from startlijn.domain.induction.terms import CheckCode
from startlijn.domain.review import actions
from startlijn.domain.review.queries import reviews
from startlijn.domain.review.queries.reviews import Shown
from startlijn.domain.review.terms import ReviewStage
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried_in
from startlijn.web.review.forms import AnswersForm

_PER_PAGE = 25


def crumbs(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    """Return the trail from the list of reviews to a page: label and address ("" for the page)."""
    trail = [{"label": _("Reviews"), "url": reverse("review:reviews")}]
    return trail + [{"label": label, "url": url} for label, url in pairs]


def shown_context(shown: Shown) -> dict[str, Any]:
    """Return what practice shows, ready for the page."""
    return {
        "shown": shown,
        "to_sharpen": [CheckCode(code).label for code in shown.to_sharpen if code in CheckCode.values],
    }


@door(Permission.REVIEWS_ANSWER)
def overview(request: Request) -> HttpResponse:
    """List the reviews this person runs or takes part in."""
    page = Paginator(reviews.reviews_for(request.actor), _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": reviews.review_lines(request.actor, list(page)),
        "runs": may(request.actor, Permission.REVIEWS_MANAGE),
    }
    return render(request, "review/reviews.html", context)


@door(Permission.REVIEWS_ANSWER, "GET", "POST")
def review(request: Request, pk: UUID) -> HttpResponse:
    """Answer alone; later see what everybody said, without names."""
    page = reviews.review_page(request.actor, pk)
    form = AnswersForm(request.POST or None, own=page.own)
    if request.method == "POST" and form.is_valid():
        given = form.answers()
        if tried_in(form, lambda: actions.answer(by=request.actor, at=now(), review_id=pk, answers=given)):
            messages.success(
                request, _("Thank you. Nobody sees your answers before everybody looks at the differences.")
            )
            return redirect("review:review", pk)
    context = {
        "page": page,
        "form": form,
        "answering": page.facts.stage == ReviewStage.ANSWERING,
        "crumbs": crumbs((page.facts.programme, "")),
        **shown_context(page.shown),
    }
    return render(request, "review/review.html", context)
