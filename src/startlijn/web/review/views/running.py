"""Running a review: whom to ask, when to look at the differences, what follows."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission
from startlijn.base.seams import now, today
from startlijn.domain.review import actions
from startlijn.domain.review.queries import reviews, scans
from startlijn.domain.review.terms import ReviewStage
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried, tried_in
from startlijn.web.review.forms import OpenForm, PointsForm
from startlijn.web.review.views.reviews import crumbs, shown_context


@door(Permission.REVIEWS_MANAGE, "GET", "POST")
def open_review(request: Request, pk: UUID) -> HttpResponse:
    """Choose whom to ask, and open the review of a version."""
    people = reviews.people_to_ask(request.actor, pk)
    form = OpenForm(request.POST or None, people=people)
    made: list[Any] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["participants"]
        if tried_in(
            form,
            lambda: made.append(
                actions.open_review(by=request.actor, at=now(), version_id=pk, participants=given)
            ),
        ):
            messages.success(request, _("The review is open. Everybody you asked sees it on the first page."))
            return redirect("review:run", made[0].pk)
    page = scans.scan_form_page(request.actor, pk, today())
    context = {"form": form, "page": page, "crumbs": crumbs((_("New review"), ""))}
    return render(request, "review/open.html", context)


@door(Permission.REVIEWS_MANAGE)
def run(request: Request, pk: UUID) -> HttpResponse:
    """Show a review to who runs it."""
    page = reviews.review_to_run_page(request.actor, pk)
    stage = page.facts.stage
    context = {
        "page": page,
        "answered": sum(done for _pk, _name, done in page.people),
        "takes_part": request.actor.person_id in {person for person, _name, _done in page.people},
        "answering": stage == ReviewStage.ANSWERING,
        "comparing": stage == ReviewStage.COMPARING,
        "crumbs": crumbs((page.facts.programme, "")),
        **shown_context(page.shown),
    }
    return render(request, "review/run.html", context)


@door(Permission.REVIEWS_MANAGE, "POST")
def differences(request: Request, pk: UUID) -> HttpResponse:
    """End the answering and show the differences."""
    if tried(request, lambda: actions.show_differences(by=request.actor, at=now(), review_id=pk)):
        messages.success(request, _("Now everybody sees what was said, without names."))
    return redirect("review:run", pk)


@door(Permission.REVIEWS_MANAGE, "GET", "POST")
def points(request: Request, pk: UUID) -> HttpResponse:
    """Choose at most three points."""
    page = reviews.review_to_run_page(request.actor, pk)
    people = [(person, name) for person, name, _done in page.people]
    form = PointsForm(
        request.POST or None,
        people=people,
        present=page.points,
        initial={"expected_version": page.facts.version},
    )
    if request.method == "POST" and form.is_valid():
        given, version = form.points(), form.cleaned_data["expected_version"]
        if tried_in(
            form,
            lambda: actions.choose_points(
                by=request.actor, at=now(), review_id=pk, expected_version=version, points=given
            ),
        ):
            messages.success(
                request, _("Saved. Close the review to start the next version with these points.")
            )
            return redirect("review:run", pk)
    context = {"form": form, "page": page, "crumbs": crumbs((page.facts.programme, ""))}
    return render(request, "review/points.html", context)


@door(Permission.REVIEWS_MANAGE, "POST")
def close(request: Request, pk: UUID) -> HttpResponse:
    """Close the review, with or without a next version."""
    wanted = request.POST.get("version") == "new"
    made: list[Any] = []
    if not tried(
        request,
        lambda: made.append(
            actions.close_review(by=request.actor, at=now(), review_id=pk, make_version=wanted)
        ),
    ):
        return redirect("review:run", pk)
    if made[0] is None:
        messages.success(request, _("The review is closed."))
        return redirect("review:run", pk)
    messages.success(
        request, _("The review is closed. This is the next version, with your points as its reason.")
    )
    return redirect("induction:version", made[0].pk)


@door(Permission.REVIEWS_MANAGE, "POST")
def done(request: Request, pk: UUID) -> HttpResponse:
    """Say that a point is done."""
    made: list[Any] = []
    if tried(request, lambda: made.append(actions.finish_point(by=request.actor, at=now(), point_id=pk))):
        messages.success(request, _("Well done. The point is done."))
    return redirect("review:run", made[0].review_id) if made else redirect("review:reviews")
