"""Proposals: asking for one, following it, looking at it, and changing it by hand."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from startlijn.base.access.terms import NotVisibleError, Permission
from startlijn.base.post.terms import QueueFullError
from startlijn.base.seams import now
from startlijn.domain.groups import actions
from startlijn.domain.groups.queries import proposals
from startlijn.domain.groups.queries.proposal_views import ProposalView
from startlijn.domain.groups.terms import Outcome, ProposalState, RoundStage
from startlijn.web.doors import door
from startlijn.web.groups.pictures import described, map_of_proposal
from startlijn.web.groups.views.rounds import crumbs
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried

CROWDED = 40  # schools; with more the map does not shrink to the width of a phone
GOING_ON = {ProposalState.QUEUED, ProposalState.RUNNING}


def proof(view: ProposalView) -> str:
    """Return the sentence that says how good a proposal is."""
    if view.outcome == Outcome.OPTIMAL:
        return _("Proven best: with these rules no division has less travel.")
    if view.outcome == Outcome.FEASIBLE and view.gap is not None:
        return _("A good division: at most %(percent)s %% less travel could be possible.") % {
            "percent": number_format(100 * view.gap, 1)
        }
    return _by_hand(view) if view.outcome == Outcome.EDITED else ""


def _by_hand(view: ProposalView) -> str:
    if view.gap is None:
        if view.keeps_the_rules:
            return _("Made by hand.")
        return _("Not every rule is kept here, so there is no proof of how good it is.")
    if view.gap < 0.0005:
        return _("Changed by hand, and still as good as the best known.")
    return _("Changed by hand: %(percent)s %% more travel than the best possible at most.") % {
        "percent": number_format(100 * view.gap, 1)
    }


def _trail(view: ProposalView, *more: tuple[str, str]) -> list[dict[str, str]]:
    here = _("Proposal %(number)s") % {"number": view.number}
    url = reverse("groups:proposal", args=[view.id]) if more else ""
    return crumbs((view.round.name, reverse("groups:round", args=[view.round.id])), (here, url), *more)


@door(Permission.ROUNDS_MANAGE, "POST")
def propose(request: Request, pk: UUID) -> HttpResponse:
    """Ask for a proposal; `based_on` starts from the groups of another and keeps who is pinned."""
    given = request.POST.get("based_on", "")
    base = UUID(given) if _is_id(given) else None
    made: list[Any] = []

    def ask() -> None:
        made.append(actions.request_proposal(by=request.actor, at=now(), round_id=pk, based_on_id=base))

    try:
        if tried(request, ask):
            return redirect("groups:proposal", made[0].pk)
    except QueueFullError:
        messages.error(request, _("There are too many proposals waiting. Try again in a minute."))
    return redirect("groups:round", pk)


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


@door(Permission.ROUNDS_MANAGE)
def proposal(request: Request, pk: UUID) -> HttpResponse:
    """Show a proposal: how far it is, or its groups on a map and in a list."""
    view = proposals.proposal_view(request.actor, pk)
    if view.state in GOING_ON:
        return _going_on(request, view)
    if request.GET.get("follow"):
        done = render(request, "groups/ready.html", {"view": view})
        done.headers["HX-Refresh"] = "true"
        return done
    schools = sum(len(group.members) for group in view.groups)
    changing = view.round.stage in {RoundStage.PREPARING, RoundStage.OPEN, RoundStage.PROPOSING}
    journeys = [member.journey for group in view.groups for member in group.members if not member.is_host]
    context = {
        "view": view,
        "proof": proof(view),
        "map": map_of_proposal(view.groups),
        "description": described(len(view.groups), schools),
        "schools": schools,
        "crowded": schools > CROWDED,
        "longest": max((group.longest for group in view.groups), default=0),
        "journeys": journeys,
        "changing": changing and not view.published,
        "crumbs": _trail(view),
        "broken": [rule for rule in view.rules if not rule.met],
        "pinned": any(member.pinned for group in view.groups for member in group.members),
    }
    return render(request, "groups/proposal.html", context)


def _going_on(request: Request, view: ProposalView) -> HttpResponse:
    told = view.progress or {}
    gap = told.get("gap")
    if view.state == ProposalState.QUEUED:
        text = _("Waiting for its turn …")
    elif gap is None:
        text = _("Looking for good groups …")
    else:
        text = _("Best so far: %(minutes)s minutes; at most %(percent)s %% less is possible.") % {
            "minutes": number_format(told.get("value") or 0, 0, use_l10n=True, force_grouping=True),
            "percent": number_format(100 * gap, 1),
        }
    most = float(view.round.seconds)
    spent = min(most, float(told.get("seconds") or 0))
    follow = reverse("groups:proposal", args=[view.id]) + "?follow=1"
    context = {
        "view": view,
        "text": text,
        "spent": spent,
        "most": most,
        "follow": follow,
        "crumbs": _trail(view),
    }
    return render(request, "groups/progress_step.html" if request.htmx else "groups/progress.html", context)


@door(Permission.ROUNDS_MANAGE, "POST")
def cancel(request: Request, pk: UUID) -> HttpResponse:
    """Stop a proposal; the best so far is kept when there is one."""
    view = proposals.proposal_view(request.actor, pk)
    if tried(request, lambda: actions.cancel_proposal(by=request.actor, at=now(), proposal_id=pk)):
        messages.info(request, _("Stopping. The best groups so far are kept."))
    return redirect("groups:proposal", view.id)


@door(Permission.ROUNDS_MANAGE, "POST")
def pin(request: Request, pk: UUID) -> HttpResponse:
    """Pin or unpin schools in their group (`schools`, `pinned`=1 or 0)."""
    schools = [UUID(value) for value in request.POST.getlist("schools") if _is_id(value)]
    verb = actions.pin_schools if request.POST.get("pinned") == "1" else actions.unpin_schools
    tried(request, lambda: verb(by=request.actor, at=now(), proposal_id=pk, school_ids=schools))
    return redirect(
        reverse("groups:proposal", args=[pk]) + f"#school-{schools[0]}" if schools else "groups:rounds"
    )


@door(Permission.ROUNDS_MANAGE, "GET", "POST")
def move(request: Request, pk: UUID, school_id: UUID) -> HttpResponse:
    """Show what moving a school to each group would cost, and move it."""
    if request.method == "POST":
        return _move(request, pk, school_id)
    view = proposals.proposal_view(request.actor, pk)
    member = next((m for g in view.groups for m in g.members if m.school_id == school_id), None)
    if member is None:
        raise NotVisibleError("School")
    costs = sorted(
        proposals.move_costs(request.actor, pk, school_id), key=lambda cost: (len(cost.broken), cost.extra)
    )
    template = "groups/move_costs.html" if request.htmx else "groups/move.html"
    others = [m for g in view.groups for m in g.members if m.school_id != school_id]
    context = {
        "view": view,
        "member": member,
        "costs": costs,
        "others": sorted(others, key=lambda m: m.school),
        "chosen": request.GET.get("group", ""),
        "crumbs": _trail(view, (member.school, "")),
    }
    return render(request, template, context)


def _move(request: Request, pk: UUID, school_id: UUID) -> HttpResponse:
    group = request.POST.get("group", "")
    made: list[Any] = []

    def do() -> None:
        number = int(group) if group.isdecimal() and len(group) < 5 else 0
        made.append(
            actions.move_school(by=request.actor, at=now(), proposal_id=pk, school_id=school_id, group=number)
        )

    if not tried(request, do):
        return redirect("groups:proposal", pk)
    messages.success(request, _("Moved, and pinned there. Improve from here to let the rest follow."))
    return redirect("groups:proposal", made[0].pk)


@door(Permission.ROUNDS_MANAGE, "POST")
def apart(request: Request, pk: UUID, school_id: UUID) -> HttpResponse:
    """Say that two schools are not to be in one group."""
    view = proposals.proposal_view(request.actor, pk)
    other = request.POST.get("other", "")
    if _is_id(other) and tried(
        request,
        lambda: actions.forbid_pair(
            by=request.actor, at=now(), round_id=view.round.id, school_id=school_id, other_id=UUID(other)
        ),
    ):
        messages.success(request, _("Noted as a rule. Make a new proposal from here to apply it."))
    return redirect("groups:proposal", pk)


@door(Permission.ROUNDS_MANAGE)
def why(request: Request, pk: UUID, school_id: UUID) -> HttpResponse:
    """Say what it would cost to put two schools in one group (`other`)."""
    view = proposals.proposal_view(request.actor, pk)
    names = {member.school_id: member.school for group in view.groups for member in group.members}
    other = request.GET.get("other", "")
    if school_id not in names or not _is_id(other) or UUID(other) not in names or UUID(other) == school_id:
        return redirect("groups:move", pk, school_id)
    answer = proposals.what_if(request.actor, pk, school_id, UUID(other))
    context = {
        "view": view,
        "answer": answer,
        "first": names[school_id],
        "second": names[UUID(other)],
        "school_id": school_id,
        "crumbs": _trail(view, (_("Why not together?"), "")),
    }
    return render(request, "groups/why_answer.html" if request.htmx else "groups/why.html", context)


@door(Permission.ROUNDS_MANAGE, "POST")
def way_out(request: Request, pk: UUID) -> HttpResponse:
    """Take the least bad groups when the rules cannot hold together."""
    made: list[Any] = []

    def do() -> None:
        made.append(actions.accept_way_out(by=request.actor, at=now(), proposal_id=pk))

    if tried(request, do):
        return redirect("groups:proposal", made[0].pk)
    return redirect("groups:proposal", pk)


@door(Permission.ROUNDS_MANAGE)
def compare(request: Request, pk: UUID, other_id: UUID) -> HttpResponse:
    """Show what differs between two proposals."""
    view = proposals.proposal_view(request.actor, pk)
    comparison = proposals.compare(request.actor, other_id, pk)
    context = {"view": view, "comparison": comparison, "crumbs": _trail(view, (_("What changed"), ""))}
    return render(request, "groups/compare.html", context)
