"""Sharing pieces with somebody for a while, and taking them back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from startlijn.base.access.terms import Permission
from startlijn.base.seams import now, today
from startlijn.domain.assessment import actions as assessment
from startlijn.domain.assessment.queries import given as given_queries
from startlijn.domain.dossier import actions
from startlijn.domain.dossier.queries import own
from startlijn.domain.dossier.queries.receivers import receivers
from startlijn.web.doors import door
from startlijn.web.dossier.forms import ShareForm
from startlijn.web.dossier.views.own import PER_PAGE, crumbs
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried_in


def _share(request: Request, chosen: list[str]) -> HttpResponse:
    pieces, people = own.own_pieces(request.actor), receivers(request.actor)
    panel = given_queries.own_panel(request.actor)
    form = ShareForm(
        request.POST or None, pieces=pieces, receivers=people, panel=panel, initial={"evidence": chosen}
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(form, lambda: _give(request, given, panel)):
            count = len(given["evidence"])
            told = ngettext("Shared one piece.", "Shared %(count)s pieces.", count) % {"count": count}
            messages.success(request, told)
            return redirect("dossier:shares")
    context = {"form": form, "pieces": pieces, "people": people or panel}
    context["crumbs"] = crumbs((_("Share"), ""))
    return render(request, "dossier/share.html", context)


def _give(request: Request, given: dict[str, Any], panel: given_queries.OwnPanel | None) -> None:
    """Give the chosen pieces to a person, or, frozen, to the panel of the own assessment."""
    if panel is not None and given["receiver"] == panel.assessment_id:
        assessment.release_to_panel(
            by=request.actor,
            at=now(),
            assessment_id=panel.assessment_id,
            evidence_ids=given["evidence"],
            last_day=given["last_day"],
        )
        return
    actions.release(
        by=request.actor,
        at=now(),
        evidence_ids=given["evidence"],
        role_id=given["receiver"],
        purpose=given["purpose"],
        last_day=given["last_day"],
    )


@door(Permission.DOSSIER_OWN, "GET", "POST")
def share(request: Request) -> HttpResponse:
    """Share pieces of the dossier."""
    return _share(request, [])


@door(Permission.DOSSIER_OWN, "GET", "POST")
def share_one(request: Request, pk: UUID) -> HttpResponse:
    """Share pieces, this one first."""
    own.own_item(request.actor, pk)
    return _share(request, [str(pk)])


@door(Permission.DOSSIER_OWN)
def shares(request: Request) -> HttpResponse:
    """Show what is shared with whom."""
    releases = own.own_releases(request.actor)
    page = Paginator(releases, PER_PAGE).get_page(request.GET.get("page"))
    panel = given_queries.own_given(request.actor, today())
    running = any(each.holds for each in releases) or any(each.holds for each in panel)
    context = {"page": page, "panel": panel, "running": running, "crumbs": crumbs((_("Shared"), ""))}
    return render(request, "dossier/shares.html", context)


@door(Permission.DOSSIER_OWN, "POST")
def revoke(request: Request, pk: UUID) -> HttpResponse:
    """Take one piece back."""
    actions.revoke(by=request.actor, at=now(), release_id=pk)
    messages.success(request, _("Taken back. It can no longer be read there."))
    return redirect("dossier:shares")


@door(Permission.DOSSIER_OWN, "POST")
def revoke_all(request: Request) -> HttpResponse:
    """Take everything back."""
    assessment.take_all_back(by=request.actor, at=now())
    messages.success(request, _("Everything is taken back. Nobody else reads in your dossier now."))
    return redirect("dossier:shares")
