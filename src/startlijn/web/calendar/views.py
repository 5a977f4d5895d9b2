"""The school holidays as they count here, and own days of schools."""

from itertools import groupby
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from startlijn.base.access.terms import Permission
from startlijn.base.organisations.terms import HolidayRegion
from startlijn.base.seams import now, today
from startlijn.content.holidays import BreakName
from startlijn.domain.calendar import actions, queries
from startlijn.domain.calendar.terms import HolidayLine, Imported
from startlijn.engines.schoolyear import SchoolYear, school_year_of
from startlijn.web.calendar.forms import HolidayFileForm, HolidayForm, OwnDaysForm
from startlijn.web.doors import door
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried, tried_in

_PER_PAGE = 25


def _crumbs(label: str) -> list[dict[str, str]]:
    return [
        {"label": _("School holidays"), "url": reverse("calendar:holidays")},
        {"label": label, "url": ""},
    ]


@door(Permission.HOLIDAYS_READ)
def holidays(request: Request) -> HttpResponse:
    """Show the holidays of a school year per region, and the own days of the schools one keeps."""
    years = queries.years(request.actor)
    asked = request.GET.get("year", "")
    year = school_year_of(today())
    if asked.isascii() and asked.isdigit() and SchoolYear(int(asked[:4])) in years:
        year = SchoolYear(int(asked[:4]))
    lines = queries.holiday_lines(request.actor, year)
    context = {
        "tabs": [
            {"label": each.label, "url": f"?year={each.begins_in}", "current": each == year} for each in years
        ],
        "year": year,
        "regions": [
            (HolidayRegion(region).label, list(rows))
            for region, rows in groupby(lines, key=lambda line: line.region)
        ],
        "may_change": queries.may_change_regions(request.actor),
        "keeps": queries.schools_to_keep(request.actor)[:1],
        "page": Paginator(queries.own_days(request.actor), _PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "calendar/holidays.html", context)


@door(Permission.HOLIDAYS_MANAGE, "GET", "POST")
def file(request: Request) -> HttpResponse:
    """Bring in the government's file with school holidays."""
    queries.must_change_regions(request.actor)
    form = HolidayFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data["file"].read()
        found: list[Imported] = []
        if tried_in(
            form,
            lambda: found.append(actions.import_holidays(by=request.actor, at=now(), data=data)),
        ):
            messages.success(request, _told(found[0]))
            return redirect("calendar:holidays")
    return render(request, "calendar/file.html", {"form": form, "crumbs": _crumbs(_("Bring in a file"))})


def _told(found: Imported) -> str:
    """Say what a file brought."""
    number = found.added + found.changed
    if not number:
        return _("Nothing changed: these holidays stood here already.")
    return ngettext("%(number)s holiday kept.", "%(number)s holidays kept.", number) % {"number": number}


@door(Permission.HOLIDAYS_MANAGE, "GET", "POST")
def holiday(request: Request, begins_in: int, region: str, holiday: str) -> HttpResponse:
    """Put one holiday of a region right."""
    line = _line(request, begins_in, region, holiday)
    form = HolidayForm(
        request.POST or None,
        initial={"first": line.first, "last": line.last, "expected_version": line.version},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(
            form,
            lambda: actions.keep_holiday(
                by=request.actor,
                at=now(),
                region=region,
                year=SchoolYear(begins_in),
                name=BreakName(holiday),
                first=given["first"],
                last=given["last"],
                expected_version=given["expected_version"],
            ),
        ):
            messages.success(request, _("Saved."))
            return _back(begins_in)
    return render(request, "calendar/holiday.html", _about(line, begins_in) | {"form": form})


@door(Permission.HOLIDAYS_MANAGE, "GET", "POST")
def drop(request: Request, begins_in: int, region: str, holiday: str) -> HttpResponse:
    """Ask, and then go back to the holiday that came with the software."""
    line = _line(request, begins_in, region, holiday)
    if line.source is None:
        raise Http404
    if request.method == "POST":
        actions.drop_holiday(
            by=request.actor,
            at=now(),
            region=region,
            year=SchoolYear(begins_in),
            name=BreakName(holiday),
        )
        messages.success(request, _("The holiday that came with Startlijn counts again."))
        return _back(begins_in)
    return render(request, "calendar/drop.html", _about(line, begins_in))


def _line(request: Request, begins_in: int, region: str, name: str) -> HolidayLine:
    return queries.holiday_line(request.actor, region, SchoolYear(begins_in), name)


def _back(begins_in: int) -> HttpResponse:
    return redirect(f"{reverse('calendar:holidays')}?year={begins_in}")


def _about(line: HolidayLine, begins_in: int) -> dict[str, object]:
    title = f"{capfirst(line.name.label)} {SchoolYear(begins_in).label}"
    return {
        "line": line,
        "begins_in": begins_in,
        "title": title,
        "region": HolidayRegion(line.region).label,
        "crumbs": _crumbs(title),
    }


@door(Permission.HOLIDAYS_MANAGE, "GET", "POST")
def own_add(request: Request) -> HttpResponse:
    """Keep own days of a school."""
    form = OwnDaysForm(request.POST or None, schools=queries.schools_to_keep(request.actor))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(form, lambda: actions.add_own_days(by=request.actor, at=now(), **given)):
            messages.success(
                request, _("Saved. No meeting is proposed on days on which the school is closed.")
            )
            return redirect("calendar:holidays")
    return render(request, "calendar/own_add.html", {"form": form, "crumbs": _crumbs(_("Add own days"))})


@door(Permission.HOLIDAYS_MANAGE, "GET", "POST")
def own_remove(request: Request, pk: UUID) -> HttpResponse:
    """Ask, and then take own days of a school away."""
    line = queries.own_days_line(request.actor, pk)
    if request.method == "POST":
        if tried(request, lambda: actions.remove_own_days(by=request.actor, at=now(), days_id=pk)):
            messages.success(request, _("Removed."))
        return redirect("calendar:holidays")
    return render(request, "calendar/own_remove.html", {"line": line, "crumbs": _crumbs(line.name)})
