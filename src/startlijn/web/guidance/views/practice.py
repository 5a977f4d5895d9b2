"""Planned versus delivered: of a school, without names, and of a board or the partnership as figures."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from startlijn.base.access.rules import whole_partnership
from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.seams import today
from startlijn.domain.guidance.queries import practice
from startlijn.domain.guidance.rules.small_numbers import LEAST_IN_SCHOOL, LEAST_OUTSIDE
from startlijn.reports.datasets import practice as datasets
from startlijn.web.doors import door
from startlijn.web.guidance.views.tables import practice_tables
from startlijn.web.middleware import Request

_ON_A_PAGE = 50
_WRITERS: dict[str, tuple[str, Callable[[Sequence[practice.YearPractice]], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", datasets.csv_of),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", datasets.xlsx_of),
}


@door(Permission.PRACTICE_READ)
def overview(request: Request) -> HttpResponse:
    """Choose the school whose figures to read; for the whole partnership its figures stand above."""
    schools = practice.schools_with_practice(request.actor)
    page = Paginator(schools, _ON_A_PAGE).get_page(request.GET.get("page"))
    whole = whole_partnership(request.actor, Permission.PRACTICE_READ)
    boards = practice.boards_with_practice(request.actor)
    if page.paginator.count == 1 and not whole and not boards:
        return redirect("guidance:school_practice", page[0].pk)
    years = practice.practice_of_partnership(request.actor, today()) if whole else []
    context = {
        "page": page,
        "years": practice_tables(years),
        "least": LEAST_OUTSIDE,
        "whole": whole,
        "boards": [
            {
                "name": board.name,
                "years": practice_tables(practice.practice_of_board(request.actor, board.pk, today())),
            }
            for board in boards
        ],
    }
    return render(request, "guidance/practice.html", context)


@door(Permission.PRACTICE_READ)
def school(request: Request, pk: UUID) -> HttpResponse:
    """Show what one school planned and what was received, per element, without names."""
    found, years = practice.school_page(request.actor, pk, today())
    context = {
        "school": found,
        "school_id": pk,
        "years": practice_tables(years),
        "least": LEAST_IN_SCHOOL,
        "crumbs": [
            {"label": _("Planned and received"), "url": reverse("guidance:practice")},
            {"label": found},
        ],
    }
    return render(request, "guidance/school_practice.html", context)


@door(Permission.PRACTICE_READ)
def download(request: Request, pk: UUID, kind: str) -> HttpResponse:
    """Give the figures of one school as CSV or XLSX, without names."""
    years = practice.practice_of_school(request.actor, pk, today())
    if kind not in _WRITERS:
        raise NotVisibleError("School")
    content_type, write = _WRITERS[kind]
    answer = HttpResponse(write(years), content_type=content_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="planned-and-received.{kind}"'
    return answer
