"""Published groups: publishing, undoing, who guides, what a school and a board see, downloads."""

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
from startlijn.domain.groups import actions
from startlijn.domain.groups.queries import proposals, published, rounds
from startlijn.domain.groups.queries.published import GroupView
from startlijn.reports.datasets import groups as datasets
from startlijn.reports.documents import groups as documents
from startlijn.web.doors import door
from startlijn.web.groups.forms import ReasonForm
from startlijn.web.groups.pictures import described, map_of_published
from startlijn.web.groups.views.proposals import CROWDED
from startlijn.web.groups.views.rounds import crumbs
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried, tried_in

_SECTIONS = 10  # own groups, or rounds of a board, on one page: each has a map


@door(Permission.ROUNDS_MANAGE, "GET", "POST")
def publish(request: Request, pk: UUID) -> HttpResponse:
    """Ask, and then publish a proposal: only now schools are told."""
    view = proposals.proposal_view(request.actor, pk)
    if request.method == "POST":
        accept = request.POST.get("accept_broken") == "1"
        if tried(
            request,
            lambda: actions.publish(by=request.actor, at=now(), proposal_id=pk, accept_broken=accept),
        ):
            messages.success(
                request, _("Published. Every contact gets a message with a link to the own group.")
            )
            return redirect("groups:published", view.round.id)
        return redirect("groups:proposal", pk)
    broken = [rule for rule in view.rules if not rule.met and not rule.is_wish]
    schools = sum(len(group.members) for group in view.groups)
    trail = crumbs(
        (view.round.name, reverse("groups:round", args=[view.round.id])),
        (_("Proposal %(number)s") % {"number": view.number}, reverse("groups:proposal", args=[pk])),
        (_("Publish"), ""),
    )
    context = {"view": view, "broken": broken, "schools": schools, "crumbs": trail}
    return render(request, "groups/publish.html", context)


@door(Permission.ROUNDS_MANAGE, "GET", "POST")
def undo(request: Request, pk: UUID) -> HttpResponse:
    """Take published groups back, with a reason."""
    facts = rounds.round_page(request.actor, pk).facts
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if tried_in(
            form, lambda: actions.undo_publication(by=request.actor, at=now(), round_id=pk, reason=reason)
        ):
            messages.success(request, _("Taken back. The schools were told; your proposal is still here."))
            return redirect("groups:round", pk)
    trail = crumbs((facts.name, reverse("groups:round", args=[pk])), (_("Undo publishing"), ""))
    return render(request, "groups/undo.html", {"form": form, "facts": facts, "crumbs": trail})


@door(Permission.ROUNDS_MANAGE)
def groups(request: Request, pk: UUID) -> HttpResponse:
    """Show all published groups of a round to who runs it."""
    found = published.published_groups(request.actor, pk)
    if not found:
        messages.info(request, _("The groups of this round are not published."))
        return redirect("groups:round", pk)
    facts = found[0].round
    schools = sum(len(group.members) for group in found)
    context = {
        "groups": found,
        "facts": facts,
        "map": map_of_published(found),
        "description": described(len(found), schools),
        "crowded": schools > CROWDED,
        "facilitators": published.facilitators(request.actor),
        "crumbs": crumbs((facts.name, reverse("groups:round", args=[pk])), (_("Groups"), "")),
    }
    return render(request, "groups/published.html", context)


@door(Permission.ROUNDS_MANAGE, "POST")
def facilitator(request: Request, pk: UUID) -> HttpResponse:
    """Let somebody guide a group, or nobody."""
    group = published.group_page(request.actor, pk)
    person = request.POST.get("person", "")
    version = request.POST.get("version", "")
    chosen = {str(option.id): option.id for option in published.facilitators(request.actor)}.get(person)
    if tried(
        request,
        lambda: actions.assign_facilitator(
            by=request.actor,
            at=now(),
            group_id=pk,
            person_id=chosen,
            expected_version=int(version) if version.isdecimal() and len(version) < 9 else 0,
        ),
    ):
        messages.success(request, _("Saved."))
    return redirect(reverse("groups:published", args=[group.round.id]) + f"#group-{group.number}")


@door(Permission.GROUPS_READ)
def own(request: Request) -> HttpResponse:
    """Show the groups of the own schools, or of the schools of the own board."""
    of_board: dict[UUID, list[GroupView]] = {}
    for group in published.board_groups(request.actor):
        of_board.setdefault(group.round.id, []).append(group)
    shown: list[GroupView | list[GroupView]] = [*published.own_groups(request.actor), *of_board.values()]
    page = Paginator(shown, _SECTIONS).get_page(request.GET.get("page"))
    return render(request, "groups/own.html", {"page": page, "sections": [_section(each) for each in page]})


def _section(shown: GroupView | list[GroupView]) -> dict[str, object]:
    """Return what one part of the page shows: an own group, or the groups of a board in one round."""
    if isinstance(shown, GroupView):
        return {"facts": shown.round, "group": shown, "map": map_of_published([shown])}
    return {"facts": shown[0].round, "groups": shown, "map": map_of_published(shown)}


@door(Permission.GROUPS_READ)
def group(request: Request, pk: UUID) -> HttpResponse:
    """Show one group to whom it concerns."""
    found = published.group_page(request.actor, pk)
    trail = [
        {"label": _("Groups"), "url": reverse("groups:own")},
        {"label": _("Group %(number)s") % {"number": found.number}, "url": ""},
    ]
    context = {"group": found, "map": map_of_published([found]), "crumbs": trail}
    return render(request, "groups/group.html", context)


_WRITERS: dict[str, tuple[str, Any]] = {
    "csv": ("text/csv; charset=utf-8", datasets.csv_of),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", datasets.xlsx_of),
    "pdf": ("application/pdf", documents.pdf_of),
}


@door(Permission.ROUNDS_MANAGE)
def download(request: Request, pk: UUID, kind: str) -> HttpResponse:
    """Give the published groups of a round as CSV, XLSX or PDF."""
    found = published.published_groups(request.actor, pk)
    if not found or kind not in _WRITERS:
        raise NotVisibleError("Round")
    content_type, write = _WRITERS[kind]
    answer = HttpResponse(write(found), content_type=content_type)
    answer.headers["Content-Disposition"] = (
        f'attachment; filename="groups-{found[0].round.school_year}.{kind}"'
    )
    return answer
