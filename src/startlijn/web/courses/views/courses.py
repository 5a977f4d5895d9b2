"""Courses for who runs them: the list, one course, its tariffs, a new edition."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission
from startlijn.base.seams import now
from startlijn.domain.courses import actions, queries
from startlijn.domain.courses.terms import ROWS_PER_PAGE
from startlijn.web.courses import shown
from startlijn.web.courses.forms import CourseForm, EditionForm, TariffForm
from startlijn.web.courses.views.offer import crumbs, tabs
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried_in


def trail(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    """Return the trail from the list of courses that one runs to a page."""
    return crumbs((_("Run courses"), reverse("courses:courses")), *pairs)


@door(Permission.COURSES_MANAGE)
def overview(request: Request) -> HttpResponse:
    """List the courses that one runs."""
    page = Paginator(queries.courses(request.actor), ROWS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "courses/courses.html", {"page": page, "tabs": tabs(request, "courses:courses")})


@door(Permission.COURSES_MANAGE, "GET", "POST")
def new(request: Request) -> HttpResponse:
    """Make a course."""
    form = CourseForm(request.POST or None, coordinators=queries.coordinators(request.actor))
    made: list[Any] = []
    if (
        request.method == "POST"
        and form.is_valid()
        and tried_in(
            form,
            lambda: made.append(actions.create_course(by=request.actor, at=now(), facts=form.facts())),
        )
    ):
        messages.success(request, _("The course is there. Now give it a tariff and an edition."))
        return redirect("courses:course", made[0].pk)
    context = {"form": form, "title": _("New course"), "crumbs": trail((_("New course"), ""))}
    return render(request, "courses/form.html", context | {"cancel": reverse("courses:courses")})


@door(Permission.COURSES_MANAGE)
def course(request: Request, pk: UUID) -> HttpResponse:
    """Show a course with its tariffs and editions."""
    page = queries.course_page(request.actor, pk)
    editions = Paginator(page.editions, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "course": page.course,
        "tariffs": page.tariffs,
        "page": editions,
        "lines": [{"edition": each, "room": shown.room(each)} for each in editions],
        "crumbs": trail((page.course.name, "")),
    }
    return render(request, "courses/course.html", context)


@door(Permission.COURSES_MANAGE, "GET", "POST")
def edit(request: Request, pk: UUID) -> HttpResponse:
    """Change a course."""
    page = queries.course_page(request.actor, pk)
    form = CourseForm(
        request.POST or None,
        coordinators=queries.coordinators(request.actor),
        initial=CourseForm.initial_of(page.course),
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and tried_in(
            form,
            lambda: actions.edit_course(
                by=request.actor,
                at=now(),
                course_id=pk,
                expected_version=form.cleaned_data["expected_version"] or 0,
                facts=form.facts(),
            ),
        )
    ):
        messages.success(request, _("Saved."))
        return redirect("courses:course", pk)
    return render(request, "courses/form.html", _form(form, page.course.name, pk, _("Change")))


def _form(form: Any, name: str, pk: UUID, title: str) -> dict[str, Any]:
    back = reverse("courses:course", args=[pk])
    return {"form": form, "title": title, "cancel": back, "crumbs": trail((name, back), (title, ""))}


@door(Permission.COURSES_MANAGE, "GET", "POST")
def tariff(request: Request, pk: UUID) -> HttpResponse:
    """Say what a participant costs in a school year."""
    page = queries.course_page(request.actor, pk)
    form = TariffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(form, lambda: actions.set_tariff(by=request.actor, at=now(), course_id=pk, **given)):
            messages.success(request, _("Saved."))
            return redirect("courses:course", pk)
    return render(request, "courses/form.html", _form(form, page.course.name, pk, _("Tariff")))


@door(Permission.COURSES_MANAGE, "GET", "POST")
def new_edition(request: Request, pk: UUID) -> HttpResponse:
    """Make an edition."""
    page = queries.course_page(request.actor, pk)
    form = EditionForm(request.POST or None, new=True)
    made: list[Any] = []
    if (
        request.method == "POST"
        and form.is_valid()
        and tried_in(
            form,
            lambda: made.append(
                actions.create_edition(
                    by=request.actor,
                    at=now(),
                    course_id=pk,
                    school_year=form.cleaned_data["school_year"],
                    facts=form.facts(),
                )
            ),
        )
    ):
        messages.success(request, _("The edition is there, in preparation. Nobody else sees it yet."))
        return redirect("courses:desk", made[0].pk)
    return render(request, "courses/form.html", _form(form, page.course.name, pk, _("New edition")))
