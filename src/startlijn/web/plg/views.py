"""A learning group: its room, agenda, timer, teams, and everything on paper."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission
from startlijn.base.seams import now
from startlijn.domain.intervision.rules.clock import slices
from startlijn.domain.plg import actions, queries
from startlijn.domain.plg.queries import RoomPage
from startlijn.domain.plg.terms import TEAM_LEAST, TEAM_MOST, Column, Phase
from startlijn.web.doors import door
from startlijn.web.intervision.views.methods import begins_at
from startlijn.web.middleware import Request
from startlijn.web.plg.forms import AgendaForm
from startlijn.web.plg.words import PHASES
from startlijn.web.refusals import tried, tried_in

_PER_PAGE = 20
_CARDS = 30  # of a column on the page; the others are under "show all"
_NOTES = 5


def crumbs(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    """Return the trail from the learning groups to a page: pairs of label and address ("" for the page)."""
    trail = [{"label": _("Learning groups"), "url": reverse("plg:own")}]
    return trail + [{"label": label, "url": url} for label, url in pairs]


def below(page: RoomPage, label: str) -> list[dict[str, str]]:
    """Return the trail to a page below a room."""
    return crumbs((page.title, reverse("plg:room", args=[page.id])), (label, ""))


def columns(page: RoomPage, team: int | None) -> list[dict[str, Any]]:
    """Return the columns of the board with their cards, and where each card can go."""
    order = list(Column)
    return [
        {
            "column": column,
            "label": capfirst(column.label),
            "cards": page.cards_in(column, team),
            "others": [each for each in order if each != column],
        }
        for column in order
    ]


def _agenda(page: RoomPage, starts: Any) -> list[dict[str, Any]]:
    """Return the phases with clock times; one of no minutes is left out."""
    phases = [phase for phase in Phase if page.agenda[phase]]
    times = slices([page.agenda[phase] for phase in phases], starts)
    return [
        {
            "title": capfirst(phase.label),
            "minutes": page.agenda[phase],
            "asked": PHASES[phase],
            "begins": each.begins,
            "ends": each.ends,
        }
        for phase, each in zip(phases, times, strict=True)
    ]


@door(Permission.PLG_OWN)
def own(request: Request) -> HttpResponse:
    """List the own learning groups."""
    lines = queries.own_rooms(request.actor)
    context = {"page": Paginator(lines, _PER_PAGE).get_page(request.GET.get("page"))}
    return render(request, "plg/own.html", context)


@door(Permission.PLG_OWN, "POST")
def open_room(request: Request, series: UUID) -> HttpResponse:
    """Open the room of a series."""
    room = actions.open_room(by=request.actor, at=now(), series_id=series)
    return redirect("plg:room", room.pk)


@door(Permission.PLG_OWN)
def room(request: Request, pk: UUID) -> HttpResponse:
    """Show the board, the next meeting, the agenda and the last notes."""
    page = queries.room_page(request.actor, pk)
    asked = request.GET.get("team", "")
    team = int(asked) if asked.isdecimal() and 0 < int(asked[:4]) <= page.teams else None
    context = {
        "page": page,
        "columns": columns(page, team),
        "team": team,
        "teams": range(1, page.teams + 1),
        "agenda": [(capfirst(phase.label), page.agenda[phase]) for phase in Phase],
        "notes": page.notes[:_NOTES],
        "crumbs": crumbs((page.title, "")),
    }
    return render(request, "plg/room.html", context)


@door(Permission.PLG_OWN, "GET", "POST")
def agenda(request: Request, pk: UUID) -> HttpResponse:
    """Change how long each phase takes."""
    page = queries.room_page(request.actor, pk)
    form = AgendaForm(request.POST or None, page=page)
    if request.method == "POST" and form.is_valid():
        given, version = form.agenda, form.cleaned_data["expected_version"]
        if tried_in(
            form,
            lambda: actions.set_agenda(
                by=request.actor, at=now(), room_id=pk, expected_version=version, agenda=given
            ),
        ):
            messages.success(request, _("Saved."))
            return redirect("plg:room", pk)
    context = {"form": form, "page": page, "crumbs": below(page, _("Agenda"))}
    return render(request, "plg/agenda.html", context)


@door(Permission.PLG_OWN)
def timer(request: Request, pk: UUID) -> HttpResponse:
    """Show the phases with clock times, and a timer where the browser can."""
    page = queries.room_page(request.actor, pk)
    starts = begins_at(request.GET.get("from", ""))
    steps = _agenda(page, starts)
    context = {"page": page, "steps": steps, "starts": starts, "crumbs": below(page, _("Timer"))}
    return render(request, "plg/timer.html", context)


@door(Permission.PLG_OWN)
def teams(request: Request, pk: UUID) -> HttpResponse:
    """Show the teams of a large group."""
    page = queries.room_page(request.actor, pk)
    context = {
        "page": page,
        "teams": [
            {"number": number, "members": [each for each in page.members if each.team == number]}
            for number in range(1, page.teams + 1)
        ],
        "without": [each for each in page.members if page.teams and not each.team],
        "proposed": queries.proposed_teams(page),
        "least": TEAM_LEAST,
        "most": TEAM_MOST,
        "crumbs": below(page, _("Teams")),
    }
    return render(request, "plg/teams.html", context)


@door(Permission.PLG_OWN, "POST")
def form_teams(request: Request, pk: UUID) -> HttpResponse:
    """Put the group into even teams."""
    if tried(request, lambda: actions.form_teams(by=request.actor, at=now(), room_id=pk)):
        messages.success(request, _("The teams are there. Change them where that suits better."))
    return redirect("plg:teams", pk)


@door(Permission.PLG_OWN, "POST")
def move_member(request: Request, pk: UUID) -> HttpResponse:
    """Put somebody into another team."""
    page = queries.room_page(request.actor, pk)
    known = {str(each.id): each.id for each in page.members}
    member, team = known.get(request.POST.get("member", "")), request.POST.get("team", "")
    number = int(team) if team.isdecimal() and len(team) < 4 else 0
    if member is not None and tried(
        request,
        lambda: actions.move_member(by=request.actor, at=now(), room_id=pk, member_id=member, team=number),
    ):
        messages.success(request, _("Moved."))
    return redirect("plg:teams", pk)


@door(Permission.PLG_OWN)
def paper(request: Request, pk: UUID) -> HttpResponse:
    """Show agenda, board, decisions and attendance list, made for printing."""
    page = queries.room_page(request.actor, pk)
    starts = page.upcoming.starts_at if page.upcoming else begins_at("15:00")
    context = {
        "page": page,
        "steps": _agenda(page, starts),
        "columns": columns(page, None),
        "notes": page.notes[:_CARDS],
        "crumbs": below(page, _("On paper")),
    }
    return render(request, "plg/print.html", context)
