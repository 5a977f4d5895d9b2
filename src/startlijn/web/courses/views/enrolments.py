"""A school enrols, and changes, withdraws or substitutes afterwards."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.seams import now
from startlijn.domain.courses import actions, queries
from startlijn.domain.courses.queries.views import OwnEnrolment
from startlijn.domain.courses.terms import ROWS_PER_PAGE, EditionState, EnrolmentState
from startlijn.web.courses import shown
from startlijn.web.courses.forms import ContactForm, EnrolForm, PersonForm, WishForm, WithdrawForm
from startlijn.web.courses.views.offer import crumbs, tabs
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried_in


@door(Permission.ENROL)
def school(request: Request) -> HttpResponse:
    """Show the enrolments of the own schools."""
    page = Paginator(queries.own_enrolments(request.actor), ROWS_PER_PAGE).get_page(request.GET.get("page"))
    lines = queries.with_editions(request.actor, page.object_list)
    context = {"page": page, "lines": lines, "tabs": tabs(request, "courses:school")}
    return render(request, "courses/school.html", context)


@door(Permission.ENROL, "GET", "POST")
def enrol(request: Request, pk: UUID) -> HttpResponse:
    """Enrol a team of the own school."""
    page = queries.edition_page(request.actor, pk)
    if not page.schools or not shown.is_open(page.edition):
        raise NotVisibleError("Edition")
    form = EnrolForm(request.POST or None, schools=list(page.schools), people=page.edition.limits.per_school)
    if request.method == "POST" and form.is_valid():
        made: list[Any] = []

        def act() -> None:
            made.append(
                actions.enrol(
                    by=request.actor,
                    at=now(),
                    edition_id=pk,
                    school_id=form.cleaned_data["school_id"],
                    team=form.team(),
                    contact=form.contact(),
                    wish=form.cleaned_data["wish"],
                )
            )

        if tried_in(form, act):
            confirmed = made[0].state == EnrolmentState.CONFIRMED
            messages.success(
                request,
                _("Your school takes part.") if confirmed else _("Your school is on the waiting list."),
            )
            return redirect("courses:enrolment", made[0].pk)
    context = {
        "form": form,
        "edition": page.edition,
        "room": shown.room(page.edition),
        "crumbs": _trail(page.edition.course.name, pk, _("Enrol")),
    }
    return render(request, "courses/enrol.html", context)


def _trail(course: str, edition_id: UUID, *labels: str, row: UUID | None = None) -> list[dict[str, str]]:
    pairs = [(course, reverse("courses:edition", args=[edition_id]))]
    if row is not None:
        pairs.append((labels[0], reverse("courses:enrolment", args=[row])))
        labels = labels[1:]
    return crumbs(*pairs, *((label, "") for label in labels))


def _context(page: OwnEnrolment, label: str = "") -> dict[str, Any]:
    """Return what each page about one enrolment shows."""
    edition, row = page.edition, page.enrolment
    trail = (
        _trail(edition.course.name, edition.id, row.school, label, row=row.id)
        if label
        else _trail(edition.course.name, edition.id, row.school)
    )
    running = edition.state in {EditionState.OPEN, EditionState.RUNNING}
    return {
        "edition": edition,
        "row": row,
        "team": shown.team(row, edition),
        "changing": running and row.state != EnrolmentState.WITHDRAWN,
        "seated": row.state in {EnrolmentState.CONFIRMED, EnrolmentState.WAITING},
        "crumbs": trail,
    }


@door(Permission.COURSES_READ)
def enrolment(request: Request, pk: UUID) -> HttpResponse:
    """Show an enrolment to the school and to who runs the course."""
    page = queries.enrolment_page(request.actor, pk)
    return render(request, "courses/enrolment.html", _context(page))


@door(Permission.COURSES_READ, "GET", "POST")
def withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Ask who withdraws, and withdraw them."""
    page = queries.enrolment_page(request.actor, pk)
    form = WithdrawForm(request.POST or None, row=page.enrolment)
    if request.method == "POST" and form.is_valid():
        people = form.cleaned_data["people"]
        all_of_them = len(people) == len(page.enrolment.here)
        if tried_in(
            form,
            lambda: actions.withdraw(
                by=request.actor,
                at=now(),
                enrolment_id=pk,
                participant_ids=() if all_of_them else people,
            ),
        ):
            messages.success(request, _("Withdrawn. Whoever waits and fits gets the place."))
            return redirect("courses:enrolment", pk)
    return render(request, "courses/withdraw.html", _context(page, _("Withdraw")) | {"form": form})


@door(Permission.COURSES_READ, "GET", "POST")
def contact(request: Request, pk: UUID) -> HttpResponse:
    """Name another contact."""
    page = queries.enrolment_page(request.actor, pk)
    row = page.enrolment
    first = {"name": row.contact_name, "email": row.contact_email, "expected_version": row.version}
    form = ContactForm(request.POST or None, initial=first)
    if (
        request.method == "POST"
        and form.is_valid()
        and tried_in(
            form,
            lambda: actions.change_contact(
                by=request.actor,
                at=now(),
                enrolment_id=pk,
                expected_version=form.cleaned_data["expected_version"],
                contact=form.contact(row.contact_language),
            ),
        )
    ):
        messages.success(request, _("Saved."))
        return redirect("courses:enrolment", pk)
    return render(request, "courses/contact.html", _context(page, _("Contact")) | {"form": form})


@door(Permission.COURSES_READ, "GET", "POST")
def ask(request: Request, pk: UUID) -> HttpResponse:
    """Put another wish to the coordinator."""
    page = queries.enrolment_page(request.actor, pk)
    form = WishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        wish = form.cleaned_data["wish"]
        if tried_in(
            form, lambda: actions.ask_for_more(by=request.actor, at=now(), enrolment_id=pk, wish=wish)
        ):
            messages.success(request, _("Asked. The coordinator answers."))
            return redirect("courses:enrolment", pk)
    return render(request, "courses/ask.html", _context(page, _("Another wish")) | {"form": form})


@door(Permission.COURSES_READ, "GET", "POST")
def substitute(request: Request, pk: UUID, person_id: UUID) -> HttpResponse:
    """Let somebody else come instead."""
    page = queries.enrolment_page(request.actor, pk)
    leaving = next((each for each in page.enrolment.here if each.id == person_id), None)
    if leaving is None:
        raise NotVisibleError("Participant")
    form = PersonForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and tried_in(
            form,
            lambda: actions.substitute(
                by=request.actor, at=now(), participant_id=person_id, named=form.named()
            ),
        )
    ):
        messages.success(request, _("Saved. The seat stays the school's."))
        return redirect("courses:enrolment", pk)
    context = _context(page, _("Somebody else")) | {"form": form, "leaving": leaving}
    return render(request, "courses/substitute.html", context)
