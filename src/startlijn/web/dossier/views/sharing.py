"""Sharing pieces with somebody for a while, and taking them back."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from startlijn.base.access.terms import Permission
from startlijn.base.seams import now
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
    form = ShareForm(request.POST or None, pieces=pieces, receivers=people, initial={"evidence": chosen})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried_in(
            form,
            lambda: actions.release(
                by=request.actor,
                at=now(),
                evidence_ids=given["evidence"],
                role_id=given["receiver"],
                purpose=given["purpose"],
                last_day=given["last_day"],
            ),
        ):
            count = len(given["evidence"])
            told = ngettext("Shared one piece.", "Shared %(count)s pieces.", count) % {"count": count}
            messages.success(request, told)
            return redirect("dossier:shares")
    context = {"form": form, "pieces": pieces, "people": people, "crumbs": crumbs((_("Share"), ""))}
    return render(request, "dossier/share.html", context)


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
    running = any(release.holds for release in releases)
    context = {"page": page, "running": running, "crumbs": crumbs((_("Shared"), ""))}
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
    actions.revoke_all(by=request.actor, at=now())
    messages.success(request, _("Everything is taken back. Nobody else reads in your dossier now."))
    return redirect("dossier:shares")
