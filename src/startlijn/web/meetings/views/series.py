"""Planning a series: the list, a new one, its page, the stages it goes through."""

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from startlijn.base.access.terms import Permission
from startlijn.base.seams import day_of, now
from startlijn.domain.meetings import actions
from startlijn.domain.meetings.queries import people, places
from startlijn.domain.meetings.queries import series as queries
from startlijn.domain.meetings.terms import SeriesKind, SeriesState
from startlijn.engines.schoolyear import school_year_of
from startlijn.web.doors import door
from startlijn.web.meetings.forms import EditForm, GroupSeriesForm, SeriesForm
from startlijn.web.meetings.words import short
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried, tried_in

_PER_PAGE = 50


def crumbs(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    """Return the trail to a page about planning: pairs of label and address ("" for the page)."""
    trail = [
        {"label": _("Meetings"), "url": reverse("meetings:own")},
        {"label": _("Planning"), "url": reverse("meetings:overview")},
    ]
    return trail + [{"label": label, "url": url} for label, url in pairs]


def _window(today: date) -> dict[str, date]:
    """Return the window a new series begins with: from now to the end of the school year."""
    year = school_year_of(today)
    return {"first_on": today, "last_on": year.ends_on.replace(month=6, day=30)}


@door(Permission.MEETINGS_PLAN)
def overview(request: Request) -> HttpResponse:
    """List the series somebody plans."""
    rows = queries.series_for(request.actor, at=now())
    page = Paginator(rows, _PER_PAGE).get_page(request.GET.get("page"))
    lines = [{"row": row, "state": SeriesState(row.state), "kind": SeriesKind(row.kind)} for row in page]
    return render(request, "meetings/overview.html", {"page": page, "lines": lines, "crumbs": crumbs()[:1]})


def _places(request: Request) -> list[tuple[str, Any]]:
    regions, schools, whole = places.places_to_plan(request.actor)
    everywhere = [("all", _("The whole partnership"))] if whole else []
    return [
        *everywhere,
        *((f"sub_region:{pk}", name) for pk, name in regions),
        *((f"school:{pk}", name) for pk, name in schools),
    ]


@door(Permission.MEETINGS_PLAN, "GET", "POST")
def new(request: Request) -> HttpResponse:
    """Make a series for people typed in."""
    at = now()
    form = SeriesForm(request.POST or None, places=_places(request), initial=_window(day_of(at)))
    made: list[Any] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def make() -> None:
            made.append(
                actions.make_series(
                    by=request.actor,
                    at=at,
                    kind=given["kind"],
                    title=given["title"],
                    members=people.members_from(request.actor, given["people"]),
                    minutes=given["minutes"],
                    wish=form.wish(),
                    answers_by=given["answers_by"],
                    **form.place_ids(),
                )
            )

        if tried_in(form, make):
            messages.success(request, _("The series is there. Nobody has been asked anything yet."))
            return redirect("meetings:plan", made[0].pk)
    trail = crumbs((_("New series"), ""))
    return render(request, "meetings/new.html", {"form": form, "crumbs": trail})


@door(Permission.MEETINGS_PLAN, "GET", "POST")
def for_group(request: Request, pk: UUID) -> HttpResponse:
    """Make a series for a published group."""
    at = now()
    group = people.group_to_plan(request.actor, pk)
    first = {"title": group.title, "meetings": group.meetings, **_window(day_of(at))}
    form = GroupSeriesForm(request.POST or None, initial=first)
    made: list[Any] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def make() -> None:
            made.append(
                actions.make_series(
                    by=request.actor,
                    at=at,
                    kind=SeriesKind.GROUP,
                    title=given["title"],
                    members=group.members,
                    minutes=given["minutes"],
                    wish=form.wish(),
                    group_id=pk,
                    answers_by=given["answers_by"],
                )
            )

        if tried_in(form, make):
            messages.success(request, _("The series is there. Nobody has been asked anything yet."))
            return redirect("meetings:plan", made[0].pk)
    trail = crumbs((group.title, ""))
    return render(request, "meetings/new.html", {"form": form, "group": group, "crumbs": trail})


@door(Permission.MEETINGS_PLAN)
def detail(request: Request, pk: UUID) -> HttpResponse:
    """Show a series to who plans it: people and answers, meetings, what can be done now."""
    at = now()
    page = queries.series_page(request.actor, pk, at=at)
    labels = [short(slot.starts_at) for slot in page.slots]
    context = {
        "page": page,
        "heads": [{"label": _("Who")}, *({"label": label} for label in labels)],
        "matrix": [(row, list(zip(labels, row.answers, strict=True))) for row in page.members],
        "totals": list(zip(labels, page.slots, strict=True)),
        "public_url": settings.PUBLIC_URL.rstrip("/"),
        "crumbs": crumbs((page.facts.title, "")),
        "silent": len(page.members) - page.answered,
        "slots_ahead": any(slot.starts_at > at for slot in page.slots),
        "ahead": any(meeting.ahead for meeting in page.meetings),
    }
    return render(request, "meetings/plan.html", context)


@door(Permission.MEETINGS_PLAN, "GET", "POST")
def edit(request: Request, pk: UUID) -> HttpResponse:
    """Change what a series asks about, before it asks."""
    page = queries.series_page(request.actor, pk, at=now())
    form = EditForm(request.POST or None, initial=EditForm.initial_of(page.facts))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(
            form,
            lambda: actions.change_wish(
                by=request.actor,
                at=now(),
                series_id=pk,
                expected_version=given["expected_version"],
                title=given["title"],
                minutes=given["minutes"],
                wish=form.wish(),
            ),
        ):
            messages.success(request, _("Saved. The possible dates were made anew."))
            return redirect("meetings:plan", pk)
    trail = crumbs((page.facts.title, reverse("meetings:plan", args=[pk])), (_("Change"), ""))
    return render(request, "meetings/edit.html", {"form": form, "page": page, "crumbs": trail})


@door(Permission.MEETINGS_PLAN, "POST")
def stage(request: Request, pk: UUID) -> HttpResponse:
    """Ask everybody, remind who is silent, or close the series."""
    facts = queries.series_page(request.actor, pk, at=now()).facts
    to, reached = request.POST.get("to", ""), [0]

    def act() -> None:
        if to == "ask":
            reached[0] = actions.ask_members(
                by=request.actor, at=now(), series_id=pk, expected_version=facts.version
            )
        elif to == "remind":
            reached[0] = actions.remind_members(by=request.actor, at=now(), series_id=pk)
        elif to == "close":
            actions.close_series(by=request.actor, at=now(), series_id=pk, expected_version=facts.version)

    if to in ("ask", "remind", "close") and tried(request, act):
        mailed = ngettext("%(number)s mail is on its way.", "%(number)s mails are on their way.", reached[0])
        said = _("The series is closed.") if to == "close" else mailed % {"number": reached[0]}
        messages.success(request, said)
    return redirect("meetings:plan", pk)
