"""What comes in by e-mail and phone, and what the coordinator answers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.seams import now
from startlijn.domain.courses import actions, queries
from startlijn.domain.courses.queries.views import OwnEnrolment
from startlijn.domain.courses.terms import EditionState, EnrolmentState, Source, WishState
from startlijn.web.courses import shown
from startlijn.web.courses.forms import AnswerForm, IntakeForm, TeamForm
from startlijn.web.courses.views.desk import desk_trail
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried_in


@door(Permission.COURSES_MANAGE, "GET", "POST")
def intake(request: Request, pk: UUID) -> HttpResponse:
    """Type in what a school wrote or said: an enrolment, or a question without names."""
    schools = queries.schools_to_add(request.actor, pk)
    edition = queries.edition_view(request.actor, pk)
    if edition.state not in {EditionState.OPEN, EditionState.RUNNING}:
        raise NotVisibleError("Edition")
    form = IntakeForm(request.POST or None, schools=list(schools), people=edition.limits.per_school)
    if request.method == "POST" and form.is_valid() and tried_in(form, lambda: _take(request, pk, form)):
        messages.success(request, _("Typed in."))
        return redirect("courses:desk", pk)
    context = {
        "form": form,
        "edition": edition,
        "room": shown.room(edition),
        "crumbs": desk_trail(edition, _("Type in")),
    }
    return render(request, "courses/intake.html", context)


def _take(request: Request, pk: UUID, form: IntakeForm) -> None:
    """Make one call: with names it is an enrolment, without it is a question."""
    given, team = form.cleaned_data, form.team()
    common: dict[str, Any] = {
        "by": request.actor,
        "at": now(),
        "edition_id": pk,
        "school_id": given["school_id"],
        "source": Source(given["source"]),
        "contact": form.contact(),
        "wish": given["wish"],
    }
    if team:
        actions.enrol(**common, team=team)
    else:
        actions.take_enquiry(**common)


def _context(page: OwnEnrolment, form: Any, label: str) -> dict[str, Any]:
    return {
        "form": form,
        "row": page.enrolment,
        "edition": page.edition,
        "team": shown.team(page.enrolment, page.edition),
        "room": shown.room(page.edition),
        "back": reverse("courses:desk", args=[page.edition.id]),
        "crumbs": desk_trail(page.edition, label),
    }


def _managed(request: Request, pk: UUID) -> OwnEnrolment:
    """Return an enrolment of a course that the actor runs."""
    page = queries.enrolment_page(request.actor, pk)
    if not page.edition.managed:
        raise NotVisibleError("Enrolment")
    return page


@door(Permission.COURSES_MANAGE, "GET", "POST")
def answer(request: Request, pk: UUID) -> HttpResponse:
    """Answer a question or another wish."""
    page = _managed(request, pk)
    if page.enrolment.wish_state != WishState.ASKED:
        raise NotVisibleError("Enrolment")
    form = AnswerForm(request.POST or None, initial={"expected_version": page.enrolment.version})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(
            form,
            lambda: actions.answer_wish(
                by=request.actor,
                at=now(),
                enrolment_id=pk,
                expected_version=given["expected_version"],
                granted=given["granted"] == "yes",
                answer=given["answer"],
            ),
        ):
            messages.success(request, _("Answered. The contact gets a letter with a link."))
            return redirect("courses:desk", page.edition.id)
    return render(request, "courses/answer.html", _context(page, form, _("Answer")))


@door(Permission.COURSES_MANAGE, "GET", "POST")
def seat(request: Request, pk: UUID) -> HttpResponse:
    """Make an enrolment of a question."""
    page = _managed(request, pk)
    if page.enrolment.state != EnrolmentState.ASKED:
        raise NotVisibleError("Enrolment")
    form = TeamForm(request.POST or None, people=page.edition.limits.per_school)
    if request.method == "POST" and form.is_valid():
        team = form.team()
        if tried_in(
            form, lambda: actions.seat_enquiry(by=request.actor, at=now(), enrolment_id=pk, team=team)
        ):
            messages.success(request, _("Saved."))
            return redirect("courses:desk", page.edition.id)
    return render(request, "courses/seat.html", _context(page, form, _("Name the team")))
