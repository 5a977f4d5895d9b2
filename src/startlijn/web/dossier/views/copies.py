"""Taking the dossier along, and bringing in a copy from elsewhere."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from startlijn.base.access.terms import Permission
from startlijn.base.seams import now, today
from startlijn.domain.dossier import actions
from startlijn.domain.dossier.queries import own
from startlijn.domain.dossier.queries.copies import opened
from startlijn.reports.documents.dossier import sealed_copy
from startlijn.web.attachments import download
from startlijn.web.doors import door
from startlijn.web.dossier.forms import MOST_COPY, CopyForm
from startlijn.web.dossier.views.own import crumbs
from startlijn.web.middleware import Request
from startlijn.web.refusals import tried_in


@door(Permission.DOSSIER_OWN)
def copy(request: Request) -> HttpResponse:
    """Tell what is in a copy, and offer it."""
    page = own.dossier_page(request.actor)
    return render(request, "dossier/copy.html", {"dossier": page, "crumbs": crumbs((_("Take along"), ""))})


@door(Permission.DOSSIER_OWN)
def take(request: Request) -> HttpResponse:
    """Give the whole dossier as a signed ZIP file."""
    made = actions.take_copy(by=request.actor, at=now())
    return download(sealed_copy(made), "application/zip", f"dossier-{today().isoformat()}.zip")


@door(Permission.DOSSIER_OWN, "GET", "POST")
def bring(request: Request) -> HttpResponse:
    """Bring in a copy; what is there already stays as it is."""
    form = CopyForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data["file"].read()
        told: list[str] = []

        def act() -> None:
            brought = opened(data, most=MOST_COPY)
            done = actions.bring_copy(by=request.actor, at=now(), brought=brought)
            counts = {"added": done.added, "known": done.known}
            told.append(_("New in your dossier: %(added)s. There already: %(known)s.") % counts)

        if tried_in(form, act):
            messages.success(request, told[0])
            return redirect("dossier:own")
    return render(request, "dossier/bring.html", {"form": form, "crumbs": crumbs((_("Bring in"), ""))})
